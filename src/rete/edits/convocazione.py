"""What a sitting to be convened inherits: its agenda, who is called, whether there is time."""

from collections.abc import Iterator, Sequence
from datetime import date

from rete.changes import Plain, Record, Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.edits.sedute import write_sitting
from rete.italiano import count, date_after, join_words, short_date
from rete.model.comuni import Sessione
from rete.model.convocazione import Convocazione, merged
from rete.model.rete import Rete
from rete.model.ricerca import words
from rete.model.verbale import Verbale
from rete.model.vigenti import ORDINARIA, rules_of_day
from rete.reckoning.agenda import PuntoProposto, agenda
from rete.reckoning.last_days import notice
from rete.reckoning.lengths import length_in_words
from rete.reckoning.seating import Chiamata, called, second_call_is_too_soon
from rete.records import frozen

_WHY = {
    "osservatore": "osservatore",
    "sospeso": "sospeso",
    "non-aderente": "non aderisce",
    "appena-entrato": "entrato da poco",
    "da-verificare": "da verificare",
}


@frozen
class DaConvocare:
    """A sitting as it is to be convened; ``punti`` are those asked for by title."""

    id: str
    tavolo: str
    data: date
    oggi: date
    sessione: Sessione | None = None
    convocazione: Convocazione = Convocazione()
    punti: tuple[str, ...] = ()
    riporta: bool = True


def convene(bozza: Bozza, rete: Rete, wanted: DaConvocare) -> None:
    """Write the planned sitting, or complete it; tell the points, who is called, the last day."""
    planned = rete.verbali.get(wanted.id)
    if planned is not None:
        _must_not_change_in_silence(planned, wanted.convocazione)
    titles = [punto.titolo for punto in planned.odg] if planned else []
    inherited = _inherited(rete, wanted, titles)
    new = _not_there(titles, [*(point.titolo for point in inherited), *wanted.punti])
    first = max((punto.punto for punto in planned.odg), default=0) + 1 if planned else 1
    odg: list[Plain] = [
        {"punto": number, "titolo": title} for number, title in enumerate(new, start=first)
    ]
    call = record_as_plain(wanted.convocazione)
    heading: Record = {"convocazione": call} if call else {}
    if wanted.sessione is not None:
        heading = {"sessione": wanted.sessione, **heading}
    write_sitting(bozza, rete, wanted.id, {**heading, "odg": odg})
    if wanted.convocazione.inviata is not None:
        bozza.tell(_sent(wanted.convocazione, wanted.convocazione.inviata))
    reasons = {point.titolo: point for point in inherited}
    for number, title in enumerate(new, start=first):
        point = reasons.get(title)
        bozza.tell(f"punto {number}: {title}" + (f" ({point.perche})" if point else ""))
        for detail in point.dettagli if point else ():
            bozza.tell(f"azione aperta: {detail}")
    for sentence in _who_is_called(rete, wanted):
        bozza.tell(sentence)
    for sentence in _about_time(rete, wanted, planned):
        bozza.warn(sentence)


def _not_there(titles: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The titles that are not among the others, each once, whatever its accents and case."""
    seen = {words(title) for title in titles}
    found = []
    for title in wanted:
        if words(title) not in seen:
            seen.add(words(title))
            found.append(title)
    return found


def _inherited(rete: Rete, wanted: DaConvocare, titles: Sequence[str]) -> list[PuntoProposto]:
    """What comes from before, but for what the agenda has already."""
    if not wanted.riporta:
        return []
    there = {words(title) for title in titles}
    about_minutes = any(
        {"verbale", "verbali"} & set(key) and "approvazione" in key for key in there
    )
    found = agenda(rete, rete.tavoli[wanted.tavolo], wanted.data, wanted.oggi)
    return [
        point
        for point in found
        if words(point.titolo) not in there and not (point.ragione == "verbale" and about_minutes)
    ]


def _must_not_change_in_silence(planned: Verbale, call: Convocazione) -> None:
    """Refused where the letter has gone, and another hour or place would be told to nobody."""
    was, sent = planned.prevista, planned.inviata
    another = (
        (call.ora, was.ora),
        (call.luogo, was.luogo),
        (call.modalita, was.modalita),
        (call.collegamento, was.collegamento),
    )
    if sent is None or call.inviata is not None:
        return
    if any(new is not None and new != old for new, old in another):
        raise Refused(
            f"la convocazione di «{planned.id}» è già partita il {short_date(sent)}: un'altra ora "
            "o un altro luogo si comunicano con «rete verbale sposta»; se la convocazione è "
            "partita di nuovo, aggiungi --inviata e --mezzo"
        )


def _sent(call: Convocazione, sent: date) -> str:
    urgent = " d'urgenza" if call.urgente else ""
    how = f" ({call.mezzo})" if call.mezzo else ""
    told = f"la convocazione{urgent} è partita il {short_date(sent)}{how}"
    if call.seconda_il is not None:
        told += f"; seconda convocazione il {short_date(call.seconda_il)}"
    if call.richiesta_da:
        when = f" del {short_date(call.richiesta_il)}" if call.richiesta_il else ""
        told += f"; a richiesta{when} di {join_words(call.richiesta_da)}"
    return told


def _who_is_called(rete: Rete, wanted: DaConvocare) -> Iterator[str]:
    everybody = called(rete, (wanted.tavolo,), wanted.data)
    voting = [rete.nome_ente(one.ente) for one in everybody if one.senza_voto is None]
    others = [
        f"{rete.nome_ente(one.ente)} ({_WHY[one.senza_voto]})"
        for one in everybody
        if one.senza_voto is not None
    ]
    if voting:
        yield f"con diritto di voto {count(len(voting), 'ente', 'enti')}: {join_words(voting)}"
    if others:
        yield f"senza voto {count(len(others), 'ente', 'enti')}: {join_words(others)}"


def _about_time(rete: Rete, wanted: DaConvocare, planned: Verbale | None) -> Iterator[str]:
    """The last lawful day, and whether it has passed; nothing of what is written only."""
    if rete.is_partial:
        yield "l'elenco degli aderenti è parziale: chi va convocato può essere di più"
    was = planned.convocazione if planned and planned.convocazione else Convocazione()
    call = merged(was, wanted.convocazione)
    session = wanted.sessione or (planned.sessione if planned else None) or ORDINARIA
    rules = rules_of_day(rete, wanted.data, wanted.tavolo, session)
    hour = call.ora or (planned.inizio if planned else None)
    wants = notice(rules, wanted.data, hour, urgent=call.urgente)
    way = call.modalita or (planned.modalita if planned else None)
    if wants is not None and way != "scritta":
        at = f" alle {wants.alle}" if wants.alle else ""
        last = f"{date_after('il', wants.entro)}{at} (preavviso di {wants.durata})"
        if (call.inviata or wanted.oggi) <= wants.entro:
            yield f"l'ultimo giorno per convocare è {last}"
        elif call.inviata is not None:
            yield f"convocata tardi: l'ultimo giorno era {last}"
        else:
            yield f"è tardi per convocare: l'ultimo giorno era {last}"
    if call.seconda_il is not None:
        wait = second_call_is_too_soon(
            rules,
            Chiamata(giorno=wanted.data, ora=hour),
            Chiamata(giorno=call.seconda_il, ora=call.seconda_ora),
        )
        if wait is not None:
            yield (
                "la seconda convocazione è troppo presto: devono passare "
                f"{length_in_words(wait)} dalla prima"
            )
