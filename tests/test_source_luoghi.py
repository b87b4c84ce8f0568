"""Reading bytes: the place of each value, and what holds of any input whatever."""

import re
import unicodedata
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from rete.diagnostics import Mark, Severity
from rete.source import compose
from tests.aiuti import misura


def places(text: str) -> dict[tuple[str | int, ...], tuple[Mark | None, Mark]]:
    found = compose(text.encode("utf-8"), with_places=True).places
    return {path: (place.key, place.value) for path, place in found.items()}


def at(line: int, column: int) -> Mark:
    return Mark(line=line, column=column)


def test_the_places_of_keys_and_values_in_blocks() -> None:
    text = "# commento\nperché: così\nadesioni:\n  - dal: '2024'\n    atto: x\n  - y\n"
    assert places(text) == {
        (): (None, at(2, 1)),
        ("perché",): (at(2, 1), at(2, 9)),
        ("adesioni",): (at(3, 1), at(4, 3)),
        ("adesioni", 0): (None, at(4, 5)),
        ("adesioni", 0, "dal"): (at(4, 5), at(4, 10)),
        ("adesioni", 0, "atto"): (at(5, 5), at(5, 11)),
        ("adesioni", 1): (None, at(6, 5)),
    }


def test_the_places_of_keys_and_values_in_flow_after_characters_of_many_bytes() -> None:
    text = "è😀: {à: [ò, ù], 'ì': \"é\"}\r\nb: |\r\n  c\r\n"
    assert places(text) == {
        (): (None, at(1, 1)),
        ("è😀",): (at(1, 1), at(1, 5)),
        ("è😀", "à"): (at(1, 6), at(1, 9)),
        ("è😀", "à", 0): (None, at(1, 10)),
        ("è😀", "à", 1): (None, at(1, 13)),
        ("è😀", "ì"): (at(1, 17), at(1, 22)),
        ("b",): (at(2, 1), at(2, 4)),
    }


# --- any input ---

PIECES = ["a", "è", "à", " ", "\n", "\r\n", ":", ": ", "- ", "[", "]", "{", "}", ", ", "#", " #"]
PIECES += ["'", '"', "&a ", "*a", "!t ", "|", ">", "\\", "\\u0300", "~", "---", "...", "%", "? "]
PIECES += ["\t", "\x00", "\x85", "\u2028", "\ufeff", "\u0301", "<<<<<<< x", "=======", "0", "12"]
PIECES += ["\\xzz", "!%ED%A0%80", "!<", "\ufffe", "\x1b", "<<", "@", "`", "    ", "\U0001f600"]

documents = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda p: "".join(p).encode("utf-8")),
)


@misura.examples(every=1500, some=300)
@given(documents)
def test_any_bytes_give_a_value_or_faults_and_never_both(data: bytes) -> None:
    document = compose(data)
    errors = [f for f in document.faults if f.check.severity is Severity.ERROR]
    assert (document.value is None) == bool(errors)
    lines = data.count(b"\n") + 2
    for fault in document.faults:
        assert 1 <= fault.mark.line <= lines
        assert 1 <= fault.mark.column <= len(data) + 1
        assert fault.message
        assert fault.remedy


@misura.examples(every=1000, some=200)
@given(documents)
def test_looking_for_places_changes_neither_the_value_nor_the_faults(data: bytes) -> None:
    without, with_places = compose(data), compose(data, with_places=True)
    assert without.value == with_places.value
    assert without.faults == with_places.faults
    assert without.places == {}
    if with_places.value is not None:
        assert set(paths_of(with_places.value)) <= set(with_places.places)


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, ...]] = [path]
    pairs = value.items() if isinstance(value, dict) else []
    pairs = enumerate(value) if isinstance(value, list) else pairs
    for step, below in pairs:
        inner += paths_of(below, (*path, step))
    return inner


# --- a second opinion: what ruamel.yaml writes reads back as it was ---

CHARACTERS = st.characters(
    categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t#:-'\"&*!|>%@`{}[],?~ "
)
texts = st.text(CHARACTERS, min_size=1, max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
# Without quotes ruamel writes by YAML 1.2 (`{:0: x}`), which libyaml does not take.
# A key longer than the width it breaks in two.
# And it loses one of two spaces where it folds a line.
words = st.text("abcàè 019.,#-'\"&*!|>%@`~/", min_size=1, max_size=30).map(
    lambda text: re.sub(" +", " ", text)
)
keys = st.text("abcàè 019.#-'\"&*!~/", min_size=1, max_size=6)
STYLES = [DoubleQuotedScalarString, SingleQuotedScalarString]
styled = st.tuples(texts, st.sampled_from(STYLES)).map(lambda pair: pair[1](pair[0])) | words
blocks = st.tuples(
    st.text(st.sampled_from("abcèàò #:-'\"&*"), min_size=1, max_size=20),
    st.sampled_from([LiteralScalarString, FoldedScalarString]),
).map(lambda pair: pair[1]("x" + pair[0].strip() + "\n"))
trees = st.recursive(
    styled | blocks,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=4),
        st.dictionaries(keys, below, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


def plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): plain(value) for key, value in tree.items()}
    return [plain(item) for item in tree] if isinstance(tree, list) else str(tree)


@misura.examples(every=500, some=100)
@given(tree=trees, flow=st.booleans(), width=st.sampled_from([20, 80, 4096]))
def test_what_ruamel_writes_reads_back_the_same(tree: Any, flow: bool, width: int) -> None:
    writer = YAML()
    writer.default_flow_style = flow
    writer.width = width
    writer.allow_unicode = True
    stream = StringIO()
    # At the top ruamel does not indent a block text, and libyaml wants it indented.
    writer.dump({"testo": tree}, stream)
    document = compose(stream.getvalue().encode())
    assert document.value == {"testo": plain(tree)}, stream.getvalue()
    assert [f for f in document.faults if f.check.severity is Severity.ERROR] == []
