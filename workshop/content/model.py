"""The shapes of content files. Each model refuses fields that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from workshop.content.blocks import Block
from workshop.content.moves import Move
from workshop.content.reader import Tree

FORMAT = 1

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Who = Literal["alone", "pair", "threes", "group"]
Energy = Literal["calm", "lively", "moving"]
Personal = Literal["light", "some", "deep"]
Temper = Literal["reserved", "joking", "irritable", "tired", "eager"]
Outcome = Literal["opened", "steady", "closed"]
Trust = Annotated[int, Field(ge=0, le=10)]
Depth = Annotated[int, Field(ge=1, le=4)]


class Model(BaseModel):
    """What all content models share: they cannot be changed, and a field nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Exercise(Model):
    """What every exercise has, whatever its kind. Each kind adds fields of its own."""

    kind: Name
    title: Text
    minutes: Annotated[int, Field(ge=1, le=120)]
    who: Who
    energy: Energy
    personal: Personal
    topics: tuple[Name, ...] = ()
    intro: Text


class ReplaceableWord(Model):
    """A word that a client may replace: its default and what it is for."""

    text: Text
    about: Text


class KitIndex(Model):
    """`kit.yaml`: the order of pages, the topics and the replaceable words."""

    format: int
    title: Text
    language: Name
    keys: tuple[Name, ...]
    before: tuple[Name, ...]
    after: tuple[Name, ...]
    topics: Mapping[Name, Text]
    words: Mapping[Name, ReplaceableWord]

    @property
    def pages(self) -> tuple[str, ...]:
        """All page ids in reading order."""
        return (*self.before, *self.keys, *self.after)

    def number_of(self, page: str) -> int | None:
        """1 to 10 for a key; None for another page."""
        return self.keys.index(page) + 1 if page in self.keys else None


class PageFront(Model):
    """The front matter of a page. `handout` names those of its exercises that stand on the handout; empty, all do."""

    title: Text
    summary: Annotated[Text, Field(max_length=110)]
    minutes: Annotated[int, Field(ge=5, le=180)]
    exercises: tuple[Name, ...] = ()
    handout: tuple[Name, ...] = ()


@dataclass(frozen=True)
class PageSection:
    """One section of a page: its id, its title and what stands in it, fitted to the client."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True)
class Page:
    """A key or one of the five pages around them, fitted to the client."""

    id: str
    number: int | None
    front: PageFront
    sections: tuple[PageSection, ...]
    tree: Tree

    def section(self, name: str) -> PageSection | None:
        """The section with this id, or None."""
        return next((section for section in self.sections if section.id == name), None)


KEY_SECTIONS = ("aims", "why", "evidence", "how", "say", "caution", "practice", "review", "debrief", "facilitator")
# Sections that a key may have besides.
MORE_SECTIONS = ("sources",)
FACILITATOR_SECTIONS = ("debrief", "facilitator")
AFTER_EXERCISES = ("debrief", "practice", "review", "facilitator", "sources")


class ScenarioPartner(Model):
    """The person in a role-play. Pronouns "client" follow the client's file.

    `also` names further tempers that the scenario is written for: the learner may then choose how the partner is today.
    """

    name: Text
    pronouns: Literal["client", "he", "she", "they"]
    temper: Temper
    also: tuple[Temper, ...] = ()


class When(Model):
    """What must be so for a line to be there, or for a way to be open. All that is named must hold.

    Trust is 0 to 10 and depth 1 to 4, the greatest so far. `said` holds once one of these moves was made in the talk,
    `not_said` as long as none was, `just_said` when the learner's last line made one of them.
    """

    trust_from: Trust | None = None
    trust_to: Trust | None = None
    depth_from: Depth | None = None
    depth_to: Depth | None = None
    said: tuple[Move, ...] = ()
    not_said: tuple[Move, ...] = ()
    just_said: tuple[Move, ...] = ()
    temper: tuple[Temper, ...] = ()


class Way(Model):
    """Where a line leads: a scene, and when that way is open."""

    to: Name
    when: When | None = None


def _as_ways(value: object) -> object:
    """One name, or a list of names and of fields, as fields."""
    rows = [value] if isinstance(value, str | dict) else value
    return [{"to": row} if isinstance(row, str) else row for row in rows] if isinstance(rows, list) else rows


Ways = Annotated[tuple[Way, ...], BeforeValidator(_as_ways)]


class Choice(Model):
    """A line the learner can say, what it does, what we say about it, and where the talk goes.

    `next` names scenes from deep to light: the first whose condition holds and that trust is high enough for; the last
    one if none is. `when` says when the line is there at all.
    """

    say: Text
    move: Move
    feedback: Text
    next: Ways
    when: When | None = None


class Scene(Model):
    """One turn of the partner: either with choices, or an ending."""

    depth: Depth
    says: Text
    does: str = ""
    thinks: Text
    choices: tuple[Choice, ...] = ()
    ends: Outcome | None = None
    lesson: str = ""


class Scenario(Model):
    """The data of one role-play. The first scene opens the talk."""

    title: Text
    summary: Text
    topics: tuple[Name, ...]
    partner: ScenarioPartner
    setting: Text
    depths: Mapping[Depth, tuple[Text, ...]]
    scenes: Mapping[Name, Scene]

    @property
    def opening(self) -> str:
        """The id of the first scene."""
        return next(iter(self.scenes))

    @property
    def tempers(self) -> tuple[Temper, ...]:
        """The tempers it can be played with; the first is the one it is played with unless another is chosen."""
        return tuple(dict.fromkeys((self.partner.temper, *self.partner.also)))

    def in_temper(self, temper: Temper) -> Scenario:
        """The same scenario with the partner in one of its tempers."""
        if temper == self.partner.temper:
            return self
        return self.model_copy(update={"partner": self.partner.model_copy(update={"temper": temper})})
