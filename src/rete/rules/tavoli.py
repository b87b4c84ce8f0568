"""Tables: who sits and coordinates, and for how long."""

from collections.abc import Iterator

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.rules.rule import Rule, rule


@rule("TAV001", Severity.ERROR, reads=("ente", "tavolo"))
def seats_name_known_bodies(rete: Rete) -> Iterator[Fault]:
    """Chi siede a un tavolo o lo coordina è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può convocare né contare.
    """
    for tavolo in rete.tavoli.values():
        for key in ("componenti", "coordinamento"):
            for index, seat in enumerate(getattr(tavolo, key)):
                if not rete.ente_exists(seat.ente):
                    yield Fault(
                        file=tavolo.file,
                        path=(key, index, "ente"),
                        message=f"«{seat.ente}» non è un ente della rete",
                        remedy=f"crea data/enti/{seat.ente}.yaml o correggi il nome",
                    )


RULES: tuple[Rule, ...] = (seats_name_known_bodies,)
