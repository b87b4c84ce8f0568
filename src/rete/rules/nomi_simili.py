"""Bodies that may be one body with two files, by their names."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.reckoning.nomi import Name, Twins, nearly_the_same
from rete.rules.rule import Rule, rule


@rule("ENT020", Severity.WARNING, reads=("ente",))
def no_two_bodies_have_nearly_the_same_name(rete: Rete) -> Iterator[Fault]:
    """Due enti non hanno quasi lo stesso nome.

    Di solito è un ente solo, con due schede: le sue adesioni e le sue presenze si contano divise.
    Non contano maiuscole, accenti, punteggiatura, ordine delle parole e forma giuridica, né un
    errore di battitura in una parola di almeno cinque lettere; si guardano anche le sigle e le
    denominazioni precedenti. Due codici fiscali diversi bastano a dire che gli enti sono due, se
    la denominazione non è proprio la stessa.
    """
    for twins in nearly_the_same(rete.enti.values()):
        name, other = _as_shown(twins)
        yield Fault(
            file=name.ente.file,
            path=name.path,
            message=f"«{name.text}» somiglia a {_whose(other)}",
            remedy=_remedy(name, other),
        )


def _as_shown(twins: Twins) -> tuple[Name, Name]:
    """The finding stands on the later of two ids, unless only the other name is in use."""
    name, other = twins.name, twins.other
    if not other.former and other.ente.id > name.ente.id:
        return other, name
    return name, other


def _whose(other: Name) -> str:
    if other.former:
        return f"«{other.text}», denominazione precedente di un altro ente («{other.ente.id}»)"
    return f"«{other.text}», nome di un altro ente («{other.ente.id}»)"


def _remedy(name: Name, other: Name) -> str:
    codes = name.ente.codice_fiscale, other.ente.codice_fiscale
    if None not in codes and codes[0] != codes[1]:
        return "distingui le due denominazioni, per esempio con il comune"
    return (
        "se è lo stesso ente riporta tutto in una scheda e cita quella; se no scrivi il codice "
        "fiscale di entrambi"
    )


RULES: tuple[Rule, ...] = (no_two_bodies_have_nearly_the_same_name,)
