"""How a thing is printed: paper, size of type, color, and as which sort of file."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.errors import Problem, WorkshopError

PDF, HTML, DOCX = "pdf", "html", "docx"
FORMATS = (PDF, HTML, DOCX)
PAPERS = ("a4", "letter")
BOOKLET, FILLABLE = "_booklet", "_fillable"
VARIANT_ENDINGS = ("", BOOKLET, FILLABLE)
# The pages of a booklet, two of which lie side by side on a sheet.
HALF_SHEETS = {"a4": "a5", "letter": "half-letter"}


@dataclass(frozen=True)
class Variant:
    """What holds for all that is printed in one run. Empty paper and no large print mean: as the client's file says.

    `gray` is for printers without color. A booklet and a form to fill in on a screen have names of their own, since one
    may want them besides the plain file.
    """

    paper: str = ""
    large_print: bool = False
    gray: bool = False
    booklet: bool = False
    fillable: bool = False
    format: str = PDF

    @property
    def ending(self) -> str:
        """What stands at the end of a file's name."""
        return BOOKLET if self.booklet else FILLABLE if self.fillable else ""

    def check(self) -> None:
        """Raises WorkshopError for wishes that do not go together, all at once."""
        clashes = [
            (self.booklet and self.large_print, "A booklet has half pages, too small for large print.", "Choose one."),
            (
                self.booklet and self.fillable,
                "A booklet is for paper, a form to fill in is for the screen.",
                "Choose one.",
            ),
            (
                self.format != PDF and (self.booklet or self.fillable or self.gray),
                f"Booklets, forms and gray go with PDF only; {self.format} has none.",
                "Leave them out, or choose PDF.",
            ),
        ]
        problems = [Problem("", 0, "H211", what, todo) for clash, what, todo in clashes if clash]
        if problems:
            raise WorkshopError(problems)
