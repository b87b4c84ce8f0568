"""What `rete ente ammetti | sospendi | chiudi` ask, and what the answers ask of an act."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, get_args

from rete.ask import Domanda, Risposte
from rete.changes import Plain
from rete.commands.writing import valori
from rete.commands.writing.domande import (
    about,
    effect,
    laid_down,
    optional,
    request,
    the_act,
    the_ente,
    the_first_day,
    the_last_day,
)
from rete.edits.passi import Richiesta
from rete.italiano import join_words
from rete.load.loader import Loaded
from rete.model.comuni import Causa, Effetto, Qualita

QUALITA: Final[tuple[str, ...]] = get_args(Qualita)
CAUSE: Final[tuple[str, ...]] = get_args(Causa)
_MERGER: Final = "fusione"
_CAUSES_OF_ACTS: Final = {"recesso": "recesso", "decadenza": "decadenza"}


def about_admission(loaded: Loaded) -> tuple[Domanda, ...]:
    wanted, is_signed = about("ammissione"), by_signature(loaded)
    dal = the_first_day(loaded, wanted)
    return (
        the_ente(loaded),
        the_act(loaded, wanted),
        Domanda(
            opzione="firma",
            testo="Quando ha firmato?",
            aiuto="il giorno della firma del patto; se l'atto ammette «dalla firma», aderisce da "
            "allora",
            leggi=valori.a_day,
            facoltativa=lambda known: not is_signed(known),
        ),
        replace(dal, quando=lambda known: not is_signed(known)),
        Domanda(
            opzione="qualita",
            testo="In quale qualità?",
            aiuto="effettivo: vota; osservatore: siede e non vota",
            leggi=valori.one_of(QUALITA),
            predefinita=lambda known: _quality(loaded, known),
        ),
        Domanda(
            opzione="atto-proprio",
            testo="Con quale atto suo l'ente ha deciso di aderire?",
            aiuto="l'id di un atto registrato, per esempio la delibera di un comune",
            leggi=valori.an_act(loaded),
            facoltativa=True,
        ),
    )


def about_suspension(loaded: Loaded, *, ending: bool) -> tuple[Domanda, ...]:
    if ending:
        wanted = about("fine-sospensione")
        return (the_ente(loaded), the_act(loaded, wanted), the_last_day(loaded, wanted))
    wanted = about("sospensione")
    last = the_last_day(loaded, wanted, "Fino a quale giorno, se si sa?")
    return (
        the_ente(loaded),
        the_act(loaded, wanted),
        the_first_day(loaded, wanted),
        optional(last),
    )


def about_leaving(loaded: Loaded) -> tuple[Domanda, ...]:
    gone, merged = about("cessazione"), about("subentro")

    def heirs(known: Risposte) -> str | None:
        effetto = laid_down(loaded.rete, known, merged(known))
        return ", ".join(effetto.a) if effetto is not None else None

    return (
        the_ente(loaded),
        the_act(loaded, gone, merged),
        Domanda(
            opzione="causa",
            testo="Perché?",
            aiuto=", ".join(CAUSE),
            leggi=valori.one_of(CAUSE),
            predefinita=lambda known: _cause(loaded, known),
        ),
        Domanda(
            opzione="subentra",
            testo="Chi ne prende il posto?",
            aiuto="gli enti nati dalla fusione, o che lo incorporano, separati da virgole",
            leggi=valori.some_enti(loaded),
            predefinita=heirs,
            facoltativa=True,
            quando=lambda known: known.get("causa") == _MERGER,
        ),
        replace(
            the_last_day(loaded, gone, "Qual è il suo ultimo giorno nella rete?"),
            quando=lambda known: not _is_merger(known),
        ),
        replace(
            the_first_day(loaded, merged, "Da quale giorno subentra?"),
            quando=_is_merger,
        ),
    )


def admission(known: Risposte, *, signed: bool) -> Richiesta:
    ente, quality = known["ente"], known["qualita"]
    effetto = Effetto(
        tipo="ammissione",
        ente=ente,
        dal=None if signed else valori.partial(known["dal"]),
        decorrenza="firma" if signed else None,
        qualita="osservatore" if quality == "osservatore" else None,
    )
    details: dict[str, Plain] = {}
    if "firma" in known:
        details["firma"] = known["firma"]
    if "atto-proprio" in known:
        details["atto_proprio"] = known["atto-proprio"]
    since = known["firma"] if signed else known["dal"]
    return request(
        known, "ente ammetti", f"Ammissione di «{ente}» dal {since}", effetto, details=details
    )


def suspension(known: Risposte) -> Richiesta:
    title = f"Sospensione di «{known['ente']}» dal {known['dal']}"
    return request(known, "ente sospendi", title, effect("sospensione", known))


def end_of_suspension(known: Risposte) -> Richiesta:
    title = f"Fine della sospensione di «{known['ente']}» il {known['al']}"
    return request(known, "ente sospendi", title, effect("fine-sospensione", known))


def leaving(known: Risposte) -> Richiesta:
    title = f"Uscita di «{known['ente']}» il {known['al']} ({known['causa']})"
    return request(known, "ente chiudi", title, effect("cessazione", known))


def succession(known: Risposte) -> Richiesta:
    effetto = effect("subentro", {**known, "a": known["subentra"]})
    names = join_words([f"«{one}»" for one in effetto.a])
    title = f"Subentro di {names} a «{known['ente']}» dal {known['dal']}"
    return request(known, "ente chiudi", title, effetto)


def by_signature(loaded: Loaded) -> Callable[[Risposte], bool]:
    """Whether the act admits from the day of the signature."""

    def answer(known: Risposte) -> bool:
        effetto = laid_down(loaded.rete, known, about("ammissione")(known))
        return effetto is not None and effetto.decorrenza == "firma"

    return answer


def _is_merger(known: Risposte) -> bool:
    return "subentra" in known and known.get("causa") == _MERGER


def _quality(loaded: Loaded, known: Risposte) -> str:
    effetto = laid_down(loaded.rete, known, about("ammissione")(known))
    return (effetto.qualita if effetto else None) or "effettivo"


def _cause(loaded: Loaded, known: Risposte) -> str | None:
    """What the act says; whoever is succeeded was merged; a withdrawal is one by its kind."""
    effetto = laid_down(loaded.rete, known, about("cessazione")(known))
    if effetto is not None and effetto.causa is not None:
        return effetto.causa
    if "subentra" in known or laid_down(loaded.rete, known, about("subentro")(known)):
        return _MERGER
    act = loaded.rete.act(known["atto"]) if "atto" in known else None
    return _CAUSES_OF_ACTS.get(act.atto.tipo) if act is not None and act.atto else None
