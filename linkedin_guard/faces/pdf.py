"""Blocks as a tagged PDF (PDF/UA-1), typeset by typst with the fonts it brings, so that it is the same everywhere.

What is said is handed over as string literals, never as markup. Needs the extra `[pdf]`.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import segno

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue

Paper = Literal["a4", "us-letter"]


class PdfFault(Exception):
    """There can be no PDF: one sentence that says why, and what to do."""

    exit_code = 2


_FONTS = '#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))'

_SMALL = """
#set page(margin: (x: 20mm, top: 14mm, bottom: 15mm))
#set text(size: 9pt)
#set par(leading: 0.55em, spacing: 0.75em)
#set list(spacing: 0.55em)
#set terms(spacing: 0.55em)
#show heading.where(level: 1): set block(below: 10pt)
#show heading.where(level: 1): set text(0.75em)
#show heading.where(level: 2): set text(0.8em)
#show heading.where(level: 2): set block(above: 13pt, below: 6pt)
"""
"""What is set otherwise for a small one, after the template."""

_TEMPLATE = r"""
#let ink = rgb("#1d2329")
#let muted = rgb("#59636d")
#let line-colour = rgb("#c4c0ba")
#let accent = rgb("#0b6a5e")

#set page(
  margin: (x: 24mm, top: 24mm, bottom: 26mm),
  footer: context if counter(page).final().first() > 1 {
    set text(8.5pt, fill: muted)
    grid(columns: (1fr, auto), document.title, counter(page).display("1 / 1", both: true))
  },
)
#set text(size: 11pt, fill: ink)
#set par(leading: 0.72em, spacing: 1.15em)
#set list(marker: text(fill: accent)[•], indent: 2pt, body-indent: 8pt, spacing: 0.9em)
#set enum(numbering: n => text(fill: accent)[#n.], indent: 2pt, body-indent: 8pt, spacing: 0.9em)
#show link: set text(fill: accent)
#show heading.where(level: 1): it => block(
  width: 100%, inset: (bottom: 9pt), stroke: (bottom: 1.2pt + accent), below: 20pt, sticky: true, text(20pt, it.body),
)
#show heading.where(level: 2): set text(13.5pt)
#show heading.where(level: 2): set block(above: 26pt, below: 11pt)
// A long word may break anywhere, so that none leaves the page.
#show regex("[^\\s/-]{30,}"): it => it.text.matches(regex("\\S\\p{M}*")).chunks(8).map(letters => {
  box(letters.map(letter => letter.text).join())
}).join()

