"""What the commands that change the state of a body have in common: the body, its act, the plan."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rete.changes import Plain
from rete.commands.writing.comuni import ConUnAtto, un_atto, un_ente
from rete.edits.passi import Richiesta
from rete.model.comuni import Effetto, TipoEffetto


class DiUnEnte(ConUnAtto):
    """Answers about a body and the act that changes its state; ``TIPI`` are the effects."""

    TIPI: ClassVar[Sequence[TipoEffetto]]

    ente = un_ente()
    atto = un_atto()

    def wanted(self) -> Sequence[Effetto]:
        return [Effetto(tipo=tipo, ente=self.ente) for tipo in self.TIPI]

    def request(
        self,
        command: str,
        title: str,
        effetto: Effetto,
        details: Mapping[str, Plain] | None = None,
    ) -> Richiesta:
        return Richiesta(
            operazione=command,
            titolo=title,
            atto=self.atto,
            effetti=(effetto,),
            dettagli=details or {},
            riferimenti=(f"ente/{self.ente}",),
        )
