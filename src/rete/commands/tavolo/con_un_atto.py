"""What the commands that change tables have in common: the table, its act, the plan."""

from collections.abc import Mapping, Sequence

from rete.changes import Plain
from rete.commands.writing.campi import Campo
from rete.commands.writing.comuni import ConUnAtto
from rete.edits.passi import Richiesta
from rete.model.comuni import Effetto


class DiUnTavolo(ConUnAtto):
    """Answers about a table and the act that changes it."""

    tavolo: Campo[str]

    def request(
        self,
        command: str,
        title: str,
        effects: Sequence[Effetto],
        details: Mapping[str, Plain] | None = None,
        racconto: tuple[str, ...] = (),
    ) -> Richiesta:
        return Richiesta(
            operazione=command,
            titolo=title,
            atto=self.atto,
            effetti=tuple(effects),
            dettagli=details or {},
            riferimenti=(f"tavolo/{self.tavolo}",),
            racconto=racconto,
        )
