"""Sittings as a list, and the minutes as a card: heading, who was there, agenda, actions."""

from collections.abc import Iterator
from datetime import date

from rete.italiano import count, short_date
from rete.italiano.etichette import MODALITA, MODI_APPROVAZIONE, STATI_AZIONE, STATI_VERBALE, label
from rete.model.rete import Rete
from rete.model.verbale import Convocazione, Delega, Movimento, Verbale
from rete.reckoning.acts_in_words import act_in_words
from rete.reckoning.follow_ups import AzioneOggi, actions_of
from rete.reckoning.presence import attending
from rete.reckoning.selection import approvato_il, stato_verbale
from rete.reckoning.sitting import sitting_of
from rete.views.conti import opening_in_words
from rete.views.conti_dati import count_as_plain
from rete.views.correzioni import (
    correction_lines,
    corrections_as_plain,
    corrections_of_act,
    corrections_of_presences,
)
from rete.views.dati import Plain, record_as_plain
from rete.views.decisioni import decision_lines
from rete.views.lists_and_cards import (
    Colonna,
    Elenco,
    Riga,
    Scheda,
    Sezione,
    lines,
    rows_of,
)
from rete.views.parti_di_scheda import attachments, names, notes, sources, unread_data, unread_note


def elenco_verbali(rete: Rete, verbali: tuple[Verbale, ...], day: date) -> Elenco:
    """Sittings as a list, with their state on a day."""
    number = len(verbali)
    closing = count(number, "seduta", "sedute") if number else "nessun verbale corrisponde"
    columns = _columns(rete, day)
    return Elenco(
        nome="verbali",
        colonne=columns,
        righe=rows_of(columns, verbali),
        chiusura=(closing, *unread_note(rete, "verbale")),
        altro=unread_data(rete, "verbale"),
    )


def _columns(rete: Rete, day: date) -> tuple[Colonna, ...]:
    def how_many_attended(verbale: Verbale) -> int | None:
        there = attending(rete, verbale, day)
        return len(set(there.tutti)) if there else None

    return (
        Colonna("id", "Id"),
        # The id begins with the day, and a table has no room to say it twice.
        Colonna("data", "Data", in_tabella=False),
        Colonna("tavolo", "Tavolo", parole=rete.nome_tavolo),
        Colonna("numero", "N."),
        Colonna(
            "stato",
            "Stato",
            parole=lambda code: label(STATI_VERBALE, code),
            valore=lambda verbale: stato_verbale(rete, verbale, day),
        ),
        Colonna("presenti", "Enti", valore=how_many_attended),
        Colonna(
            "decisioni", "Decisioni", valore=lambda v: len(v.decisioni) if v.was_held else None
        ),
        Colonna(
            "congiunta_con",
            "Con",
            parole=rete.nome_tavolo,
            in_tabella=False,
            valore=lambda verbale: verbale.congiunta_con or None,
        ),
    )


def dati_verbale(rete: Rete, verbale: Verbale, day: date) -> dict[str, Plain]:
    """The fields of the file, the state on the day, the counts, and what became of it all."""
    found: dict[str, Plain] = {
        **record_as_plain(verbale),
        "stato": stato_verbale(rete, verbale, day),
    }
    if approved := approvato_il(rete, verbale):
        found["approvato_il"] = approved.isoformat()
    if changed := corrections_of_presences(rete, verbale, day):
        found["rettifiche"] = corrections_as_plain(changed)
    if verbale.decisioni:
        found["decisioni"] = list(_decisions_as_plain(rete, verbale, day))
    if verbale.azioni:
        found["azioni"] = [_action_as_plain(a) for a in actions_of(rete, verbale, day)]
    return found


