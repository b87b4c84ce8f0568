"""What the commands that change the state of a body have in common: the body and its act."""

from collections.abc import Sequence
from typing import ClassVar

from rete.commands.writing.comuni import ConUnAtto, un_atto, un_ente
from rete.model.comuni import Effetto, TipoEffetto


class DiUnEnte(ConUnAtto):
    """Answers about a body and the act that changes its state; ``TIPI`` are the effects."""

    TIPI: ClassVar[Sequence[TipoEffetto]]

    ente = un_ente()
    atto = un_atto()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo=tipo, ente=self.ente) for tipo in self.TIPI]
