"""Both sides of the balance of one act: each of its effects, and the records that answer to it."""

from datetime import date

from rete.diagnostics import DocPath
from rete.italiano import join_words
from rete.italiano.etichette import ESITI, label
from rete.model.comuni import Effetto
from rete.model.provvedimento import Provvedimento
from rete.model.rete import Rete
from rete.reckoning.acts_in_words import act_in_words, effect_in_words
from rete.reckoning.acts_that_hold import SENZA_RISCONTRO, acts_of
from rete.reckoning.answers import Riscontro, answers
from rete.views.correzioni import corrections_of_act
from rete.views.dati import Plain
from rete.views.lists_and_cards import Righe


def standing(rete: Rete, found: Provvedimento, day: date) -> tuple[bool, str]:
    """Whether an act holds at the end of a day, and in words why it does or does not."""
    acts = acts_of(rete)
    outcome = acts.esito(found)
    if outcome != "approvata":
        return False, f"no: l'esito è «{label(ESITI, outcome)}»"
    later = corrections_of_act(rete, found.riferimento, day)
    if any(one.tipo == "revoca" for one in later):
        return False, "no, dopo la revoca"
    replaced = acts.replaced_by(found)
    if replaced is not None and replaced.data <= day:
        return True, "sì, ma con gli effetti della rettifica"
    return True, "sì, ma il verbale non è ancora approvato" if found.is_draft else "sì"


def effect_rows(rete: Rete, reference: str) -> Righe:
    """The effects of an act, numbered, and under each what answers to it."""
    act = acts_of(rete).per_riferimento[reference]
    answering = {one.disposto.path: one for one in answers(rete).get(reference, ())}
    for index, effetto in enumerate(act.effetti):
        path = (*act.path, "effetti", index)
        yield f"{index + 1}.", effect_in_words(effetto, rete)
        yield "", _answer(rete, act, effetto, answering.get(path))
        for place, inner in enumerate(effetto.effetti):
            told = _answer(rete, act, inner, answering.get((*path, "effetti", place)))
            what = f"{effect_in_words(inner, rete)}: " if len(effetto.effetti) > 1 else ""
            yield "", f"{what}{told}" if told else None


def answers_as_plain(rete: Rete, reference: str) -> list[Plain]:
    """The effects that count, each with whether it was carried out and where."""
    return [
        {
            "effetto": effect_in_words(found.disposto.effetto, rete),
            "attuato": found.attuato,
            "voci": [
                {"file": claim.file, "chiave": _key(claim.path), "atto": claim.atto}
                for claim in found.voci
            ],
        }
        for found in answers(rete).get(reference, ())
    ]


def _answer(
    rete: Rete, act: Provvedimento, effetto: Effetto, found: Riscontro | None
) -> str | None:
    if effetto.tipo in SENZA_RISCONTRO:
        return None
    if found is None:
        return _does_not_count(rete, act)
    if found.superato:
        return "superata: il tavolo si è chiuso prima"
    places = _places(found)
    match found.attuato:
        case True:
            return f"attuata in {places}" if places else "attuata"
        case None:
            return "da verificare: la scheda che deve rispondere non si legge"
        case False:
            return f"attuata solo in parte, in {places}" if places else "non ancora attuata"


def _does_not_count(rete: Rete, act: Provvedimento) -> str:
    acts = acts_of(rete)
    over = acts.revoked_by(act) or acts.replaced_by(act)
    if over is None:
        return "non ha effetto"
    return f"non conta più, dopo {act_in_words(over.riferimento, rete)}"


def _places(found: Riscontro) -> str:
    """«data/enti/il-ponte.yaml (adesioni.atto)»: each file once, with the keys that cite."""
    by_file: dict[str, list[str]] = {}
    for claim in found.voci:
        by_file.setdefault(claim.file, []).append(_key(claim.path))
    return join_words(
        [f"{file} ({', '.join(dict.fromkeys(keys))})" for file, keys in by_file.items()]
    )


def _key(path: DocPath) -> str:
    """The keys that lead to a place, without positions in lists."""
    return ".".join(step for step in path if isinstance(step, str))
