"""What is asked of a body that the register does not know, and the card that the answers make."""

from datetime import date
from typing import Final

from rete.ask import Domanda, NotAnAnswer, Risposte
from rete.changes import Plain
from rete.commands.shared import contesto
from rete.commands.writing import valori
from rete.commands.writing.domande import words_of_vocabulary
from rete.commands.writing.somiglianze import near_names, same_code
from rete.italiano.etichette import SEZIONI_RUNTS
from rete.load.kinds import MAX_ID, slug
from rete.load.loader import Loaded
from rete.model.ente import Ente
from rete.model.rete import Rete

NATURE: Final = ("pubblico", "privato-sociale")
SEZIONI: Final = tuple(SEZIONI_RUNTS)
STATI: Final = ("iscritto", "in-iscrizione", "cancellato", "migrato", "non-iscritto")

_LEGAL_ENDINGS = ("odv", "aps", "ets", "onlus")
_SEDE = ("indirizzo", "cap", "comune", "provincia")
_CONTATTI = ("email", "pec", "sito", "telefono")
_RUNTS = ("sezione", "repertorio", "iscritto-il", "stato", "verificato-il")
_PLAIN_KEYS = ("denominazione", "sigla", "natura", "forma", "codice-fiscale", "ipa")

_an_address = valori.shaped(r"[^@\s]+@[^@\s]+\.[^@\s]+", "una casella è come info@ilponte.example")


def _is_private(known: Risposte) -> bool:
    return known.get("natura") == "privato-sociale"


def _is_in_runts(known: Risposte) -> bool:
    return known.get("runts-stato", "non-iscritto") != "non-iscritto"


def _has_a_place(known: Risposte) -> bool:
    return "comune" in known


_ABOUT_KIND: Final = (
    Domanda(
        opzione="natura",
        testo="È pubblico o del privato sociale?",
        aiuto="pubblico (un comune, una scuola, un'azienda sanitaria) o privato-sociale\n"
        "(un'associazione, una cooperativa sociale, una fondazione)",
        leggi=valori.one_of(NATURE),
    ),
    Domanda(
        opzione="forma",
        testo="Quale forma giuridica?",
        aiuto="in parole: associazione riconosciuta, società cooperativa sociale, comune…",
        facoltativa=True,
    ),
)
_IPA: Final = Domanda(
    opzione="ipa",
    testo="Qual è il suo codice IPA?",
    aiuto="il codice nell'indice delle pubbliche amministrazioni",
    facoltativa=True,
    quando=lambda known: known.get("natura") == "pubblico",
)
_ABOUT_RUNTS: Final = (
    Domanda(
        opzione="runts-stato",
        testo="È nel registro del Terzo settore (RUNTS)?",
        aiuto=", ".join(STATI),
        leggi=valori.one_of(STATI),
        facoltativa=True,
        quando=_is_private,
    ),
    Domanda(
        opzione="runts-sezione",
        testo="In quale sezione?",
        aiuto="\n".join(f"{code} ({words})" for code, words in SEZIONI_RUNTS.items()),
        leggi=valori.one_of(SEZIONI),
        facoltativa=True,
        quando=_is_in_runts,
    ),
    Domanda(
        opzione="runts-repertorio",
        testo="Con quale numero di repertorio?",
        aiuto="solo cifre, senza zeri davanti",
        leggi=valori.shaped(r"[1-9][0-9]{0,6}", "sono al massimo 7 cifre, senza zeri davanti"),
        facoltativa=True,
        quando=_is_in_runts,
    ),
    Domanda(
        opzione="runts-iscritto-il",
        testo="Da quale giorno è iscritto?",
        aiuto="2025-03-01, 1/3/2025 o «1 marzo 2025»",
        leggi=valori.a_day,
        facoltativa=True,
        quando=_is_in_runts,
    ),
    Domanda(
        opzione="runts-verificato-il",
        testo="Quando lo hai controllato?",
        aiuto="il giorno in cui hai guardato il RUNTS: oggi, 2025-03-01…",
        leggi=valori.a_day,
        suggerita=lambda _: contesto.today().isoformat(),
        facoltativa=True,
        quando=lambda known: "runts-stato" in known,
    ),
)
_ADDRESS: Final = Domanda(
    opzione="indirizzo",
    testo="A quale indirizzo?",
    aiuto="via e numero",
    facoltativa=True,
    quando=_has_a_place,
)
_ABOUT_CONTACTS: Final = (
    Domanda(
        opzione="email",
        testo="Qual è la sua casella di posta?",
        aiuto="quella dell'ente, non di una persona",
        leggi=_an_address,
        facoltativa=True,
    ),
    Domanda(
        opzione="pec",
        testo="E la PEC?",
        aiuto="la posta certificata",
        leggi=_an_address,
        facoltativa=True,
    ),
    Domanda(
        opzione="sito",
        testo="Ha un sito?",
        aiuto="https://…",
        leggi=valori.shaped(r"https?://\S+", "comincia con https:// o http://"),
        facoltativa=True,
    ),
    Domanda(
        opzione="telefono",
        testo="A quale telefono risponde?",
        aiuto="quello dell'ente; mai un cellulare personale",
        facoltativa=True,
    ),
)


