"""Each kind of change between two states in a sentence; those with the same act in one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from rete.italiano.etichette import CAUSE, GENERI, label
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.acts_in_words import (
    act_in_words,
    office_in_words,
    period_in_words,
    since_in_words,
    until_in_words,
)
from rete.reckoning.one_change import Argomento, Cambiamento
from rete.reckoning.rows_in_words import subject_in_words
from rete.reckoning.sentences import Frase
from rete.records import frozen


@frozen
class Detto:
    """A sentence with its day, the lines below it and its acts; ``di`` heads those of one table."""

    frase: str
    giorno: DataParziale | None
    di: str = ""
    righe: tuple[str, ...] = ()
    atti: tuple[str, ...] = ()


_BODIES: Final = {
    "entra": ("entra {who}{as_}", "entrano {who}{as_}"),
    "torna": ("torna {who}{as_}", "tornano {who}{as_}"),
    "esce": ("esce {who}{why}", "escono {who}{why}"),
    "esce-e-torna": ("{who}: esce{why} e poi torna {since}", "{who}: escono{why} e poi tornano"),
    "entra-e-esce": ("{who}: entra e poi esce{why}, {period}",) * 2,
    "risulta": ("{who}: risulta dalle fonti; prima non si sa",) * 2,
    "qualifica": ("{who}: da {before} a {after}",) * 2,
    "sospeso": ("{who}: sospensione{until}",) * 2,
    "fine-sospensione": ("{who}: ultimo giorno di sospensione{because}",) * 2,
    "sospeso-e-riammesso": ("{who}: sospensione {period}, ora finita{because}",) * 2,
    "coordina": ("coordina {who}", "coordinano {who}"),
    "non-coordina": ("non coordina più {who}{why}", "non coordinano più {who}{why}"),
    "ha-coordinato": ("ha coordinato {who}, {period}", "hanno coordinato {who}, {period}"),
}
"""For each change of bodies its words: of one, and of more than one."""

_SECRETARIAT: Final = {
    "entra": ("prende la segreteria {who}", "prendono la segreteria {who}"),
    "esce": ("lascia la segreteria {who}{why}", "lasciano la segreteria {who}{why}"),
    "entra-e-esce": ("ha tenuto la segreteria {who}, {period}",) * 2,
    "risulta": ("tiene la segreteria {who}, secondo le fonti; prima non si sa",) * 2,
}


_OFFICES: Final = {
    "entra": ("{office}: comincia {who}", "{office}: cominciano {who}"),
    "esce": ("{office}: finisce {who}{why}", "{office}: finiscono {who}{why}"),
    "entra-e-esce": ("{office}: {who}, {period}",) * 2,
    "risulta": ("{office}: {who}, secondo le fonti; prima non si sa",) * 2,
}
_KINDS: Final = {"segreteria": _SECRETARIAT, "cariche": _OFFICES}


def told(rete: Rete, changes: Sequence[Cambiamento]) -> Iterator[Detto]:
    """The changes in words; bodies that do the same on one day by one act stand together."""
    for _, group in groupby(sorted(changes, key=_together), key=_together):
        some = list(group)
        first = some[0]
        one_by_one = _ONE_BY_ONE.get(first.argomento) if first.ente is None else None
        if one_by_one is None:
            yield _bodies(rete, some)
        else:
            yield from (one_by_one(rete, change) for change in some)


def _together(change: Cambiamento) -> tuple[str, ...]:
    """What changes must have in common to be told in one sentence."""
    table = change.oggetto if change.argomento in ("tavoli", "cariche") else ""
    if change.argomento in ("articoli", "regole", "periodi"):
        return (change.argomento,)
    bodies = change.tipo, *change.atti, str(change.dal), str(change.al), change.causa or ""
    quality = (change.prima or "", change.dopo or "")
    # A table is opened before anybody sits there, and closed after.
    return (
        change.argomento,
        table,
        "" if change.ente is None and table else "x",
        *bodies,
        *quality,
    )


def _bodies(rete: Rete, changes: Sequence[Cambiamento]) -> Detto:
    first = changes[0]
    names = [rete.nome_ente(change.ente or change.oggetto) for change in changes]
    kinds = _KINDS.get(first.argomento, _BODIES)
    words = kinds[first.tipo][len(changes) > 1].format(
        # Names may hold an «e» of their own: a list of them is only ever told apart by commas.
        who=", ".join(sorted(names, key=str.casefold)),
        office=office_in_words(first.oggetto, rete),
        as_=" come osservatore" if first.dopo == "osservatore" else "",
        why=f" per {label(CAUSE, first.causa)}" if first.causa else "",
        because=f" ({first.causa})" if first.causa else "",
        before=first.prima,
        after=first.dopo,
        since=since_in_words(first.dal),
        until=f" {until_in_words(first.al)}" if first.al else "",
        period=period_in_words(first.dal, first.al),
    )
    return _told(rete, first, words, table=first.argomento == "tavoli")


def _told(
    rete: Rete, change: Cambiamento, frase: str, *, righe: tuple[str, ...] = (), table: bool = False
) -> Detto:
    return Detto(
        frase=frase,
        giorno=change.al if change.tipo in _ENDS else change.dal,
        di=rete.nome_tavolo(change.oggetto) if table else "",
        righe=righe,
        atti=tuple(act_in_words(reference, rete) for reference in change.atti),
    )


_ENDS: Final = ("esce", "esce-e-torna", "fine-sospensione", "non-coordina", "chiuso", "finisce")


def _term(rete: Rete, change: Cambiamento) -> Detto:
    terms = rete.patto.periodi if rete.patto else ()
    name = next((t.titolo for t in terms if t.id == change.oggetto and t.titolo), change.oggetto)
    match change.tipo:
        case "comincia":
            until = f", {until_in_words(change.al)}" if change.al else ""
            words = f"comincia il periodo «{name}»{until}"
        case "finisce":
            words = f"ultimo giorno del periodo «{name}»"
        case _:
            words = f"il periodo «{name}» non c'è più"
    return _told(rete, change, words)


def _table(rete: Rete, change: Cambiamento) -> Detto:
    tavolo = rete.tavoli.get(change.oggetto)
    kind = f" ({label(GENERI, tavolo.genere)})" if tavolo else ""
    match change.tipo:
        case "istituito":
            words = f"istituzione{kind}"
        case "chiuso":
            words = "chiusura: è l'ultimo giorno"
        case "istituito-e-chiuso":
            words = f"istituzione{kind} e chiusura, {period_in_words(change.dal, change.al)}"
        case _:
            words = f"risulta dalle fonti{kind}; prima non si sa"
    return _told(rete, change, words, table=True)


def _article(rete: Rete, change: Cambiamento) -> Detto:
    articles = rete.patto.articoli if rete.patto else ()
    heading = next((f", {a.rubrica}" for a in articles if a.numero == change.oggetto), "")
    name = f"articolo {change.oggetto}{heading}"
    lines: tuple[str, ...] = ()
    match change.tipo:
        case "aggiunto":
            words = f"{name}: aggiunto"
            lines = (change.dopo or "il testo non è nel registro",)
        case "tolto":
            words = f"{name}: tolto"
        case _ if change.frasi:
            words = f"{name}: modificato"
            lines = tuple(line for frase in change.frasi for line in _sentence(frase))
        case _:
            words = f"{name}: {_no_sentences(change)}"
            lines = (change.dopo,) if change.dopo and change.dopo != change.prima else ()
    return _told(rete, change, words, righe=lines)


def _no_sentences(change: Cambiamento) -> str:
    if change.prima is None and change.dopo is None:
        return "nuova versione, ma il testo non è nel registro né prima né dopo"
    if change.prima is None:
        return "modificato; il testo di prima non è nel registro, quello nuovo è"
    if change.dopo is None:
        return "modificato; il testo nuovo non è nel registro"
    return "nuova versione con lo stesso testo"


def _sentence(frase: Frase) -> Iterator[str]:
    """«era … / è …», then which words; or the sentence that is new, or gone."""
    if frase.prima is None:
        yield f"aggiunto: «{frase.dopo}»"
    elif frase.dopo is None:
        yield f"tolto: «{frase.prima}»"
    else:
        yield f"era: «{frase.prima}»"
        yield f"è: «{frase.dopo}»"
        if words := "; ".join(_words(parole.prima, parole.dopo) for parole in frase.parole):
            yield f"parole: {words}"


def _words(before: str, after: str) -> str:
    if not before:
        return f"in più «{after}»"
    if not after:
        return f"in meno «{before}»"
    return f"«{before}» diventa «{after}»"


def _rule(rete: Rete, change: Cambiamento) -> Detto:
    subjects = ", ".join(subject_in_words(about, rete) for about in change.materie)
    about = "".join(f"{words}: " for words in (change.ambito, subjects) if words)
    where = f"articolo {change.articolo}" if change.articolo else "regolamento del tavolo"
    lines: tuple[str, ...] = ()
    match change.tipo:
        case "aggiunto":
            words = f"nuova: {about}{change.dopo}"
        case "tolto":
            words = f"non c'è più: {about}{change.prima}"
        case _:
            words = f"{about}era: {change.prima}"
            lines = (f"è: {change.dopo}",)
    detto = _told(rete, change, words, righe=lines)
    return replace(
        detto,
        di=rete.nome_tavolo(change.tavolo) if change.tavolo else "",
        atti=tuple(f"{where}, {act}" for act in detto.atti) or (where,),
    )


_ONE_BY_ONE: Final[Mapping[Argomento, Callable[[Rete, Cambiamento], Detto]]] = {
    "periodi": _term,
    "tavoli": _table,
    "articoli": _article,
    "regole": _rule,
}
"""Changes of what is no body are never told together."""
