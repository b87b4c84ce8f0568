"""Who takes part in a sitting, or asks for it, was entitled to."""

from datetime import date
from typing import Final

from rete.diagnostics import Faults, fault
from rete.italiano import count
from rete.model.regole import Quorum, Regole
from rete.model.rete import Rete
from rete.model.verbale import Verbale
from rete.model.vigenti import rules_of_day
from rete.reckoning.acts_that_hold import acts_of
from rete.reckoning.comings import attending
from rete.reckoning.counts_in_words import fraction_in_words
from rete.reckoning.electorate import electorate, is_certain
from rete.reckoning.fractions import least_number
from rete.reckoning.moments import Momento, first_and_last, sat_there, surely_holds_at
from rete.reckoning.presence import Sala
from rete.reckoning.sitting import sittings
from rete.rules.rule import error, warning

READS = ("patto", "ente", "tavolo", "verbale")


@warning("VER047", *READS)
def who_is_present_sits_at_the_table(rete: Rete) -> Faults:
    """Chi è tra i presenti o i collegati siede al tavolo quel giorno.

    Alla plenaria e ai tavoli aperti siedono gli aderenti, agli altri i componenti. Chi è invitato
    va tra gli ospiti, e non si conta.
    """
    if not rete.is_complete:
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        there = attending(rete, verbale)
        if there is None or not acts_of(rete).is_sure_since(verbale.data):
            continue
        voters = (conto.presenza.in_proprio for conto in seduta.conti if conto.presenza)
        unclear = set(there.tutti).difference(*voters)  # whoever votes sits there
        for key, bodies in (("presenti", verbale.presenti or ()), ("collegati", verbale.collegati)):
            for index, ente in enumerate(bodies):
                if ente not in unclear or not rete.ente_exists(ente):
                    continue
                if sat_there(rete, verbale, ente) is False:
                    yield fault(
                        verbale,
                        (key, index),
                        f"«{ente}» è tra i {key}, ma il {verbale.data} non siede in "
                        f"«{verbale.tavolo}»",
                        "spostalo tra gli ospiti, o correggi le date di adesione o del suo "
                        "posto nel tavolo",
                    )


@warning("VER048", *READS)
def who_presides_sits_at_the_table(rete: Rete) -> Faults:
    """Chi presiede la seduta siede al tavolo quel giorno e non è sospeso.

    Il voto di chi presiede può decidere in caso di parità.
    """
    if not rete.is_complete:
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
            yield fault(
                verbale,
                ("presiede",),
                f"«{ente}» presiede la seduta, ma il {verbale.data} {why}",
                "correggi chi presiede, o le date di adesione, di sospensione o del suo "
                "posto nel tavolo",
            )


@warning("VER049", *READS)
def proxies_are_between_voters(rete: Rete) -> Faults:
    """Una delega va da chi ha diritto di voto a chi ha diritto di voto.

    Chi è sospeso, chi è osservatore e chi non siede al tavolo non vota: non può dare una delega
    né riceverla.
    """
    if not rete.is_complete:
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
                    yield fault(
                        verbale,
                        ("deleghe", index, key),
                        f"«{ente}» {role}, ma il {verbale.data} non ha diritto di voto in "
                        f"«{verbale.tavolo}»",
                        "togli la delega, o correggi le date di adesione, di sospensione "
                        "o del suo posto nel tavolo",
                    )


@warning("VER050", *READS)
def who_is_responsible_belongs(rete: Rete) -> Faults:
    """Chi è responsabile di un'azione aderisce alla rete o siede al tavolo quel giorno.

    A chi non è nella rete non si possono affidare compiti con un verbale.
    """
    if not rete.is_complete:
        return
    for seduta in sittings(rete):
        verbale = seduta.verbale
        for index, azione in enumerate(verbale.azioni):
            for place, ente in enumerate(azione.responsabili):
                if not rete.ente_exists(ente) or rete.aderisce(ente, verbale.data) is not False:
                    continue
                if sat_there(rete, verbale, ente) is False:
                    yield fault(
                        verbale,
                        ("azioni", index, "responsabili", place),
                        f"«{ente}» è responsabile dell'azione {azione.n}, ma il "
                        f"{verbale.data} non aderisce alla rete",
                        "affida l'azione a chi aderisce, o correggi le date",
                    )


_TO_BE_SEALED: Final = "0" * 64
"""What somebody who approves by hand writes, not being able to work the seal out."""


@error("VER051", "verbale")
def approved_minutes_are_as_they_were_sealed(rete: Rete) -> Faults:
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
        yield fault(verbale, ("approvazione", "impronta"), message, remedy)


@warning("VER056", "patto", "ente", "tavolo", "verbale", "atto")
def enough_members_asked_for_a_sitting(rete: Rete) -> Faults:
    """Chi ha chiesto la seduta era abbastanza per chiederla.

    La parte che può chiedere una riunione è in `convocazione.a_richiesta_di` delle regole di quel
    giorno, e si conta su chi in quel tavolo aveva diritto di voto il giorno della richiesta
    (`richiesta_il`). Se il verbale non dice chi l'ha chiesta e quando, o se non si sa chi aveva
    diritto di voto, non si controlla.
    """
    for verbale in rete.verbali.values():
        call = verbale.convocazione
        if call is None or call.richiesta_il is None or not call.richiesta_da:
            continue
        rules = rules_of_day(rete, call.richiesta_il, verbale.tavolo, verbale.sessione_che_conta)
        part = rules.convocazione.a_richiesta_di if rules and rules.convocazione else None
        if rules is None or part is None:
            continue
        found = _asked(rete, verbale, rules, call.richiesta_il)
        if found is None:
            continue
        number, entitled = found
        share = Quorum(almeno=part)
        least = least_number(share, entitled)
        if number < least:
            yield fault(
                verbale,
                ("convocazione", "richiesta_da"),
                f"la seduta è chiesta da {count(number, 'ente', 'enti')} con diritto di "
                f"voto su {entitled}, ne servono {fraction_in_words(share, least)}",
                "controlla chi l'ha chiesta e quando; se è giusto, per convocarla la loro "
                "richiesta non bastava",
            )


def _asked(rete: Rete, verbale: Verbale, rules: Regole, day: date) -> tuple[int, int] | None:
    """How many of those who asked vote there that day, of how many; None if nobody can tell."""
    is_known = is_certain(rete, verbale.tavoli, day, rules.attesa) and acts_of(rete).is_sure_since(
        day
    )
    voters = electorate(rete, rules.attesa, False) if is_known else None
    moment = Momento(verbale="", giorno=day, n=0)
    entitled = voters.quanti(verbale.tavoli, moment) if voters else None
    if voters is None or entitled is None:
        return None
    call = verbale.convocazione
    asking = call.richiesta_da if call else ()
    # Whoever may vote counts for those who asked.
    return sum(voters.vota(verbale.tavoli, ente, moment) is not False for ente in asking), entitled
