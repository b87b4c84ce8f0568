"""Monitorings: the pact must foresee them, their values must be of its indicators and its days."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.monitoraggio import Monitoraggio
from rete.model.patto import Termine
from rete.model.rete import Rete
from rete.rules.riferimenti import unresolved_acts
from rete.rules.rule import Rule, rule
from rete.rules.termini import end_of_term


@rule("MON001", Severity.ERROR, reads=("monitoraggio", "patto"))
def the_pact_foresees_it(rete: Rete) -> Iterator[Fault]:
    """Ogni monitoraggio è tra quelli che il patto prevede.

    Il nome del file è l'id del monitoraggio in data/patto.yaml: da lì si sa di che periodo parla.
    """
    if rete.patto is None:
        return
    foreseen = {one.id for one in rete.patto.monitoraggi}
    for found in rete.monitoraggi.values():
        if found.id not in foreseen:
            yield Fault(
                file=found.file,
                message=f"«{found.id}» non è un monitoraggio previsto dal patto",
                remedy="aggiungilo a «monitoraggi» in data/patto.yaml o correggi il nome del file",
            )


@rule("MON002", Severity.ERROR, reads=("monitoraggio", "patto"))
def values_are_of_known_indicators(rete: Rete) -> Iterator[Fault]:
    """I valori di un monitoraggio sono di indicatori del patto.

    L'unità di misura e la fonte di un indicatore stanno nel patto: senza, un numero non dice nulla.
    """
    if rete.patto is None:
        return
    known = {one.id for one in rete.patto.indicatori}
    for found in rete.monitoraggi.values():
        for index, value in enumerate(found.valori):
            if value.indicatore not in known:
                yield Fault(
                    file=found.file,
                    path=("valori", index, "indicatore"),
                    message=f"«{value.indicatore}» ({value.data}) non è un indicatore del patto",
                    remedy="aggiungilo a «indicatori» in data/patto.yaml o correggi il nome",
                )


@rule("MON003", Severity.ERROR, reads=("monitoraggio", "atto", "verbale"))
def acts_are_there(rete: Rete) -> Iterator[Fault]:
    """L'atto citato da un monitoraggio è nel registro.

    È la decisione che ha avviato o approvato la verifica: deve potersi ritrovare.
    """
    yield from unresolved_acts(rete, "monitoraggio")


@rule("MON004", Severity.WARNING, reads=("monitoraggio", "patto"))
def values_are_of_the_monitored_term(rete: Rete) -> Iterator[Fault]:
    """I valori di un monitoraggio hanno date del periodo che si verifica.

    Un valore preso prima o dopo non misura quello che è stato fatto in quel periodo.
    """
    if rete.patto is None:
        return
    by_id = {term.id: term for term in rete.patto.periodi}
    monitored = {one.id: by_id.get(one.periodo) for one in rete.patto.monitoraggi}
    for found in rete.monitoraggi.values():
        term = monitored.get(found.id)
        if term is not None:
            yield from _values_outside(found, term)


def _values_outside(found: Monitoraggio, term: Termine) -> Iterator[Fault]:
    end = end_of_term(term)
    for index, value in enumerate(found.valori):
        early = term.dal is not None and value.data.ultimo < term.dal.primo
        late = end is not None and value.data.primo > end.ultimo
        if early or late:
            yield Fault(
                file=found.file,
                path=("valori", index, "data"),
                message=(
                    f"il valore di «{value.indicatore}» è del {value.data}, fuori dal periodo "
                    f"«{term.id}»"
                ),
                remedy="correggi la data, o metti il valore nel monitoraggio del suo periodo",
            )


@rule("MON005", Severity.ERROR, reads=("monitoraggio",))
def an_indicator_has_one_value_a_day(rete: Rete) -> Iterator[Fault]:
    """Un indicatore ha un solo valore per data.

    Con due valori per la stessa data non si sa qual è quello giusto.
    """
    for found in rete.monitoraggi.values():
        seen: set[tuple[str, str]] = set()
        for index, value in enumerate(found.valori):
            one = (value.indicatore, str(value.data))
            if one in seen:
                yield Fault(
                    file=found.file,
                    path=("valori", index, "indicatore"),
                    message=f"«{value.indicatore}» ha più di un valore per il {value.data}",
                    remedy="tieni il valore giusto",
                )
            seen.add(one)


RULES: tuple[Rule, ...] = (
    the_pact_foresees_it,
    values_are_of_known_indicators,
    acts_are_there,
    values_are_of_the_monitored_term,
    an_indicator_has_one_value_a_day,
)
