"""Attendance as a table for each body that met, as a list and as data (`reckoning` counts)."""

from collections.abc import Iterator, Sequence
from datetime import date

from rete.italiano import join_words, short_date
from rete.model.rete import Rete
from rete.reckoning.attendance import (
    Frequenza,
    TroppeAssenze,
    attendance,
    reached_thresholds,
    silent_sittings,
)
from rete.reckoning.selection import by_kind
from rete.records import frozen
from rete.views.dati import Record, known
from rete.views.lists_and_cards import Colonna, Elenco, list_of
from rete.views.parti_di_scheda import partial_note, unread_data, unread_note

LEGENDA = (
    "Sed.: sedute a cui l'ente aveva diritto; Pres.: presente; Coll.: collegato;",
    "Del.: rappresentato per delega; Giust.: assente giustificato; Ass.: assente;",
    "Fila: assenze di fila, non giustificate, fino all'ultima seduta",
)


@frozen
class FiltroPresenze:
    """Of which table and body, from which day; ``al`` is the last day, and that of the rules."""

    al: date
    dal: date | None = None
    tavolo: str | None = None
    ente: str | None = None

    def takes(self, tavolo: str, ente: str) -> bool:
        return self.tavolo in (None, tavolo) and self.ente in (None, ente)


@frozen
class Presenze:
    """The rows wanted, who reached a threshold of absences, the sittings that tell nothing.

    The absences in a row are those up to the last day, also where the rows begin later.
    """

    filtro: FiltroPresenze
    righe: tuple[Frequenza, ...]
    di_fila: dict[tuple[str, str], int]
    soglie: tuple[TroppeAssenze, ...]
    mute: tuple[str, ...]


def presences_of(rete: Rete, filtro: FiltroPresenze) -> Presenze:
    """Attendance by table and body, as a filter wants it."""
    ever = attendance(rete, al=filtro.al)
    rows = attendance(rete, dal=filtro.dal, al=filtro.al) if filtro.dal else ever
    return Presenze(
        filtro=filtro,
        righe=tuple(
            sorted(
                (row for row in rows if filtro.takes(row.tavolo, row.ente)),
                key=lambda row: (
                    _order_of_table(rete, row.tavolo),
                    (rete.nome_ente(row.ente).casefold(), row.ente),
                ),
            )
        ),
        di_fila={(row.tavolo, row.ente): row.assenze_di_fila for row in ever},
        soglie=tuple(
            found
            for found in reached_thresholds(rete, ever, filtro.al)
            if filtro.takes(found.tavolo, found.ente)
        ),
        mute=silent_sittings(rete, filtro.dal, filtro.al, filtro.tavolo),
    )


def _order_of_table(rete: Rete, tavolo: str) -> tuple[int, str, str]:
    record = rete.tavoli.get(tavolo)
    return by_kind(record) if record else (len(rete.tavoli), tavolo, tavolo)


def elenco_presenze(rete: Rete, found: Presenze) -> Elenco:
    """All the rows in one list, for a spreadsheet."""
    return _list(found.righe, found, (_table_column(rete), _body_column(rete)))


def tabelle_presenze(rete: Rete, found: Presenze) -> Iterator[tuple[str, Elenco]]:
    """The name of each table that met with who sits there; of one body, all its tables in one."""
    if found.filtro.ente is not None:
        if found.righe:
            name = rete.nome_ente(found.filtro.ente)
            yield name, _list(found.righe, found, (_table_column(rete),))
        return
    for tavolo in dict.fromkeys(row.tavolo for row in found.righe):
        rows = tuple(row for row in found.righe if row.tavolo == tavolo)
        yield rete.nome_tavolo(tavolo), _list(rows, found, (_body_column(rete),))


def _list(rows: Sequence[Frequenza], found: Presenze, who: tuple[Colonna, ...]) -> Elenco:
    return list_of("presenze", (*who, *_counts(found)), rows)


