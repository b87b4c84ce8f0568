"""Changes written into a file: what each one does to its bytes, and what is refused."""

import pytest

from rete import splice
from rete.changes import Add, Append, Change, Plain, Refused, Set
from rete.errors import ReteError


def spliced(text: str, *changes: Change, kind: str = "ente") -> str:
    return splice.apply(text.encode("utf-8"), changes, kind).decode("utf-8")


def test_a_key_goes_after_the_last_one_that_precedes_it_in_the_schema() -> None:
    text = "# intestazione\ndenominazione: A\n# la natura\nnatura: pubblico\nadesioni: []\n"
    assert spliced(text, Add(path=(), key="sigla", value="IP")) == (
        "# intestazione\ndenominazione: A\nsigla: IP\n# la natura\nnatura: pubblico\nadesioni: []\n"
    )


def test_a_key_that_precedes_all_goes_first_below_what_speaks_of_the_whole_file() -> None:
    text = "# intestazione\nnatura: pubblico  # sì\nadesioni: []\n"
    assert spliced(text, Add(path=(), key="denominazione", value="A")) == (
        "# intestazione\ndenominazione: A\nnatura: pubblico  # sì\nadesioni: []\n"
    )


def test_a_comment_above_a_key_stays_with_it_when_another_goes_before() -> None:
    text = "sede:\n  # la piazza\n  comune: Roccaverde\nadesioni: []\n"
    assert spliced(text, Add(path=("sede",), key="cap", value="00100")) == (
        'sede:\n  cap: "00100"\n  # la piazza\n  comune: Roccaverde\nadesioni: []\n'
    )


def test_a_comment_further_in_stays_with_what_it_follows() -> None:
    text = "adesioni:\n  - {atto: fonte}  # uno\n  # altri verranno\n\n# note\nnote: x\n"
    added = Add(path=(), key="fonti", value=[{"titolo": "T"}])
    assert spliced(text, added) == (
        "adesioni:\n  - {atto: fonte}  # uno\n  # altri verranno\nfonti:\n  - {titolo: T}\n\n"
        "# note\nnote: x\n"
    )


def test_the_first_key_of_an_item_goes_beside_its_dash() -> None:
    text = "adesioni:\n- atto: fonte # c\n  causa: recesso\n"
    assert spliced(text, Add(path=("adesioni", 0), key="dal", value="2025-01")) == (
        'adesioni:\n- dal: "2025-01"\n  atto: fonte # c\n  causa: recesso\n'
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: {comune: R}\n", 'a: {comune: R, provincia: "no"}\n'),
        ("a: { comune: R }  # c\n", 'a: { comune: R, provincia: "no" }  # c\n'),
        ("a: {\n  comune: R\n}\n", 'a: {\n  comune: R,\n  provincia: "no"\n}\n'),
        ("a: {\n  comune: R, # c\n}\n", 'a: {\n  comune: R, # c\n  provincia: "no",\n}\n'),
        ("a: {\n  comune: R # c\n  }\n", 'a: {\n  comune: R, # c\n  provincia: "no"\n  }\n'),
        ("a: {comune: R,\n    z: x}\n", 'a: {comune: R,\n    z: x, provincia: "no"}\n'),
        ("a: {}\n", 'a: {provincia: "no"}\n'),
        ("a: {}  # c\n", 'a: {provincia: "no"}  # c\n'),
    ],
)
def test_a_key_added_to_a_mapping_between_braces(text: str, wanted: str) -> None:
    assert spliced(text, Add(path=("a",), key="provincia", value="no")) == wanted


def test_a_key_added_first_between_braces() -> None:
    text = "sede: {comune: R}\n"
    assert spliced(text, Add(path=("sede",), key="cap", value="00100")) == (
        'sede: {cap: "00100", comune: R}\n'
    )


