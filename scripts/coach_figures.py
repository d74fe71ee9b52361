"""How well the coach reads sentences of people it has never seen, as figures for `docs/coach.md`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coach_training import MOVES, Labelled

from workshop.content.moves import Move
from workshop.roleplay.coach.coach import ACCUSING, main_reading, read_line
from workshop.roleplay.coach.language import Language

QUESTIONS = (Move.OPEN_QUESTION, Move.CLOSED_QUESTION)
BEGIN, END = "<!-- figures: made by scripts/train_coach.py -->", "<!-- end of figures -->"
SHORT = {
    Move.SAY_BACK: "say", Move.OPEN_QUESTION: "open", Move.CLOSED_QUESTION: "closed", Move.SHARE: "share",
    Move.AFFIRM: "affirm", Move.GIVE_TIME: "time", Move.OFFER_HELP: "help", Move.ADVISE: "advise",
    Move.JUDGE: "judge", Move.PUSH: "push", Move.DISMISS: "dism", Move.INFORM: "inform", Move.OTHER: "other",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """One held-out sentence as it is, and as the coach read it."""

    move: Move
    named: Move
    second: Move
    sure: bool


def measure(rows: Sequence[Labelled], language: Language) -> list[Read]:
    """Reads every sentence; one that falls into two is read as the line's main move."""
    found = []
    for row in rows:
        reading = main_reading(read_line(row.text, language))
        if reading is None:
            found.append(Read(row.move, Move.OTHER, Move.INFORM, False))
        else:
            found.append(Read(row.move, reading.move, reading.second, reading.sure))
    return found


def share(part: int, whole: int) -> float:
    """Part of a whole, 0 to 1; 0 of nothing."""
    return part / whole if whole else 0.0


def recall(reads: Sequence[Read], move: Move) -> float:
    """Of the sentences that make a move, how many were named so."""
    mine = [read for read in reads if read.move is move]
    return share(sum(read.named is move for read in mine), len(mine))


def precision(reads: Sequence[Read], move: Move) -> float:
    """Of the sentences named so, how many make the move."""
    mine = [read for read in reads if read.named is move]
    return share(sum(read.move is move for read in mine), len(mine))


def f1(reads: Sequence[Read], move: Move) -> float:
    """The harmonic mean of recall and precision."""
    found, right = recall(reads, move), precision(reads, move)
    return 2 * found * right / (found + right) if found + right else 0.0


def kappa(rows: Sequence[Labelled]) -> float:
    """Cohen's kappa of the two blind readings: agreement beyond chance, 1 at the most."""
    agreed = share(sum(row.first is row.second for row in rows), len(rows))
    first, second = Counter(row.first for row in rows), Counter(row.second for row in rows)
    chance = sum(first[move] * second[move] for move in MOVES) / len(rows) ** 2
    return (agreed - chance) / (1 - chance)


def summary(reads: Sequence[Read]) -> dict[str, float]:
    """The figures that the coach is judged by."""
    kind = [read for read in reads if read.move not in ACCUSING]
    asked = [read for read in reads if read.move in QUESTIONS]
    accused = [read for read in kind if read.named in ACCUSING]
    return {
        "macro-F1 over thirteen moves": sum(f1(reads, move) for move in MOVES) / len(MOVES),
        "judge found": recall(reads, Move.JUDGE),
        "push found": recall(reads, Move.PUSH),
        "dismiss found": recall(reads, Move.DISMISS),
        "kind lines called judge, push or dismiss": share(len(accused), len(kind)),
        "of these, said for sure": share(sum(read.sure for read in accused), len(kind)),
        "open and closed questions named right": share(sum(read.named is read.move for read in asked), len(asked)),
        "not sure": share(sum(not read.sure for read in reads), len(reads)),
        "right, or right among the two named when not sure": share(
            sum(read.move is read.named or (not read.sure and read.move is read.second) for read in reads), len(reads)
        ),
    }


def figures_text(reads: Sequence[Read], trained: Sequence[Labelled], held_out: Sequence[Labelled]) -> str:
    """All figures as Markdown."""
    rows = [*trained, *held_out]
    apart = [row for row in rows if row.first is not row.second]
    parts = [
        f"{len(rows)} sentences of {len({row.voice for row in rows})} voices; {len(held_out)} of "
        f"{len({row.voice for row in held_out})} voices are kept aside. Two blind readings agree in "
        f"{len(rows) - len(apart)} of {len(rows)} (Cohen's kappa {kappa(rows):.3f}); the other {len(apart)} were "
        "settled by a third look.\n",
        "| on voices and topics never seen in training | |\n|---|---|",
        *(
            f"| {name} | {value:.1%} |" if "F1" not in name else f"| {name} | {value:.3f} |"
            for name, value in summary(reads).items()
        ),
        "\n| move | sentences in training | kept aside | found | right | F1 |\n|---|---|---|---|---|---|",
        *(_move_row(move, reads, trained) for move in MOVES),
        "\nConfusion matrix: a row for what a sentence does, a column for what the coach named.\n",
        "| | " + " | ".join(SHORT[move] for move in MOVES) + " |\n|---|" + "---|" * len(MOVES),
        *(_matrix_row(move, reads) for move in MOVES),
    ]
    return "\n".join(parts)


def _move_row(move: Move, reads: Sequence[Read], trained: Sequence[Labelled]) -> str:
    seen, aside = sum(row.move is move for row in trained), sum(read.move is move for read in reads)
    told = f"{recall(reads, move):.2f} | {precision(reads, move):.2f} | {f1(reads, move):.2f}"
    return f"| `{move}` | {seen} | {aside} | {told} |"


def _matrix_row(move: Move, reads: Sequence[Read]) -> str:
    counted = Counter(read.named for read in reads if read.move is move)
    return f"| **{SHORT[move]}** | " + " | ".join(str(counted[named] or "·") for named in MOVES) + " |"


def put_figures(page: str, figures: str) -> str:
    """The page with the figures between their marks; raises ValueError when a mark is missing."""
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"docs/coach.md must hold the lines {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"
