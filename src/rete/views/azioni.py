"""Actions as a page in groups, and as a list for JSON and spreadsheets, on a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from rete.italiano import short_date
from rete.italiano.etichette import STATI_AZIONE, label
from rete.model.rete import Rete
from rete.reckoning.follow_ups import AzioneInElenco, Vita, who_in_words
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Scheda, card, list_of, section
from rete.views.parti_di_scheda import Gruppo, by_state, unread_data, unread_note
from rete.views.scadenze import days_in_words

_GROUPS: Final[Mapping[Vita, Gruppo]] = {
    "scaduta": Gruppo("Scadute", ("scaduta", "scadute")),
    "da-fare": Gruppo("Da fare", ("da fare", "da fare")),
    "da-verificare": Gruppo(
        "Da verificare: i loro seguiti non si leggono", ("da verificare", "da verificare")
    ),
    "fatta": Gruppo("Fatte", ("fatta", "fatte")),
    "annullata": Gruppo("Annullate", ("annullata", "annullate")),
}


_READ = ("verbale", "seguito")


def pagina_azioni(rete: Rete, found: Sequence[AzioneInElenco], day: date) -> Scheda:
    """The actions by what is to be done about them; each with its last day, or that of its end."""
    groups = (
        section(
            group.titolo,
            (line for one in found if one.vita == vita for line in action_lines(rete, one)),
        )
        for vita, group in _GROUPS.items()
    )
    return card(_how_many(found, day), (), *tuple(groups))


def chiusura_azioni(rete: Rete) -> tuple[str, ...]:
    """What the page and the list do not have because it could not be read."""
    return unread_note(rete, *_READ)


def action_lines(rete: Rete, one: AzioneInElenco) -> Righe:
    """One action in the lines of a card."""
    last = one.oggi.seguiti[-1] if one.oggi.seguiti else None
    ended = one.vita in ("fatta", "annullata")
    first, now = one.oggi.azione.entro, one.oggi.entro
    moved = f", spostata dal {short_date(first)}" if first and now != first else ""
    who = who_in_words(rete, one.oggi)
    day = one.ultima_notizia if ended else now
    yield from (
        (short_date(day) if day else "senza scadenza", one.oggi.azione.testo),
        ("", f"{situation(one)}{'' if ended else moved}; {who}"),
        ("", f"{short_date(last.data)}: {last.nota}" if last and last.nota else None),
        ("", one.riferimento),
    )


def situation(one: AzioneInElenco) -> str:
    """«scaduta da 32 giorni, in corso», «scade domani», «fatta»."""
    state = label(STATI_AZIONE, one.oggi.stato or "da-verificare")
    match one.vita:
        case "scaduta":
            begun = f", {state}" if one.oggi.stato == "in-corso" else ""
            return f"scaduta {_days(one.giorni or 0)}{begun}"
        case "da-fare":
            last = "senza scadenza" if one.giorni is None else f"scade {_days(one.giorni)}"
            return f"{state}, {last}"
        case "da-verificare":
            return "da verificare"
        case "fatta" | "annullata":
            return state


def _days(left: int) -> str:
    return "da ieri" if left == -1 else days_in_words(left)


def _how_many(found: Sequence[AzioneInElenco], day: date) -> str:
    if not found:
        return "nessuna azione corrisponde"
    return by_state(("azione", "azioni"), day, [one.vita for one in found], _GROUPS)


def elenco_azioni(rete: Rete, found: Sequence[AzioneInElenco]) -> Elenco:
    """Actions as a list, for JSON and spreadsheets."""
    columns = (
        Colonna("id", "Id", valore=attrgetter("riferimento")),
        Colonna("verbale", "Verbale", valore=attrgetter("verbale.id")),
        Colonna("n", "N.", valore=attrgetter("oggi.azione.n")),
        Colonna("tavolo", "Tavolo", rete.nome_tavolo, valore=attrgetter("verbale.tavolo")),
        Colonna("testo", "Che cosa", valore=attrgetter("oggi.azione.testo")),
        Colonna("responsabili", "Chi", rete.nome_ente, valore=attrgetter("oggi.responsabili")),
        Colonna("entro", "Entro", valore=attrgetter("oggi.entro")),
        Colonna("giorni", "Giorni"),
        Colonna(
            "stato",
            "Stato",
            STATI_AZIONE,
            valore=lambda one: one.oggi.stato or "da-verificare",
        ),
        Colonna("situazione", "Situazione", valore=situation),
        Colonna("ultima_notizia", "Ultima notizia"),
        Colonna("nota", "Nota", valore=_last_note),
        Colonna(
            "congiunta_con",
            "Con",
            rete.nome_tavolo,
            valore=lambda one: one.verbale.congiunta_con or None,
        ),
        Colonna("incaricati", "Chi non è un ente", valore=lambda one: one.oggi.incaricati or None),
    )
    return list_of("azioni", columns, found, chiusura_azioni(rete), unread_data(rete, *_READ))


def _last_note(one: AzioneInElenco) -> str | None:
    return one.oggi.seguiti[-1].nota if one.oggi.seguiti else None
