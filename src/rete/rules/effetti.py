"""Effects in themselves, wherever they are laid down (for `atti`); the register's side: `bilancio`.

Their keys, the records they name, and no more than one of a kind on the same object.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from rete.diagnostics import DocPath, Fault, Faults, fault, fault_within
from rete.italiano import in_quotes, join_words
from rete.model.comuni import Effetto
from rete.model.effetti import given_keys, keys_of
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.reckoning.acts_that_hold import EffettoDisposto, acts_of, object_of
from rete.records import frozen
from rete.rules.rule import error
from rete.rules.voci import Named, missing_act, unknown_bodies, unknown_tables


@frozen
class Disposto:
    """An effect where it is written; ``by`` says in words what lays it down, if not the file."""

    file: str
    path: DocPath
    effetto: Effetto
    by: str = ""

    @property
    def what(self) -> str:
        """``l'effetto «ammissione» di «il-ponte» della decisione 2``."""
        about = in_quotes(object_of(self.effetto))
        return f"l'effetto «{self.effetto.tipo}»{f' di {about}' if about else ''}{self.by}"

    @property
    def briefly(self) -> str:
        """The same without its object, where what follows names it."""
        return f"l'effetto «{self.effetto.tipo}»{self.by}"


ADD_OFFICE = "aggiungila a «vocabolari.cariche» in data/patto.yaml"

Group = tuple[Disposto, ...]
"""The effects of one act."""


def of_minutes(rete: Rete) -> Iterator[Group]:
    """The effects of each decision that has some."""
    for verbale in rete.verbali.values():
        for index, decisione in enumerate(verbale.decisioni):
            if not decisione.effetti:  # as most
                continue
            by = f" della decisione {decisione.n}"
            yield _group(verbale.file, ("decisioni", index), decisione.effetti, by)


def of_acts(rete: Rete) -> Iterator[Group]:
    """The effects of each act of its own."""
    for atto in rete.atti.values():
        yield _group(atto.file, (), atto.effetti, "")


def _group(file: str, path: DocPath, effetti: tuple[Effetto, ...], by: str) -> Group:
    return tuple(
        Disposto(file=file, path=(*path, "effetti", index), effetto=effetto, by=by)
        for index, effetto in enumerate(effetti)
    )


def with_corrected(groups: Iterable[Group]) -> Iterator[Disposto]:
    """The effects of acts, and those that their rectifications put in the place of others."""
    for one in chain.from_iterable(groups):
        yield one
        yield from _corrected(one)


def _corrected(one: Disposto) -> Group:
    return _group(one.file, one.path, one.effetto.effetti, f"{one.by} (rettifica)")


# --- keys ---


def wrong_keys(groups: Iterable[Group]) -> Faults:
    """Keys that effects lack, and keys that have no place in them."""
    return (found for one in with_corrected(groups) for found in _wrong_keys(one))


def _wrong_keys(one: Disposto) -> Faults:
    keys, given = keys_of(one.effetto), given_keys(one.effetto)
    for group in keys.needed:
        found = [key for key in group if key in given]
        if not found:
            yield _lacks(one, group)
        elif len(found) > 1:
            yield fault_within(
                one,
                (found[1],),
                f"{one.what} dice sia {' sia '.join(f'«{key}»' for key in found)}",
                "lasciane uno solo",
                on_key=True,
            )
    if keys.some_of and not any(key in given for key in keys.some_of):
        yield _lacks(one, keys.some_of)
    for key in given:
        if key not in keys.allowed:
            allowed = [f"«{name}»" for name in keys.allowed]
            yield fault_within(
                one,
                (key,),
                f"{one.what} ha «{key}», che non lo riguarda",
                f"togli «{key}»: questo effetto può dire {join_words(allowed)}",
                on_key=True,
            )


def _lacks(one: Disposto, keys: tuple[str, ...]) -> Fault:
    named = [f"«{key}»" for key in keys]
    said = f"non dice {named[0]}" if len(named) == 1 else f"non dice né {' né '.join(named)}"
    return fault_within(one, (), f"{one.what} {said}", f"aggiungi {' o '.join(named)}")


# --- references ---


def _founded_tables(rete: Rete) -> frozenset[str]:
    """The tables that some act sets up: one not yet in the register is for the balance to tell."""
    return frozenset(
        one.effetto.tavolo
        for one in with_corrected((*of_minutes(rete), *of_acts(rete)))
        if one.effetto.tipo == "istituzione" and one.effetto.tavolo is not None
    )


def unresolved_references(rete: Rete, groups: Iterable[Group]) -> Faults:
    """Records that effects name and that are not in the register.

    Articles and terms are named only by the effects that make them: they may not be there yet.
    """
    founded = _founded_tables(rete)
    for one in with_corrected(groups):
        yield from _unresolved(rete, one, founded)


def _unresolved(rete: Rete, one: Disposto, founded: frozenset[str]) -> Faults:
    effetto, path = one.effetto, one.path
    yield from unknown_bodies(rete, one, _bodies(one))
    if effetto.tavolo is not None and effetto.tavolo not in founded:
        yield from unknown_tables(rete, one, [((*path, "tavolo"), effetto.tavolo)])
    if effetto.atto is not None and rete.act_exists(effetto.atto) is False:
        yield missing_act(rete, effetto.atto, one, (*path, "atto"), one.briefly)
    for key, name, exists, remedy in _records(rete, effetto):
        if not exists:
            yield fault(
                one,
                (*path, key),
                f"{one.briefly} cita «{name}», che non è nel registro",
                f"{remedy}, o correggi il nome",
            )


