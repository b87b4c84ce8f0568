"""What an act lays down, carried out in the register: one way for every kind of effect."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from rete.changes import Plain
from rete.edits import attua_enti, attua_patto, attua_tavoli
from rete.edits.bozza import Bozza
from rete.edits.rettifica import rectify
from rete.edits.revoca import revoke
from rete.model.comuni import Effetto, TipoEffetto
from rete.model.rete import Rete

Simple = Callable[[Bozza, Rete, Effetto, str], None]
Detailed = Callable[[Bozza, Rete, Effetto, str, dict[str, Plain]], None]

SIMPLE: Mapping[TipoEffetto, Simple] = MappingProxyType(
    {
        "cessazione": attua_enti.leave,
        "subentro": attua_enti.succeed,
        "sospensione": attua_enti.suspend,
        "fine-sospensione": attua_enti.end_suspension,
        "qualifica": attua_enti.requalify,
        "chiusura": attua_tavoli.close,
        "ingresso": attua_tavoli.enter,
        "uscita": attua_tavoli.go_out,
        "coordinamento": attua_tavoli.entrust,
        "fine-coordinamento": attua_tavoli.end_coordination,
        "segreteria": attua_patto.give_secretariat,
        "monitoraggio": attua_patto.record_monitoring,
        "avvio-progetto": attua_patto.start_project,
        "rettifica": rectify,
    }
)


def _revoke(
    bozza: Bozza, rete: Rete, effetto: Effetto, act: str, details: dict[str, Plain]
) -> None:
    last = details.get("al")
    revoke(bozza, rete, effetto, act, date.fromisoformat(last) if isinstance(last, str) else None)


DETAILED: Mapping[TipoEffetto, Detailed] = MappingProxyType(
    {
        "ammissione": attua_enti.admit,
        "istituzione": attua_tavoli.set_up,
        "modifica-articolo": attua_patto.amend,
        "rinnovo": attua_patto.renew,
        "revoca": _revoke,
    }
)
"""Effects that do not carry all that the register wants (a text, a signature, a last day)."""


def carry_out(
    bozza: Bozza,
    rete: Rete,
    effetto: Effetto,
    act: str,
    details: Mapping[str, Plain] | None = None,
) -> None:
    """Add to a plan what one effect changes, with all that it carries with it.

    Nothing is added where the register already cites the act for it. Refused where it cannot be
    done as the effect says, or where something that the effect does not carry is missing from
    ``details`` (the text of an article, the date of a signature).
    """
    if effetto.tipo in SIMPLE:
        SIMPLE[effetto.tipo](bozza, rete, effetto, act)
    elif effetto.tipo in DETAILED:
        DETAILED[effetto.tipo](bozza, rete, effetto, act, dict(details or {}))
