"""What became of an action, added to the follow-ups of its minutes, which stay as they are."""

from datetime import date
from typing import Literal

from rete.changes import Plain, Refused
from rete.edits.bozza import Bozza, without_empty, written
from rete.italiano import join_words
from rete.italiano.etichette import STATI_AZIONE, label
from rete.model.rete import Rete
from rete.model.seguito import SeguitoAzione
from rete.reckoning.follow_ups import AzioneOggi, actions_of, after
from rete.records import dataclass

StatoNuovo = Literal["in-corso", "fatta", "annullata"]


@dataclass(frozen=True, kw_only=True)
class Notizia:
    """What is known of action ``n`` of some minutes on a day; what is None stays as it was."""

    verbale: str
    n: int
    data: date
    stato: StatoNuovo
    nota: str | None = None
    entro: date | None = None
    responsabili: tuple[str, ...] = ()


def add_follow_up(bozza: Bozza, rete: Rete, notizia: Notizia) -> None:
    """Add the news at the end of its file, which begins here where it is the first."""
    action = _still_open(rete, notizia)
    item = _item(notizia)
    path = f"data/seguiti/{notizia.verbale}.yaml"
    if notizia.verbale in rete.seguiti:
        bozza.append(rete.seguiti[notizia.verbale].file, ("azioni",), item)
    else:
        bozza.create(path, "seguito", {"azioni": [item]})
        bozza.tell(f"nasce il file dei seguiti di «{notizia.verbale}»")
    _tell(bozza, notizia, action)


def _still_open(rete: Rete, notizia: Notizia) -> AzioneOggi:
    """The action, of which there can be news; Refused where there can be none, with the reason."""
    name = f"l'azione {notizia.n} di «{notizia.verbale}»"
    if rete.is_unread("seguito", notizia.verbale):
        raise Refused(
            f"data/seguiti/{notizia.verbale}.yaml non si legge: prima correggilo («rete "
            "controlla» dice che cosa non va)"
        )
    verbale = rete.verbali.get(notizia.verbale)
    # All that was ever written counts, also what is dated later.
    found = actions_of(rete, verbale, date.max) if verbale else ()
    action = next((one for one in found if one.azione.n == notizia.n), None)
    if verbale is None or action is None:
        raise Refused(f"{name} non c'è")
    if action.stato in ("fatta", "annullata"):
        raise Refused(
            f"{name} è già {action.stato} dal {action.seguiti[-1].data}: se resta qualcosa da "
            "fare, è un'azione nuova di un'altra seduta"
        )
    if notizia.data < verbale.data:
        raise Refused(f"{name} non può avere seguiti il {notizia.data}: la seduta è dopo")
    return action


def _item(notizia: Notizia) -> dict[str, Plain]:
    return without_empty(
        {
            "n": notizia.n,
            "data": written(notizia.data),
            "stato": notizia.stato,
            "nota": notizia.nota,
            "entro": written(notizia.entro) if notizia.entro else None,
            "responsabili": [*notizia.responsabili],
        }
    )


def _tell(bozza: Bozza, notizia: Notizia, action: AzioneOggi) -> None:
    state = label(STATI_AZIONE, notizia.stato)
    text = " ".join(action.azione.testo.split())
    when = f"dal {notizia.data}" if notizia.stato == "in-corso" else f"il {notizia.data}"
    bozza.tell(f"azione {notizia.n} di «{notizia.verbale}» («{text}»): {state} {when}")
    now = after(action.azione, (*action.seguiti, _step(notizia)))
    if now.entro != action.entro:
        bozza.tell(f"si sposta al {now.entro}: era da fare entro il {action.entro}")
        if now.entro < notizia.data:
            bozza.warn(f"il nuovo termine ({now.entro}) è già passato il {notizia.data}")
    if now.responsabili != action.responsabili:
        before = _named(action.responsabili)
        bozza.tell(f"passa a {_named(now.responsabili)}: prima era affidata a {before}")
    if notizia.nota:
        bozza.tell(f"nota: {notizia.nota}")
    if now.seguiti[-1].data > notizia.data:
        last = now.seguiti[-1]
        bozza.warn(
            f"c'è già un seguito più recente, del {last.data}: vale quello "
            f"({label(STATI_AZIONE, last.stato)})"
        )


def _step(notizia: Notizia) -> SeguitoAzione:
    return SeguitoAzione(
        n=notizia.n,
        data=notizia.data,
        stato=notizia.stato,
        nota=notizia.nota,
        entro=notizia.entro,
        responsabili=notizia.responsabili,
    )


def _named(bodies: tuple[str, ...]) -> str:
    return join_words([f"«{ente}»" for ente in bodies]) or "nessuno"
