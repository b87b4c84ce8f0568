"""Bodies as a list and as a card, on a day."""

from collections.abc import Callable
from datetime import date

from rete.italiano import count, short_date
from rete.italiano.etichette import CAUSE, NATURE, SEZIONI_RUNTS, STATI_ENTE, STATI_RUNTS, label
from rete.model.comuni import Incarico
from rete.model.detto import labels_of
from rete.model.ente import Adesione, Ente, Referente, Runts, Sede
from rete.model.patto import Carica
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import (
    act_in_words,
    office_in_words,
    partial_in_short,
    period_in_words,
    since_in_words,
    until_in_words,
)
from rete.reckoning.seating import coordina, tavoli_dell_ente
from rete.reckoning.selection import Scelti, adesione_da_mostrare, stato_ente
from rete.views.dati import Record, known, record_as_plain
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Scheda, Valore, card, section
from rete.views.parti_di_scheda import (
    acts_of_tenure,
    contacts,
    list_of_kind,
    notes,
    sources,
    words_of,
)

LABELS = labels_of(Ente)


def _columns(rete: Rete, day: date) -> tuple[Colonna, ...]:
    def shown(key: str) -> Callable[[Ente], Valore]:
        """A field of the adhesion to be shown."""
        return lambda ente: getattr(adesione_da_mostrare(rete, ente, day), key, None)

    return (
        Colonna("id", "Id"),
        Colonna("denominazione", "Denominazione"),
        Colonna("sigla", "Sigla", in_tabella=False),
        Colonna("natura", LABELS["natura"], NATURE),
        Colonna("codice_fiscale", LABELS["codice_fiscale"], in_tabella=False),
        Colonna(
            "stato",
            "Stato",
            STATI_ENTE,
            valore=lambda ente: stato_ente(rete, ente, day),
        ),
        Colonna("qualita", "Qualità", in_tabella=False, valore=shown("qualita")),
        Colonna("dal", "Dal", valore=shown("dal")),
        Colonna("al", "Al", in_tabella=False, valore=shown("al")),
        Colonna("atto", "Atto", in_tabella=False, valore=shown("atto")),
    )


def elenco_enti(rete: Rete, scelti: Scelti[Ente], day: date, *, tutti: bool) -> Elenco:
    """Bodies as a list, with their state on a day."""
    how_many = _how_many(len(scelti[0]), day, tutti=tutti)
    return list_of_kind(rete, "ente", _columns(rete, day), scelti, how_many)


def _how_many(number: int, day: date, *, tutti: bool) -> str:
    if number == 0:
        return "nessun ente corrisponde"
    if tutti:
        return f"{count(number, 'ente', 'enti')}, con lo stato al {short_date(day)}"
    return f"{count(number, 'ente nella rete', 'enti nella rete')} al {short_date(day)}"


def dati_ente(rete: Rete, ente: Ente, day: date) -> Record:
    """The fields of the file, the state on the day, the tables and the offices of that day."""
    tables = [
        known(
            id=tavolo.id,
            nome=tavolo.nome,
            dal=seat and seat.dal,
            coordina=coordina(rete, tavolo, ente.id, day) or None,
        )
        for tavolo, seat in tavoli_dell_ente(rete, ente.id, day)
    ]
    offices = [held.carica for held in _held(rete, ente, day) if isinstance(held, Carica)]
    return record_as_plain(
        ente, stato=stato_ente(rete, ente, day), tavoli=tables, cariche=offices or None
    )


def scheda_ente(rete: Rete, ente: Ente, day: date) -> Scheda:
    """A body as a card, on a day."""
    sigla = f" ({ente.sigla})" if ente.sigla else ""
    return card(
        f"{ente.denominazione}{sigla}",
        _heading(rete, ente, day),
        section("Contatti", contacts(ente.contatti)),
        section("Adesioni", _adhesions(rete, ente)),
        section("Sospensioni", _suspensions(rete, ente)),
        section("Referenti", _representatives(rete, ente)),
        section(f"Tavoli al {short_date(day)}", _tables(rete, ente, day)),
        section(f"Cariche al {short_date(day)}", _offices(rete, ente, day)),
        section("Denominazioni precedenti", _former_names(ente)),
        sources(ente.fonti),
        notes(ente.note),
    )


