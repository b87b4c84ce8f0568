"""Sittings as a list, and the minutes as a card: heading, who was there, agenda, actions."""

from datetime import date

from rete.italiano import count, short_date
from rete.italiano.etichette import MODALITA, MODI_APPROVAZIONE, STATI_AZIONE, STATI_VERBALE, label
from rete.model.rete import Rete
from rete.model.svolgimento import proceedings
from rete.model.verbale import Azione, Decisione, Delega, Movimento, Verbale
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.comings import attending
from rete.reckoning.follow_ups import AzioneOggi, actions_of, who_in_words
from rete.reckoning.selection import approvato_il, stato_verbale
from rete.reckoning.sitting import sitting_of
from rete.views.conti import opening_in_words
from rete.views.conti_dati import count_as_plain
from rete.views.convocazioni import convening_lines
from rete.views.correzioni import correction_lines, corrections_of_act, corrections_of_presences
from rete.views.dati import Record, record_as_plain
from rete.views.decisioni import decision_lines
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Scheda, card, section
from rete.views.non_contati import left_out_as_plain, left_out_in_words
from rete.views.parti_di_scheda import attachments, list_of_kind, names, notes, sources


def elenco_verbali(rete: Rete, verbali: tuple[Verbale, ...], day: date) -> Elenco:
    """Sittings as a list, with their state on a day."""
    number = len(verbali)
    closing = count(number, "seduta", "sedute") if number else "nessun verbale corrisponde"
    return list_of_kind(rete, "verbale", _columns(rete, day), (verbali, ()), closing)


def _columns(rete: Rete, day: date) -> tuple[Colonna, ...]:
    def how_many_attended(verbale: Verbale) -> int | None:
        there = attending(rete, verbale, day)
        return len(set(there.tutti)) if there else verbale.presenti_numero

    return (
        Colonna("id", "Id"),
        # The id begins with the day, and a table has no room to say it twice.
        Colonna("data", "Data", in_tabella=False),
        Colonna("tavolo", "Tavolo", rete.nome_tavolo),
        Colonna("numero", "N."),
        Colonna(
            "stato",
            "Stato",
            STATI_VERBALE,
            valore=lambda verbale: stato_verbale(rete, verbale, day),
        ),
        Colonna("presenti", "Enti", valore=how_many_attended),
        Colonna(
            "decisioni", "Decisioni", valore=lambda v: len(v.decisioni) if v.was_held else None
        ),
        Colonna(
            "sessione",
            "Sessione",
            in_tabella=False,
            valore=lambda verbale: verbale.sessione,
        ),
        Colonna(
            "congiunta_con",
            "Con",
            rete.nome_tavolo,
            in_tabella=False,
            valore=lambda verbale: verbale.congiunta_con or None,
        ),
    )


def dati_verbale(rete: Rete, verbale: Verbale, day: date) -> Record:
    """The fields of the file, the state on the day, the counts, and what became of it all."""
    return record_as_plain(
        verbale,
        stato=stato_verbale(rete, verbale, day),
        approvato_il=approvato_il(rete, verbale),
        non_contati=left_out_as_plain(sitting_of(rete, verbale), rete) or None,
        rettifiche=corrections_of_presences(rete, verbale, day) or None,
        decisioni=_decisions_as_plain(rete, verbale, day) or None,
        azioni=[_action_as_plain(action) for action in actions_of(rete, verbale, day)] or None,
    )


def _decisions_as_plain(rete: Rete, verbale: Verbale, day: date) -> list[Record]:
    """As the minutes have them, then their count and the later acts that changed them."""
    seduta = sitting_of(rete, verbale)
    return [
        record_as_plain(
            decisione,
            conto=count_as_plain(rete, seduta, decisione),
            correzioni=corrections_of_act(rete, f"{verbale.id}/{decisione.n}", day) or None,
        )
        for decisione in verbale.decisioni
    ]


def _action_as_plain(action: AzioneOggi) -> Record:
    """As the minutes gave it, then its state and, where they changed, its terms of today."""
    given = action.azione
    moved, passed_on = action.entro != given.entro, _who(action) != _who(given)
    return record_as_plain(
        given,
        stato=action.stato or "da-verificare",
        entro_attuale=action.entro if moved else None,
        responsabili_attuali=action.responsabili if passed_on else None,
        incaricati_attuali=action.incaricati or None if passed_on else None,
        seguiti=action.seguiti or None,
    )


def _who(one: Azione | AzioneOggi) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return one.responsabili, one.incaricati


def scheda_verbale(rete: Rete, verbale: Verbale, day: date) -> Scheda:
    """A sitting with its minutes as a card, as it stands on a day."""
    off = {"spostata": " (spostata)", "disdetta": " (disdetta)", "bozza": " (bozza)"}
    state = off.get(stato_verbale(rete, verbale, day), "")
    tables = " e ".join(rete.nome_tavolo(tavolo) for tavolo in verbale.tavoli)
    return card(
        f"{tables}, seduta del {short_date(verbale.data)}{state}",
        _heading(rete, verbale, day),
        section("Presenze", _presences(rete, verbale, day)),
        section("Ordine del giorno", _agenda(verbale)),
        section("Decisioni", decision_lines(rete, verbale, day)),
        section("Azioni", _actions(rete, verbale, day)),
        attachments(verbale.allegati),
        section("Approvazione", _approval(rete, verbale, day)),
        sources(verbale.fonti),
        notes(verbale.note),
    )