def test_a_mapping_without_its_braces_gets_them_with_its_second_key() -> None:
    text = "adesioni: [atto: fonte, x]\n"
    last = Add(path=("adesioni", 0), key="al", value="no")
    first = Add(path=("adesioni", 0), key="dal", value="no")
    assert spliced(text, last) == 'adesioni: [{atto: fonte, al: "no"}, x]\n'
    assert spliced(text, first) == 'adesioni: [{dal: "no", atto: fonte}, x]\n'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ambiti: [a, b]\n", "ambiti: [a, b, nuovo]\n"),
        ("ambiti: [ a ] # c\r\n", "ambiti: [ a, nuovo ] # c\r\n"),
        ("ambiti: [\n  a, # c\n  b\n]\n", "ambiti: [\n  a, # c\n  b,\n  nuovo\n]\n"),
        ("ambiti: []", "ambiti: [nuovo]"),
        ("ambiti: [ ]", "ambiti: [nuovo]"),
        ("ambiti:\n- a\n-  b # c\n\n", "ambiti:\n- a\n-  b # c\n-  nuovo\n\n"),
        ("ambiti:\n    - a", "ambiti:\n    - a\n    - nuovo"),
        ("ambiti:\r\n  - a\t\r\n# c\r\n", "ambiti:\r\n  - a\t\r\n  - nuovo\r\n# c\r\n"),
        ("x:\n- - a\n  - b\n", "x:\n- - a\n  - b\n  - nuovo\n"),
        ("ambiti:\n  - |\n    testo\n\n\n", "ambiti:\n  - |\n    testo\n  - nuovo\n\n\n"),
        ("ambiti:\n  - |+\n    t\n\n", "ambiti:\n  - |+\n    t\n\n  - nuovo\n"),
        ("ambiti:\n  - |\n    t", "ambiti:\n  - |-\n    t\n  - nuovo"),
        ("ambiti:\n  - >2\n      t", "ambiti:\n  - >2-\n      t\n  - nuovo"),
    ],
)
def test_an_item_added_to_a_list(text: str, wanted: str) -> None:
    path = ("x", 0) if text.startswith("x") else ("ambiti",)
    assert spliced(text, Append(path=path, item="nuovo")) == wanted


def test_a_list_that_is_not_there_yet_begins() -> None:
    text = "denominazione: Il Ponte\nadesioni: []\n"
    item: dict[str, Plain] = {"dal": "2025-03-10", "atto": "2025-03-10-plenaria/2"}
    assert spliced(text, Append(path=("sospensioni",), item=item)) == (
        "denominazione: Il Ponte\nadesioni: []\nsospensioni:\n"
        '  - {dal: "2025-03-10", atto: 2025-03-10-plenaria/2}\n'
    )


def test_a_record_added_to_an_empty_list_stands_on_a_line_of_its_own() -> None:
    added = Append(path=("adesioni",), item={"atto": "2025-03-10-plenaria/2", "dal": "2025-03-10"})
    assert spliced("adesioni: []  # mai entrato\nnote: x\n", added) == (
        'adesioni:  # mai entrato\n  - {dal: "2025-03-10", atto: 2025-03-10-plenaria/2}\nnote: x\n'
    )


def test_lists_of_items_on_one_line_go_on_so_however_long() -> None:
    text = 'azioni:\n  - {n: 1, data: "2025-01-01", stato: fatta}\n'
    note = "x" * 120 + " è un testo # lungo"
    item: Plain = {"stato": "fatta", "n": 2, "nota": note, "responsabili": ["a", "b"]}
    added = spliced(text, Append(path=("azioni",), item=item), kind="seguito")
    assert added == text + f'  - {{n: 2, stato: fatta, nota: "{note}", responsabili: [a, b]}}\n'


def test_an_item_of_what_happened_afterwards_is_one_line_even_with_several_in_it() -> None:
    item: Plain = {"n": 2, "nota": "uno\ndue\n"}
    text = "azioni:\n  - n: 1\n"
    assert spliced(text, Append(path=("azioni",), item=item), kind="seguito") == (
        text + '  - {n: 2, nota: "uno\\ndue\\n"}\n'
    )


