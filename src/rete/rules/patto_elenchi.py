"""The lists of a pact: ids, words, and what monitorings and duties refer to."""

from collections.abc import Iterable, Iterator

from rete.diagnostics import DocPath, Fault, Severity, quoted
from rete.model.patto import Adempimento, Indicatore, MonitoraggioPrevisto, Patto, Termine
from rete.model.rete import Rete
from rete.rules.patto import pact
from rete.rules.rule import Rule, rule
from rete.rules.termini import end_of_term


@rule("PAT008", Severity.ERROR, reads=("patto",))
def ids_are_unique(rete: Rete) -> Iterator[Fault]:
    """In ogni elenco del patto un id, o un numero di articolo, compare una volta sola.

    Gli altri file citano queste voci per nome: se il nome è di due voci non si sa quale è citata.
    """
    for patto in pact(rete):
        words = patto.vocabolari
        yield from _repeated(patto, ("periodi",), [one.id for one in patto.periodi])
        yield from _repeated(
            patto, ("articoli",), [one.numero for one in patto.articoli], key="numero"
        )
        yield from _repeated(patto, ("monitoraggi",), [one.id for one in patto.monitoraggi])
        yield from _repeated(patto, ("indicatori",), [one.id for one in patto.indicatori])
        yield from _repeated(patto, ("adempimenti",), [one.id for one in patto.adempimenti])
        yield from _repeated(patto, ("vocabolari", "ambiti"), [one.id for one in words.ambiti])
        yield from _repeated(patto, ("vocabolari", "comunita"), [one.id for one in words.comunita])


@rule("PAT020", Severity.WARNING, reads=("patto",))
def words_have_different_names(rete: Rete) -> Iterator[Fault]:
    """Due voci di un vocabolario non hanno lo stesso nome.

    Chi legge un documento vede il nome, non l'id: due voci uguali sembrano una sola.
    """
    for patto in pact(rete):
        for key, voices in (
            ("ambiti", patto.vocabolari.ambiti),
            ("comunita", patto.vocabolari.comunita),
        ):
            names = [" ".join(one.nome.casefold().split()) for one in voices]
            yield from _repeated(patto, ("vocabolari", key), names, key="nome")


def _repeated(
    patto: Patto, path: DocPath, values: Iterable[str], *, key: str = "id"
) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            where = ".".join(str(step) for step in path)
            yield Fault(
                file=patto.file,
                path=(*path, index, key),
                message=f"{quoted(value)} è ripetuto in «{where}»",
                remedy="dai un altro nome a una delle due voci, o togline una",
            )
        seen.add(value)


@rule("PAT011", Severity.ERROR, reads=("patto",))
def monitorings_fall_in_their_term(rete: Rete) -> Iterator[Fault]:
    """Ogni monitoraggio previsto è di un periodo del patto, ed è da fare entro quel periodo.

    Un monitoraggio serve a decidere del periodo che verifica: dopo la fine sarebbe tardi.
    """
    for patto in pact(rete):
        by_id = {term.id: term for term in patto.periodi}
        for index, one in enumerate(patto.monitoraggi):
            path = ("monitoraggi", index)
            term = by_id.get(one.periodo)
            if term is None:
                yield Fault(
                    file=patto.file,
                    path=(*path, "periodo"),
                    message=f"il monitoraggio «{one.id}» è di un periodo che non c'è "
                    f"(«{one.periodo}»)",
                    remedy="aggiungilo a «periodi» o correggi il nome",
                )
            elif _falls_outside(one, term):
                yield Fault(
                    file=patto.file,
                    path=(*path, "entro"),
                    message=f"il monitoraggio «{one.id}» è entro il {one.entro}, fuori dal periodo "
                    f"«{term.id}»",
                    remedy="correggi «entro», o le date del periodo",
                )


def _falls_outside(one: MonitoraggioPrevisto, term: Termine) -> bool:
    if one.entro is None:
        return False
    end = end_of_term(term)
    early = term.dal is not None and one.entro < term.dal.primo
    return early or (end is not None and one.entro > end.ultimo)


_Citing = MonitoraggioPrevisto | Indicatore | Adempimento


@rule("PAT012", Severity.ERROR, reads=("patto",))
def articles_are_there(rete: Rete) -> Iterator[Fault]:
    """Gli articoli che monitoraggi, indicatori e adempimenti citano sono fra quelli del patto.

    Chi deve fare qualcosa deve poter leggere dove è scritto. Se il registro non ha gli articoli, il
    controllo tace.
    """
    for patto in pact(rete):
        known = {article.numero for article in patto.articoli}
        lists: tuple[tuple[str, str, tuple[_Citing, ...]], ...] = (
            ("monitoraggi", "il monitoraggio", patto.monitoraggi),
            ("indicatori", "l'indicatore", patto.indicatori),
            ("adempimenti", "l'adempimento", patto.adempimenti),
        )
        for key, noun, items in lists:
            for index, one in enumerate(items):
                if known and one.articolo is not None and one.articolo not in known:
                    yield Fault(
                        file=patto.file,
                        path=(key, index, "articolo"),
                        message=f"{noun} «{one.id}» cita l'articolo {one.articolo}, che non c'è",
                        remedy="aggiungilo a «articoli» o correggi il numero",
                    )


@rule("PAT013", Severity.ERROR, reads=("patto",))
def duties_say_when(rete: Rete) -> Iterator[Fault]:
    """Ogni adempimento dice ogni quanto, oppure entro quale giorno.

    Senza nessuna delle due non scade mai; con tutte e due non si sa se si ripete.
    """
    for patto in pact(rete):
        for index, duty in enumerate(patto.adempimenti):
            if (duty.ogni is None) == (duty.entro is None):
                said = "non ha né «ogni» né" if duty.ogni is None else "ha sia «ogni» sia"
                yield Fault(
                    file=patto.file,
                    path=("adempimenti", index),
                    message=f"l'adempimento «{duty.id}» {said} «entro»",
                    remedy="scrivi «ogni» se si ripete, «entro» se si fa una volta sola",
                )


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    monitorings_fall_in_their_term,
    articles_are_there,
    duties_say_when,
    words_have_different_names,
)