def _heading(rete: Rete, verbale: Verbale, day: date) -> Righe:
    yield from (
        ("Id", verbale.id),
        ("Stato", _STATES[stato_verbale(rete, verbale, day)]),
        ("Numero", verbale.numero),
        ("Protocollo", verbale.protocollo),
        ("Ore", _hours(verbale)),
        ("Luogo", verbale.luogo),
        ("Modalità", label(MODALITA, verbale.modalita) if verbale.modalita else None),
        ("Sessione", verbale.sessione),
        *convening_lines(rete, verbale),
        ("Seconda convocazione", _second_of(verbale)),
        ("Presiede", rete.nome_ente(verbale.presiede) if verbale.presiede else None),
        ("Verbalizza", verbale.verbalizza),
        ("Deserta", f"dichiarata alle {verbale.deserta}" if verbale.deserta else None),
    )


_STATES = {
    "pianificata": "pianificata: il registro non ne ha ancora il verbale",
    "spostata": "spostata a un altro giorno",
    "disdetta": "disdetta: non si tiene",
    "bozza": "bozza: il verbale non è approvato",
    "approvato": "approvato",
}


def _hours(verbale: Verbale) -> str | None:
    match verbale.inizio, verbale.fine:
        case None, None:
            return None
        case start, None:
            return f"dalle {start}"
        case None, end:
            return f"fino alle {end}"
        case start, end:
            return f"dalle {start} alle {end}"


def _second_of(verbale: Verbale) -> str | None:
    if verbale.seconda_di == "senza-verbale":
        return "sì: della prima non c'è verbale"
    return f"sì: la prima è {verbale.seconda_di}" if verbale.seconda_di else None


def _presences(rete: Rete, verbale: Verbale, day: date) -> Righe:
    if not verbale.was_held:
        return
    if verbale.presenti_numero is not None:
        yield "Presenti", f"{verbale.presenti_numero}: il verbale dice quanti, non chi"
    elif not verbale.says_who:
        yield "Presenti", "il verbale non lo dice"
    elif verbale.presenti is not None:
        yield "Presenti", names(rete, verbale.presenti) or "nessuno"
    yield from (
        ("Collegati", names(rete, verbale.collegati) or None),
        ("Giustificati", names(rete, verbale.giustificati) or None),
    )
    answers = [f"{rete.nome_ente(r.ente)}, {short_date(r.il)}" for r in verbale.risposte]
    yield from _labelled("Risposte", answers)
    yield from _labelled("Deleghe", [_proxy(rete, delega) for delega in verbale.deleghe])
    yield from _labelled("Movimenti", [_movement(rete, m) for m in verbale.movimenti])
    yield "Ospiti", names(rete, verbale.ospiti) or None
    seduta = sitting_of(rete, verbale)
    yield from _labelled("Non contati", list(left_out_in_words(rete, seduta)))
    if not verbale.decisioni:
        yield "All'apertura", opening_in_words(rete, seduta)
    changed = corrections_of_presences(rete, verbale, day)
    yield from correction_lines(rete, changed, "presenze corrette", "revocate", label="Rettifica")


def _labelled(title: str, texts: list[str]) -> Righe:
    for index, text in enumerate(texts):
        yield "" if index else title, text


def _proxy(rete: Rete, delega: Delega) -> str:
    holder = rete.nome_ente(delega.a) if delega.a else "non si sa chi"
    return f"{rete.nome_ente(delega.di)} delega {holder}"


def _movement(rete: Rete, movimento: Movimento) -> str:
    told = (
        ("entra alle", movimento.entra),
        ("esce alle", movimento.esce),
        ("vota dalla decisione", movimento.dal_voto),
        ("va via dopo la decisione", movimento.dopo_il_voto),
    )
    parts = (f"{what} {value}" for what, value in told if value is not None)
    return ", ".join([rete.nome_ente(movimento.ente), *parts])


def _agenda(verbale: Verbale) -> Righe:
    for punto in verbale.odg:
        yield f"{punto.stampato}.", f"{punto.titolo} (rinviato)" if punto.rinviato else punto.titolo
        for one in proceedings(verbale, punto):
            match one:
                case str():
                    yield "", one
                case Decisione():
                    yield "", f"Decisione {one.n}: {one.oggetto}" if punto.svolgimento else None
                case Azione():
                    yield "", f"Azione {one.n}: {one.testo}"


def _actions(rete: Rete, verbale: Verbale, day: date) -> Righe:
    for action in actions_of(rete, verbale, day):
        azione = action.azione
        state = label(STATI_AZIONE, action.stato) if action.stato else "da verificare"
        when = f"entro il {short_date(action.entro)}" if action.entro else "senza scadenza"
        yield from (
            (f"{azione.n}.", azione.testo),
            ("", f"{who_in_words(rete, action)}, {when}: {state}"),
        )
        for step in action.seguiti:
            note = f", {step.nota}" if step.nota else ""
            new_term = f", nuovo termine {short_date(step.entro)}" if step.entro else ""
            state = label(STATI_AZIONE, step.stato)
            yield "", f"{short_date(step.data)}: {state}{new_term}{note}"


def _approval(rete: Rete, verbale: Verbale, day: date) -> Righe:
    approval = verbale.approvazione
    if not verbale.was_held:
        return
    if approval is None or stato_verbale(rete, verbale, day) != "approvato":
        yield "", "bozza: non ancora approvato"
        return
    approved = approvato_il(rete, verbale)
    yield from (
        ("Modo", label(MODI_APPROVAZIONE, approval.modo)),
        ("Data", short_date(approved) if approved else "non nota"),
        ("Atto", act_in_words(approval.atto, rete) if approval.atto else None),
        ("Correzioni", approval.correzioni),
    )
