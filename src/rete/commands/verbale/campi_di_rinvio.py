"""The fields that moving a sitting and calling it off share: which one, when, how it was told."""

from collections.abc import Iterable
from datetime import date

import click

from rete.commands.writing.campi import Campi, Campo, campo, forse
from rete.commands.writing.comuni import oggi
from rete.commands.writing.valori import UN_GIORNO, UN_TESTO, UN_VERBALE
from rete.model.convocazione import Disdetta
from rete.render.terminal_text import printable


class Rinvio(Campi):
    """What a sitting that is not held as it was convened is told with."""

    inviata: Campo[date | None]
    mezzo: Campo[str | None]
    motivo: Campo[str | None]
    il: Campo[date]

    def notice(self) -> Disdetta:
        """The day on which it was decided, and how it was told."""
        testi = self.testi
        return Disdetta(
            il=UN_GIORNO.valore(testi["il"]),
            inviata=UN_GIORNO.valore(testi["inviata"]) if "inviata" in testi else None,
            mezzo=testi.get("mezzo"),
            motivo=testi.get("motivo"),
        )


def la_seduta() -> Campo[str]:
    """A sitting that is planned, by its id, or by its day where there is one."""
    return campo(
        UN_VERBALE,
        "Quale seduta?",
        argomento=True,
        metavar="[VERBALE]",
        aiuto="l'id o il suo inizio, oppure data e tavolo",
        help="L'id o il giorno della seduta prevista.",
    )


def quando_avvisati() -> Campo[date | None]:
    return forse(
        UN_GIORNO,
        "In quale giorno è stato mandato l'avviso?",
        aiuto="lascia vuoto se è ancora da mandare",
        help="Il giorno in cui è stato mandato l'avviso, se lo è già.",
    )


def con_quale_mezzo() -> Campo[str | None]:
    field = forse(
        UN_TESTO,
        "Con quale mezzo?",
        aiuto="per esempio: posta elettronica, PEC",
        help="Come è stato mandato l'avviso (con --inviata).",
    )
    field.quando(lambda a: "inviata" in a.testi)
    return field


def il_motivo() -> Campo[str | None]:
    return forse(
        UN_TESTO,
        "Perché?",
        aiuto="in parole, senza dati personali; lascia vuoto se non si dice",
        help="Perché, in parole: va nell'avviso.",
    )


def deciso_il() -> Campo[date]:
    field = campo(
        UN_GIORNO,
        "In quale giorno si è deciso?",
        aiuto="il giorno in cui si è deciso, se non è oggi",
        help="Il giorno in cui si è deciso (se manca, quello dell'avviso, o oggi).",
    )
    field.predefinita(lambda a: a.testi.get("inviata") or oggi(a))
    return field


def show_notice(lines: Iterable[str]) -> None:
    """The text to send, apart from what the plan says."""
    click.echo("Avviso da mandare:")
    click.echo()
    for line in lines:
        click.echo(printable(line))
    click.echo()
