"""`rete ente ammetti`: a body comes in, with its act."""

from typing import Final

from rete.commands.writing.campi import campo, forse
from rete.commands.writing.comuni import DiUnEnte, forse_dal
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import UN_ATTO, UN_GIORNO, Tipo, parola
from rete.model.comuni import Effetto, Qualita

_QUALITA: Final[Tipo[Qualita]] = parola(Qualita)


class Ammissione(DiUnEnte):
    """Who comes in, by which act, since when and as what."""

    TIPI = ("ammissione",)

    dal = forse_dal(dopo="firma")
    firma = forse(
        UN_GIORNO,
        "Quando ha firmato?",
        aiuto="il giorno della firma del patto; se l'atto ammette «dalla firma», aderisce da "
        "allora",
        help="Il giorno in cui ha firmato.",
        posto="firma",
    )
    qualita = campo(
        _QUALITA,
        "In quale qualità?",
        aiuto="effettivo: vota; osservatore: siede e non vota",
        help="In quale qualità (se manca, quella dell'atto o effettivo).",
    )
    atto_proprio = forse(
        UN_ATTO,
        "Con quale atto suo l'ente ha deciso di aderire?",
        aiuto="l'id di un atto registrato, per esempio la delibera di un comune",
        help="L'atto con cui l'ente stesso ha deciso di aderire.",
        posto="atto_proprio",
    )

    @firma.serve
    def by_signature(self) -> bool:
        """Whether the act admits from the day of the signature."""
        return any(effetto.decorrenza == "firma" for effetto in self.laid_down())

    @dal.quando
    def _(self) -> bool:
        return not self.by_signature()

    @qualita.predefinita
    def _(self) -> str:
        return next((e.qualita for e in self.laid_down() if e.qualita), "effettivo")


@writing
def ammetti(work: Scrittura, a: Ammissione) -> int:
    """Fa entrare un ente nella rete, con l'atto che lo ammette.

    Se l'atto non dice ancora che lo ammette, e non è in un verbale approvato, lo scrive anche lì.
    """
    signed = a.by_signature()
    effetto = Effetto(
        tipo="ammissione",
        ente=a.ente,
        dal=a.dal,
        decorrenza="firma" if signed else None,
        qualita="osservatore" if a.qualita == "osservatore" else None,
    )
    since = a.firma if signed else a.dal
    title = f"Ammissione di «{a.ente}» dal {since}"
    return a.carry_out(work, title, effetto, about=f"ente/{a.ente}")