#let shape(width, height, radius, colour, body) = box(
  width: width, height: height, radius: radius, stroke: 0.9pt + colour, baseline: 1.5pt, body,
)
#let trail(items) = text(fill: muted, items.map(item => strong(text(fill: ink, item))).join([ › ]))
#let linked(url, body) = if url.starts-with(regex("https://|mailto:")) { link(url, body) } else { body }
#let address(url, label) = block({
  set par(spacing: 0.6em)
  par(linked(url, if label == "" { url } else { label }))
  if label != "" { par(text(9pt, fill: muted, url)) }
})
#let notice(body) = block(inset: (left: 12pt, y: 5pt), stroke: (left: 2.5pt + accent), par(body))
#let switch(label, on, word) = block(
  width: 100%, inset: 12pt, radius: 5pt, stroke: 0.7pt + line-colour, breakable: false,
  grid(
    columns: (1fr, auto), column-gutter: 18pt, align: horizon, par(label),
    par({
      let (colour, side, gap) = if on { (accent, right, -2.5pt) } else { (muted, left, 2.5pt) }
      shape(24pt, 12pt, 6pt, colour, place(horizon + side, dx: gap, circle(radius: 3.5pt, fill: colour)))
      h(8pt)
      strong(word)
    }),
  ),
)
// A label that fills its column stands above its value.
#let facts(rows) = {
  let width = 52mm
  set strong(delta: 0)
  let label-of(label) = context {
    let drawn = text(fill: muted, label)
    if measure(drawn).width < width - 4mm { box(width: width, drawn) } else { drawn + linebreak() }
  }
  terms(
    separator: none, hanging-indent: width, spacing: 0.95em,
    ..rows.map(((label, value)) => terms.item(label-of(label), value)),
  )
}
#let tick = place(center + horizon, curve(
  stroke: (paint: accent, thickness: 1.3pt, cap: "round"),
  curve.move((0pt, 3pt)), curve.line((2.2pt, 5.4pt)), curve.line((6pt, 0pt)),
))
#let tasks(rows) = list(
  marker: none, indent: 0pt, body-indent: 0pt, spacing: 1.1em,
  ..rows.map(((title, done, words)) => block(breakable: false, {
    set par(spacing: 0.7em)
    let ticked = shape(10pt, 10pt, 1.5pt, if done { accent } else { muted }, if done { tick })
    par(hanging-indent: 19pt, box(width: 19pt, ticked) + title)
    for said in words { pad(left: 19pt, par(text(fill: muted, said))) }
  })),
)
#let code(picture, alt, url) = block(breakable: false, {
  image(bytes(picture), format: "svg", width: 34mm, alt: alt)
  par(linked(url, url))
})
"""


def render(
    document: Iterable[Block], content: Catalogue, *, title: str, paper: Paper = "a4", small: bool = False
) -> bytes:
    """The blocks as one PDF. Its first heading is the document's own; one without is headed by the title.

    With `small`, smaller and closer, so that what is to be shown to others is few pages.

    Raises PdfFault: without typst, and for a character that none of the fonts can show.
    """
    try:
        import typst
    except ImportError:
        raise PdfFault(content.words("documents.pdf.missing")) from None
    parts: list[str] = []
    level = 1
    for block in document:
        parts.extend(_lines(block, content, level))
        if isinstance(block, blocks.Heading | blocks.Document):
            level = 2
    if level == 1:
        parts.insert(0, _heading(title, 1))
    source = "\n".join(
        (
            f"#set document(title: {_text(title)}, date: none)",
            f"#set text({_spoken(content.language)})",
            f'#set page(paper: "{paper}")',
            _FONTS,
            _TEMPLATE,
            *([_SMALL] if small else []),
            *parts,
        )
    )
    try:
        return _typeset(source)
    except typst.TypstError as fault:
        character = _missing(source)
        if character is None:
            raise PdfFault(content.say("documents.pdf.fault", reason=fault.message)) from None
        named = content.grammar.noted(character, f"U+{ord(character):04X}")
        raise PdfFault(content.say("documents.pdf.glyph", character=named)) from None


def _typeset(source: str) -> bytes:
    """The PDF; raises TypstError, for a character without a shape too: a tagged PDF may not have one."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False)
    made = typst.compile(source.encode(), format="pdf", font_paths=fonts, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def _spoken(language: str) -> str:
    """The language for typst, which wants it in two or three letters, and a script by the region that writes it."""
    lang, _, script = language.partition("-")
    region = {"hant": "HK"}.get(script)
    return f"lang: {_text(lang)}" + (f", region: {_text(region)}" if region else "")


def _missing(source: str) -> str | None:
    """The first character of the source that no font shows."""
    import typst

    for character in dict.fromkeys(source):
        if not character.isascii():
            try:
                _typeset(f'#set document(title: "-", date: none)\n{_FONTS}\n#{_text(character)}')
            except typst.TypstError:
                return character
    return None


def _lines(block: Block, content: Catalogue, level: int) -> Iterator[str]:
    match block:
        case blocks.Paragraph(text):
            yield f"#par({_text(text)})"
        case blocks.Heading(text):
            yield _heading(text, level)
        case blocks.Bullets(items):
            yield f"#list(..{_texts(items)})"
        case blocks.Numbered(items):
            yield f"#enum(..{_texts(items)})"
        case blocks.Trail(items):
            yield f"#par(trail({_texts(items)}))"
        case blocks.Link(url, label):
            yield f"#address({_text(url)}, {_text(label)})"
        case blocks.Notice(text):
            yield f"#notice({_text(text)})"
        case blocks.Switch(label, on, word):
            yield f"#switch({_text(label)}, {_bool(on)}, {_text(word)})"
        case blocks.Facts(rows):
            yield f"#facts({_array(_texts(row) for row in rows)})"
        case blocks.Tasks(rows):
            drawn = (
                _array(
                    (
                        _text(row.title),
                        _bool(row.state == "completed"),
                        _texts(filter(None, (row.words, row.note))),
                    )
                )
                for row in rows
            )
            yield f"#tasks({_array(drawn)})"
        case blocks.Code(text):
            alt = content.say("documents.picture.code", url=text)
            yield f"#code({_text(_picture(text))}, {_text(alt)}, {_text(text)})"
        case blocks.Document(title, lines):
            if title:
                yield _heading(title, level)
            for filled, paragraph in groupby(lines, bool):
                if filled:
                    said = "\n".join(paragraph)
                    yield f"#par({_text(said)})"


def _heading(text: str, level: int) -> str:
    return f"#heading(level: {level}, {_text(text)})"


def _text(text: str) -> str:
    """The text as a string literal of typst; a line break in it is one on paper."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts(texts: Iterable[str]) -> str:
    return _array(map(_text, texts))


def _array(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _picture(text: str) -> str:
    """The QR code as SVG."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="svg", xmldecl=False, svgclass=None, lineclass=None, border=0)
    return drawn.getvalue().decode()
