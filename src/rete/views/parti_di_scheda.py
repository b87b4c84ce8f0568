"""The parts that cards of several kinds share: names, sources, attachments, contacts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from rete.italiano import count, join_words, short_date
from rete.italiano.etichette import FORMATI_FIRMA, label
from rete.model.comuni import Allegato, Fonte, Incarico
from rete.model.ente import Contatti
from rete.model.patto import Vocabolario
from rete.model.rete import PLURALI, Rete, Tipo
from rete.model.tempo import in_short
from rete.reckoning.acts_in_words import act_in_words, period_in_words
from rete.views.lists_and_cards import Colonna, Elenco, Righe, Sezione, list_of, section

_State = TypeVar("_State", bound=str)


class Gruppo(NamedTuple):
    """What is of one state: its title on a page, and its words after one and after more."""

    titolo: str
    contati: tuple[str, str]


def name_and_id(rete: Rete, identifier: str) -> str:
    """«Il Ponte (il-ponte)»; the bare id of a body that the register does not have."""
    ente = rete.enti.get(identifier)
    return f"{ente.nome_breve} ({identifier})" if ente else identifier


def names(rete: Rete, identifiers: Sequence[str]) -> str:
    """The names of some bodies, with commas between."""
    return ", ".join(rete.nome_ente(identifier) for identifier in identifiers)


def words_of(rete: Rete, vocabulary: Vocabolario, identifiers: Sequence[str]) -> str | None:
    """The names of some words of a vocabulary of the pact."""
    words = getattr(rete.patto.vocabolari, vocabulary) if rete.patto else ()
    known = {voce.id: voce.nome for voce in words}
    return ", ".join(known.get(identifier, identifier) for identifier in identifiers) or None


def tenure(rete: Rete, incarico: Incarico) -> Righe:
    """Who holds a seat or a charge, since when and by which act."""
    yield name_and_id(rete, incarico.ente), period_in_words(incarico.dal, incarico.al)
    yield from acts_of_tenure(rete, incarico)


def acts_of_tenure(rete: Rete, incarico: Incarico) -> Righe:
    """The lines below who holds something, or what somebody holds: by which acts, and notes."""
    yield from (
        ("", act_in_words(incarico.atto, rete) if incarico.atto else None),
        ("", f"fine: {act_in_words(incarico.atto_fine, rete)}" if incarico.atto_fine else None),
        ("", incarico.note),
    )


def contacts(contatti: Contatti | None) -> Righe:
    """The lines of the contacts of a body, or of the pact."""
    if contatti is not None:
        yield from (
            ("E-mail", contatti.email),
            ("PEC", contatti.pec),
            ("Sito", contatti.sito),
            ("Telefono", contatti.telefono),
        )


def sources(fonti: Iterable[Fonte]) -> Sezione:
    """The section of the sources."""
    return section("Fonti", (line for fonte in fonti for line in _source(fonte)))


def _source(fonte: Fonte) -> Righe:
    yield in_short(fonte.data) if fonte.data else "senza data", fonte.titolo
    yield from (("", fonte.url), ("", fonte.nota))


def notes(text: str | None) -> Sezione:
    """The section of the notes."""
    return section("Note", (("", text),))


def attachments(allegati: Iterable[Allegato]) -> Sezione:
    """The section of the attachments."""
    return section("Allegati", (line for allegato in allegati for line in _attachment(allegato)))


def _attachment(allegato: Allegato) -> Righe:
    yield allegato.file, allegato.titolo
    if firma := allegato.firma:
        how = label(FORMATI_FIRMA, firma.formato)
        yield "", f"firma {how}: {firma.ruolo}, {short_date(firma.data)}"


def list_of_kind(
    rete: Rete,
    kind: Tipo,
    columns: tuple[Colonna, ...],
    scelti: tuple[Sequence[object], tuple[str, ...]],
    how_many: str,
) -> Elenco:
    """The records of a kind that were looked for, with what is to be known of those left out."""
    found, incerti = scelti
    members = kind == "ente"
    why = "da verificare, perché il registro non dice da quando"
    return list_of(
        PLURALI[kind],
        columns,
        found,
        (
            how_many,
            *([f"{why}: {', '.join(incerti)}"] if incerti else ()),
            *(partial_note(rete) if members else ()),
            *unread_note(rete, kind),
        ),
        {
            **({"elenco": rete.patto.elenco} if members and rete.patto else {}),
            **({"da_verificare": incerti} if incerti else {}),
            **unread_data(rete, kind),
        },
    )


def by_state(
    things: tuple[str, str], day: date, states: Sequence[_State], words: Mapping[_State, Gruppo]
) -> str:
    """«12 scadenze al 01/06/2026: 3 scadute, 2 entro 30 giorni, 7 più avanti»."""
    parts = [count(states.count(s), *words[s].contati) for s in words if s in states]
    return f"{count(len(states), *things)} al {short_date(day)}: {join_words(parts)}"


def partial_note(rete: Rete) -> tuple[str, ...]:
    """The sentence that says that there may be more members than the register has."""
    return ("il registro non ha l'elenco completo degli aderenti",) if rete.is_partial else ()


def unread_note(rete: Rete, *kinds: str) -> tuple[str, ...]:
    """The sentence that names the records which could not be read, if there are any."""
    missing = rete.unread_names(*kinds)
    return (f"senza contare i file che non si leggono: {', '.join(missing)}",) if missing else ()


def unread_data(rete: Rete, *kinds: str) -> dict[str, tuple[str, ...]]:
    """The same for JSON; nothing where all was read."""
    missing = rete.unread_names(*kinds)
    return {"non_letti": missing} if missing else {}
