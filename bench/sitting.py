"""The minutes of one invented sitting, drawn so that every count adds up."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.invented import ACTIONS, DECISIONS, TOPICS, discussion
from rete.model.impronta import frozen_digest
from rete.schema import schema_of
from rete.source import compose

MAX_PRESENT = 60


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Who was there (well over half of a table, at most sixty), who was not, who presided."""

    day: date
    number: int
    chair: str
    present: tuple[str, ...]
    excused: tuple[str, ...]

    @classmethod
    def drawn(cls, random: Random, members: tuple[str, ...], day: date, number: int) -> "Sitting":
        """The first member presides and is always there."""
        chair, *others = members
        wanted = min(MAX_PRESENT, len(members) * 3 // 4 + 1)
        there = sorted([chair, *random.sample(others, wanted - 1)])
        away = [member for member in others[:200] if member not in there]
        excused = sorted(random.sample(away, min(len(away), random.randint(1, 3))))
        return cls(
            day=day, number=number, chair=chair, present=tuple(there), excused=tuple(excused)
        )

    def text(self, random: Random, admitted: tuple[str, ...]) -> str:
        """The file of these minutes; whoever is admitted is so by decision 1."""
        points = random.sample(TOPICS, random.randint(3, 6))
        lines = [
            f"numero: {self.number}",
            'inizio: "17:30"',
            f'fine: "19:{random.randint(10, 59)}"',
            "luogo: Sala consiliare di Roccaverde",
            "modalita: presenza",
            "convocazione:",
            f'  inviata: "{self.day - timedelta(days=12)}"',
            "  mezzo: PEC",
            f"presiede: {self.chair}",
            "verbalizza: la segreteria del patto",
            f"presenti: [{_wrapped(self.present)}]",
        ]
        if self.excused:
            lines.append(f"giustificati: [{', '.join(self.excused)}]")
        lines.append("odg:")
        for number, title in enumerate(points, start=1):
            lines += [f"  - punto: {number}", f'    titolo: "{title}"', "    discussione: >-"]
            lines += discussion(random, " " * 6)
        lines += self._decisions(random, len(points), admitted)
        lines += self._actions(random, len(points))
        return "\n".join(lines) + "\n"

    def _decisions(self, random: Random, points: int, admitted: tuple[str, ...]) -> list[str]:
        titles = random.sample(DECISIONS, random.randint(1, 4))
        if admitted:
            titles[0] = "Ammissione di nuovi enti"
        lines = ["decisioni:"]
        for number, title in enumerate(titles, start=1):
            lines += [
                f"  - n: {number}",
                f"    punto: {min(number, points)}",
                f"    oggetto: {title}",
                "    testo: >-",
                *discussion(random, " " * 6)[:2],
                "    votazione:",
                "      metodo: palese",
                *self._votes(random),
                "    esito: approvata",
            ]
            if number == 1 and admitted:
                lines.append("    effetti:")
                lines += [
                    f'      - {{tipo: ammissione, ente: {body}, dal: "{self.day}"}}'
                    for body in admitted
                ]
        return lines

    def _votes(self, random: Random) -> list[str]:
        """One against at most and one who abstains: six or more are present, so it passes."""
        against, abstaining = random.sample(self.present, 2)
        lines = []
        if random.random() < 0.5:
            lines.append(f"      contrari: [{against}]")
        if random.random() < 0.5:
            lines.append(f"      astenuti: [{abstaining}]")
        return lines

    def _actions(self, random: Random, points: int) -> list[str]:
        lines = ["azioni:"]
        for number, what in enumerate(random.sample(ACTIONS, random.randint(1, 3)), start=1):
            lines += [
                f"  - n: {number}",
                f'    testo: "{what}"',
                f"    responsabili: [{random.choice(self.present)}]",
                f'    entro: "{self.day + timedelta(days=60)}"',
                f"    punto: {min(number, points)}",
            ]
        return lines


def approved(text: str) -> str:
    """Minutes approved at the end of the sitting, with their seal."""
    text += "approvazione:\n  modo: seduta-stante\n"
    value = compose(text.encode(), schema_of("verbale").shape).value
    if not isinstance(value, dict):
        raise TypeError("invented minutes that cannot be read")
    return f'{text}  impronta: "{frozen_digest(value)}"\n'


def _wrapped(names: tuple[str, ...]) -> str:
    """A few names a line, as somebody would write them."""
    rows = [", ".join(names[start : start + 4]) for start in range(0, len(names), 4)]
    return ",\n  ".join(rows)
