"""An act and a change that needs it: the effect is found in the act, or is written there."""

from dataclasses import fields

from rete.changes import Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.italiano import in_quotes, join_words
from rete.model.comuni import Effetto, every_effect
from rete.model.effetti import ROWS
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.model.tempo import DataParziale
from rete.reckoning.about import acts_about, speaks_of, title_of
from rete.reckoning.acts_in_words import effect_in_words
from rete.reckoning.acts_that_hold import acts_of, object_of


def cited(rete: Rete, reference: str) -> Provvedimento:
    """The act that a change cites; Refused where it is not there, unread, or not approved."""
    found = rete.act(reference)
    if found is None:
        if rete.act_exists(reference) is None:
            raise Refused(f"il file di «{reference}» non si legge: correggilo prima")
        raise Refused(
            f"l'atto «{reference}» non c'è: registralo con «rete atto registra», o scrivi il "
            "verbale che contiene la decisione"
        )
    if found.decisione is not None and found.decisione.esito != "approvata":
        raise Refused(f"la decisione «{reference}» non è approvata: non può cambiare nulla")
    return found


def effect_in_act(act: Provvedimento, wanted: Effetto) -> Effetto | None:
    """The effect of an act on the same object, if it lays one down."""
    for one in every_effect(act.effetti):
        if one.tipo == wanted.tipo and object_of(one) == object_of(wanted):
            return one
    return None


def is_founded_by(act: Provvedimento, wanted: Effetto) -> bool:
    """Whether the act is a signing, which needs no effect to found what cites it."""
    if act.atto is None or act.atto.tipo != "stipula":
        return False
    by_whom = wanted.tipo != "ammissione" or wanted.ente in act.atto.firmatari
    return by_whom and ROWS[wanted.tipo].by_signing


def ensure_effect(bozza: Bozza, rete: Rete, act: Provvedimento, wanted: Effetto) -> None:
    """Write the effect in the act where it is missing; nothing where it is there already.

    A signing founds what cites it without one.

    Refused where the act lays down something else, is in approved minutes (they are frozen), or
    speaks of something else: which acts could serve is told.
    """
    present = effect_in_act(act, wanted)
    if present is not None:
        differing = [
            f.name
            for f in fields(Effetto)
            if getattr(wanted, f.name) and _meant(present, f.name) != _meant(wanted, f.name)
        ]
        if differing:
            told = ", ".join(
                f"«{name}» è {_shown(getattr(present, name))} e non {_shown(getattr(wanted, name))}"
                for name in differing
            )
            raise Refused(f"«{act.riferimento}» dispone altro: {told}")
        return
    if is_founded_by(act, wanted):
        return
    if act.verbale is not None and act.verbale.is_approved:
        raise Refused(
            f"il verbale di «{act.riferimento}» è approvato e non dispone questo: serve una nuova "
            f"decisione. {_what_could_serve(rete, act, wanted)}"
        )
    if speaks_of(rete, act, wanted) is False:
        raise Refused(_does_not_speak_of_it(rete, act, wanted))
    record = record_as_plain(wanted)
    if act.verbale is not None and act.decisione is not None:
        index = act.verbale.decisioni.index(act.decisione)
        bozza.append(act.verbale.file, ("decisioni", index, "effetti"), record)
    elif act.atto is not None:
        bozza.append(act.atto.file, ("effetti",), record)
    bozza.tell(f"in «{act.riferimento}» è scritto l'effetto «{wanted.tipo}»")


def _does_not_speak_of_it(rete: Rete, act: Provvedimento, wanted: Effetto) -> str:
    reference = act.riferimento
    where = f"nel suo testo: «rete verbale modifica {act.verbale.id}»" if act.verbale else ""
    if act.atto:
        where = f"nell'oggetto o nelle note, in «{act.atto.file}»"
    return (
        f"«{reference}» non parla di {_kind_in_words(wanted)}: nessuna delle sue parole può "
        f"riguardarlo. {_what_could_serve(rete, act, wanted)}. Se è proprio questo, scrivilo prima "
        f"{where}"
    )


def _what_could_serve(rete: Rete, act: Provvedimento, wanted: Effetto) -> str:
    """«riguarda «Festa»; si possono citare: …»."""
    laid_down = [effect_in_words(one, rete) for one in every_effect(act.effetti)]
    more = f" e dispone: {join_words(laid_down)}" if laid_down else ""
    others = [
        one
        for one in acts_about(rete, wanted, acts_of(rete).per_riferimento)
        if one != act.riferimento
    ]
    which = (
        f"ne parlano invece: {in_quotes(others)}"
        if others
        else "nessun altro atto del registro ne parla"
    )
    return f"Riguarda «{title_of(act)}»{more}; {which}"


def _kind_in_words(wanted: Effetto) -> str:
    about = ", ".join(object_of(wanted))
    return f"{wanted.tipo.replace('-', ' ')}" + (f" di «{about}»" if about else "")


def _meant(effetto: Effetto, name: str) -> object:
    value: object = getattr(effetto, name)
    if name == "qualita" and effetto.tipo == "ammissione":
        return value or "effettivo"
    return value


def _shown(value: object) -> str:
    match value:
        case None:
            return "assente"
        case DataParziale():
            return str(value)
        case tuple():
            return ", ".join(str(item) for item in value) or "assente"
        case _:
            return str(value)
