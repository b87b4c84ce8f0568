"""`rete patto confronta`: what changed between two days, and by which acts."""

import click

from rete.commands.shared import contesto
from rete.commands.shared.lettura import SCHEDA, Rilettura, reading
from rete.commands.shared.mostrare import Carta
from rete.commands.shared.opzioni import argomento
from rete.commands.shared.scelta import chosen_patto
from rete.reckoning.compare import compare
from rete.reckoning.one_change import Istante
from rete.views.confronto import dati_confronto, scheda_confronto


class Giorni(Rilettura):
    """The two days."""

    prima = argomento("Il primo giorno.", "DATA", click_type=contesto.DATA)
    dopo = argomento("Il secondo giorno.", "DATA", click_type=contesto.DATA)


@reading(*SCHEDA)
def confronta(a: Giorni) -> Carta:
    """Che cosa è cambiato fra due giorni, e per quali atti.

    Articoli, regole, aderenti, tavoli, periodi, segreteria e cariche: il secondo giorno rispetto al
    primo.
    Le date si possono dare in qualunque ordine.
    """
    chosen_patto(a.loaded)
    first, last = sorted((a.prima, a.dopo))
    if a.prima > a.dopo:
        click.echo("le due date sono state scambiate: si va dalla prima alla seconda", err=True)
    found = compare(*(Istante(rete=a.rete, giorno=day) for day in (first, last)))
    return Carta(
        nome="confronto",
        giorno=last,
        dati=lambda: dati_confronto(found),
        scheda=lambda: scheda_confronto(found),
    )
