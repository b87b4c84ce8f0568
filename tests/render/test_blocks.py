"""Lists, their nesting and simple tables of a typed text come out as such, and as nothing else."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rete.render.blocks import blocks
from rete.render.file_formats import FORMATI, Formato
from tests.aiuti import misura
from tests.aiuti.lettori import words
from tests.render.test_documenti_ostili import HOSTILE, bare, put

MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("uno\ndue", "uno due"),
        ("uno\n\n\ndue", "uno\n\ndue"),
        ("Sì:\n- sedie\n- tavoli\nPoi altro.", "Sì:\n\n- sedie\n- tavoli\n\nPoi altro."),
        ("• uno\n  • due\n    – tre\n• quattro", "- uno\n  - due\n    - tre\n- quattro"),
        ("1. uno\n2. due\n   - tre\n3. quattro", "1. uno\n2. due\n   - tre\n3. quattro"),
        ("- uno\n  2. due", "- uno\n\n  2. due"),
        ("1. uno\n3. tre", "1. uno\n\n3\\. tre"),
        ("A) aprire\nB) chiudere", "A) aprire\n\nB) chiudere"),
        ("A) aprire\n   - con chiave\nB) no", "A) aprire\n- con chiave\n\nB) no"),
        ("- uno\n  che va avanti\n- due", "- uno che va avanti\n- due"),
        ("- uno\n\n  altro\n- due", "- uno\n\n  altro\n- due"),
        (f"- {'parola ' * 9}e\npoi", f"- {'parola ' * 9}e poi"),
        ("- uno\npoi", "- uno\n\npoi"),
        ("| a | b |\n|---|---|\n| 1 | *2* |", "| a | b |\n|---|---|\n| 1 | \\*2\\* |"),
        ("a\tb\n1\t2\ne poi", "| a | b |\n|---|---|\n| 1 | 2 |\n\ne poi"),
        ("- a \\| b\n| c", "- a \\\\\\| b\n\n\\| c"),
    ],
)  # fmt: skip
def test_a_text_keeps_its_shape(typed: str, written: str) -> None:
    assert blocks(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "| chi presiede | chi verbalizza |\n| | |",
        "| firma | ente |\n| x | il ponte |",
        "| ente | nota |\n| il ponte | |",
        "| a | b |\n| 1 |",
        "| a | b |",
        "| a | b | c | d | e | f |\n| 1 | 2 | 3 | 4 | 5 | 6 |",
        "| | b |\n| 1 | 2 |",
    ],
)
def test_no_text_makes_a_place_to_sign_a_form_or_a_page_on_its_side(typed: str) -> None:
    assert "|---|" not in blocks(typed)
    assert blocks(typed).count("\n\n") == typed.count("\n")


def seen(tokens: list[Token]) -> Iterator[str]:
    """What a reader sees, with the numbers of lists; what no text may make is told by its name."""
    for token in tokens:
        match token.type:
            case "inline":
                yield from seen(token.children or [])
            case "text" | "text_special":
                yield token.content
            case "list_item_open":
                yield f"{token.info}{token.markup if token.info else ''}"
            case kind if kind.split("_")[0] in MAY_BE_MADE:
                continue
            case _:
                yield f"⟦{token.type}⟧"


MAY_BE_MADE = (
    "paragraph",
    "bullet",
    "ordered",
    "list",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
)
NOT_OF_THE_TEXT = str.maketrans("", "", "-•*·–\uf0b7|:")
"""Marks of lists and tables, which a reader sees in another form."""
MARKS = ["", "- ", "• ", "1. ", "2. ", "3) ", "A) ", "b. ", "| a | b |", "> ", "# "]
TYPED = ["uno", "due *tre*", "", "[a](b)", "<b>", "`x`", "1. q", "- z", "+ w", "---", "|"]
LINES = st.lists(
    st.builds(
        lambda space, mark, text: f"{' ' * space}{mark}{text}",
        st.integers(0, 9),
        st.sampled_from(MARKS),
        st.sampled_from(TYPED),
    ),
    max_size=9,
).map("\n".join)  # fmt: skip


@misura.examples(every=2000, some=200)
@given(LINES | st.text(st.characters(exclude_categories=["C"]), max_size=60))
@example("- - a\n  - - b")
@example("1. a\n1. b\n\n0. c")
@example("\n\n".join(HOSTILE))
def test_whatever_is_typed_is_read_and_only_paragraphs_lists_and_tables_are_made(text: str) -> None:
    found = "".join(seen(MARKDOWN.parse(blocks(text))))
    assert bare(found).translate(NOT_OF_THE_TEXT) == bare(text).translate(NOT_OF_THE_TEXT)


@misura.examples(every=1000, some=100)
@given(LINES)
@example("A) uno\n  1. uno\n1. uno")
def test_a_list_is_numbered_as_it_was_typed(text: str) -> None:
    number = 0
    for token in MARKDOWN.parse(blocks(text)):
        if token.type == "ordered_list_open" and not token.level:
            number = int(token.attrGet("start") or 1) - 1
        elif token.type == "list_item_open" and token.info and token.level == 1:
            number += 1
            assert token.info == str(number)


@pytest.mark.parametrize("formato", FORMATI)
def test_lists_and_tables_of_hostile_texts_come_out_in_every_format(formato: Formato) -> None:
    rows = [f"| {text.replace('|', '/')} | x |" for text in HOSTILE if "\n" not in text]
    texts = [text for text in HOSTILE if "\n" not in text]
    typed = "\n".join([*(f"- {text}\n  1. {text}" for text in texts), "", "| a | b |", *rows])

    found = bare("".join(words(formato, put(blocks(typed), formato).content)))

    for text in texts:
        assert bare(text).replace("|", "/") in found.replace("|", "/"), text
    assert "|x|" not in found


def test_a_long_text_of_rows_that_make_no_table_is_read_soon() -> None:
    text = "| a | b |\n| |\n" * 20_000
    assert blocks(text).count("\n\n") == 39_999
