"""A sound register of any size, always the same for the same size; all that it says is invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.invented import AREAS, COMMUNITIES, FORMS, tax_code, word
from bench.sitting import Sitting, approved

HEADER = "# Registro inventato per le misure di velocità: enti, luoghi e fatti non esistono.\n"
SIGNING = date(2020, 1, 15)
STIPULA = f"{SIGNING}-stipula"
END = date(2027, 12, 31)
LAST_SITTING = date(2026, 10, 30)
OFFICE = "comune-di-roccaverde"
PLENARY = "plenaria"
MAX_SEATS = 30


@dataclass(frozen=True, kw_only=True)
class Body:
    """What the rest of the register needs to know of a body; ``act`` is what let it in."""

    number: int
    id: str
    since: date
    act: str

    @property
    def is_public(self) -> bool:
        return self.id.startswith("comune-di-")


@dataclass(frozen=True, kw_only=True)
class Table:
    id: str
    members: tuple[str, ...]
    sittings: list[date] = field(default_factory=list)


def write_register(root: Path, bodies: int) -> int:
    """Write a register of so many bodies and half as many minutes; how many files it has."""
    files = register(bodies)
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return len(files)


def register(bodies: int) -> dict[str, str]:
    """Path → text of every file."""
    random = Random(f"rete {bodies}")
    names = tuple(_identifier(number) for number in range(bodies))
    founders = tuple(name for number, name in enumerate(names) if not _came_later(number))
    tables = _tables(random, bodies, founders)
    _lay_out(tables, bodies // 2)
    members = _members(names, tables[0])
    files = {"data/patto.yaml": _patto(len(founders))}
    files[f"data/atti/{SIGNING.year}/{STIPULA}.yaml"] = _stipula(founders)
    for body in members:
        files[f"data/enti/{body.id}.yaml"] = _ente(random, body)
        if body.is_public:
            act = _own_act(body)
            files[f"data/atti/{act[:4]}/{act}.yaml"] = _deliberation(body)
    for table in tables:
        files[f"data/tavoli/{table.id}.yaml"] = _tavolo(table)
        files |= _minutes(random, table, members)
    return {path: HEADER + text for path, text in files.items()}


def _identifier(number: int) -> str:
    if number == 0:
        return OFFICE
    prefix = "comune-di" if number % 20 == 1 else FORMS[number % len(FORMS)][0].split()[0]
    return f"{prefix.lower()}-{word(number)}"


def _came_later(number: int) -> bool:
    """One body in ten, the sixth and so on."""
    return number % 10 == 5


def _members(names: tuple[str, ...], plenary: Table) -> tuple[Body, ...]:
    """The founders by the signing, the others by the first decision of a plenary each."""
    found = []
    for number, name in enumerate(names):
        day, act = SIGNING, STIPULA
        if _came_later(number):
            day = plenary.sittings[number // 10 % len(plenary.sittings)]
            act = f"{day}-{PLENARY}/1"
        found.append(Body(number=number, id=name, since=day, act=act))
    return tuple(found)


def _tables(random: Random, bodies: int, founders: tuple[str, ...]) -> tuple[Table, ...]:
    tables = [Table(id=PLENARY, members=founders)]
    for number in range(1, max(3, bodies // 100) + 1):
        seats = random.randint(8, min(MAX_SEATS, len(founders)))
        area = AREAS[number % len(AREAS)][0]
        members = tuple(sorted(random.sample(founders, seats)))
        tables.append(Table(id=f"{area}-{number:03d}", members=members))
    return tuple(tables)


def _patto(founders: int) -> str:
    areas = "\n".join(f"    - {{id: {key}, nome: {name}}}" for key, name in AREAS)
    communities = "\n".join(f"    - {{id: {key}, nome: {name}}}" for key, name in COMMUNITIES)
    return f"""titolo: Patto di collaborazione di Roccaverde
nome: Rete di Roccaverde
elenco: completo
segreteria:
  - {{ente: {OFFICE}, dal: "{SIGNING}", atto: {STIPULA}}}
vocabolari:
  ambiti:
{areas}
  comunita:
{communities}
periodi:
  - {{id: primo, dal: "{SIGNING}", al: "{END}", atto: {STIPULA}}}
articoli:
  - numero: "4"
    rubrica: Convocazioni e decisioni
    versioni:
      - dal: "{SIGNING}"
        atto: {STIPULA}
        regole:
          convocazione:
            preavviso: {{giorni: 5}}
          decisioni:
            - numero_legale: {{prima: {{almeno: "1/200"}}, seconda: {{almeno: "1/400"}}}}
              maggioranza: {{oltre: "1/2", di: votanti}}
          deleghe: {{massimo: 1}}
          verbali: {{approvazione: seduta-stante}}
          termine_festivo: resta
conteggi_pubblicati:
  - data: "{SIGNING}"
    totale: {founders}
    fonti:
      - titolo: Comunicato della firma
