"""Any text written into Markdown is seen by whoever reads it as that text and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rete.render.markdown import escaped
from tests.conftest import Said

Rete = Callable[..., Said]

HOSTILE = [
    "*grassetto* _corsivo_ ~~no~~ `codice` $x^2$",
    "{{ 7*7 }} {% raw %} {# niente #}",
    "<b>a</b> & &amp; &#42; <!-- x --> <https://example.org>",
    "[testo](https://example.org) ![foto](x.png) [^1]",
    "a | b || c \\| d \\",
    "1. uno", "2) due", "- tre", "+ quattro", "# cinque", "> sei", "=== sette", "---", "***",
    "``` otto", ":-- nove", "    dieci", "Perché no?!", "!", "1.", ".", "\\", "\\\\",
    "parola" * 100,
    "👩\u200d👧 🇮🇹 日本 שלום عليكم e\u0301",
    "80\u00a0% — «x» ’y’",
]  # fmt: skip
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def seen(tokens: list[Token]) -> Iterator[str]:
    """The text that a reader sees; anything but plain text is told with its name."""
    for token in tokens:
        match token.type:
            case "inline":
                yield from seen(token.children or [])
            case "text" | "text_special":
                yield token.content
            case _:
                yield f"⟦{token.type}⟧"


def squeezed(text: str) -> str:
    return " ".join(text.split())


SHAPES = {
    "paragraph": ("{}\n", "⟦paragraph_open⟧{}⟦paragraph_close⟧"),
    "after other words": ("x\n{}\n", None),
    "heading": ("# {}\n", "⟦heading_open⟧{}⟦heading_close⟧"),
    "item": ("- {}\n", None),
    "cell": ("| a |\n|---|\n| {} |\n", None),
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("shape", ["paragraph", "heading"])
def test_a_hostile_text_comes_out_as_that_text(text: str, shape: str) -> None:
    source, wanted = SHAPES[shape]
    assert wanted is not None

    shown = "".join(seen(MARKDOWN.parse(source.format(escaped(text)))))

    assert squeezed(shown) == squeezed(wanted.format(text.strip()))


@example("a\n- b")
@example("1\n.")
@example("-\n-")
@given(st.text(st.sampled_from(list("ab1.)-+=:*_#>|\\`~![](){}<&;$ \n\t\"'/")), min_size=1).filter(
    lambda text: text.strip()
))  # fmt: skip
def test_no_text_is_taken_for_markdown_wherever_it_stands(text: str) -> None:
    for source, _ in SHAPES.values():
        shown = list(seen(MARKDOWN.parse(source.format(escaped(text)))))
        plain = list(seen(MARKDOWN.parse(source.format("parola"))))

        marks = [word for word in shown if word.startswith("⟦")]
        assert marks == [word for word in plain if word.startswith("⟦")]
        words = "".join(word for word in shown if not word.startswith("⟦"))
        expected = "".join(word for word in plain if not word.startswith("⟦"))
        assert squeezed(words) == squeezed(expected.replace("parola", text.strip()))


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) <= 300])
def test_a_hostile_name_in_a_register_is_only_a_name(rete: Rete, register: Path, text: str) -> None:
    quoted = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    if "\u0301" in quoted:
        quoted = quoted.replace("e\u0301", "é")
    file = register / "data/enti/il-ponte.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Associazione Il Ponte", f'"{quoted}"'),
        encoding="utf-8",
    )

    said = rete("documento", "elenco-aderenti", folder=register)

    assert said.code == 0, said.out
    cells = list(seen(MARKDOWN.parse(said.out)))
    assert cells.count("⟦tr_open⟧") == 4
    shown = "".join(cells)
    assert squeezed(f"⟦td_open⟧{text.strip()}⟦td_close⟧").replace("e\u0301", "é") in squeezed(shown)


@pytest.mark.parametrize(("text", "written"), [("Sì!", "Sì\\!"), ("!", "\\!"), ("a!b", "a!b")])
def test_a_last_exclamation_mark_makes_no_picture_of_what_follows(text: str, written: str) -> None:
    assert escaped(text) == written
    tokens = MARKDOWN.parse(f"{escaped(text)}[testo](pagina.html)")
    assert not any(child.type == "image" for token in tokens for child in token.children or [])
