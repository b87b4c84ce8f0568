"""What a line says of something else than the point that is being discussed: not taken for sure."""

import re
from collections.abc import Mapping

from rete.changes import Plain
from rete.model.riconoscimento import Anagrafe
from rete.notes import values
from rete.notes.lines import Detta
from rete.notes.points import Punti
from rete.notes.sentences import doubt_of
from rete.notes.values import NonSiCapisce

_A_POINT = re.compile(r"\bpunto\s+(?:n\.?\s*)?(\d{1,3}(?:\.\d{1,3})?)\b", re.IGNORECASE)
_OF_LISTS = frozenset({"presenti", "collegati", "giustificati", "assenti"})


def refuse_of_another_point(said: Detta, points: Punti) -> None:
    """A sentence that names another point, or says who was there; NonSiCapisce."""
    if said.frase and said.voce in (*_OF_LISTS, "delega"):
        raise NonSiCapisce(f"qui si parla del punto {points.current}")
    told = _A_POINT.search(f"{said.parola} {said.testo}")
    if told is None or not (said.voce == "rinviato" or said.frase):
        return
    if points.numbered(told[1]) != points.current:
        raise NonSiCapisce(
            f"la riga dice il punto {told[1]}, e qui si parla del punto {points.current}: "
            "scrivila sotto il suo"
        )


def refuse_of_the_heading(
    said: Detta, points: Punti, record: Mapping[str, Plain], bodies: Anagrafe
) -> None:
    """A word of the heading, but for a list of known bodies where none was; NonSiCapisce."""
    if said.voce in _OF_LISTS and said.voce not in record:
        found = values.names(values.without_roles(said.una_riga)[0], bodies)
        if found.id and not found.perche:
            return
    why = (
        f"«{said.parola}» è una parola dell'inizio, e qui si parla del punto "
        f"{points.current}: mettila prima del primo punto, o scrivi «>» davanti"
    )
    raise NonSiCapisce(why, come=doubt_of(said, why).come)