def card(known: Risposte) -> dict[str, Plain]:
    """The keys of the card that the answers give, but for ``adesioni``."""
    found: dict[str, Plain] = {
        key.replace("-", "_"): known[key] for key in _PLAIN_KEYS if key in known
    }
    for group, keys in (("sede", _SEDE), ("contatti", _CONTATTI)):
        if inner := {key: known[key] for key in keys if key in known}:
            found[group] = {**inner}
    if runts := {k.replace("-", "_"): known[f"runts-{k}"] for k in _RUNTS if f"runts-{k}" in known}:
        found["runts"] = {**runts}
    for key in ("ambiti", "comunita"):
        if key in known:
            found[key] = [*valori.listed(known[key])]
    return found


def about_card(loaded: Loaded) -> tuple[Domanda, ...]:
    rete = loaded.rete
    return (
        *_about_name(rete),
        *_ABOUT_RUNTS,
        *_about_place(rete),
        *_ABOUT_CONTACTS,
        words_of_vocabulary(loaded, "ambiti", "Di che cosa si occupa?"),
        words_of_vocabulary(loaded, "comunita", "A chi si rivolge?"),
    )


def _about_name(rete: Rete) -> tuple[Domanda, ...]:
    def new_id(typed: str) -> str:
        identifier = valori.a_new_id(typed, "ente", rete.ente_exists)
        if rete.ente_exists(identifier):
            raise NotAnAnswer(f"«{identifier}» ha già una scheda: scegli un altro nome")
        return identifier

    return (
        Domanda(
            opzione="denominazione",
            testo="Come si chiama l'ente?",
            aiuto="il nome per esteso, come nello statuto",
            avviso=lambda name, _: near_names(rete, name),
        ),
        Domanda(
            opzione="id",
            testo="Con quale id?",
            aiuto="il nome del suo file, che non cambia più: lettere minuscole senza accenti,\n"
            "cifre e trattini",
            leggi=new_id,
            predefinita=lambda known: valori.a_proposed_id(
                _derived_id(known.get("denominazione", "")), "ente", rete.ente_exists
            ),
        ),
        *_ABOUT_KIND,
        Domanda(
            opzione="sigla",
            testo="Ha un nome breve?",
            aiuto="la sigla o il nome con cui lo chiamano tutti",
            facoltativa=True,
            avviso=lambda name, _: near_names(rete, name),
        ),
        Domanda(
            opzione="codice-fiscale",
            testo="Qual è il suo codice fiscale?",
            aiuto="le 11 cifre di quello dell'ente; mai quello di una persona",
            leggi=valori.a_tax_code,
            facoltativa=True,
            avviso=lambda code, _: same_code(rete, code),
        ),
        _IPA,
    )


def _about_place(rete: Rete) -> tuple[Domanda, ...]:
    last = _last_body(rete)
    sede = last.sede if last is not None else None

    return (
        Domanda(
            opzione="comune",
            testo="In quale comune ha sede?",
            aiuto="il nome del comune",
            suggerita=sede.comune if sede else None,
            facoltativa=True,
        ),
        _ADDRESS,
        Domanda(
            opzione="cap",
            testo="Con quale CAP?",
            aiuto="cinque cifre",
            leggi=valori.shaped(r"[0-9]{5}", "sono cinque cifre"),
            suggerita=lambda known: _if_same_town(sede.cap if sede else None, known, last),
            facoltativa=True,
            quando=_has_a_place,
        ),
        Domanda(
            opzione="provincia",
            testo="In quale provincia?",
            aiuto="la sigla: due lettere",
            leggi=lambda typed: valori.shaped("[A-Z]{2}", "sono due lettere")(typed.upper()),
            suggerita=lambda known: _if_same_town(sede.provincia if sede else None, known, last),
            facoltativa=True,
            quando=_has_a_place,
        ),
    )


def told_of_id(known: Risposte) -> tuple[str, ...]:
    """What the plan says of an id that is not the one that its name would give."""
    return valori.told_of_another_id(_derived_id(known["denominazione"]), known["id"])


def _derived_id(name: str) -> str:
    """The name as an id, without the words of its legal form at the end."""
    words = slug(name).split("-")
    while len(words) > 1 and (words[-1] in _LEGAL_ENDINGS or len("-".join(words)) > MAX_ID):
        words.pop()
    return "-".join(words)[:MAX_ID].strip("-")


def _last_body(rete: Rete) -> Ente | None:
    """The body that came in last, with a seat: the most likely to be like the next."""
    known = [ente for ente in rete.enti.values() if ente.sede is not None]
    return max(known, key=lambda ente: (_entered(ente), ente.id), default=None)


def _entered(ente: Ente) -> date:
    return max((a.dal.primo for a in ente.adesioni if a.dal is not None), default=date.min)


def _if_same_town(value: str | None, known: Risposte, last: Ente | None) -> str | None:
    """What is known of a town, where the town is that one."""
    same = last is not None and last.sede is not None and last.sede.comune == known.get("comune")
    return value if same else None
