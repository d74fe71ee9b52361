"""The styles of a word processor's file, as XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.handouts.word.look import FONT, INK, OTHER_SCRIPTS, Paint, Style, paragraph_styles, run_styles
from workshop.handouts.word.parts import attributes, style_id, tab_stops
from workshop.handouts.word.tables import table_styles

# How the names of those styles begin that every program has.
KNOWN = ("Title", "Subtitle", "Heading", "Header", "Footer", "Caption", "TOC", "List", "Quote")


@dataclass(frozen=True)
class Setting:
    """What holds for all text of a file: its base size in points, its language and where lines begin."""

    base: float
    language: str
    large: bool = False
    right_to_left: bool = False
    centered: bool = False


def styles_xml(setting: Setting, paint: Paint) -> str:
    """What stands in the file's styles, as the inside of its root."""
    base, large = setting.base, setting.large
    paragraphs = [_style_xml(style, base) for style in paragraph_styles(base, paint, large=large)]
    words = [_words_xml(style, base) for style in [*run_styles(paint), Style("Hyperlink", color=paint.key)]]
    return "".join([_defaults(setting), *_normal_xml(), *paragraphs, *words, *table_styles(paint)])


def _defaults(setting: Setting) -> str:
    size, language = round(setting.base * 2), setting.language
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{OTHER_SCRIPTS}"/>'
    other = language if setting.right_to_left else "ar-SA"
    told = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{other}"/>'
    marks = f'{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{told}'
    lines = "<w:widowControl/>" + ("<w:bidi/>" if setting.right_to_left else "")
    lines += f'<w:spacing w:before="0" w:after="{round(setting.base * 10)}" w:line="262" w:lineRule="auto"/>'
    lines += '<w:jc w:val="center"/>' if setting.centered else ""
    words = f"<w:rPrDefault><w:rPr>{marks}</w:rPr></w:rPrDefault>"
    return f"<w:docDefaults>{words}<w:pPrDefault><w:pPr>{lines}</w:pPr></w:pPrDefault></w:docDefaults>"


def _normal_xml() -> Iterator[str]:
    """What everything is based on. The color of ink is here, since it would lose against a table's style above."""
    sides = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("left", "right"))
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
    ink = f'<w:rPr><w:color w:val="{INK}"/></w:rPr>'
    known = (
        ("paragraph", "Normal", "<w:qFormat/>" + ink),
        ("character", "Default Paragraph Font", ""),
        ("table", "Table Normal", table),
        ("numbering", "No List", ""),
    )
    for kind, name, more in known:
        spelled = "Normal Table" if kind == "table" else name
        head = f'<w:style w:type="{kind}" w:default="1" w:styleId="{style_id(name)}">'
        yield f'{head}<w:name w:val="{spelled}"/>{more}</w:style>'


def _style_xml(style: Style, base: float) -> str:
    look = f"<w:pPr>{_lines(style)}</w:pPr><w:rPr>{_marks(style, base)}</w:rPr>"
    based = f'<w:basedOn w:val="{style_id(style.based)}"/><w:next w:val="{style_id(_next(style))}"/>'
    own = "" if style.name.startswith(KNOWN) else ' w:customStyle="1"'
    head = f'<w:style w:type="paragraph"{own} w:styleId="{style_id(style.name)}"><w:name w:val="{_known(style.name)}"/>'
    return f"{head}{based}<w:qFormat/>{look}</w:style>"


def _lines(style: Style) -> str:
    """How the paragraphs of a style stand; the order is the one the format asks for."""
    lines = ("<w:keepNext/>" if style.keep else "") + ("<w:keepLines/>" if style.keep or style.whole else "")
    if style.numbered:
        level, number = style.numbered
        lines += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    lines += style.more + tab_stops(style.tabs)
    rule = {"lineRule": "exact" if style.exact else "auto"} if style.line is not None else {}
    lines += attributes("spacing", before=style.before, after=style.after, line=style.line, **rule)
    lines += attributes("ind", left=style.left, right=style.right, hanging=style.hanging)
    lines += '<w:jc w:val="center"/>' if style.name in ("Picture", "Caption", "Cell Number") else ""
    return lines + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")


def _known(name: str) -> str:
    """A style's name as the format spells those that all programs know."""
    return name.lower() if name.startswith(("Heading ", "TOC 1", "Header", "Footer", "Caption")) else name


def _next(style: Style) -> str:
    return "Normal" if style.outline is not None or style.name in ("Picture", "Caption", "Subtitle") else style.name


def _words_xml(style: Style, base: float) -> str:
    line = '<w:u w:val="single"/>' if style.name == "Hyperlink" else ""
    head = f'<w:style w:type="character" w:styleId="{style_id(style.name)}"><w:name w:val="{style.name}"/>'
    return f"{head}<w:qFormat/><w:rPr>{_marks(style, base)}{line}</w:rPr></w:style>"


def _marks(style: Style, base: float) -> str:
    """How the words of a style look."""
    marks = f'<w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:cs="{style.font}"/>' if style.font else ""
    marks += ("<w:b/><w:bCs/>" if style.bold else "") + ("<w:i/><w:iCs/>" if style.italic else "")
    marks += f'<w:color w:val="{style.color}"/>' if style.color else ""
    size = round(style.size * base * 2)
    return marks + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
