"""Templates of a register that somebody handed over: they read nothing, run nothing, and end.

What does not end is stopped by the limits of the process that it has: here they are short.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rete.errors import ReteError
from rete.render import limited_process
from rete.render import own_template as own_templates
from rete.render.own_template import own_template
from rete.render.template_faults import SLOW
from rete.render.templates import _own_document, document
from tests.aiuti.documenti import DAY, example_register
from tests.aiuti.misura import number, part
from tests.conftest import Said

Rete = Callable[..., Said]

NAME = "elenco-aderenti"
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and links of POSIX")
SHORT = limited_process.Limits(seconds=1, patience=60, memory=1 << 29)

_MANY = "abcdefghijklmnopqrstuvwxyzabcdefghij"
_LOOPS = "".join(f"{{% for {c} in t %}}" for c in "abcdefgh") + "x" + "{% endfor %}" * 8
_TEN = "{% set s = 'abcdefghij' %}{% set t = s ~ s ~ s ~ s %}"
_DOUBLED = f"{{% set n = namespace(x='abcdefgh') %}}{{% for a in '{_MANY}' %}}"
_NESTED = f"{{% set n = namespace(x=[1]) %}}{{% for a in '{_MANY}' %}}"
ENDLESS = {
    "loops in loops": _TEN + _LOOPS,
    "loops that print nothing": _TEN + _LOOPS.replace("x{%", "{%"),
    "a macro in a block": "{% macro m(n) %}{% for a in 'abcdefghij' %}{% for b in 'abcdefghij' %}"
    "{% if n %}{{ m(n - 1) }}{% endif %}{% endfor %}{% endfor %}{% endmacro %}{{ m(40) }}",
    "a comparison of what holds itself": _NESTED
    + "{% set n.x = [n.x, n.x] %}{% endfor %}"
    + _NESTED.replace("set n", "set m")
    + "{% set m.x = [m.x, m.x] %}{% endfor %}{{ n.x == m.x }}",
    "a recursive loop": "{% for a in 'abcdefghij' recursive %}{% if loop.depth < 40 %}"
    "{% for b in 'abcdefghij' %}{{ loop.index and '' }}{% endfor %}{{ loop('abcdefghij') }}"
    "{% endif %}{% endfor %}",
}
HUGE = {
    "times": "{{ 'x' * 10000000000 }}",
    "powers": "{{ 9 ** 9 ** 9 ** 9 }}",
    "doubling by ~": _DOUBLED + "{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
    "doubling by +": _DOUBLED + "{% set n.x = n.x + n.x %}{% endfor %}{{ n.x }}",
    "doubling by a block": _DOUBLED
    + "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}{{ n.x }}",
    "doubling by join": _DOUBLED + "{% set n.x = n.x.join([n.x, n.x]) %}{% endfor %}{{ n.x }}",
    "doubling by replace": _DOUBLED + "{% set n.x = n.x.replace('a', n.x) %}{% endfor %}{{ n.x }}",
    "doubling by %": _DOUBLED + "{% set n.x = '%s%s' % (n.x, n.x) %}{% endfor %}{{ n.x }}",
    "doubling by format": _DOUBLED + "{% set n.x = '{0}{0}'.format(n.x) %}{% endfor %}{{ n.x }}",
    "doubling lists": _DOUBLED + "{% set n.x = [n.x] + [n.x] %}{% endfor %}{{ n.x }}",
    "lists in lists": _NESTED + "{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    "lists in lists, joined": _NESTED + "{% set n.x = [n.x, n.x] %}{% endfor %}{{ 'a' ~ n.x }}",
    "lists in lists, upper": _NESTED + "{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x | upper }}",
    "lists in lists, formatted": _NESTED + "{% set n.x = [n.x, n.x] %}{% endfor %}{{ '%s' % n.x }}",
    "centred": "{{ 'x'.center(2000000000) }}",
    "to the left": "{{ 'x'.ljust(2000000000) }}",
    "zeros": "{{ 'x'.zfill(2000000000) }}",
    "tabs": "{{ '\t'.expandtabs(2000000000) }}",
    "a wide %": "{{ '%2000000000d' % 1 }}",
    "a wide % told apart": "{{ '%*d' % (2000000000, 1) }}",
    "a precise %": "{{ '%.2000000000f' % 1 }}",
    "a wide format": "{{ '{:2000000000}'.format(1) }}",
    "a wide format told apart": "{{ '{:{}}'.format(1, 2000000000) }}",
    "a format of a mapping": "{{ '{a:2000000000}'.format_map({'a': 1}) }}",
    "bytes of a number": "{{ (1).to_bytes(2000000000, 'big') }}",
    "translated": _TEN + "{{ s.translate({97: s}) }}",
    "encoded": "{{ 'x'.encode().center(2000000000) }}",
    "markup centred": "{% set x %}x{% endset %}{{ x.center(2000000000) }}",
    "markup joined": "{% set x %}x{% endset %}{% set n = namespace(x=x) %}"
    "{% for a in 'abcdefghijklmnopqrstuvwxyzabcdefghij' %}{% set n.x = n.x.join([n.x, n.x]) %}"
    "{% endfor %}{{ n.x }}",
    "attributes of formats": "{{ '{0.__class__.__mro__}'.format(1) }}",
    "deep in parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "deep in blocks": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a long range": "{% for n in range(1000000000) %}{% endfor %}",
    "lorem ipsum": "{{ lipsum(n=1000000) }}",
}
READING = (
    "{% include '/proc/self/environ' %}",
    "{% include '../data/patto.yaml' %}",
    "{% include '.git/config' %}",
    "{% include './.git/config' %}",
    "{% include ['manca', '.git/config'] %}",
    "{% include 'pagina.html' %}",
    "{% include 'filtri/testo.lua' %}",
    "{% import '/etc/passwd' as x %}",
    "{% from 'data/patto.yaml' import x %}",
    "{% extends '../data/patto.yaml' %}",
    "{% set f = '.git/' ~ 'config' %}{% include f %}",
    "{{ self.__init__.__globals__ }}",
    "{{ patto.titolo.__class__.__base__.__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ righe.__class__ }}",
)


def made(text: str, limits: limited_process.Limits = SHORT) -> str | None:
    """What the process of such a template answers; None where it was stopped."""
    order = (NAME, text, example_values(), None)
    try:
        said = limited_process.answer_of(_own_document, order, limits)
    except ReteError as refusal:
        return str(refusal)
    return None if said is None else "".join((said[0], said[1].decode()))


def example_values() -> dict[str, Any]:
    from rete.documents.catalogue import DOCUMENTS

    wanted = next(one for one in DOCUMENTS if one.nome == NAME)
    return wanted.values(example_register().rete, DAY, None)


def own(register: Path, text: str) -> Path:
    (register / "templates").mkdir(exist_ok=True)
    file = register / "templates" / f"{NAME}.md.j2"
    file.write_text(text, encoding="utf-8")
    return file


def told(rete: Rete, register: Path, *words: str) -> None:
    said = rete("documento", NAME, folder=register)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("errore: ")
    assert said.err.count("\n") == 1
    for word in words:
        assert word in said.err


# --- without end, without bound --------------------------------------------------------------


@pytest.mark.parametrize("name", part([*ENDLESS], 2))
def test_what_does_not_end_is_stopped(name: str) -> None:
    began = time.monotonic()
    assert made(ENDLESS[name]) is None
    assert time.monotonic() - began < SHORT.patience


@pytest.mark.parametrize("name", part([*HUGE], 3))
def test_what_grows_without_bound_is_refused_before_it_does(name: str) -> None:
    answer = made(HUGE[name], limited_process.Limits(seconds=10, memory=1 << 29))

    assert answer is not None, "it was stopped, and should not have begun"
    assert answer.startswith("il modello «templates/elenco-aderenti.md.j2»")


@ON_POSIX
def test_memory_has_an_end_and_so_has_the_answer() -> None:
    sound = "{{ righe | length }}"

    assert made(sound) == "26\n"
    # More than what the process may happen to have free already.
    line = "{{ r.denominazione ~ r.atto ~ r.denominazione ~ r.atto ~ r.denominazione }}"
    large = (
        f"{{% set x %}}{{% for r in righe %}}{line}{{% endfor %}}{{% endset %}}"
        "{% for a in righe %}{% for b in righe %}{{ x }}{% endfor %}{% endfor %}"
    )
    whole = made(large, limited_process.Limits(answer=1 << 28))
    assert whole is not None
    assert len(whole) > 1_000_000
    stopped = made(large, limited_process.Limits(answer=1 << 28, memory=1 << 20))
    assert stopped is None or stopped == SLOW.format(nome=f"{NAME}.md.j2")
    assert made(sound, limited_process.Limits(answer=5)) is None


def test_one_that_has_to_be_stopped_is_named(register: Path) -> None:
    own(register, ENDLESS["loops in loops"])

    with pytest.raises(ReteError, match="ci mette troppo tempo, o vuole troppa memoria"):
        document(NAME, example_values(), draft=None, own=register / "templates", limits=SHORT)


def test_the_whole_command_says_what_grows(rete: Rete, register: Path) -> None:
    own(register, HUGE["doubling by ~"])
    told(rete, register, f"«templates/{NAME}.md.j2»", "troppo grande per un documento")


# --- the same bytes for the same data --------------------------------------------------------

NO_WORDS = (
    "{{ cycler('a') }}",
    "{{ 'x'.lower }}",
    "{{ patto.titolo.lower }}",
    "{{ [patto.nome.lower] }}",
    "{{ {'a': patto.nome.lower} }}",
    "{{ cycler('a') ~ 'b' }}",
    "{{ cycler('a') | upper }}",
    "{{ [cycler('a')] | parole }}",
    "{{ 3 | conta(cycler('a'), 'b') }}",
    "{{ '%s' % cycler('a') }}",
    "{{ '%(a)s' % {'a': cycler('b')} }}",
    "{{ '{}'.format(cycler('a')) }}",
    "{{ '-'.join([cycler('a')]) }}",
    "{{ righe }}",
    "{% macro m() %}x{% endmacro %}{{ m }}",
)
CLOCK = (
    "{{ giorno.today() }}",
    "{{ giorno.fromtimestamp(0) }}",
    "{{ giorno.ctime() }}",
    "{{ giorno.strftime('%B') }}",
    "{{ giorno.strftime('%s') }}",
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *((text, "scrive una cosa che non è un testo, un numero o una data") for text in NO_WORDS),
        *((text, "fa una cosa non ammessa in un modello") for text in CLOCK),
    ],
)
def test_nothing_of_this_process_or_of_its_clock_is_written(text: str, why: str) -> None:
    answer = made(text)
    assert answer is not None
    assert answer.startswith("il modello «templates/")
    assert why in answer


def test_words_numbers_and_dates_are_written_as_ever() -> None:
    told = {
        "{{ true }} {{ 3 }} {{ none }}|": "sì 3 |",
        "{{ giorno.strftime('%d/%m/%Y') }} {{ giorno.isoformat() }}": "01/06/2026 2026-06-01",
        "{{ '**a**' }} {{ 'a' | upper }} {{ ['a', 'b'] | parole }}": "**a** A a e b",
        "{% macro m(x) %}{{ caller() }}{{ x }}{% endmacro %}{% call m(1) %}a{% endcall %}": "a1",
    }
    for text, expected in told.items():
        assert made(text) == f"{expected}\n"


# --- reading ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", READING)
def test_nothing_is_read_but_the_templates_that_come_with_rete(text: str) -> None:
    answer = made(text)
    assert answer is not None
    assert answer.startswith("il modello «templates/")


def test_many_includes_make_nothing_be_forgotten(rete: Rete, register: Path) -> None:
    for each in range(410):
        (register / f"p{each}.md.j2").write_text(f"{each}\n", encoding="utf-8")
    folder = register / "templates"
    folder.mkdir()
    for each in range(405):
        (folder / f"p{each}.md.j2").write_text(f"{each}\n", encoding="utf-8")
    (folder / "x.md.j2").symlink_to("/proc/self/environ")
    names = ["x", *(f"p{each}" for each in range(405))]
    own(
        register,
        "".join(f"{{% include '{name}.md.j2' ignore missing %}}" for name in names) + "fine",
    )

    said = rete("documento", NAME, folder=register)

    assert (said.code, said.out.startswith("fine\n")) == (0, True)
    assert "PATH" not in said.out


@ON_POSIX
@pytest.mark.parametrize("leads_to", [".", "..", "../altrove", "/proc/self", "manca"])
def test_the_folder_itself_is_no_link(rete: Rete, register: Path, leads_to: str) -> None:
    (register / f"{NAME}.md.j2").write_text("x", encoding="utf-8")
    (register.parent / "altrove").mkdir()
    (register.parent / f"altrove/{NAME}.md.j2").write_text("x", encoding="utf-8")
    (register / "templates").symlink_to(leads_to)

    told(rete, register, "«templates» del registro è un collegamento")


@ON_POSIX
@pytest.mark.parametrize(
    "leads_to", ["/proc/self/environ", "../.git/config", "../data/patto.yaml", "manca", "altro"]
)
def test_a_template_is_no_link_wherever_it_leads(rete: Rete, register: Path, leads_to: str) -> None:
    file = own(register, "x")
    file.rename(file.with_name("altro"))
    file.symlink_to(leads_to)

    told(rete, register, f"«templates/{NAME}.md.j2» è un collegamento")


@ON_POSIX
def test_a_template_is_a_plain_file_of_some_size(rete: Rete, register: Path) -> None:
    file = own(register, "x")
    file.unlink()
    os.mkfifo(file)
    told(rete, register, "non è un file normale")
    file.unlink()
    file.mkdir()
    told(rete, register, "non è un file normale")
    file.rmdir()
    with file.open("wb") as sparse:
        sparse.truncate(20 * 1024**3)
    told(rete, register, "ha più di 256 KiB")
    file.unlink()
    file.write_bytes(b"\xff\xfe")
    told(rete, register, "deve essere un testo in UTF-8")


@ON_POSIX
def test_what_is_looked_at_is_what_is_read(tmp_path: Path) -> None:
    folder, secret = tmp_path / "templates", tmp_path / "segreto"
    folder.mkdir()
    secret.write_text("segreto", encoding="utf-8")
    place = folder / f"{NAME}.md.j2"
    going = threading.Event()

    def swap() -> None:
        link, plain = tmp_path / "link", tmp_path / "piano"
        while not going.is_set():
            plain.write_text("buono", encoding="utf-8")
            plain.replace(place)
            link.symlink_to(secret)
            link.replace(place)

    other = threading.Thread(target=swap)
    other.start()
    seen = set()
    try:
        for _ in range(number(3000, 300)):
            try:
                seen.add(own_template(folder, NAME))
            except ReteError:
                seen.add(b"refused")
    finally:
        going.set()
        other.join()
    assert b"segreto" not in seen
    assert seen <= {b"buono", b"refused", b"", None}


@ON_POSIX
@pytest.mark.parametrize("swapped", ["file", "folder"])
def test_what_was_put_in_its_place_meanwhile_is_told(tmp_path: Path, swapped: str) -> None:
    folder, place = tmp_path / "templates", tmp_path / "templates" / f"{NAME}.md.j2"
    folder.mkdir()
    place.write_text("buono", encoding="utf-8")
    before = folder.lstat(), place.lstat()
    assert own_templates._read(folder, before[0], place, before[1]) == b"buono"
    if swapped == "file":
        (tmp_path / "altro").write_text("altro", encoding="utf-8")
        (tmp_path / "altro").replace(place)
    else:
        folder.rename(tmp_path / "altrove")
        folder.symlink_to(tmp_path / "altrove")

    with pytest.raises(ReteError, match="è cambiato mentre lo leggevo"):
        own_templates._read(folder, before[0], place, before[1])


# --- what is kept compiled is ours alone -----------------------------------------------------


def test_a_template_of_a_register_is_never_kept_compiled(
    rete: Rete, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETE_MEMORIA", str(tmp_path / "memoria"))
    own(register, "mio\n")

    assert rete("documento", NAME, folder=register).out.startswith("mio\n")
    assert not list((tmp_path / "memoria").rglob("*.modello"))


def test_nothing_of_the_folder_one_is_in_is_run_by_that_process(
    rete: Rete, register: Path, tmp_path: Path
) -> None:
    for name in ("pickle", "jinja2", "rete", "sitecustomize", "usercustomize", "importlib"):
        (register / f"{name}.py").write_text(
            f"open({str(tmp_path / 'fatto')!r}, 'w').write('x')\n", encoding="utf-8"
        )
    own(register, "mio\n")

    assert rete("documento", NAME, folder=register).out.startswith("mio\n")
    assert not (tmp_path / "fatto").exists()