def _table_column(rete: Rete) -> Colonna:
    return Colonna("tavolo", "Tavolo", rete.nome_tavolo)


def _body_column(rete: Rete) -> Colonna:
    return Colonna("ente", "Ente", rete.nome_ente)


_READ = ("verbale", "ente", "tavolo")


def _counts(found: Presenze) -> tuple[Colonna, ...]:
    def in_a_row(row: Frequenza) -> int:
        return found.di_fila.get((row.tavolo, row.ente), row.assenze_di_fila)

    return (
        Colonna("sedute", "Sedute", breve="Sed."),
        Colonna("presenti", "Presente", breve="Pres."),
        Colonna("collegati", "Collegato", breve="Coll."),
        Colonna("per_delega", "Per delega", breve="Del."),
        Colonna("giustificati", "Giustificato", breve="Giust."),
        Colonna("assenti", "Assente", breve="Ass."),
        Colonna("percentuale", "%", valore=percentage),
        Colonna("assenze_di_fila", "Assenze di fila", breve="Fila", valore=in_a_row),
    )


def percentage(row: Frequenza) -> int:
    """The share of the sittings at which it was there, however it was; halves go up."""
    return (200 * row.intervenute + row.sedute) // (2 * row.sedute)


def chiusura_presenze(rete: Rete, found: Presenze) -> tuple[str, ...]:
    """What the table cannot say, and who reached a threshold of absences."""
    filtro = found.filtro
    since = f"dal {short_date(filtro.dal)} " if filtro.dal else ""
    closing = [f"presenze {since}fino al {short_date(filtro.al)}"]
    if not found.righe:
        closing = [f"nessuna seduta corrisponde, {since}fino al {short_date(filtro.al)}"]
    if found.mute:
        named = join_words(found.mute)
        closing.append(f"senza contare le sedute di cui il verbale non dice i presenti: {named}")
    reached = list(thresholds_in_words(rete, found.soglie))
    if found.soglie:
        reached.append("rete lo segnala soltanto: che cosa farne lo decide la rete")
    return (*closing, *partial_note(rete), *unread_note(rete, *_READ), *reached)


def thresholds_in_words(rete: Rete, found: Sequence[TroppeAssenze]) -> Iterator[str]:
    """«raggiunta la soglia di 3 assenze di fila (articolo 8): …», one for each rule and table."""
    if rete.patto is None:
        yield "se qualcuno ha raggiunto una soglia di assenze non si sa: il patto non si legge"
    groups: dict[tuple[str, int, str | None, str | None], list[TroppeAssenze]] = {}
    for one in found:
        groups.setdefault((one.tavolo, one.soglia, one.articolo, one.effetto), []).append(one)
    for (tavolo, soglia, articolo, effetto), bodies in groups.items():
        where = f" (articolo {articolo})" if articolo else ""
        named = join_words([f"{rete.nome_ente(b.ente)} ({b.di_fila})" for b in bodies])
        yield (
            f"raggiunta la soglia di {soglia} assenze di fila{where}, "
            f"{rete.nome_tavolo(tavolo)}: {named}"
        )
        if effetto:
            yield f"che cosa ne segue, per le regole: {' '.join(effetto.split())}"


def dati_presenze(rete: Rete, found: Presenze) -> Record:
    """The same as the tables and what closes them."""
    return known(
        versione=1,
        dal=found.filtro.dal,
        al=found.filtro.al,
        elenco=rete.patto and rete.patto.elenco,
        presenze=elenco_presenze(rete, found).righe,
        soglie=[
            {
                "tavolo": one.tavolo,
                "ente": one.ente,
                "assenze_di_fila": one.di_fila,
                "soglia": one.soglia,
                "articolo": one.articolo,
                "effetto": one.effetto,
            }
            for one in found.soglie
        ],
        soglie_ignote=rete.patto is None or None,
        sedute_senza_presenti=found.mute,
        **unread_data(rete, *_READ),
    )