def _decisions_as_plain(rete: Rete, verbale: Verbale, day: date) -> Iterator[Plain]:
    """As the minutes have them, then their count and the later acts that changed them."""
    seduta = sitting_of(rete, verbale)
    for decisione in verbale.decisioni:
        found = record_as_plain(decisione)
        found["conto"] = count_as_plain(rete, seduta, decisione)
        if later := corrections_of_act(rete, f"{verbale.id}/{decisione.n}", day):
            found["correzioni"] = corrections_as_plain(later)
        yield found


def _action_as_plain(action: AzioneOggi) -> dict[str, Plain]:
    """As the minutes gave it, then its state and, where they changed, its terms of today."""
    found = record_as_plain(action.azione)
    found["stato"] = action.stato or "da-verificare"
    if action.entro != action.azione.entro:
        found["entro_attuale"] = action.entro.isoformat()
    if action.responsabili != action.azione.responsabili:
        found["responsabili_attuali"] = list(action.responsabili)
    if action.seguiti:
        found["seguiti"] = [record_as_plain(step) for step in action.seguiti]
    return found


def scheda_verbale(rete: Rete, verbale: Verbale, day: date) -> Scheda:
    """A sitting with its minutes as a card, as it stands on a day."""
    tables = " e ".join(rete.nome_tavolo(tavolo) for tavolo in verbale.tavoli)
    draft = " (bozza)" if stato_verbale(rete, verbale, day) == "bozza" else ""
    return Scheda(
        titolo=f"{tables}, seduta del {short_date(verbale.data)}{draft}",
        righe=tuple(_heading(rete, verbale, day)),
        sezioni=(
            Sezione("Presenze", tuple(_presences(rete, verbale, day))),
            Sezione("Ordine del giorno", tuple(_agenda(verbale))),
            Sezione("Decisioni", tuple(decision_lines(rete, verbale, day))),
            Sezione("Azioni", tuple(_actions(rete, verbale, day))),
            attachments(verbale.allegati),
            Sezione("Approvazione", tuple(_approval(rete, verbale, day))),
            sources(verbale.fonti),
            notes(verbale.note),
        ),
    )


def _heading(rete: Rete, verbale: Verbale, day: date) -> Iterator[Riga]:
    yield from lines(
        ("Id", verbale.id),
        ("Stato", _state_in_words(rete, verbale, day)),
        ("Numero", verbale.numero),
        ("Protocollo", verbale.protocollo),
        ("Ore", _hours(verbale)),
        ("Luogo", verbale.luogo),
        ("Modalità", label(MODALITA, verbale.modalita) if verbale.modalita else None),
        ("Convocazione", _convening(rete, verbale.convocazione) if verbale.convocazione else None),
        ("Seconda convocazione", _second_of(verbale)),
        ("Presiede", rete.nome_ente(verbale.presiede) if verbale.presiede else None),
        ("Verbalizza", verbale.verbalizza),
        ("Deserta", f"dichiarata alle {verbale.deserta}" if verbale.deserta else None),
    )


def _state_in_words(rete: Rete, verbale: Verbale, day: date) -> str:
    match stato_verbale(rete, verbale, day):
        case "pianificata":
            return "pianificata: il registro non ne ha ancora il verbale"
        case "bozza":
            return "bozza: il verbale non è approvato"
        case "approvato":
            return "approvato"


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


def _convening(rete: Rete, convocazione: Convocazione) -> str:
    parts = [f"inviata il {short_date(convocazione.inviata)}, {convocazione.mezzo}"]
    if convocazione.urgente:
        parts.append("d'urgenza")
    if convocazione.seconda_il:
        parts.append(f"seconda convocazione il {short_date(convocazione.seconda_il)}")
    if convocazione.risposte_entro:
        parts.append(f"risposte entro il {short_date(convocazione.risposte_entro)}")
    if convocazione.richiesta_da:
        when = f" il {short_date(convocazione.richiesta_il)}" if convocazione.richiesta_il else ""
        parts.append(f"richiesta{when} da {names(rete, convocazione.richiesta_da)}")
    return ", ".join(parts)


