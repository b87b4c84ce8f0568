"""Lines of notes as they are written: a word with its text, free text, names."""

from collections.abc import Iterator, Sequence

from rete.notes.grammar import is_plain_text


def said(word: str, text: str) -> Iterator[str]:
    """A word with a text of any number of lines."""
    first, *rest = _lines(text)
    fits = first == first.strip() and first and not first.startswith(">")
    yield f"{word}: {first}" if fits else f"{word}:"
    for line in rest if fits else (first, *rest):
        yield f"  > {line}" if line else "  >"


def _lines(text: str) -> list[str]:
    """The lines that `joined` puts together again, but for a last one of several without end."""
    if not text.endswith("\n"):
        return text.split("\n")
    lines = text[:-1].split("\n")
    return lines if len(lines) > 1 and lines[-1] else [*lines, ""]


def discussion(text: str) -> Iterator[str]:
    """Free text; what would be taken for something else is marked with «>»."""
    lines = _lines(text)
    for place, line in enumerate(lines):
        beside = lines[max(place - 1, 0) : place + 2]
        is_break = not line and 0 < place < len(lines) - 1 and beside.count("") == 1
        if is_break or (line and is_plain_text(line)):
            yield line
        else:
            yield f"> {line}" if line else ">"


def ids_or_texts(words: Sequence[str]) -> str:
    """With semicolons where a comma is part of the text."""
    has_commas = any("," in word or ";" in word for word in words)
    return f"{'; '.join(words)};" if has_commas else ", ".join(words)


def texts(*pairs: tuple[str, str | None]) -> Iterator[str]:
    """Each word with its text, where there is one."""
    for word, text in pairs:
        if text is not None:
            yield from said(word, text)


def names(word: str, ids: Sequence[str]) -> Iterator[str]:
    """A word with some ids, where there are any."""
    if ids:
        yield f"{word}: {', '.join(ids)}"
