"""What the tests of corrections share: an act carried out, and a later draft to correct it in."""

from rete.edits.effetti_scritti import effect_as_text
from rete.load.build import build
from rete.model.comuni import Effetto
from tests.aiuti.archivio import commit
from tests.aiuti.coppie import ACT, COPPIE, FOUNDERS, Coppia, base, decided
from tests.aiuti.mano import Mano
from tests.aiuti.mano_atti import written
from tests.aiuti.registro import Data, Records, minutes

BEFORE = "2024-05-18-plenaria"
"""A sitting after the decision, before it has any effect."""
AFTER = "2024-08-10-plenaria"
ABITARE = "data/tavoli/abitare.yaml"
PAIRS = {pair.tipo: pair for pair in COPPIE}
WORDS = ("--testo", "C'era un errore.")


def carried_out(pair: Coppia, draft: str = BEFORE) -> Records:
    """The register where an act was carried out, and a later sitting whose minutes are a draft."""
    records = decided(base(), pair.effetto)
    pair.put(records, ACT, pair.effetto)
    records[("verbale", draft)] = minutes(FOUNDERS)
    del records[("verbale", draft)]["decisioni"]
    return records


def as_text(effetto: Data) -> str:
    return effect_as_text(build(Effetto, effetto))


def is_all_done(mano: Mano) -> bool:
    said = mano.call("controlla").out
    return "errori: 0," in said and "non ancora attuata" not in said


def revoke(mano: Mano, draft: str, *more: str) -> tuple[str, ...]:
    return ("verbale", "rettifica", ACT, "--revoca", "--in", draft, *WORDS, *more)


def hand_again(mano: Mano, records: Records) -> Mano:
    """The same hand at another register."""
    for path in (mano.register / "data").rglob("*.yaml"):
        path.unlink()
    written(mano.register, records)
    commit(mano.register, "da capo")
    return mano