def _second_of(verbale: Verbale) -> str | None:
    if verbale.seconda_di == "senza-verbale":
        return "sì: della prima non c'è verbale"
    return f"sì: la prima è {verbale.seconda_di}" if verbale.seconda_di else None


def _presences(rete: Rete, verbale: Verbale, day: date) -> Iterator[Riga]:
    if not verbale.was_held:
        return
    if verbale.presenti is None:
        yield Riga("Presenti", "il verbale non lo dice")
    else:
        yield Riga("Presenti", names(rete, verbale.presenti) or "nessuno")
    yield from lines(
        ("Collegati", names(rete, verbale.collegati) or None),
        ("Giustificati", names(rete, verbale.giustificati) or None),
    )
    yield from _labelled("Deleghe", [_proxy(rete, delega) for delega in verbale.deleghe])
    yield from _labelled("Movimenti", [_movement(rete, m) for m in verbale.movimenti])
    yield from lines(("Ospiti", names(rete, verbale.ospiti) or None))
    if not verbale.decisioni:
        yield from lines(("All'apertura", opening_in_words(sitting_of(rete, verbale))))
    changed = corrections_of_presences(rete, verbale, day)
    yield from correction_lines(rete, changed, "presenze corrette", "revocate", label="Rettifica")


def _labelled(title: str, texts: list[str]) -> Iterator[Riga]:
    for index, text in enumerate(texts):
        yield Riga("" if index else title, text)


def _proxy(rete: Rete, delega: Delega) -> str:
    holder = rete.nome_ente(delega.a) if delega.a else "non si sa chi"
    return f"{rete.nome_ente(delega.di)} delega {holder}"


def _movement(rete: Rete, movimento: Movimento) -> str:
    parts = [rete.nome_ente(movimento.ente)]
    if movimento.entra:
        parts.append(f"entra alle {movimento.entra}")
    if movimento.esce:
        parts.append(f"esce alle {movimento.esce}")
    if movimento.dal_voto is not None:
        parts.append(f"vota dalla decisione {movimento.dal_voto}")
    if movimento.dopo_il_voto is not None:
        parts.append(f"va via dopo la decisione {movimento.dopo_il_voto}")
    return ", ".join(parts)


def _agenda(verbale: Verbale) -> Iterator[Riga]:
    for punto in verbale.odg:
        yield Riga(
            f"{punto.punto}.",
            f"{punto.titolo} (rinviato)" if punto.rinviato else punto.titolo,
        )
        yield from lines(("", punto.discussione))


def _actions(rete: Rete, verbale: Verbale, day: date) -> Iterator[Riga]:
    for action in actions_of(rete, verbale, day):
        azione = action.azione
        state = label(STATI_AZIONE, action.stato) if action.stato else "da verificare"
        who = names(rete, action.responsabili) or "nessun responsabile"
        yield from lines(
            (f"{azione.n}.", azione.testo),
            ("", f"{who}, entro il {short_date(action.entro)}: {state}"),
        )
        for step in action.seguiti:
            note = f", {step.nota}" if step.nota else ""
            new_term = f", nuovo termine {short_date(step.entro)}" if step.entro else ""
            state = label(STATI_AZIONE, step.stato)
            yield Riga("", f"{short_date(step.data)}: {state}{new_term}{note}")


def _approval(rete: Rete, verbale: Verbale, day: date) -> Iterator[Riga]:
    approval = verbale.approvazione
    if not verbale.was_held:
        return
    if approval is None or stato_verbale(rete, verbale, day) != "approvato":
        yield Riga("", "bozza: non ancora approvato")
        return
    approved = approvato_il(rete, verbale)
    yield from lines(
        ("Modo", label(MODI_APPROVAZIONE, approval.modo)),
        ("Data", short_date(approved) if approved else "non nota"),
        ("Atto", act_in_words(approval.atto, rete) if approval.atto else None),
        ("Correzioni", approval.correzioni),
    )
