"""How names are written: letters that are not what they look like, signs that are not seen."""

from collections.abc import Iterator

from rete.diagnostics import DocPath, Fault, Severity
from rete.italiano import join_words
from rete.model.lettere import Estranea, strangers, undisguised
from rete.model.rete import Rete
from rete.reckoning.nomi import names_of
from rete.rules.rule import Rule, rule


@rule("ENT025", Severity.WARNING, reads=("ente",))
def names_of_bodies_are_what_they_look_like(rete: Rete) -> Iterator[Fault]:
    """Nel nome di un ente non ci sono segni invisibili, né lettere straniere simili alle nostre.

    La o dell'alfabeto cirillico sembra la nostra: due enti di nome uguale per chi legge sarebbero
    diversi per chi cerca, e uno potrebbe passare per l'altro. Un nome scritto tutto in un altro
    alfabeto va bene.
    """
    for ente in rete.enti.values():
        for name in names_of(ente):
            yield from _faults(ente.file, name.path, name.text)


@rule("TAV025", Severity.WARNING, reads=("tavolo",))
def names_of_tables_are_what_they_look_like(rete: Rete) -> Iterator[Fault]:
    """Nel nome di un tavolo non ci sono segni invisibili, né lettere straniere simili alle nostre.

    Chi lo scrive con la tastiera non lo troverebbe, e due tavoli diversi sembrerebbero lo stesso.
    """
    for tavolo in rete.tavoli.values():
        yield from _faults(tavolo.file, ("nome",), tavolo.nome)


def _faults(file: str, path: DocPath, name: str) -> Iterator[Fault]:
    if found := strangers(name):
        yield Fault(
            file=file,
            path=path,
            message=f"nel nome «{undisguised(name)}» c'è {join_words(list(map(_said, found[:4])))}",
            remedy="riscrivi il nome con la tastiera, senza copiarlo",
        )


def _said(one: Estranea) -> str:
    code = f"U+{ord(one.segno):04X}"
    if one.simile is None:
        return f"un segno invisibile ({code})"
    return f"una lettera di un altro alfabeto ({code}) che sembra «{one.simile}»"


RULES: tuple[Rule, ...] = (
    names_of_bodies_are_what_they_look_like,
    names_of_tables_are_what_they_look_like,
)
