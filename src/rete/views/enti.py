"""Bodies as a list and as a card, on a day."""

from collections.abc import Callable, Iterator
from datetime import date

from rete.italiano import count, short_date
from rete.italiano.etichette import (
    CAUSE,
    NATURE,
    SEZIONI_RUNTS,
    STATI_ENTE,
    STATI_RUNTS,
    label,
)
from rete.model.detto import labels_of
from rete.model.ente import Adesione, Ente, Referente, Runts, Sede
from rete.model.patto import Vocabolari
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import (
    act_in_words,
    partial_in_short,
    period_in_words,
    since_in_words,
    until_in_words,
)
from rete.reckoning.seating import coordina, tavoli_dell_ente
from rete.reckoning.selection import (
    EntiScelti,
    adesione_da_mostrare,
    stato_ente,
)
from rete.views.dati import Plain, record_as_plain
from rete.views.lists_and_cards import (
    Colonna,
    Elenco,
    Riga,
    Scheda,
    Sezione,
    Valore,
    lines,
    rows_of,
)
from rete.views.parti_di_scheda import contacts, notes, sources, unread_data, unread_note, words_of

LABELS = labels_of(Ente)


def _columns(rete: Rete, day: date) -> tuple[Colonna, ...]:
    def shown(key: str) -> Callable[[Ente], Valore]:
        """A field of the adhesion to be shown."""
        return lambda ente: getattr(adesione_da_mostrare(rete, ente, day), key, None)

    return (
        Colonna("id", "Id"),
        Colonna("denominazione", "Denominazione"),
        Colonna("sigla", "Sigla", in_tabella=False),
        Colonna("natura", LABELS["natura"], parole=lambda code: label(NATURE, code)),
        Colonna("codice_fiscale", LABELS["codice_fiscale"], in_tabella=False),
        Colonna(
            "stato",
            "Stato",
            parole=lambda code: label(STATI_ENTE, code),
            valore=lambda ente: stato_ente(rete, ente, day),
        ),
        Colonna("qualita", "Qualità", in_tabella=False, valore=shown("qualita")),
        Colonna("dal", "Dal", valore=shown("dal")),
        Colonna("al", "Al", in_tabella=False, valore=shown("al")),
        Colonna("atto", "Atto", in_tabella=False, valore=shown("atto")),
    )


def elenco_enti(rete: Rete, scelti: EntiScelti, day: date, *, tutti: bool) -> Elenco:
    """Bodies as a list, with their state on a day."""
    closing = [_how_many(len(scelti.enti), day, tutti=tutti)]
    if scelti.incerti:
        unsure = ", ".join(ente.id for ente in scelti.incerti)
        closing.append(f"da verificare, perché il registro non dice da quando: {unsure}")
    partial = rete.patto is not None and not rete.patto.is_complete
    if partial:
        closing.append("il registro non ha l'elenco completo degli aderenti")
    columns = _columns(rete, day)
    return Elenco(
        nome="enti",
        colonne=columns,
        righe=rows_of(columns, scelti.enti),
        chiusura=(*closing, *unread_note(rete, "ente")),
        altro={
            **({"elenco": rete.patto.elenco} if rete.patto else {}),
            **({"da_verificare": tuple(e.id for e in scelti.incerti)} if scelti.incerti else {}),
            **unread_data(rete, "ente"),
        },
    )


def _how_many(number: int, day: date, *, tutti: bool) -> str:
    if number == 0:
        return "nessun ente corrisponde"
    if tutti:
        return f"{count(number, 'ente', 'enti')}, con lo stato al {short_date(day)}"
    return f"{count(number, 'ente nella rete', 'enti nella rete')} al {short_date(day)}"


def dati_ente(rete: Rete, ente: Ente, day: date) -> dict[str, Plain]:
    """The fields of the file, the state on the day and the tables of that day."""
    tables: list[Plain] = []
    for tavolo, seat in tavoli_dell_ente(rete, ente.id, day):
        entry: dict[str, Plain] = {"id": tavolo.id, "nome": tavolo.nome}
        if seat is not None and seat.dal is not None:
            entry["dal"] = str(seat.dal)
        if coordina(rete, tavolo, ente.id, day):
            entry["coordina"] = True
        tables.append(entry)
    return {**record_as_plain(ente), "stato": stato_ente(rete, ente, day), "tavoli": tables}


