"""Any text comes out as that text in every format, and nothing in it is obeyed."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from rete.render.conversion import Page, Rendered, rendered
from rete.render.file_formats import FORMATI, Formato
from rete.render.markdown import escaped
from tests.aiuti import misura
from tests.aiuti.lettori import Page as Web
from tests.aiuti.lettori import part, pdf_text, words
from tests.conftest import Said

Rete = Callable[..., Said]

HOSTILE = [
    "*grassetto* _corsivo_ ~~no~~ `codice` $x^2$ $$\\int$$ \\(a\\) \\[b\\]",
    "{{ 7*7 }} {% include 'x' %} {# niente #} $titolo$ ${body} $if(x)$",
    "<b>a</b> & &amp; &#42; <!-- x --> <https://example.org> <script>alert(1)</script>",
    "[testo](https://example.org) ![foto](/etc/passwd) [^1] [^1]: nota",
    "a | b || c \\| d \\",
    "1. uno", "2) due", "- tre", "+ quattro", "# cinque", "> sei", "=== sette", "---", "***",
    "``` otto", ":-- nove", "Perché no?!", "!", ".", "\\", "\\\\", '"', "'", '\\"', '";',
    '#read("/etc/passwd") #import "x" #include "y" #let a = 1; #panic() #(1+1)',
    "= titolo @citazione <etichetta> // commento /* altro */ http://example.org/a_b -- --- ...",
    "```{=html} <b>x</b> ```", "`x`{=typst}", ":::: {.fine} ::::", "\\newpage \\input{x} %",
    "{.classe} {#id} [x]{.y} ~sotto~ ^sopra^ @@ x:y :smile: (c) 1/2",
    "\\begin{verbatim}\n\\write18{ls} \\href{http://example.org}{qui}\n\\end{verbatim}\\clearpage",
    "```{=latex}\n\\input{/etc/passwd}\n```", "~~~{=openxml}\n<w:br/>\n~~~",
    "`<text:line-break/>`{=odt}",
    "nota[^n] e nota^[in linea]\n\n[^n]: il testo",
    "[uno][due] [due]: http://example.org \"x\"\n\n[due]: x",
    "$$\n\\sum_{i}^{n}\n$$", "\\(a^2\\) \\begin{equation}x\\end{equation}",
    "!include /etc/passwd", "{{< include x.md >}}", "<<[x.md]",
    "![[x.md]] <!--#include file=\"x\" -->",
    "![](file:///etc/passwd){width=100%} <img src=x onerror=alert(1)> ![a][b]",
    "[x](javascript:alert(1)) www.example.org tizio@example.org <tizio@example.org>",
    "[x](data:text/html,a)",
    "---\ntitle: altro\nheader-includes: x\n---", "Termine\n: definizione", "| riga\n| in versi",
    "due  spazi, l'«apostrofo» e “questo”, un’altra – e — e … e 80\u00a0%",
    "parola" * 60, "x" * 400, "https://example.org/" + "a/" * 90,
    "Ελληνικά и кириллица", "caffè ½ № € ﬂ",
]  # fmt: skip
RIGHT_TO_LEFT = ["שלום עולם", "مرحبا بالعالم"]
SHAPES = "# Titolo\n\n{0}\n\n- {0}\n\n> {0}\n\n## {0}\n\n| a | b |\n|---|---|\n| {0} | {0} |"


def put(markdown: str, formato: Formato) -> Rendered:
    page = Page(
        markdown=f"{markdown}\n\n---\n\nFatto da rete.\n",
        name="prova", foot="Fatto da rete.", day=date(2026, 6, 1), when=None,
    )  # fmt: skip
    return rendered(page, formato)


def bare(text: str) -> str:
    """Without blanks, which each format puts where it likes."""
    return "".join(text.split())


@pytest.mark.parametrize("formato", [formato for formato in FORMATI if formato != "pdf"])
def test_a_hostile_text_comes_out_as_that_text(formato: Formato) -> None:
    texts = [*HOSTILE, *RIGHT_TO_LEFT, "👩\u200d👧 🇮🇹 日本"]
    text = "\n\n".join(SHAPES.format(escaped(text)) for text in texts)
    wanted = "".join(f"Titolo{bare(text) * 4}ab{bare(text) * 2}" for text in texts)

    found = bare("".join(words(formato, put(text, formato).content)))

    assert found == f"{wanted}Fattodarete."


MEANT = {
    "html": (b"<a href=", b"<img", b"<script", b"<math", b"<iframe", b"<sup", b"<dl", b"<pre"),
    "odt": (b"<text:a ", b"<draw:", b"<text:note", b"<math:", b"<text:line-break"),
    "docx": (b"<w:hyperlink", b"<w:drawing", b"w:footnoteReference", b"<m:oMath", b"<w:br"),
    "pdf": (b"/Subtype/Link", b"/Subtype /Link", b"/Subtype/Image", b"/Subtype /Image", b"/Note"),
}


@pytest.mark.parametrize("formato", MEANT)
def test_nothing_in_a_hostile_text_becomes_a_link_a_picture_a_note_or_a_formula(
    formato: Formato,
) -> None:
    text = "\n\n".join(SHAPES.format(escaped(text)) for text in HOSTILE)

    found = inside(formato, put(text, formato).content)

    assert [mark for mark in MEANT[formato] if mark in found] == []


@pytest.mark.parametrize("formato", MEANT)
def test_what_would_be_one_of_them_is_seen_where_it_is(formato: Formato) -> None:
    meant = inside(formato, put("# T\n\n[qui](https://example.org)", formato).content)

    assert [mark for mark in MEANT[formato] if mark in meant] != []


def inside(formato: Formato, content: bytes) -> bytes:
    """Where a format says what its text is."""
    match formato:
        case "odt":
            return part(content, "content.xml")
        case "docx":
            return part(content, "word/document.xml")
        case "pdf":
            with pikepdf.open(io.BytesIO(content)) as pdf:
                plain = io.BytesIO()
                pdf.save(
                    plain,
                    object_stream_mode=pikepdf.ObjectStreamMode.disable,
                    stream_decode_level=pikepdf.StreamDecodeLevel.none,
                )
            return plain.getvalue()
        case _:
            # The page's own link goes to its text.
            return content.replace(b'<a class="salta" href="#testo">', b"")


@pytest.mark.parametrize("text", misura.part(HOSTILE, 3))
def test_a_hostile_text_comes_out_as_that_text_in_a_pdf(text: str) -> None:
    made = put(SHAPES.format(escaped(text)), "pdf")

    assert made.missing == ()
    assert bare(pdf_text(made.content)).count(bare(text)) >= 6


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    text = pdf_text(put(SHAPES.format("x" * 400), "pdf").content)

    lines = [line for line in text.splitlines() if "xx" in line]
    assert len(lines) > 30
    assert max(map(len, lines)) < 100


@pytest.mark.parametrize("text", RIGHT_TO_LEFT)
def test_letters_written_from_the_right_are_all_in_the_pdf(text: str) -> None:
    made = put(SHAPES.format(escaped(text)), "pdf")

    # Whoever reads a PDF gives them back in an order of its own.
    assert made.missing == ()
    found = pdf_text(made.content)
    assert {
        char: found.count(char) >= text.count(char) * 6 for char in bare(text)
    } == dict.fromkeys(bare(text), True)


@misura.examples(every=25, some=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(
    st.sampled_from(list("ab1.)-+=:*_#>|\\`~![](){}<&;$@%^/\"' ")), min_size=1
).filter(lambda text: text.strip()), min_size=1, max_size=12))  # fmt: skip
def test_no_text_is_taken_for_typst(texts: list[str]) -> None:
    source = "# T\n\n| a |\n|---|\n" + "\n".join(f"| {escaped(text)} |" for text in texts)

    found = bare(pdf_text(put(source, "pdf").content))

    assert "".join(bare(text) for text in texts) in found


def test_a_character_without_a_glyph_is_written_by_its_code() -> None:
    made = put("# Titolo 日\n\nprima 😀 dopo 👩\u200d👧 e x\u20e3 \ue000", "pdf")

    text = pdf_text(made.content)
    assert "prima ⟨U+1F600⟩ dopo" in text
    assert "Titolo ⟨U+65E5⟩" in text
    assert "⟨U+1F469⟩" in text
    assert "x⟨U+20E3⟩" in text
    assert {"日", "😀", "👩", "👧", "\u20e3", "\ue000"} <= set(made.missing)


def test_other_formats_keep_the_characters_that_a_pdf_cannot_show() -> None:
    for formato in ("html", "odt", "docx"):
        assert words(formato, put("# 日\n\nun 😀", formato).content)[:3] == ["日", "un", "😀"]


def test_whoever_asks_for_a_pdf_is_told_of_what_it_lacks(rete: Rete, register: Path) -> None:
    file = register / "data/enti/il-ponte.yaml"
    text = file.read_text(encoding="utf-8").replace("Associazione Il Ponte", '"Il Ponte 😀 日"')
    file.write_text(text, encoding="utf-8")

    said = rete("documento", "elenco-aderenti", "-o", "e.pdf", folder=register)

    assert said.code == 0
    assert said.err.startswith(
        "scritto «e.pdf»\navviso: il carattere del PDF non ha U+65E5 e U+1F600:"
    )
    assert "Il Ponte ⟨U+1F600⟩ ⟨U+65E5⟩" in " ".join(
        pdf_text((register / "e.pdf").read_bytes()).split()
    )


def test_a_hostile_name_is_only_a_name_in_the_page_and_in_its_title(
    rete: Rete, register: Path
) -> None:
    name = '</title><script>alert(1)</script> \\" onload=x'
    file = register / "data/enti/il-ponte.yaml"
    text = file.read_text(encoding="utf-8")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    file.write_text(text.replace("Associazione Il Ponte", f'"{quoted}"'), encoding="utf-8")

    said = rete("documento", "scheda-ente", "il-ponte", "-o", "e.html", folder=register)

    assert said.code == 0, said.out + said.err
    page = Web()
    page.feed((register / "e.html").read_text(encoding="utf-8"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert [given for _, given in page.tags if "onload" in given] == []


def test_a_template_cannot_put_in_files_or_what_is_not_text(rete: Rete, register: Path) -> None:
    secret = register / "segreto.txt"
    secret.write_text("parola d'ordine", encoding="utf-8")
    (register / "templates").mkdir()
    (register / "templates/elenco-aderenti.md.j2").write_text(
        f"# A\n\n### C\n\n![foto]({secret})\n\n<script>x</script>\n\n[qui](javascript:x)\n\n# B\n",
        encoding="utf-8",
    )
    for formato in ("html", "odt", "docx", "pdf"):
        said = rete("documento", "elenco-aderenti", "-o", f"e.{formato}", folder=register)
        assert said.code == 0, said.err
        content = (register / f"e.{formato}").read_bytes()
        found = " ".join(words(formato, content))
        assert "foto" in found
        assert "<script>x</script>" in found
        assert "ordine" not in found
        assert b"javascript:" not in content