def _heading(rete: Rete, ente: Ente, day: date) -> Righe:
    in_words = {
        "natura": label(NATURE, ente.natura),
        "runts": _runts_in_words(ente.runts) if ente.runts else None,
        "sede": _seat_in_words(ente.sede) if ente.sede else None,
        "ambiti": words_of(rete, "ambiti", ente.ambiti),
        "comunita": words_of(rete, "comunita", ente.comunita),
    }
    yield from (
        ("Id", ente.id),
        (f"Stato al {short_date(day)}", label(STATI_ENTE, stato_ente(rete, ente, day))),
        *((words, in_words.get(key, getattr(ente, key))) for key, words in LABELS.items()),
    )


def _runts_in_words(runts: Runts) -> str:
    parts = (
        label(STATI_RUNTS, runts.stato),
        runts.sezione and f"sezione {label(SEZIONI_RUNTS, runts.sezione)}",
        runts.repertorio and f"repertorio {runts.repertorio}",
        f"dal {short_date(runts.iscritto_il)}" if runts.iscritto_il else None,
        f"verificato il {short_date(runts.verificato_il)}" if runts.verificato_il else None,
    )
    return ", ".join(filter(None, parts))


def _seat_in_words(sede: Sede) -> str:
    town = " ".join(part for part in (sede.cap, sede.comune) if part)
    province = f" ({sede.provincia})" if sede.provincia else ""
    return ", ".join(part for part in (sede.indirizzo, f"{town}{province}") if part)


def _adhesions(rete: Rete, ente: Ente) -> Righe:
    if not ente.adesioni:
        yield "", "nessuna"
    for period in ente.adesioni:
        yield since_in_words(period.dal), act_in_words(period.atto, rete)
        yield from (
            ("", "osservatore" if period.qualita == "osservatore" else None),
            ("", f"firma del {short_date(period.firma)}" if period.firma else None),
            (
                "",
                f"atto dell'ente: {act_in_words(period.atto_proprio, rete)}"
                if period.atto_proprio
                else None,
            ),
        )
        yield from _end_of_adhesion(rete, period)
        yield "", period.note


def _end_of_adhesion(rete: Rete, period: Adesione) -> Righe:
    parts = [label(CAUSE, period.causa)] if period.causa else []
    if period.atto_fine:
        parts.append(act_in_words(period.atto_fine, rete))
    if period.al is not None:
        yield until_in_words(period.al), ": ".join(parts) or "fine"
    elif parts:
        yield "", f"fine: {': '.join(parts)}"


def _suspensions(rete: Rete, ente: Ente) -> Righe:
    for period in ente.sospensioni:
        yield from (
            (period_in_words(period.dal, period.al), act_in_words(period.atto, rete)),
            ("", f"fine: {act_in_words(period.atto_fine, rete)}" if period.atto_fine else None),
            ("", period.causa),
            ("", period.note),
        )


def _representatives(rete: Rete, ente: Ente) -> Righe:
    for referente in ente.referenti:
        yield from (
            (referente.ruolo, _representative_in_words(rete, referente)),
            ("", act_in_words(referente.atto, rete) if referente.atto else None),
            ("", referente.note),
        )


def _representative_in_words(rete: Rete, referente: Referente) -> str:
    dated = referente.dal or referente.al
    parts = (
        referente.carica,
        referente.nome,
        referente.tavolo and f"per {rete.nome_tavolo(referente.tavolo)}",
        dated and period_in_words(referente.dal, referente.al),
    )
    return ", ".join(filter(None, parts))


def _tables(rete: Rete, ente: Ente, day: date) -> Righe:
    for tavolo, seat in tavoli_dell_ente(rete, ente.id, day):
        parts = [since_in_words(seat.dal) if seat else "come tutti gli aderenti"]
        if coordina(rete, tavolo, ente.id, day):
            parts.append("lo coordina")
        yield tavolo.nome, ", ".join(parts)


def _offices(rete: Rete, ente: Ente, day: date) -> Righe:
    for held in _held(rete, ente, day):
        office = office_in_words(held.carica, rete) if isinstance(held, Carica) else "Segreteria"
        yield office or "", period_in_words(held.dal, held.al)
        yield from acts_of_tenure(rete, held)


def _held(rete: Rete, ente: Ente, day: date) -> list[Incarico]:
    """The secretariat and the offices that a body surely has on a day."""
    held = (*rete.patto.segreteria, *rete.patto.cariche) if rete.patto else ()
    return [one for one in rete.incarichi_del_giorno(held, day) if one.ente == ente.id]


def _former_names(ente: Ente) -> Righe:
    for former in ente.denominazioni_precedenti:
        yield from (
            (f"fino al {partial_in_short(former.al)}", former.denominazione),
            ("", former.note),
        )
