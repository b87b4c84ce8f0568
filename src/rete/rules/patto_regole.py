"""The pact's articles in time, and the rules that they lay down."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from rete.diagnostics import DocPath, Fault, Severity
from rete.model.elenchi import PERIODI, VERSIONI, voci
from rete.model.patto import Articolo, Patto
from rete.model.regole import Regole
from rete.model.rete import Rete
from rete.model.tempo import eve
from rete.rules.periodi import out_of_order
from rete.rules.quantita import (
    Ruled,
    ambiguous_rows,
    impossible_quotas,
    lengths_without_one_unit,
    rows_of_unknown_tables,
)
from rete.rules.rule import Rule, rule

_KEYS = tuple(field.name for field in fields(Regole))


def ruled(rete: Rete) -> Iterator[Ruled]:
    """The parts of the pact that lay down quantities."""
    patto = rete.patto
    if patto is None:
        return
    for term in voci(rete, PERIODI):
        yield Ruled(term.file, term.path, term.noun, term.voce)
    for item in voci(rete, VERSIONI):
        yield Ruled(item.file, (*item.path, "regole"), item.what, item.voce.regole)
    for index, duty in enumerate(patto.adempimenti):
        yield Ruled(patto.file, ("adempimenti", index), f"l'adempimento «{duty.id}»", duty)


@rule("PAT009", Severity.ERROR, reads=("patto",))
def versions_are_in_order(rete: Rete) -> Iterator[Fault]:
    """Le versioni di un articolo vanno dalla più vecchia alla più recente, una per giorno.

    Ogni versione vale fino alla successiva: fuori ordine si leggerebbe il testo sbagliato, e i
    verbali si conterebbero con le regole di un altro tempo.
    """
    yield from out_of_order(voci(rete, VERSIONI), distinct=True)


Days = tuple[date, date]


class _InForce(NamedTuple):
    """A rule of an article, on the days on which it is surely in force."""

    days: Days
    path: DocPath
    numero: str


@rule("PAT010", Severity.ERROR, reads=("patto",))
def one_article_lays_down_a_rule(rete: Rete) -> Iterator[Fault]:
    """Nello stesso giorno una regola sta in un articolo solo.

    Le regole degli articoli in vigore si mettono insieme: se due articoli dicono la stessa cosa non
    si sa quale dei due vale. La regola va tolta da uno dei due, con una nuova versione.
    """
    if rete.patto is None:
        return
    for key, found in _in_force(rete.patto).items():
        told: set[frozenset[str]] = set()
        longest: _InForce | None = None
        for one in sorted(found, key=lambda one: one.days[0]):
            if longest and longest.numero != one.numero and one.days[0] <= longest.days[1]:
                pair = frozenset((longest.numero, one.numero))
                if pair not in told:
                    yield _twice(rete.patto, key, longest, one)
                told.add(pair)
            if longest is None or one.days[1] > longest.days[1]:
                longest = one


def _in_force(patto: Patto) -> dict[str, list[_InForce]]:
    by_key: dict[str, list[_InForce]] = defaultdict(list)
    for index, article in enumerate(patto.articoli):
        for number, days in _sure_days(article):
            rules = article.versioni[number].regole
            for key in _KEYS if rules else ():
                if getattr(rules, key) is not None:
                    path = ("articoli", index, "versioni", number, "regole", key)
                    by_key[key].append(_InForce(days, path, article.numero))
    return by_key


def _sure_days(article: Articolo) -> Iterator[tuple[int, Days]]:
    """Each version, by its place, with the days on which it is surely the one in force."""
    starts = [version.dal for version in article.versioni]
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else None
        end = eve(following.primo) if following else date.max
        if start is not None and start.ultimo <= end:
            yield number, (start.ultimo, end)


def _twice(patto: Patto, key: str, first: _InForce, second: _InForce) -> Fault:
    return Fault(
        file=patto.file,
        path=second.path,
        on_key=True,
        message=(
            f"il {second.days[0]} la regola «{key}» sta sia nell'articolo {first.numero} sia "
            f"nell'articolo {second.numero}"
        ),
        remedy="lasciala in un articolo solo",
    )


@rule("PAT014", Severity.ERROR, reads=("patto",))
def lengths_have_one_unit(rete: Rete) -> Iterator[Fault]:
    """Nel patto ogni durata, e ogni cadenza, ha una sola unità.

    «{giorni: 10, mesi: 1}» non dice quanto tempo è, e una durata senza unità nemmeno.
    """
    yield from lengths_without_one_unit(ruled(rete))


@rule("PAT015", Severity.ERROR, reads=("patto",))
def quotas_can_be_reached(rete: Rete) -> Iterator[Fault]:
    """Nel patto ogni quota è una sola frazione, e si può raggiungere.

    Numero legale e maggioranza dicono «oltre» oppure «almeno», e oltre la totalità non c'è nessuno.
    """
    yield from impossible_quotas(ruled(rete))


@rule("PAT016", Severity.ERROR, reads=("patto", "tavolo"))
def decisions_go_to_known_tables(rete: Rete) -> Iterator[Fault]:
    """Nel patto chi decide e chi ratifica sono tavoli del registro.

    Se il tavolo non c'è, ogni decisione presa altrove risulterebbe presa da chi non poteva.
    """
    yield from rows_of_unknown_tables(rete, ruled(rete))


@rule("PAT017", Severity.ERROR, reads=("patto",))
def one_row_rules_a_decision(rete: Rete) -> Iterator[Fault]:
    """Nel patto ogni decisione segue una sola voce di «decisioni».

    Con due voci per lo stesso effetto, o due voci senza «per», non si sa quale maggioranza serve.
    """
    yield from ambiguous_rows(ruled(rete))


RULES: tuple[Rule, ...] = (
    versions_are_in_order,
    one_article_lays_down_a_rule,
    lengths_have_one_unit,
    quotas_can_be_reached,
    decisions_go_to_known_tables,
    one_row_rules_a_decision,
)
