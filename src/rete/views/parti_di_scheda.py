"""The parts that cards of several kinds share: names, sources, attachments, contacts."""

from collections.abc import Iterable, Iterator, Sequence

from rete.italiano import short_date
from rete.italiano.etichette import FORMATI_FIRMA, label
from rete.model.comuni import Allegato, Fonte, Incarico
from rete.model.ente import Contatti
from rete.model.patto import Voce
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words, period_in_words
from rete.views.lists_and_cards import Riga, Sezione, in_short, lines


def name_and_id(rete: Rete, identifier: str) -> str:
    """«Il Ponte (il-ponte)»; the bare id of a body that the register does not have."""
    ente = rete.enti.get(identifier)
    return f"{ente.nome_breve} ({identifier})" if ente else identifier


def names(rete: Rete, identifiers: Sequence[str]) -> str:
    """The names of some bodies, with commas between."""
    return ", ".join(rete.nome_ente(identifier) for identifier in identifiers)


def words_of(vocabulary: Sequence[Voce], identifiers: Sequence[str]) -> str | None:
    """The names of some words of a vocabulary."""
    known = {voce.id: voce.nome for voce in vocabulary}
    return ", ".join(known.get(identifier, identifier) for identifier in identifiers) or None


def tenure(rete: Rete, incarico: Incarico) -> Iterator[Riga]:
    """Who holds a seat or a charge, since when and by which act."""
    yield Riga(
        name_and_id(rete, incarico.ente),
        period_in_words(incarico.dal, incarico.al),
    )
    yield from lines(
        ("", act_in_words(incarico.atto, rete) if incarico.atto else None),
        ("", f"fine: {act_in_words(incarico.atto_fine, rete)}" if incarico.atto_fine else None),
        ("", incarico.note),
    )


def contacts(contatti: Contatti | None) -> Iterator[Riga]:
    """The lines of the contacts of a body, or of the pact."""
    if contatti is not None:
        yield from lines(
            ("E-mail", contatti.email),
            ("PEC", contatti.pec),
            ("Sito", contatti.sito),
            ("Telefono", contatti.telefono),
        )


def sources(fonti: Iterable[Fonte]) -> Sezione:
    """The section of the sources."""
    rows: list[Riga] = []
    for fonte in fonti:
        rows += lines(
            (in_short(fonte.data) if fonte.data else "senza data", fonte.titolo),
            ("", fonte.url),
            ("", fonte.nota),
        )
    return Sezione("Fonti", tuple(rows))


def notes(text: str | None) -> Sezione:
    """The section of the notes."""
    return Sezione("Note", tuple(lines(("", text))))


def attachments(allegati: Iterable[Allegato]) -> Sezione:
    """The section of the attachments."""
    rows: list[Riga] = []
    for allegato in allegati:
        firma = allegato.firma
        rows += lines(
            (allegato.file, allegato.titolo),
            (
                "",
                f"firma {label(FORMATI_FIRMA, firma.formato)}: {firma.ruolo}, "
                f"{short_date(firma.data)}"
                if firma
                else None,
            ),
        )
    return Sezione("Allegati", tuple(rows))


def unread_note(rete: Rete, *kinds: str) -> tuple[str, ...]:
    """The sentence that names the records which could not be read, if there are any."""
    missing = unread_names(rete, *kinds)
    return (f"senza contare i file che non si leggono: {', '.join(missing)}",) if missing else ()


def unread_data(rete: Rete, *kinds: str) -> dict[str, tuple[str, ...]]:
    """The same for JSON; nothing where all was read."""
    missing = unread_names(rete, *kinds)
    return {"non_letti": missing} if missing else {}


def unread_names(rete: Rete, *kinds: str) -> tuple[str, ...]:
    """The records that could not be read, of these kinds or of all."""
    found = {
        "patto" if kind == "patto" else name
        for kind in kinds or rete.unread
        for name in rete.unread.get(kind, frozenset())
    }
    return tuple(sorted(found))
