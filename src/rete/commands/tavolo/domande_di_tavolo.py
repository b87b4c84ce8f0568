"""What the commands that change tables ask, and what the answers ask of an act."""

from dataclasses import replace
from typing import Final, get_args

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.changes import Plain
from rete.commands.writing import valori
from rete.commands.writing.domande import (
    about,
    effect,
    laid_down,
    request,
    the_act,
    the_ente,
    the_first_day,
    the_last_day,
    the_tavolo,
    words_of_vocabulary,
)
from rete.edits.passi import Richiesta
from rete.italiano import join_words
from rete.load.kinds import slug
from rete.load.loader import Loaded
from rete.model.comuni import Effetto, Genere, TipoEffetto
from rete.model.rete import Rete
from rete.reckoning.about import effects_in

GENERI: Final[tuple[str, ...]] = get_args(Genere)


def _has_a_purpose(known: Risposte) -> bool:
    return "scopo" in known


_ABOUT_PURPOSE: Final = (
    Domanda(
        opzione="scopo",
        testo="Che cosa è incaricato di fare?",
        aiuto="lo scopo, come sta scritto nella decisione",
        facoltativa=True,
    ),
    Domanda(
        opzione="risultato",
        testo="Con quale risultato?",
        aiuto="che cosa deve esserci alla fine",
        facoltativa=True,
        quando=_has_a_purpose,
    ),
    Domanda(
        opzione="scade",
        testo="Entro quando?",
        aiuto="il giorno in cui scade l'incarico: 2025-03-01, 1/3/2025…",
        leggi=valori.a_day,
        facoltativa=True,
        quando=_has_a_purpose,
    ),
)


def about_setting_up(loaded: Loaded) -> tuple[Domanda, ...]:
    rete = loaded.rete
    wanted = about("istituzione")

    def laid(known: Risposte) -> Effetto | None:
        return laid_down(rete, known, wanted(known))

    return (
        the_act(loaded, lambda _: Effetto(tipo="istituzione")),
        Domanda(
            opzione="nome",
            testo="Come si chiama il tavolo?",
            aiuto="il nome per esteso, per esempio «Tavolo abitare»",
            predefinita=lambda known: _only_new_table(rete, known, "nome"),
        ),
        Domanda(
            opzione="tavolo",
            argomento=True,
            testo="Con quale id?",
            aiuto="il nome del suo file, che non cambia più: lettere minuscole senza accenti,\n"
            "cifre e trattini; non finisce con «-bis»",
            leggi=lambda typed: _new_table(rete, typed),
            predefinita=lambda known: (
                _only_new_table(rete, known, "tavolo")
                or valori.a_proposed_id(
                    _derived_id(known.get("nome", "")), "tavolo", rete.tavolo_exists
                )
            ),
        ),
        Domanda(
            opzione="genere",
            testo="Di quale genere?",
            aiuto=", ".join(GENERI),
            leggi=valori.one_of(GENERI),
            predefinita=lambda known: _text(laid(known), "genere"),
        ),
        the_first_day(loaded, wanted),
        Domanda(
            opzione="componenti",
            testo="Quali enti ne fanno parte?",
            aiuto="uno o più enti, separati da virgole",
            leggi=valori.some_enti(loaded),
            predefinita=lambda known: ", ".join(e.componenti if (e := laid(known)) else ()) or None,
            facoltativa=True,
        ),
        Domanda(
            opzione="coordina",
            testo="Quale ente lo coordina?",
            aiuto="siede anche al tavolo",
            leggi=valori.an_ente(loaded),
            predefinita=lambda known: _text(laid(known), "coordina"),
            facoltativa=True,
        ),
        *_ABOUT_PURPOSE,
        words_of_vocabulary(loaded, "ambiti", "Di quali ambiti si occupa?"),
        words_of_vocabulary(loaded, "comunita", "A quali comunità si rivolge?"),
    )


def about_closing(loaded: Loaded) -> tuple[Domanda, ...]:
    wanted = about("chiusura")
    return (the_tavolo(loaded), the_act(loaded, wanted), the_last_day(loaded, wanted))


