"""What a line did to trust, told in the same words wherever a talk keeps its lines. Pure."""

from __future__ import annotations


class Weighed:
    """A part of a talk that a line may have moved: the dataclass that is one has these three fields.

    Trust before and after the line, 0 to 10 (no `trust_after` while nothing was said), and the rules that counted, as
    (name, change).
    """

    trust: int
    trust_after: int | None
    reasons: tuple[tuple[str, int], ...]

    @property
    def change(self) -> int:
        """By how much trust moved; 0 while nothing was said."""
        return 0 if self.trust_after is None else self.trust_after - self.trust

    @property
    def weight(self) -> int:
        """What the line did, whatever room trust had left."""
        return sum(by for _, by in self.reasons)
