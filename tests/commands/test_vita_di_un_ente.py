# ruff: noqa: E501 - files and commands as they are
"""The whole life of a body by commands alone, each step undone and done again."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.aiuti import misura
from tests.aiuti.luoghi import ROOT
from tests.aiuti.mano import Mano, contents, in_git, write
from tests.aiuti.scrittura import in_the_hands_of_git
from tests.conftest import Said

MINUTES = """\
numero: 3
convocazione: {inviata: "2026-05-04", mezzo: posta elettronica}
presiede: comune-di-roccaverde
presenti: [comune-di-roccaverde, associazione-il-ponte]
odg:
  - {punto: 1, titolo: Il Faro}
decisioni:
  - {n: 1, oggetto: Ammissione, testo: Il Faro è ammesso., votazione: {metodo: consenso}, esito: approvata}
  - n: 2
    oggetto: Tavoli
    testo: Il Faro entra in due tavoli.
    votazione: {metodo: consenso}
    esito: approvata
  - n: 3
    oggetto: Coordinamento
    testo: Il Faro coordina il tavolo abitare.
    votazione: {metodo: consenso}
    esito: approvata
  - {n: 4, oggetto: Sospensione, testo: Il Faro è sospeso., votazione: {metodo: consenso}, esito: approvata}
  - {n: 5, oggetto: Riammissione al voto, testo: La sospensione finisce., votazione: {metodo: consenso}, esito: approvata}
  - {n: 6, oggetto: Ritorno, testo: Il Faro torna., votazione: {metodo: consenso}, esito: approvata}
  - {n: 7, oggetto: Fusione, testo: Il Faro confluisce in Trame Comuni., votazione: {metodo: consenso}, esito: approvata}
"""

CARD = """\
# yaml-language-server: $schema=../../../../schemas/ente.schema.json
denominazione: Associazione Il Faro APS
natura: privato-sociale
codice_fiscale: "90000529991"
sede: {comune: Roccaverde, provincia: RV}
ambiti: [abitare, cultura]
adesioni:
  - {dal: "2026-05-28", atto: 2026-05-28-plenaria/1, al: "2026-09-30", atto_fine: 2026-06-01-recesso-il-faro, causa: recesso}
  - {dal: "2026-11-01", atto: 2026-05-28-plenaria/6, al: "2026-12-31", atto_fine: 2026-05-28-plenaria/7, causa: fusione}
sospensioni:
  - {dal: "2026-08-01", atto: 2026-05-28-plenaria/4, al: "2026-08-31", atto_fine: 2026-05-28-plenaria/5}
referenti:
  - {ruolo: rappresentante, carica: presidente, dal: "2026-06-01", al: "2026-09-30"}
"""

SEATS = """\
  - {ente: il-faro, dal: "2026-06-01", atto: 2026-05-28-plenaria/2, al: "2026-09-30", atto_fine: 2026-06-01-recesso-il-faro}
  - {ente: il-faro, dal: "2026-11-01", atto: 2026-05-28-plenaria/6, al: "2026-12-31", atto_fine: 2026-05-28-plenaria/7}
  - {ente: trame-comuni, dal: "2027-01-01", atto: 2026-05-28-plenaria/7}
coordinamento:
  - {ente: associazione-il-ponte, dal: "2024-01-15", atto: 2024-01-15-stipula, al: "2025-04-30", atto_fine: 2025-04-10-abitare/3}
  - {ente: fondazione-casa-aperta, dal: "2025-05-01", atto: 2025-04-10-abitare/3, al: "2026-06-30", atto_fine: 2026-05-28-plenaria/3}
  - {ente: il-faro, dal: "2026-07-01", atto: 2026-05-28-plenaria/3, al: "2026-09-30", atto_fine: 2026-06-01-recesso-il-faro}
  - {ente: il-faro, dal: "2026-11-15", atto: 2026-05-28-plenaria/6, al: "2026-12-31", atto_fine: 2026-05-28-plenaria/7}
  - {ente: trame-comuni, dal: "2027-01-01", atto: 2026-05-28-plenaria/7}
"""

LIFE = """\
ente aggiungi --denominazione 'Associazione Il Faro APS' --id il-faro --natura privato-sociale --codice-fiscale 90000529991 --comune Roccaverde --provincia rv --ambiti abitare,cultura
ente ammetti faro --atto 2026-05-28-plenaria/1 --dal 28/5/2026
ente referente faro --ruolo rappresentante --carica presidente --dal '1 giugno 2026'
tavolo aggiungi abitare faro --atto 2026-05-28-plenaria/2 --dal 2026-06-01
tavolo aggiungi giovani faro --atto 2026-05-28-plenaria/2 --dal 2026-06-01
tavolo affida abitare faro --atto 2026-05-28-plenaria/3 --dal 2026-07-01
ente sospendi faro --atto 2026-05-28-plenaria/4 --dal 2026-08-01
ente sospendi faro --fine --atto 2026-05-28-plenaria/5 --al 2026-08-31
atto registra --tipo recesso --data 2026-06-01 --di il-faro --parola recesso-il-faro --oggetto 'Recesso del Faro' --effetto 'cessazione ente=faro al=2026-09-30 causa=recesso'
ente chiudi faro --atto 2026-06-01-recesso-il-faro
ente ammetti faro --atto 2026-05-28-plenaria/6 --dal 2026-11-01
tavolo aggiungi abitare faro --atto 2026-05-28-plenaria/6 --dal 2026-11-01
tavolo affida abitare faro --atto 2026-05-28-plenaria/6 --dal 2026-11-15
ente chiudi faro --atto 2026-05-28-plenaria/7 --subentra trame --dal 2027-01-01
"""


@pytest.fixture
def mano(tmp_path: Path, rete: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Mano:
    in_the_hands_of_git(monkeypatch)
    register = in_git(tmp_path / "roccaverde", ROOT / "esempi" / "roccaverde")
    write(register, {"data/verbali/2026/2026-05-28-plenaria.yaml": MINUTES})
    return Mano(rete, register)


def test_every_step_is_sound_and_can_be_undone_and_done_again(mano: Mano) -> None:
    steps = LIFE.splitlines()
    for line in steps:
        before = contents(mano.register)
        mano.writes(*shlex.split(line))
        after = contents(mano.register)
        assert after != before, line
        assert mano.is_sound(), line
        if line not in misura.part(steps, 3):
            continue

        mano.writes("annulla", "ultima")
        assert contents(mano.register) == before, line

        mano.writes("annulla", mano.newest_code())
        assert contents(mano.register) == after, line
    assert contents(mano.register)["data/enti/il-faro.yaml"].decode() == CARD
    assert SEATS in contents(mano.register)["data/tavoli/abitare.yaml"].decode()
