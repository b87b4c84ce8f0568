"""Minutes and who was there: bodies named, proxies, comings and goings, who presided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rete.diagnostics import DocPath, Faults, fault
from rete.italiano import count
from rete.model.rete import Rete
from rete.model.verbale import Delega, Movimento, Verbale, Votazione
from rete.model.vigenti import rules_of_sitting
from rete.reckoning.proxies import proxy_limit
from rete.rules.rule import error, warning
from rete.rules.verbali_seduta import moment
from rete.rules.voci import Named, unknown_bodies

VOTES = ("contrari", "astenuti", "non_votanti", "esclusi", "anticipati")
"""The keys of a vote that name bodies."""


def bodies_named(verbale: Verbale) -> Iterator[Named]:
    """Every place of some minutes that names a body; guests may be anybody."""
    yield from _named_as_there_or_away(verbale)
    for index, azione in enumerate(verbale.azioni):
        for position, ente in enumerate(azione.responsabili):
            yield ("azioni", index, "responsabili", position), ente
    for index, decisione in enumerate(verbale.decisioni):
        if decisione.votazione is not None:
            yield from _named_in_a_vote(("decisioni", index, "votazione"), decisione.votazione)


def _named_as_there_or_away(verbale: Verbale) -> Iterator[Named]:
    if verbale.presiede is not None:
        yield ("presiede",), verbale.presiede
    for key in ("presenti", "collegati", "giustificati"):
        for index, ente in enumerate(getattr(verbale, key) or ()):
            yield (key, index), ente
    for index, risposta in enumerate(verbale.risposte):
        yield ("risposte", index, "ente"), risposta.ente
    for index, delega in enumerate(verbale.deleghe):
        yield ("deleghe", index, "di"), delega.di
        if delega.a is not None:
            yield ("deleghe", index, "a"), delega.a
    for index, movimento in enumerate(verbale.movimenti):
        yield ("movimenti", index, "ente"), movimento.ente
    for index, ente in enumerate(verbale.convocazione.richiesta_da if verbale.convocazione else ()):
        yield ("convocazione", "richiesta_da", index), ente


def _named_in_a_vote(path: DocPath, votazione: Votazione) -> Iterator[Named]:
    for key in VOTES:
        for position, ente in enumerate(getattr(votazione, key)):
            yield (*path, key, position), ente
    for position, preferenza in enumerate(votazione.preferenze):
        if preferenza.ente is not None:
            yield (*path, "preferenze", position, "ente"), preferenza.ente


@error("VER002", "verbale", "ente")
def bodies_named_are_known(rete: Rete) -> Faults:
    """Chi c'è, manca, delega, presiede, vota, chiede o deve fare qualcosa è un ente del registro.

    Un nome che non corrisponde a nessuna scheda non si può contare. Gli ospiti possono essere
    chiunque: per loro basta una descrizione.
    """
    for verbale in rete.verbali.values():
        yield from unknown_bodies(rete, verbale, bodies_named(verbale))


@error("VER003", "verbale")
def nobody_is_both_there_and_away(rete: Rete) -> Faults:
    """Nessuno è insieme presente e assente giustificato, né insieme in sala e in collegamento.

    Un ente si conta una volta sola: chi è arrivato tardi o se n'è andato prima sta fra i presenti,
    con un movimento.
    """
    for verbale in rete.verbali.values():
        in_room = frozenset(verbale.presenti or ())
        connected = frozenset(verbale.collegati)
        for index, ente in enumerate(verbale.collegati):
            if ente in in_room:
                yield fault(
                    verbale,
                    ("collegati", index),
                    f"«{ente}» risulta sia in sala sia in collegamento",
                    "lascialo solo in «presenti» o solo in «collegati»",
                )
        for index, ente in enumerate(verbale.giustificati):
            if ente in in_room or ente in connected:
                where = "presenti" if ente in in_room else "collegati"
                yield fault(
                    verbale,
                    ("giustificati", index),
                    f"«{ente}» risulta sia presente sia assente giustificato",
                    f"toglilo da «{where}» o da «giustificati»",
                )


@error("VER004", "verbale")
def proxies_go_from_who_is_away_to_who_is_there(rete: Rete) -> Faults:
    """Delega chi è assente, una volta sola, a un altro ente che c'è.

    Chi ha dato una delega non può riceverne: una delega non passa di mano in mano. Chi manda una
    persona propria non delega: è presente. Chi se ne va può lasciare una delega, che vale da
    quando è uscito («movimenti»).
    """
    for verbale in rete.verbali.values():
        givers = [delega.di for delega in verbale.deleghe]
        for index, delega in enumerate(verbale.deleghe):
            said = _proxy_fault(verbale, delega, givers, repeated=delega.di in givers[:index])
            if said is not None:
                key, message, remedy = said
                yield fault(verbale, ("deleghe", index, key), message, remedy)


def _proxy_fault(
    verbale: Verbale, delega: Delega, givers: Sequence[str], *, repeated: bool
) -> tuple[str, str, str] | None:
    """The first thing wrong with a proxy: key, message, remedy."""
    there = verbale.attending
    giver, holder = delega.di, delega.a
    if holder == giver:
        return "a", f"«{giver}» dà delega a sé stesso", "scrivi in «a» l'ente che lo rappresenta"
    if repeated:
        return "di", f"«{giver}» ha dato più di una delega", "lasciane una sola"
    if giver in there and giver not in verbale.leaving:
        remedy = (
            "togli la delega, o toglilo da chi è presente: chi manda una persona non delega; se è "
            "andato via aggiungi il movimento"
        )
        return "di", f"«{giver}» ha dato delega ma risulta presente", remedy
    if holder in givers:
        remedy = "scrivi in «a» un ente presente che non abbia dato delega"
        return "a", f"«{giver}» dà delega a «{holder}», che l'ha data a sua volta", remedy
    if verbale.says_who and holder is not None and holder not in there:
        remedy = f"aggiungi «{holder}» a chi è presente, o correggi la delega"
        return "a", f"«{giver}» dà delega a «{holder}», che non risulta presente", remedy
    return None


@warning("VER005", "verbale", "patto", "tavolo")
def proxies_stay_within_the_limit(rete: Rete) -> Faults:
    """Nessuno porta più deleghe di quante ne consentono le regole di quel giorno.

    Il limite è in `deleghe.massimo`, o negli `scaglioni` che lo fanno crescere con gli aderenti.
    Di quelle in più non si sa quali valgono: un conto che dipende da quali sono non si fa.
    """
    for verbale in rete.verbali.values():
        held: dict[str, list[int]] = defaultdict(list)
        for index, delega in enumerate(verbale.deleghe):
            if delega.a is not None:
                held[delega.a].append(index)
        if not held:
            continue
        rules = rules_of_sitting(rete, verbale)
        if rules is None or rules.deleghe is None:
            continue
        most = proxy_limit(rete, rules, verbale.data)
        if most is None:
            continue
        for holder, places in held.items():
            if len(places) > most:
                yield fault(
                    verbale,
                    ("deleghe", places[most], "a"),
                    f"«{holder}» porta {count(len(places), 'delega', 'deleghe')}: le regole ne "
                    f"consentono {most}",
                    "correggi le deleghe, se sono sbagliate; quali valgono, di quelle in "
                    "più, non si può dire",
                )


@error("VER006", "verbale")
def movements_can_have_happened(rete: Rete) -> Faults:
    """Entra ed esce, in quest'ordine, solo chi è fra i presenti o i collegati.

    Dai movimenti si sa chi c'era a ogni decisione: di chi entra si scrive il primo voto a cui
    prende parte, di chi esce l'ultimo. Un ente che rientra deve prima essere uscito.
    """
    for verbale in rete.verbali.values():
        there = frozenset(verbale.attending) if verbale.says_who else None
        decisions = max((decisione.n for decisione in verbale.decisioni), default=0)
        last: dict[str, Movimento] = {}
        for index, movimento in enumerate(verbale.movimenti):
            before = last.get(movimento.ente)
            last[movimento.ente] = movimento
            said = _movement_fault(movimento, there, decisions)
            if said is None and before is not None:
                said = _sequence_fault(before, movimento, verbale.inizio)
            if said is not None:
                yield fault(
                    verbale,
                    ("movimenti", index),
                    f"il movimento di «{movimento.ente}» {said[0]}",
                    said[1],
                )


def _comes_in(movimento: Movimento) -> bool:
    return movimento.entra is not None or movimento.dal_voto is not None


def _goes_out(movimento: Movimento) -> bool:
    return movimento.esce is not None or movimento.dopo_il_voto is not None


def _votes_before(movimento: Movimento) -> int | None:
    """How many decisions come before a movement, where it says."""
    if movimento.dal_voto is not None:
        return movimento.dal_voto - 1
    return movimento.dopo_il_voto


def _movement_fault(
    movimento: Movimento, there: frozenset[str] | None, decisions: int
) -> tuple[str, str] | None:
    """What is wrong with a movement by itself: message, remedy."""
    if _comes_in(movimento) and _goes_out(movimento):
        return (
            "dice insieme che entra e che esce",
            "chi entra ha «entra» e «dal_voto», chi esce «esce» e «dopo_il_voto»: fanne due voci",
        )
    if not _comes_in(movimento) and not _goes_out(movimento):
        return "non dice se entra o esce", "scrivi «entra» o «esce» con l'ora"
    if there is not None and movimento.ente not in there:
        return (
            "è di chi non risulta né presente né collegato",
            "aggiungilo a «presenti» o «collegati», o togli il movimento",
        )
    if (_votes_before(movimento) or 0) > decisions:
        key = "dal_voto" if movimento.dal_voto is not None else "dopo_il_voto"
        had = count(decisions, "decisione", "decisioni") if decisions else "nessuna decisione"
        return (
            f"cita il voto {getattr(movimento, key)}, ma il verbale ha {had}",
            f"correggi «{key}»",
        )
    return None


def _sequence_fault(
    before: Movimento, movimento: Movimento, start: str | None
) -> tuple[str, str] | None:
    """What is wrong with a movement after the one before it of the same body."""
    if _comes_in(before) == _comes_in(movimento):
        did = "entra due volte senza uscire" if _comes_in(movimento) else "esce due volte"
        return f"non segue dal precedente: {did}", "aggiungi il movimento che manca, o togline uno"
    votes = (_votes_before(before), _votes_before(movimento))
    if votes[0] is not None and votes[1] is not None and votes[1] < votes[0]:
        return "torna indietro nei voti", "metti i movimenti in ordine, o correggi i numeri"
    earlier, later = before.entra or before.esce, movimento.entra or movimento.esce
    if earlier and later and moment(later, start) < moment(earlier, start):
        return (
            f"torna indietro nelle ore: {later} dopo {earlier}",
            "metti i movimenti in ordine, o correggi le ore",
        )
    return None


@error("VER017", "verbale", "ente")
def who_presides_was_there(rete: Rete) -> Faults:
    """Chi presiede la seduta è fra i presenti o i collegati.

    Chi non c'era non ha potuto aprirla né contare i voti.
    """
    for verbale in rete.verbali.values():
        if not verbale.says_who or verbale.presiede is None:
            continue
        if verbale.presiede not in verbale.attending and rete.ente_exists(verbale.presiede):
            yield fault(
                verbale,
                ("presiede",),
                f"presiede «{verbale.presiede}», che non risulta né presente né collegato",
                "aggiungilo a chi è presente, o correggi «presiede»",
            )
