"""`rete stato`: the work of the day; its head is `testo`, the things to do are `lavoro`."""

import sys

import click

from rete.commands.shared import memoria
from rete.commands.shared.lettura import AL, RAMO, REGISTRO_DEL, Lettura
from rete.commands.shared.opzioni import in_forma, segno, with_options
from rete.commands.stato.lavoro import SCREEN, work_lines
from rete.commands.stato.testo import head_lines, title_lines
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import effect_in_words
from rete.reckoning.missing import Lacuna
from rete.reckoning.overview import Panorama, PeriodoOggi, overview
from rete.render.terminal_text import Style, styled, wants_colour
from rete.store import Folder


class Chiesto(Lettura):
    """Of which day, how much of it and in which form."""

    al = AL
    registro_del = REGISTRO_DEL
    ramo = RAMO
    tutto = segno("Nomina una per una le cose da fare e da completare.")
    formato = in_forma("testo", "json")


@with_options
def stato(a: Chiesto) -> None:
    """Il lavoro di oggi: che cosa è in ritardo, che cosa scade fra poco, che cosa manca.

    Accanto a ogni cosa c'è il comando per farla, o per vederla. È lo stesso che «rete» da solo.
    """
    panorama = overview(a.rete, a.giorno)
    findings = memoria.counted(a.loaded)
    if a.formato == "json":
        from rete.commands.shared.mostrare import show_plain

        show_plain(_values(panorama, a.rete, findings))
        return
    past = not isinstance(a.loaded.store, Folder)
    title, head = title_lines(panorama), [*head_lines(panorama, a.rete, findings, past=past)]
    room = SCREEN - len(title) - len(head)
    for line in title:
        click.echo(styled(line, Style.STRONG, colour=wants_colour(sys.stdout)))
    for line in (*head, *work_lines(panorama, room=room, everything=a.tutto)):
        click.echo(line)


def _values(panorama: Panorama, rete: Rete, findings: tuple[int, int]) -> dict[str, object]:
    from rete.views.parti_di_scheda import unread_data  # only JSON wants it

    sittings = panorama.sedute
    return {
        "versione": 1,
        "al": panorama.giorno.isoformat(),
        "nome": panorama.nome,
        "periodo": _term(panorama.periodo),
        "aderenti": _members(panorama),
        "tavoli": {"attivi": panorama.tavoli_attivi, "da_verificare": panorama.tavoli_incerti},
        "sedute": {
            "anno": panorama.giorno.year,
            "tenute": sittings.tenute,
            "deserte": sittings.deserte,
            "da_approvare": list(sittings.da_approvare),
            "senza_verbale": list(sittings.senza_verbale),
            "prossime": [verbale.id for verbale in sittings.prossime],
        },
        "azioni": {"aperte": panorama.azioni_aperte, "scadute": panorama.azioni_scadute},
        "da_attuare": [
            {
                "atto": found.di.riferimento,
                "tipo": found.effetto.tipo,
                "effetto": effect_in_words(found.effetto, rete),
            }
            for found in panorama.da_attuare
        ],
        "da_completare": [_gap(lacuna) for lacuna in panorama.lacune],
        "scadenze": _due(panorama),
        "errori": findings[0],
        "avvisi": findings[1],
        **unread_data(rete),
    }


def _members(panorama: Panorama) -> dict[str, object]:
    members = panorama.aderenti
    return {
        "totale": members.totale,
        "pubblici": members.pubblici,
        "privati": members.privati,
        "osservatori": members.osservatori,
        "sospesi": members.sospesi,
        "da_verificare": members.incerti,
    }


def _due(panorama: Panorama) -> dict[str, object]:
    """How many, by how near they are, and those that are overdue by kind."""
    states = [one.state_on(panorama.giorno) for one in panorama.scadenze]
    late = [one.tipo for one in panorama.scadenze if one.state_on(panorama.giorno) == "scaduta"]
    return {
        "scadute": states.count("scaduta"),
        "imminenti": states.count("imminente"),
        "future": states.count("futura"),
        "scadute_per_tipo": {tipo: late.count(tipo) for tipo in sorted(set(late))},
    }


def _term(periodo: PeriodoOggi) -> dict[str, object]:
    term = periodo.termine
    return {
        "id": term.id if term else None,
        "dal": _text(term.dal if term else None),
        "al": _text(term.al if term else None),
        "dedotta": term.inferred if term else False,
        "precedente_finito": _text(periodo.finito),
        "prossimo_comincia": _text(periodo.comincia),
        **({"senza_termine": True} if term and term.senza_termine else {}),
        **({"ignoto": True} if periodo.ignoto else {}),
    }


def _gap(lacuna: Lacuna) -> dict[str, object]:
    return {
        "tipo": lacuna.tipo,
        "quanti": lacuna.quanti,
        "quali": list(lacuna.quali),
        "pubblicati": lacuna.conteggio.totale if lacuna.conteggio else None,
    }


def _text(value: object | None) -> str | None:
    return None if value is None else str(value)