def test_an_item_too_long_for_a_line_is_written_on_several_as_the_file_does() -> None:
    text = "odg:\n    -   punto: 1\n        titolo: A\n"
    item: Plain = {"titolo": "B", "punto": 2, "discussione": "Uno.\nDue.\n"}
    assert spliced(text, Append(path=("odg",), item=item), kind="verbale") == (
        f"{text}    -   punto: 2\n        titolo: B\n        discussione: |\n"
        "            Uno.\n            Due.\n"
    )


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("note: a  # c\n", "b", "note: b  # c\n"),
        ("note:    'a'\n", "l'altro", "note:    'l''altro'\n"),
        ('note: "a"\t# c\n', "b", 'note: "b"\t# c\n'),
        ("note: a\n", "no", 'note: "no"\n'),
        ("note: a # c\n", "uno\ndue", "note: |- # c\n  uno\n  due\n"),
        ("note: a", "uno\ndue\n", "note: |\n  uno\n  due\n"),
        ("note: a", "uno\ndue", "note: |-\n  uno\n  due"),
        ("note: a\r\n", "uno\ndue\n", "note: |\r\n  uno\r\n  due\r\n"),
        ("note: a\n\n\nx: y\n", "uno\n\n", 'note: "uno\\n\\n"\n\n\nx: y\n'),
        ("note: a\nx: y\n", "uno\n\n", "note: |+\n  uno\n\nx: y\n"),
        ("note: a\n", "  uno\ndue", "note: |2-\n    uno\n  due\n"),
        ("note: |  # c\n  uno\n  due\n\nx: y\n", "tre\n", "note: |  # c\n  tre\n\nx: y\n"),
        ("note: |+\n  uno\n\nx: y\n", "tre", "note: |-\n  tre\nx: y\n"),
        ("note: >-\n  uno\n  due\n# c\n", "tre", "note: |-\n  tre\n# c\n"),
        ("note: |\n  uno", "", 'note: ""'),
        ("note:\n  una riga\n  e un'altra\nx: y\n", "b", "note:\n  b\nx: y\n"),
    ],
)
def test_a_new_text_in_the_place_of_another(text: str, value: str, wanted: str) -> None:
    assert spliced(text, Set(path=("note",), value=value)) == wanted


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("a: x\n", ["p", "q"], "a: [p, q]\n"),
        ("a: [x, y] # c\nz: z\n", ["p"], "a: [p] # c\nz: z\n"),
        ("a: [x, y] # c\n", [{"p": "q"}], "a: # c\n  - {p: q}\n"),
        ("a:\n- x\n- y # c\nz: z\n", [{"p": "q"}], "a:\n- {p: q} # c\nz: z\n"),
        ("a:\n    - x\n\nz: z\n", "p", "a: p\n\nz: z\n"),
        ("a:\n  # sopra\n  b: x\n  c: y\nz: z\n", ["p"], "a: [p]\n  # sopra\nz: z\n"),
        ("a:\n  - x # c\nz: z\n", "u\nv\n", "a: |\n  u\n  v\n# c\nz: z\n"),
        (
            "a: |\n  x\nz: z\n",
            [["p"], {"k": "u\nv"}],
            "a:\n  - [p]\n  - k: |-\n      u\n      v\nz: z\n",
        ),
        ("a:\n  [x,\n  y]\nz: z\n", [{"p": "q"}], "a:\n  - {p: q}\nz: z\n"),
        ("a: [x]\nb:\n- k\n", [{"p": "q"}], "a:\n- {p: q}\nb:\n- k\n"),
    ],
)
def test_a_new_value_of_another_kind(text: str, value: Plain, wanted: str) -> None:
    assert spliced(text, Set(path=("a",), value=value)) == wanted


def test_what_would_not_read_back_as_meant_is_not_given() -> None:
    with pytest.raises(ReteError, match="non si rilegge come dovrebbe; non è stato scritto nulla"):
        spliced("a: x\n", Set(path=("a",), value=3))
    with pytest.raises(ReteError, match="il file è troppo grande"):
        spliced("a: x\n", Set(path=("a",), value="x" * 1024 * 1024))


def test_an_item_that_is_a_mapping_of_lines_is_replaced_whole() -> None:
    text = "l:\n  - a: 1\n    b: 2  # c\n  - z\n"
    assert spliced(text, Set(path=("l", 0), value={"p": "u\nv"})) == (
        "l:\n  - p: |-\n      u\n      v\n  # c\n  - z\n"
    )


def test_numbers_stay_numbers_where_the_schema_wants_them_and_nowhere_else() -> None:
    text = "azioni:\n  - {n: 1, stato: fatta}\n"
    assert "n: 12," in spliced(text, Set(path=("azioni", 0, "n"), value=12), kind="seguito")
    assert 'stato: "12"' in spliced(
        text, Set(path=("azioni", 0, "stato"), value="12"), kind="seguito"
    )


def test_what_is_not_ascii_moves_nothing() -> None:
    text = "# 😀 è\r\nperché: 'à😀'   # é\r\nd: {ì: \"😀\", ò: ù}\r\nfine: [è, 😀]"
    changes = (
        Set(path=("perché",), value="città 🎉"),
        Add(path=("d",), key="più", value="così"),
        Append(path=("fine",), item="à"),
    )
    assert spliced(text, *changes) == (
        "# 😀 è\r\nperché: 'città 🎉'   # é\r\nd: {ì: \"😀\", ò: ù, più: così}\r\nfine: [è, 😀, à]"
    )