def about_seats(loaded: Loaded, tipo: TipoEffetto) -> tuple[Domanda, ...]:
    """Table, bodies, act and day of whoever comes in or goes out."""
    wanted = about(tipo)
    several = replace(
        the_ente(loaded),
        opzione="enti",
        testo="Quali enti?",
        aiuto="uno o più enti, separati da virgole",
        leggi=valori.some_enti(loaded),
    )
    day = the_last_day if tipo == "uscita" else the_first_day
    return (the_tavolo(loaded), several, the_act(loaded, wanted), day(loaded, wanted))


def about_coordination(loaded: Loaded, *, ending: bool) -> tuple[Domanda, ...]:
    wanted = about("fine-coordinamento" if ending else "coordinamento")
    day = the_last_day if ending else the_first_day
    return (
        the_tavolo(loaded),
        the_ente(loaded),
        the_act(loaded, wanted),
        day(loaded, wanted),
    )


def setting_up(known: Risposte, *, is_open: bool) -> Richiesta:
    effetto = effect("istituzione", known)
    title = f"Istituzione di «{known['tavolo']}» dal {known['dal']}"
    asked = request(known, "tavolo istituisci", title, effetto, details=_details(known, is_open))
    told = valori.told_of_another_id(_derived_id(known["nome"]), known["tavolo"])
    return replace(asked, racconto=told)


def closing(known: Risposte) -> Richiesta:
    title = f"Chiusura di «{known['tavolo']}» il {known['al']}"
    return request(known, "tavolo chiudi", title, effect("chiusura", known))


def seats(known: Risposte, tipo: TipoEffetto) -> Richiesta:
    bodies, tavolo = valori.listed(known["enti"]), known["tavolo"]
    effects = [effect(tipo, {**known, "ente": ente}) for ente in bodies]
    names = join_words([f"«{ente}»" for ente in bodies])
    if tipo == "ingresso":
        title = f"Ingresso di {names} in «{tavolo}» dal {known['dal']}"
        return request(known, "tavolo aggiungi", title, *effects)
    title = f"Uscita di {names} da «{tavolo}» il {known['al']}"
    return request(known, "tavolo togli", title, *effects)


def coordination(known: Risposte, *, ending: bool) -> Richiesta:
    effetto = effect("fine-coordinamento" if ending else "coordinamento", known)
    if ending:
        title = f"Fine del coordinamento di «{known['tavolo']}» il {known['al']}"
    else:
        title = f"Coordinamento di «{known['tavolo']}» a «{known['ente']}» dal {known['dal']}"
    return request(known, "tavolo affida", title, effetto)


def _details(known: Risposte, is_open: bool) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    names = (("scopo", "scopo"), ("risultato", "risultato_atteso"), ("scade", "scade"))
    if charge := {key: known[name] for name, key in names if name in known}:
        found["incarico"] = {**charge}
    for key in ("ambiti", "comunita"):
        if key in known:
            found[key] = [*valori.listed(known[key])]
    if is_open:
        found["aperto"] = "sì"
    return found


def _only_new_table(rete: Rete, known: Risposte, key: str) -> str | None:
    """What the act says of the table that it sets up, where it sets up one that is not there."""
    act = rete.act(known["atto"]) if "atto" in known else None
    found = [
        effetto
        for effetto in (effects_in(act) if act is not None else ())
        if effetto.tipo == "istituzione"
        and effetto.tavolo not in rete.tavoli
        and known.get("tavolo") in (None, effetto.tavolo)
    ]
    return _text(found[0], key) if len(found) == 1 else None


def _text(effetto: Effetto | None, key: str) -> str | None:
    value = getattr(effetto, key) if effetto is not None else None
    return value if isinstance(value, str) else None


def _new_table(rete: Rete, typed: str) -> str:
    identifier = valori.a_new_id(typed, "tavolo", rete.tavolo_exists)
    if rete.tavolo_exists(identifier):
        raise NotAnAnswer(f"«{identifier}» c'è già: scegli un altro nome")
    return identifier


def _derived_id(name: str) -> str:
    return slug(name).removeprefix("tavolo-")
