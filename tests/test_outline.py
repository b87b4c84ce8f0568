"""The spans of values in a text: what lies between start and end is the value, and only that."""

import pytest

from rete.outline import Entries, Items, Leaf, Node, last_leaf, outline


def spans(text: str) -> list[str]:
    """What stands at each leaf and at each collection in flow style, in order."""
    return list(walk(text, outline(text.encode("utf-8"))))


def walk(text: str, node: Node) -> list[str]:
    match node:
        case Leaf():
            return [text[node.start : node.end]]
        case Items(items=inner):
            below = [span for item in inner for span in walk(text, item)]
        case Entries(entries=entries):
            below = [span for entry in entries for span in walk(text, entry.value)]
            assert all(entry.key in text[entry.start : entry.key_end] for entry in entries)
    return [text[node.start : node.end], *below] if node.flow else below


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: b  # c\n", ["b"]),
        ("è😀:   'à😀'\t# c\r\nb: \"\\n\"\r\n", ["'à😀'", '"\\n"']),
        ("'a': {b: c , \"d\": [e, 😀 ]}\n", ['{b: c , "d": [e, 😀 ]}', "c", "[e, 😀 ]", "e", "😀"]),
        ("a:\n- b\n-  c: d\n   e: f g \n", ["b", "d", "f g"]),
        ("a: |\n  b\n\nc: >-\n  d", ["|\n  b\n\n", ">-\n  d"]),
        ("a: {\n  b: c # d\n}\n", ["{\n  b: c # d\n}", "c"]),
    ],
)
def test_the_spans_of_values(text: str, wanted: list[str]) -> None:
    assert spans(text) == wanted


def test_how_each_value_is_written_and_at_which_column() -> None:
    root = outline(b"a: b\nc:\n  - 'd'\n  - [e]\nf: |\n  g\n")
    assert isinstance(root, Entries)
    first, second, third = (entry.value for entry in root.entries)
    assert isinstance(first, Leaf)
    assert (first.style, first.column, first.is_block) == ("", 3, False)
    assert isinstance(second, Items)
    assert (second.column, second.flow, second.items[0].column) == (2, False, 4)
    assert isinstance(third, Leaf)
    assert (third.style, third.is_block) == ("|", True)


def test_what_ends_last_in_a_collection_of_lines_is_inside_it() -> None:
    text = "a:\n  - b\n  - c: d\n    e: [f]\n# fine\n"
    last = last_leaf(outline(text.encode("utf-8")))
    assert text[last.start : last.end] == "[f]"