"""


def _stipula(founders: tuple[str, ...]) -> str:
    signatories = "".join(f"  - {identifier}\n" for identifier in founders)
    return (
        "tipo: stipula\n"
        "oggetto: Firma del patto di collaborazione di Roccaverde\n"
        f"firmatari:\n{signatories}"
        f"firmatari_totale: {len(founders)}\n"
    )


def _own_act(body: Body) -> str:
    """The act by which a public body decided to come in."""
    return f"{body.since - timedelta(days=3)}-delibera-{body.id}"


def _deliberation(body: Body) -> str:
    return (
        f"tipo: atto-di-ente\ndi: {body.id}\norgano: giunta comunale\noggetto: Adesione al patto\n"
    )


def _ente(random: Random, body: Body) -> str:
    name = word(body.number).capitalize() if body.number else "Roccaverde"
    ambiti = ", ".join(key for key, _ in random.sample(AREAS, 2))
    comunita = random.choice(COMMUNITIES)[0]
    own = f", atto_proprio: {_own_act(body)}" if body.is_public else ""
    return f"""{_identity(body, name)}codice_fiscale: "{tax_code(body.number)}"
sede:
  indirizzo: via delle Prove {random.randint(1, 99)}
  cap: "00000"
  comune: Roccaverde
  provincia: RV
contatti:
  email: info@{body.id}.example
  pec: protocollo@pec.{body.id}.example
  sito: https://www.{body.id}.example
ambiti: [{ambiti}]
comunita: [{comunita}]
adesioni:
  - {{dal: "{body.since}", atto: {body.act}, qualita: effettivo{own}}}
referenti:
  - {{ruolo: rappresentante, carica: presidente, dal: "{body.since}"}}
  - {{ruolo: supplente, carica: vicepresidente, dal: "{body.since}"}}
fonti:
  - titolo: Domanda di adesione
    data: "{body.since}"
note: >-
  Scheda inventata per le misure di velocità; ogni riga serve a dare al file
  la lunghezza di una scheda vera.
"""


def _identity(body: Body, name: str) -> str:
    if body.is_public:
        return (
            f"denominazione: Comune di {name}\nnatura: pubblico\nforma: comune\n"
            f"ipa: z_{body.number:05d}\n"
        )
    pattern, form, section = FORMS[body.number % len(FORMS)]
    return (
        f"denominazione: {pattern.format(name)}\nsigla: {name}\nnatura: privato-sociale\n"
        f"forma: {form}\n"
        f'runts:\n  sezione: {section}\n  repertorio: "{body.number + 100_000}"\n'
        '  iscritto_il: "2019-03-01"\n  stato: iscritto\n  verificato_il: "2026-06-15"\n'
    )


def _tavolo(table: Table) -> str:
    founded = f'istituzione: {{dal: "{SIGNING}", atto: {STIPULA}}}\n'
    if table.id == PLENARY:
        return f"nome: Plenaria\ngenere: plenaria\n{founded}"
    area, number = table.id.rsplit("-", 1)
    seats = "".join(
        f'  - {{ente: {member}, dal: "{SIGNING}", atto: {STIPULA}}}\n' for member in table.members
    )
    return (
        f"nome: Tavolo {dict(AREAS)[area].lower()} {number}\ngenere: tavolo-tematico\n"
        f"ambiti: [{area}]\n{founded}componenti:\n{seats}"
        f'coordinamento:\n  - {{ente: {table.members[0]}, dal: "{SIGNING}", atto: {STIPULA}}}\n'
        f'regolamento:\n  - dal: "{SIGNING}"\n    atto: {STIPULA}\n    regole:\n      decisioni:\n'
        '        - numero_legale: {prima: {oltre: "1/2"}, seconda: {almeno: "1/3"}}\n'
        '          maggioranza: {oltre: "1/2", di: votanti}\n'
    )


def _lay_out(tables: tuple[Table, ...], minutes: int) -> None:
    """Give every table its sittings, one in ten plenary, over the years and never two on a day."""
    plenaries, others = max(1, minutes // 10), len(tables) - 1
    shares = [plenaries]
    shares += [len(range(index, minutes - plenaries, others)) for index in range(others)]
    first = SIGNING + timedelta(days=30)
    span = (LAST_SITTING - first).days
    for table, share in zip(tables, shares, strict=True):
        table.sittings.extend(first + timedelta(days=n * span // share) for n in range(share))


def _minutes(random: Random, table: Table, members: tuple[Body, ...]) -> dict[str, str]:
    """The minutes of a table, all approved but those of its last sitting."""
    admitted: dict[str, list[str]] = {}
    for body in members:
        admitted.setdefault(body.act, []).append(body.id)
    files = {}
    for index, day in enumerate(table.sittings):
        identifier = f"{day}-{table.id}"
        number = sum(past.year == day.year for past in table.sittings[: index + 1])
        sitting = Sitting.drawn(random, table.members, day, number)
        text = sitting.text(random, tuple(admitted.get(f"{identifier}/1", ())))
        if table.id == PLENARY or day != table.sittings[-1]:
            text = approved(text)
        files[f"data/verbali/{day.year}/{identifier}.yaml"] = text
        if index % 5 == 2:
            files[f"data/seguiti/{identifier}.yaml"] = _seguito(day)
    return files


def _seguito(day: date) -> str:
    return (
        f'azioni:\n  - {{n: 1, data: "{day + timedelta(days=20)}", stato: in-corso}}\n'
        f'  - {{n: 1, data: "{day + timedelta(days=40)}", stato: fatta, nota: Consegnata}}\n'
    )