def scheda_ente(rete: Rete, ente: Ente, day: date) -> Scheda:
    """A body as a card, on a day."""
    sigla = f" ({ente.sigla})" if ente.sigla else ""
    return Scheda(
        titolo=f"{ente.denominazione}{sigla}",
        righe=tuple(_heading(rete, ente, day)),
        sezioni=(
            Sezione("Contatti", tuple(contacts(ente.contatti))),
            Sezione("Adesioni", tuple(_adhesions(rete, ente))),
            Sezione("Sospensioni", tuple(_suspensions(rete, ente))),
            Sezione("Referenti", tuple(_representatives(rete, ente))),
            Sezione(f"Tavoli al {short_date(day)}", tuple(_tables(rete, ente, day))),
            Sezione("Denominazioni precedenti", tuple(_former_names(ente))),
            sources(ente.fonti),
            notes(ente.note),
        ),
    )


def _heading(rete: Rete, ente: Ente, day: date) -> Iterator[Riga]:
    vocabularies = rete.patto.vocabolari if rete.patto else Vocabolari()
    in_words = {
        "natura": label(NATURE, ente.natura),
        "runts": _runts_in_words(ente.runts) if ente.runts else None,
        "sede": _seat_in_words(ente.sede) if ente.sede else None,
        "ambiti": words_of(vocabularies.ambiti, ente.ambiti),
        "comunita": words_of(vocabularies.comunita, ente.comunita),
    }
    yield from lines(
        ("Id", ente.id),
        (f"Stato al {short_date(day)}", label(STATI_ENTE, stato_ente(rete, ente, day))),
        *((words, in_words.get(key, getattr(ente, key))) for key, words in LABELS.items()),
    )


def _runts_in_words(runts: Runts) -> str:
    parts = [label(STATI_RUNTS, runts.stato)]
    if runts.sezione:
        parts.append(f"sezione {label(SEZIONI_RUNTS, runts.sezione)}")
    if runts.repertorio:
        parts.append(f"repertorio {runts.repertorio}")
    if runts.iscritto_il:
        parts.append(f"dal {short_date(runts.iscritto_il)}")
    if runts.verificato_il:
        parts.append(f"verificato il {short_date(runts.verificato_il)}")
    return ", ".join(parts)


def _seat_in_words(sede: Sede) -> str:
    town = " ".join(part for part in (sede.cap, sede.comune) if part)
    province = f" ({sede.provincia})" if sede.provincia else ""
    return ", ".join(part for part in (sede.indirizzo, f"{town}{province}") if part)


def _adhesions(rete: Rete, ente: Ente) -> Iterator[Riga]:
    if not ente.adesioni:
        yield Riga("", "nessuna")
    for period in ente.adesioni:
        yield Riga(since_in_words(period.dal), act_in_words(period.atto, rete))
        yield from lines(
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
        yield from lines(("", period.note))


def _end_of_adhesion(rete: Rete, period: Adesione) -> Iterator[Riga]:
    parts = [label(CAUSE, period.causa)] if period.causa else []
    if period.atto_fine:
        parts.append(act_in_words(period.atto_fine, rete))
    if period.al is not None:
        yield Riga(until_in_words(period.al), ": ".join(parts) or "fine")
    elif parts:
        yield Riga("", f"fine: {': '.join(parts)}")


def _suspensions(rete: Rete, ente: Ente) -> Iterator[Riga]:
    for period in ente.sospensioni:
        yield from lines(
            (period_in_words(period.dal, period.al), act_in_words(period.atto, rete)),
            ("", f"fine: {act_in_words(period.atto_fine, rete)}" if period.atto_fine else None),
            ("", period.causa),
            ("", period.note),
        )


def _representatives(rete: Rete, ente: Ente) -> Iterator[Riga]:
    for referente in ente.referenti:
        yield from lines(
            (referente.ruolo, _representative_in_words(rete, referente)),
            ("", act_in_words(referente.atto, rete) if referente.atto else None),
            ("", referente.note),
        )


def _representative_in_words(rete: Rete, referente: Referente) -> str:
    parts = [referente.carica]
    if referente.nome:
        parts.append(referente.nome)
    if referente.tavolo:
        parts.append(f"per {rete.nome_tavolo(referente.tavolo)}")
    if referente.dal or referente.al:
        parts.append(period_in_words(referente.dal, referente.al))
    return ", ".join(parts)


def _tables(rete: Rete, ente: Ente, day: date) -> Iterator[Riga]:
    for tavolo, seat in tavoli_dell_ente(rete, ente.id, day):
        parts = [since_in_words(seat.dal) if seat else "come tutti gli aderenti"]
        if coordina(rete, tavolo, ente.id, day):
            parts.append("lo coordina")
        yield Riga(tavolo.nome, ", ".join(parts))


def _former_names(ente: Ente) -> Iterator[Riga]:
    for former in ente.denominazioni_precedenti:
        yield from lines(
            (f"fino al {partial_in_short(former.al)}", former.denominazione), ("", former.note)
        )
