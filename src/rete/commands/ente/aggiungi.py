"""`rete ente aggiungi`: a body that the register does not know."""

from datetime import date
from typing import Final

from rete.commands.writing.campi import Campi, campo, forse
from rete.commands.writing.comuni import ambiti, comunita, oggi
from rete.commands.writing.nuove_schede import (
    a_new_id,
    a_proposed_id,
    near_names,
    same_code,
    told_of_another_id,
)
from rete.commands.writing.scrivere import Scrittura, writing
from rete.commands.writing.valori import (
    UN_CODICE_FISCALE,
    UN_GIORNO,
    UN_ID,
    UN_TESTO,
    Tipo,
    di_forma,
    parola,
)
from rete.edits.bozza import Bozza
from rete.edits.schede import add_body
from rete.italiano.etichette import SEZIONI_RUNTS
from rete.load.kinds import MAX_ID, slug
from rete.model.ente import Ente, Natura, Sede, SezioneRunts, StatoRunts
from rete.model.identificativi import CAP, POSTA, PROVINCIA, REPERTORIO, SITO
from rete.model.rete import Rete

_NATURA: Final[Tipo[Natura]] = parola(Natura)
_STATO: Final[Tipo[StatoRunts]] = parola(StatoRunts, "STATO")
_SEZIONE: Final[Tipo[SezioneRunts]] = parola(SezioneRunts, "SEZIONE")
_POSTA: Final = di_forma(POSTA, "una casella è come info@ilponte.example", "POSTA")
_LEGAL_ENDINGS: Final = ("odv", "aps", "ets", "onlus")


