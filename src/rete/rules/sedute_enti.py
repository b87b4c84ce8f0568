"""Who takes part in a sitting was entitled to: sits, presides, holds proxies, is responsible."""

from collections.abc import Iterator
from typing import Final

from rete.diagnostics import Fault, Severity
from rete.model.rete import Rete
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.moments import first_and_last, sat_there, surely_holds_at
from rete.reckoning.presence import Sala, attending
from rete.reckoning.sitting import Seduta, sittings
from rete.rules.rule import Rule, rule

READS = ("patto", "ente", "tavolo", "verbale")


def _knows_members(rete: Rete) -> bool:
    return rete.patto is not None and rete.patto.is_complete


def _voters(seduta: Seduta) -> Iterator[frozenset[str]]:
    return (conto.presenza.in_proprio for conto in seduta.conti if conto.presenza is not None)


@rule("VER047", Severity.WARNING, reads=READS)
def who_is_present_sits_at_the_table(rete: Rete) -> Iterator[Fault]:
    """Chi è tra i presenti o i collegati siede al tavolo quel giorno.

    Alla plenaria e ai tavoli aperti siedono gli aderenti, agli altri i componenti. Chi è invitato
    va tra gli ospiti, e non si conta.
    """
    if not _knows_members(rete):
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        there = attending(rete, verbale)
        if there is None or not acts_of(rete).is_sure_since(verbale.data):
            continue
        unclear = set(there.tutti).difference(*_voters(seduta))  # whoever votes sits there
        for key, bodies in (("presenti", verbale.presenti or ()), ("collegati", verbale.collegati)):
            for index, ente in enumerate(bodies):
                if ente not in unclear or not rete.ente_exists(ente):
                    continue
                if sat_there(rete, verbale, ente) is False:
                    yield Fault(
                        file=verbale.file,
                        path=(key, index),
                        message=f"«{ente}» è tra i {key}, ma il {verbale.data} non siede in "
                        f"«{verbale.tavolo}»",
                        remedy="spostalo tra gli ospiti, o correggi le date di adesione o del suo "
                        "posto nel tavolo",
                    )


@rule("VER048", Severity.WARNING, reads=READS)
def who_presides_sits_at_the_table(rete: Rete) -> Iterator[Fault]:
    """Chi presiede la seduta siede al tavolo quel giorno e non è sospeso.

    Il voto di chi presiede può decidere in caso di parità.
    """
    if not _knows_members(rete):
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        ente = verbale.presiede
        if ente is None or not rete.ente_exists(ente):
            continue
        record = rete.enti.get(ente)
        opening, _end = first_and_last(verbale)
        suspended = record is not None and any(
            surely_holds_at(rete, period, opening) for period in record.sospensioni
        )
        if suspended or sat_there(rete, verbale, ente) is False:
            why = "è sospeso" if suspended else f"non siede in «{verbale.tavolo}»"
            yield Fault(
                file=verbale.file,
                path=("presiede",),
                message=f"«{ente}» presiede la seduta, ma il {verbale.data} {why}",
                remedy="correggi chi presiede, o le date di adesione, di sospensione o del suo "
                "posto nel tavolo",
            )


@rule("VER049", Severity.WARNING, reads=READS)
def proxies_are_between_voters(rete: Rete) -> Iterator[Fault]:
    """Una delega va da chi ha diritto di voto a chi ha diritto di voto.

    Chi è sospeso, chi è osservatore e chi non siede al tavolo non vota: non può dare una delega
    né riceverla.
    """
    if not _knows_members(rete):
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        if seduta.regole is None or not verbale.deleghe:
            continue
        room = Sala(rete, verbale, seduta.regole)
        moments = first_and_last(verbale)
        for index, delega in enumerate(verbale.deleghe):
            for key, ente in (("di", delega.di), ("a", delega.a)):
                if ente is None or not rete.ente_exists(ente):
                    continue
                if all(room.vota(ente, moment) is False for moment in moments):
                    role = "dà una delega" if key == "di" else "riceve una delega"
                    yield Fault(
                        file=verbale.file,
                        path=("deleghe", index, key),
                        message=f"«{ente}» {role}, ma il {verbale.data} non ha diritto di voto in "
                        f"«{verbale.tavolo}»",
                        remedy="togli la delega, o correggi le date di adesione, di sospensione "
                        "o del suo posto nel tavolo",
                    )


@rule("VER050", Severity.WARNING, reads=READS)
def who_is_responsible_belongs(rete: Rete) -> Iterator[Fault]:
    """Chi è responsabile di un'azione aderisce alla rete o siede al tavolo quel giorno.

    A chi non è nella rete non si possono affidare compiti con un verbale.
    """
    if not _knows_members(rete):
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        for index, azione in enumerate(verbale.azioni):
            for place, ente in enumerate(azione.responsabili):
                if not rete.ente_exists(ente) or rete.aderisce(ente, verbale.data) is not False:
                    continue
                if sat_there(rete, verbale, ente) is False:
                    yield Fault(
                        file=verbale.file,
                        path=("azioni", index, "responsabili", place),
                        message=f"«{ente}» è responsabile dell'azione {azione.n}, ma il "
                        f"{verbale.data} non aderisce alla rete",
                        remedy="affida l'azione a chi aderisce, o correggi le date",
                    )


_TO_BE_SEALED: Final = "0" * 64
"""What somebody who approves by hand writes, not being able to work the seal out."""


@rule("VER051", Severity.ERROR, reads=("verbale",))
def approved_minutes_are_as_they_were_sealed(rete: Rete) -> Iterator[Fault]:
    """Un verbale approvato è rimasto com'era quando è stato approvato.

    L'impronta scritta in «approvazione» si calcola da tutto ciò che l'approvazione congela: tutto
    tranne il numero di protocollo e gli allegati; 64 zeri vogliono dire che è ancora da scrivere.
    Per correggere un verbale approvato si prende
    una nuova decisione, con effetto «rettifica» o «revoca».
    """
    for verbale in rete.verbali.values():
        approval = verbale.approvazione
        if approval is None or verbale.sigillo == approval.impronta:
            continue
        message = (
            f"il verbale «{verbale.id}» è cambiato dopo l'approvazione: l'impronta di adesso è "
            f"{verbale.sigillo}"
        )
        remedy = (
            "rimetti il testo approvato (è nella storia di git); per correggerlo: «rete verbale "
            f"rettifica {verbale.id}»"
        )
        if approval.impronta == _TO_BE_SEALED:
            message = f"il verbale «{verbale.id}» non ha ancora la sua impronta: {verbale.sigillo}"
            remedy = "copiala al posto degli zeri: da allora il verbale non si cambia più"
        yield Fault(
            file=verbale.file, path=("approvazione", "impronta"), message=message, remedy=remedy
        )


RULES: tuple[Rule, ...] = (
    who_is_present_sits_at_the_table,
    who_presides_sits_at_the_table,
    proxies_are_between_voters,
    who_is_responsible_belongs,
    approved_minutes_are_as_they_were_sealed,
)