def test_deep_paths_lead_to_their_value_alone() -> None:
    text = (
        "articoli:\n- numero: \"6\"\n  versioni:\n  - dal: '2024'\n    regole:\n"
        "      convocazione: {preavviso: {giorni: 7}, urgente: {giorni: 3}}  # c\n"
    )
    path = ("articoli", 0, "versioni", 0, "regole", "convocazione", "urgente", "giorni")
    assert spliced(text, Set(path=path, value=2), kind="patto") == text.replace(
        "giorni: 3", "giorni: 2"
    )


def test_changes_follow_one_another() -> None:
    changes = (
        Add(path=(), key="sede", value={"comune": "R"}),
        Add(path=("sede",), key="cap", value="00100"),
        Set(path=("sede", "comune"), value="S"),
    )
    assert spliced("natura: pubblico\n", *changes) == (
        'natura: pubblico\nsede: {cap: "00100", comune: S}\n'
    )


def test_no_change_gives_the_same_bytes() -> None:
    assert spliced("a:   b\r\n\r\n# c") == "a:   b\r\n\r\n# c"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Set(path=("a",), value="x"), "ha già questo valore"),
        (Set(path=("b", 2), value="x"), "«b.2» non c'è"),
        (Set(path=("b", -1), value="x"), "non c'è"),
        (Set(path=("a", "b"), value="x"), "non c'è"),
        (Set(path=(), value="x"), "per intero"),
        (Set(path=("a",), value="x\u202ey"), "U\\+202E"),
        (Set(path=("a",), value="x\ry"), "U\\+000D"),
        (Set(path=("a",), value="x\ud800"), "U\\+D800"),
        (Set(path=("a",), value="e\u0301"), "NFC"),
        (Set(path=("a",), value=10**20), "troppe cifre"),
        (Set(path=("a",), value=1e30), "troppe cifre"),
        (Add(path=(), key="a", value="x"), "«a» c'è già"),
        (Add(path=("b",), key="k", value="x"), "non è fatto di chiavi"),
        (Add(path=("z",), key="k", value="x"), "«z» non c'è"),
        (Append(path=("b",), item={"k": "v"}), "c'è già"),
        (Append(path=("a",), item="x"), "non è un elenco"),
        (Append(path=(), item="x"), "il file» non è un elenco"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(change: Change, why: str) -> None:
    with pytest.raises(Refused, match=why):
        spliced("a: x\nb: [y, {k: v}]\n", change)


@pytest.mark.parametrize("text", ["", "a: [\n", "a: x\na: y\n", "a: &b x\n", "a: ~\n", "a: \x07\n"])
def test_a_file_that_does_not_read_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="il file non si legge"):
        spliced(text, Add(path=(), key="b", value="x"))


def test_a_plan_made_twice_is_refused() -> None:
    text = "a: x\nl: []\n"
    for change in (
        Set(path=("a",), value="y"),
        Add(path=(), key="b", value="y"),
        Append(path=("l",), item={"k": "v"}),
    ):
        once = spliced(text, change)
        with pytest.raises(Refused):
            spliced(once, change)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("adesioni: [\n  # chi?\n  ]\n", "adesioni: [{atto: fonte}\n  # chi?\n  ]\n"),
        ("adesioni: [ # chi?\n]\n", "adesioni: [{atto: fonte} # chi?\n]\n"),
        ("adesioni: [\n]\n", "adesioni:\n  - {atto: fonte}\n"),
    ],
)
def test_what_is_written_in_an_empty_list_stays_when_something_is_added(
    text: str, wanted: str
) -> None:
    assert spliced(text, Append(path=("adesioni",), item={"atto": "fonte"})) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sede: { # dove?\n}\n", "sede: {comune: Bo # dove?\n}\n"),
        ("sede: {\n}\n", "sede: {comune: Bo}\n"),
    ],
)
def test_what_is_written_among_no_keys_stays_when_one_is_added(text: str, wanted: str) -> None:
    assert spliced(text, Add(path=("sede",), key="comune", value="Bo")) == wanted


def test_a_first_key_goes_before_the_end_of_the_line_of_its_brace() -> None:
    text = "adesioni: [{\n}]\n"
    assert spliced(text, Add(path=("adesioni", 0), key="atto", value="fonte")) == (
        "adesioni: [{atto: fonte\n}]\n"
    )