class Nuovo(Campi):
    """The card of a body, but for when it was in the alliance."""

    denominazione = campo(
        UN_TESTO,
        "Come si chiama l'ente?",
        aiuto="il nome per esteso, come nello statuto",
        help="Il nome, come nello statuto.",
        posto="denominazione",
    )
    id_ = campo(
        UN_ID,
        "Con quale id?",
        aiuto="il nome del suo file, che non cambia più: lettere minuscole senza accenti,\n"
        "cifre e trattini",
        help="Il nome del file (se manca, viene dalla denominazione).",
    )
    natura = campo(
        _NATURA,
        "È pubblico o del privato sociale?",
        aiuto="pubblico (un comune, una scuola, un'azienda sanitaria) o privato-sociale\n"
        "(un'associazione, una cooperativa sociale, una fondazione)",
        help="Se è pubblico o del privato sociale.",
        posto="natura",
    )
    forma = forse(
        UN_TESTO,
        "Quale forma giuridica?",
        aiuto="in parole: associazione riconosciuta, società cooperativa sociale, comune…",
        help="La forma giuridica, in parole.",
        posto="forma",
    )
    sigla = forse(
        UN_TESTO,
        "Ha un nome breve?",
        aiuto="la sigla o il nome con cui lo chiamano tutti",
        help="Il nome breve, se lo usa.",
        posto="sigla",
    )
    codice_fiscale = forse(
        UN_CODICE_FISCALE,
        "Qual è il suo codice fiscale?",
        aiuto="le 11 cifre di quello dell'ente; mai quello di una persona",
        help="Le 11 cifre di quello dell'ente.",
        posto="codice_fiscale",
    )
    ipa = forse(
        UN_TESTO,
        "Qual è il suo codice IPA?",
        metavar="CODICE",
        aiuto="il codice nell'indice delle pubbliche amministrazioni",
        help="Il codice IPA, per un ente pubblico.",
        quando=natura.is_one_of("pubblico"),
        posto="ipa",
    )
    runts_stato = forse(
        _STATO,
        "È nel registro del Terzo settore (RUNTS)?",
        help=f"Nel registro del Terzo settore: {_STATO.parole}.",
        quando=natura.is_one_of("privato-sociale"),
        posto="runts.stato",
    )
    runts_sezione = forse(
        _SEZIONE,
        "In quale sezione?",
        aiuto="\n".join(f"{code} ({words})" for code, words in SEZIONI_RUNTS.items()),
        help=f"In quale sezione: {_SEZIONE.parole}.",
        posto="runts.sezione",
    )
    runts_repertorio = forse(
        di_forma(REPERTORIO, "sono al massimo 7 cifre, senza zeri davanti", "CIFRE"),
        "Con quale numero di repertorio?",
        aiuto="solo cifre, senza zeri davanti",
        help="Il numero di repertorio.",
        posto="runts.repertorio",
    )
    runts_iscritto_il = forse(
        UN_GIORNO,
        "Da quale giorno è iscritto?",
        aiuto="2025-03-01, 1/3/2025 o «1 marzo 2025»",
        help="Il giorno dell'iscrizione.",
        posto="runts.iscritto_il",
    )
    runts_verificato_il = forse(
        UN_GIORNO,
        "Quando lo hai controllato?",
        aiuto="il giorno in cui hai guardato il RUNTS: oggi, 2025-03-01…",
        suggerita=oggi,
        help="Il giorno in cui lo hai controllato.",
        quando=runts_stato.is_given,
        posto="runts.verificato_il",
    )
    comune = forse(
        UN_TESTO,
        "In quale comune ha sede?",
        aiuto="il nome del comune",
        help="Il comune della sede.",
        posto="sede.comune",
    )
    indirizzo = forse(
        UN_TESTO,
        "A quale indirizzo?",
        aiuto="via e numero",
        help="Via e numero della sede.",
        quando=comune.is_given,
        posto="sede.indirizzo",
    )
    cap = forse(
        di_forma(CAP, "sono cinque cifre", "CIFRE"),
        "Con quale CAP?",
        aiuto="cinque cifre",
        help="Il CAP della sede.",
        quando=comune.is_given,
        posto="sede.cap",
    )
    provincia = forse(
        di_forma(PROVINCIA, "sono due lettere", "SIGLA", str.upper),
        "In quale provincia?",
        aiuto="la sigla: due lettere",
        help="La provincia della sede: due lettere.",
        quando=comune.is_given,
        posto="sede.provincia",
    )
    email = forse(
        _POSTA,
        "Qual è la sua casella di posta?",
        aiuto="quella dell'ente, non di una persona",
        help="La casella di posta dell'ente.",
        posto="contatti.email",
    )
    pec = forse(
        _POSTA, "E la PEC?", aiuto="la posta certificata", help="La PEC.", posto="contatti.pec"
    )
    sito = forse(
        di_forma(SITO, "comincia con https:// o http://", "INDIRIZZO"),
        "Ha un sito?",
        aiuto="https://…",
        help="Il sito: https://…",
        posto="contatti.sito",
    )
    telefono = forse(
        UN_TESTO,
        "A quale telefono risponde?",
        metavar="NUMERO",
        aiuto="quello dell'ente; mai un cellulare personale",
        help="Il telefono dell'ente (non personale).",
        posto="contatti.telefono",
    )
    ambiti = ambiti()
    comunita = comunita()

    @denominazione.avviso
    @sigla.avviso
    def _(self, name: str) -> str | None:
        return near_names(self.rete, name)

    @codice_fiscale.avviso
    def _(self, code: str) -> str | None:
        return same_code(self.rete, code)

    @id_.leggi
    def _(self, typed: str) -> str:
        return a_new_id(typed, "ente", self.rete, taken="ha già una scheda")

    @id_.predefinita
    def _(self) -> str | None:
        derived = derived_id(self.denominazione)
        return a_proposed_id(derived, "ente", self.rete)

    @runts_sezione.quando
    @runts_repertorio.quando
    @runts_iscritto_il.quando
    def _(self) -> bool:
        return (self.runts_stato or "non-iscritto") != "non-iscritto"

    @comune.suggerita
    def _(self) -> str | None:
        return sede.comune if (sede := _last_seat(self.rete)) else None

    @cap.suggerita
    def _(self) -> str | None:
        return sede.cap if (sede := self._seat_in_same_town()) else None

    @provincia.suggerita
    def _(self) -> str | None:
        return sede.provincia if (sede := self._seat_in_same_town()) else None

    def _seat_in_same_town(self) -> Sede | None:
        """The seat of the last body, where the town is the same: what is known of it."""
        sede = _last_seat(self.rete)
        return sede if sede is not None and sede.comune == self.comune else None


@writing
def aggiungi(work: Scrittura, a: Nuovo) -> int:
    """Crea la scheda di un ente che il registro non conosce ancora.

    Non lo fa entrare nella rete: per quello c'è «rete ente ammetti».
    """

    def add(bozza: Bozza, rete: Rete) -> None:
        add_body(bozza, rete, a.id_, a.record())
        for sentence in told_of_another_id(derived_id(a.denominazione), a.id_):
            bozza.tell(sentence)

    title = f"Scheda di «{a.denominazione}»"
    return work.carry_out(work.step(title, add, f"ente/{a.id_}"))


def derived_id(name: str) -> str:
    """The name as an id, without the words of its legal form at the end."""
    words = slug(name).split("-")
    while len(words) > 1 and (words[-1] in _LEGAL_ENDINGS or len("-".join(words)) > MAX_ID):
        words.pop()
    return "-".join(words)[:MAX_ID].strip("-")


def _last_seat(rete: Rete) -> Sede | None:
    """The seat of the body that came in last: the most likely to be like the next."""
    known = [ente for ente in rete.enti.values() if ente.sede is not None]
    last = max(known, key=lambda ente: (_entered(ente), ente.id), default=None)
    return last.sede if last is not None else None


def _entered(ente: Ente) -> date:
    return max((a.dal.primo for a in ente.adesioni if a.dal is not None), default=date.min)