def _bodies(one: Disposto) -> Iterator[Named]:
    for key in ("ente", "coordina"):
        name = getattr(one.effetto, key)
        if name is not None:
            yield (*one.path, key), name
    for key in ("a", "componenti", "presenti", "collegati"):
        for index, name in enumerate(getattr(one.effetto, key) or ()):
            yield (*one.path, key, index), name


def _records(rete: Rete, effetto: Effetto) -> Iterator[tuple[str, str, bool, str]]:
    """What else an effect names: key, name, whether it is there, what to do if it is not."""
    verbale, progetto, monitoraggio = effetto.verbale, effetto.progetto, effetto.monitoraggio
    if verbale is not None:
        create = f"crea data/verbali/{verbale[:4]}/{verbale}.yaml"
        yield "verbale", verbale, rete.verbale_exists(verbale), create
    if progetto is not None:
        exists = progetto in rete.progetti or rete.is_unread("progetto", progetto)
        yield "progetto", progetto, exists, f"crea data/progetti/{progetto}.yaml"
    if monitoraggio is not None and rete.patto is not None:
        exists = any(foreseen.id == monitoraggio for foreseen in rete.patto.monitoraggi)
        add = "aggiungilo a «monitoraggi» in data/patto.yaml"
        yield "monitoraggio", monitoraggio, exists, add
    if effetto.carica is not None and rete.patto is not None:
        exists = rete.patto.carica(effetto.carica) is not None
        yield "carica", effetto.carica, exists, ADD_OFFICE


# --- repetitions ---


def repeated(group: Group) -> Faults:
    """Effects of an act that are of a kind and on an object already written above."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in group:
        yield from repeated(_corrected(one))
        about = object_of(one.effetto)
        if about and (one.effetto.tipo, about) in seen:
            yield fault_within(
                one,
                (),
                f"{one.what} è scritto più di una volta",
                "lasciane uno solo; due cambiamenti in tempi diversi vogliono due atti",
            )
        seen.add((one.effetto.tipo, about))


@error("VER027", "verbale", "atto")
def taking_note_changes_nothing(rete: Rete) -> Faults:
    """Una presa d'atto non ha effetti.

    Chi prende atto non decide, e nel registro non cambia nulla. Una decisione respinta può invece
    dire gli effetti che avrebbe avuto: da loro si sa quale maggioranza serviva.
    """
    acts = acts_of(rete)
    for act in _uncorrected(rete):
        verbale, decisione = act.verbale, act.decisione
        if verbale is None or decisione is None or not act.effetti:
            continue
        if decisione.esito == "presa-d-atto" and acts.esito(act) == "presa-d-atto":
            yield fault_within(
                act,
                ("effetti",),
                f"la decisione {decisione.n} è una presa d'atto, ma dispone effetti",
                "il verbale è approvato: correggilo con una rettifica dell'esito"
                if verbale.is_approved
                else "se la decisione li dispone, il suo esito è «approvata»; se no, toglili",
                on_key=True,
            )


@error("VER028", "verbale", "atto")
def decisions_act_on_what_came_before(rete: Rete) -> Faults:
    """Una decisione ratifica, rettifica o revoca solo atti precedenti.

    Su un atto che viene dopo, o su sé stessa, l'effetto non conterebbe nulla. Nello stesso giorno
    vengono prima gli atti fuori seduta, poi le sedute nell'ordine dei nomi dei loro file; per la
    ratifica basta che le due sedute siano diverse.
    """
    return _too_early(rete, of_minutes=True)


@error("ATT007", "verbale", "atto")
def acts_act_on_what_came_before(rete: Rete) -> Faults:
    """Un atto ratifica, rettifica o revoca solo atti precedenti.

    Su un atto che viene dopo, o su sé stesso, l'effetto non conterebbe nulla. Nello stesso giorno
    gli atti fuori seduta vengono prima delle sedute: una decisione di quel giorno si può
    ratificare, ma non rettificare o revocare.
    """
    return _too_early(rete, of_minutes=False)


def _too_early(rete: Rete, *, of_minutes: bool) -> Faults:
    acts = acts_of(rete)
    for act in _uncorrected(rete):
        if (act.verbale is not None) != of_minutes or not acts.holds(act):
            continue
        for found in acts.laid_down(act):
            if acts.acts_too_early(act, found.effetto):
                yield _fault(found)


def _fault(found: EffettoDisposto) -> Fault:
    act, effetto = found.di, found.effetto
    by = f" della decisione {act.decisione.n}" if act.decisione else ""
    one = Disposto(file=act.file, path=found.path, effetto=effetto, by=by)
    if effetto.verbale is not None:
        key, why = "verbale", "quella seduta non è precedente"
    elif effetto.atto == act.riferimento:
        key, why = "atto", "è la decisione stessa" if act.decisione else "è l'atto stesso"
    else:
        key, why = "atto", "quell'atto non è precedente"
    return fault_within(
        one,
        (key,),
        f"{one.what} non conta: {why}",
        "correggi il riferimento: si ratifica, rettifica o revoca solo ciò che viene prima",
    )


def _uncorrected(rete: Rete) -> Iterator[Provvedimento]:
    """The acts whose effects surely no later act has undone or replaced."""
    acts = acts_of(rete)
    for act in acts.per_riferimento.values():
        if act.effetti and acts.put_aside_by(act) is None and acts.is_sure(act):
            yield act
