"""What became of an action, added to the follow-ups of its minutes, which stay as they are."""

from datetime import date

from rete.changes import Refused
from rete.edits.bozza import Bozza, record_as_plain
from rete.italiano import in_quotes
from rete.italiano.etichette import STATI_AZIONE, label
from rete.model.rete import Rete
from rete.model.seguito import SeguitoAzione
from rete.reckoning.follow_ups import AzioneOggi, actions_of, after


def add_follow_up(bozza: Bozza, rete: Rete, minutes: str, notizia: SeguitoAzione) -> None:
    """Add the news at the end of its file, which begins here where it is the first.

    In: the id of the minutes; what is known of one of their actions, where what is None stays as
    it was.
    """
    action = _still_open(rete, minutes, notizia)
    item = record_as_plain(notizia)
    if minutes in rete.seguiti:
        bozza.append(rete.seguiti[minutes].file, ("azioni",), item)
    else:
        bozza.create(f"data/seguiti/{minutes}.yaml", "seguito", {"azioni": [item]})
        bozza.tell(f"nasce il file dei seguiti di «{minutes}»")
    _tell(bozza, minutes, notizia, action)


def _still_open(rete: Rete, minutes: str, notizia: SeguitoAzione) -> AzioneOggi:
    """The action, of which there can be news; Refused where there can be none, with the reason."""
    name = f"l'azione {notizia.n} di «{minutes}»"
    if rete.is_unread("seguito", minutes):
        raise Refused(
            f"data/seguiti/{minutes}.yaml non si legge: prima correggilo («rete "
            "controlla» dice che cosa non va)"
        )
    verbale = rete.verbali.get(minutes)
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


def _tell(bozza: Bozza, minutes: str, notizia: SeguitoAzione, action: AzioneOggi) -> None:
    state = label(STATI_AZIONE, notizia.stato)
    text = " ".join(action.azione.testo.split())
    when = f"dal {notizia.data}" if notizia.stato == "in-corso" else f"il {notizia.data}"
    bozza.tell(f"azione {notizia.n} di «{minutes}» («{text}»): {state} {when}")
    now = after(action.azione, (*action.seguiti, notizia))
    if now.entro != action.entro:
        was = f"era da fare entro il {action.entro}" if action.entro else "era senza scadenza"
        bozza.tell(f"si sposta al {now.entro}: {was}")
        if now.entro is not None and now.entro < notizia.data:
            bozza.warn(f"il nuovo termine ({now.entro}) è già passato il {notizia.data}")
    if _who(now) != _who(action):
        bozza.tell(f"passa a {_who(now)}: prima era affidata a {_who(action)}")
    if notizia.nota:
        bozza.tell(f"nota: {notizia.nota}")
    if now.seguiti[-1].data > notizia.data:
        last = now.seguiti[-1]
        bozza.warn(
            f"c'è già un seguito più recente, del {last.data}: vale quello "
            f"({label(STATI_AZIONE, last.stato)})"
        )


def _who(action: AzioneOggi) -> str:
    return in_quotes((*action.responsabili, *action.incaricati)) or "nessuno"
