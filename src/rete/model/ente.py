"""A body of the alliance, or one that the register names: who it is and when it was in."""

from datetime import date
from typing import Literal

from rete.diagnostics import quoted
from rete.model.comuni import Causa, Fonti, Ids, Periodo, Qualita
from rete.model.detto import detto, detto_sempre
from rete.model.tempo import DataParziale
from rete.records import frozen

Natura = Literal["pubblico", "privato-sociale"]
StatoRunts = Literal["iscritto", "in-iscrizione", "cancellato", "migrato", "non-iscritto"]
SezioneRunts = Literal["odv", "aps", "ef", "is", "ra", "sms", "ets"]
Ruolo = Literal["rappresentante", "supplente", "referente"]


@frozen
class Runts:
    """Its place in the register of the third sector (D.Lgs. 117/2017, art. 46)."""

    stato: StatoRunts
    sezione: SezioneRunts | None = None
    repertorio: str | None = None
    iscritto_il: date | None = None
    verificato_il: date | None = None


@frozen
class Sede:
    comune: str
    indirizzo: str | None = None
    cap: str | None = None
    provincia: str | None = None


@frozen
class Contatti:
    email: str | None = None
    pec: str | None = None
    sito: str | None = None
    telefono: str | None = None


@frozen
class Adesione:
    """One period in the alliance; who comes back has a new one."""

    atto: str
    dal: DataParziale | None = None
    firma: date | None = None
    atto_proprio: str | None = None
    qualita: Qualita = "effettivo"
    al: DataParziale | None = None
    atto_fine: str | None = None
    causa: Causa | None = None
    fonti: Fonti = ()
    note: str | None = None


@frozen
class Referente:
    """Who speaks for the body: the office, and a name only where the register wants it."""

    ruolo: Ruolo
    carica: str
    nome: str | None = None
    tavolo: str | None = None
    dal: DataParziale | None = None
    al: DataParziale | None = None
    atto: str | None = None
    fonti: Fonti = ()
    note: str | None = None

    @property
    def carica_detta(self) -> str:
        return quoted(self.carica)


@frozen
class DenominazionePrecedente:
    denominazione: str
    al: DataParziale
    fonti: Fonti = ()
    note: str | None = None

    @property
    def nome_detto(self) -> str:
        return quoted(self.denominazione)


@frozen
class Ente:
    id: str
    file: str
    denominazione: str
    natura: Natura = detto_sempre("Natura")
    adesioni: tuple[Adesione, ...]
    sigla: str | None = None
    forma: str | None = detto("Forma")
    codice_fiscale: str | None = detto("Codice fiscale")
    ipa: str | None = detto("Codice IPA")
    runts: Runts | None = detto("RUNTS")
    sede: Sede | None = detto("Sede")
    contatti: Contatti | None = None
    ambiti: Ids = detto("Ambiti", ())
    comunita: Ids = detto("Comunità", ())
    sospensioni: tuple[Periodo, ...] = ()
    referenti: tuple[Referente, ...] = ()
    denominazioni_precedenti: tuple[DenominazionePrecedente, ...] = ()
    fonti: Fonti = ()
    note: str | None = None

    @property
    def nome_breve(self) -> str:
        return self.sigla or self.denominazione
