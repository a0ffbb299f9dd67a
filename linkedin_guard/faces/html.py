"""Blocks as one HTML file that asks nobody for anything: no script, no font, no picture from elsewhere.

A page with boxes to tick has a script of its own, `ticks.js`, which keeps the ticks in the reader's browser.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import count, groupby

import segno

from linkedin_guard.model import blocks
from linkedin_guard.model.blocks import Block
from linkedin_guard.model.catalogue import Catalogue

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

_ADDRESS = re.compile(r"(https://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])")
"""An address within a text; the marks of the sentence after it are not part of it."""

_BESIDE = re.compile(r"[a-z]+\.[a-z]+")
"""The name of a file in the same folder."""

_STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1d2329; --ground: #fbfaf8; --raised: #efedea; --line: #c4c0ba; --muted: #59636d; --accent: #0b6a5e;
}
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e4e7ea; --ground: #14181d; --raised: #1d232a; --line: #3b4550; --muted: #9aa7b4; --accent: #6fd0bd; }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 44rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }
h1, h2 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 1.75rem; padding-bottom: 1.25rem; border-bottom: 2px solid var(--accent); font-size: 2rem; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.25rem; }
p, ul, ol, table, figure, aside, .switch { margin: 0 0 1.1rem; }
p, li, th, td, h1, h2 { unicode-bidi: plaintext; }
ul, ol { padding-left: 1.4rem; }
li { margin-bottom: .4rem; padding-left: .2rem; }
li::marker { color: var(--accent); }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
table { width: 100%; border-collapse: collapse; border-top: 1px solid var(--line); }
th, td { padding: .55rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th { width: 36%; padding-inline-end: 1.5rem; color: var(--muted); font-weight: 400; }
.trail { color: var(--muted); }
.trail strong { color: var(--ink); font-weight: 600; }
aside { padding: .9rem 1.2rem; border-inline-start: 4px solid var(--accent); background: var(--raised); }
aside p { margin: 0; }
.switch {
  display: flex; gap: 1.5rem; align-items: center; justify-content: space-between;
  padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: .6rem;
}
.switch span { display: flex; flex: none; max-width: 50%; gap: .75rem; align-items: center; }
.switch i {
  flex: none; width: 2.6em; height: 1.4em; padding: .2em; border: 2px solid var(--muted); border-radius: 1em;
}
.switch i::before { content: ""; display: block; width: 0; border: .375em solid var(--muted); border-radius: 50%; }
.switch i.on { border-color: var(--accent); }
.switch i.on::before { margin-left: auto; border-color: var(--accent); }
.tasks { padding: 0; list-style: none; }
.tasks li { position: relative; margin-bottom: .75rem; padding-left: 2.1rem; }
.tasks i {
  position: absolute; left: 0; top: .25em; width: 1.15em; height: 1.15em;
  border: 2px solid var(--muted); border-radius: .2em;
}
.tasks i.done { border-color: var(--accent); }
.tasks i.done::before {
  content: ""; position: absolute; left: .26em; top: .02em; width: .32em; height: .62em;
  border: solid var(--accent); border-width: 0 2px 2px 0; transform: rotate(40deg);
}
.tasks span { display: block; color: var(--muted); }
.tasks label { display: block; cursor: pointer; }
.tasks input {
  position: absolute; left: 0; top: .2em; width: 1.25em; height: 1.25em; margin: 0; accent-color: var(--accent);
}
:is(input, button):focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
button {
  padding: .5rem .9rem; border: 1px solid var(--muted); border-radius: .3rem; background: var(--raised);
  color: var(--ink); font: inherit; cursor: pointer;
}
figure svg { display: block; shape-rendering: crispEdges; width: 11rem; height: auto; margin-bottom: .5rem; }
article { margin: 2.75rem 0 1.1rem; }
article:first-child { margin-top: 0; }
@page { margin: 18mm 17mm; }
@media print {
  :root { --ground: #fff; --raised: #fff; color-scheme: light; }
  body { font-size: 10.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20pt; }
  h2 { font-size: 13pt; }
  h1, h2 { break-after: avoid; }
  li, tr, aside, figure, .switch { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  figure svg { width: 34mm; }
  #ticks { visibility: hidden; }
  .named::after { content: " (" attr(href) ")"; color: var(--muted); }
}
"""


def render(document: Iterable[Block], content: Catalogue, *, title: str) -> str:
    """The blocks as one HTML page. Its first heading is the page's own; a page without one is headed by the title."""
    document = tuple(document)
    parts: list[str] = []
    level = "h1"
    numbers = count(1)
    for block in document:
        parts.extend(_lines(block, content, level, numbers))
        if isinstance(block, blocks.Heading | blocks.Document):
            level = "h2"
    if level == "h1":
        parts.insert(0, f"<h1>{_text(title, content)}</h1>")
    boxes = [row.title for block in document if isinstance(block, blocks.Tasks) and block.to_tick for row in block.rows]
    script = (files(__package__) / "ticks.js").read_text("utf-8") if boxes else ""
    parts.extend(_ticks(boxes, content) if boxes else ())
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(content.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n{f'<script>{script}</script>' if script else ''}</body>\n</html>\n"
    )


def _policy(script: str) -> str:
    """What the page may do: nothing but its own style and pictures, and this script."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"{_POLICY}; script-src 'sha256-{digest}'" if script else _POLICY


def _ticks(boxes: list[str], content: Catalogue) -> Iterator[str]:
    """What stands under boxes to tick. The ticks are kept under a key that other boxes do not have."""
    words = content.words
    key = f"lg-wizard {sha256(repr(boxes).encode()).hexdigest()[:16]}"
    yield f'<div id="ticks" data-key="{key}">'
    yield f'<p id="kept" hidden>{_plain(words("documents.ticks.kept"))}</p>'
    yield f'<p id="not-kept">{_plain(words("documents.ticks.not-kept"))}</p>'
    yield f'<p><button type="button" id="clear" data-said="{escape(words("documents.ticks.cleared"))}" hidden>'
    yield f'{_plain(words("documents.ticks.clear"))}</button></p><p id="cleared" role="status"></p></div>'


def _lines(block: Block, content: Catalogue, level: str, numbers: Iterator[int]) -> Iterator[str]:
    match block:
        case blocks.Paragraph(text):
            yield f"<p>{_text(text, content)}</p>"
        case blocks.Heading(text):
            yield f"<{level}>{_text(text, content)}</{level}>"
        case blocks.Bullets(items):
            yield f"<ul>{_items(items, content)}</ul>"
        case blocks.Numbered(items):
            yield f"<ol>{_items(items, content)}</ol>"
        case blocks.Trail(items):
            path = blocks.TRAIL.join(f"<strong>{_text(item, content)}</strong>" for item in items)
            yield f'<p class="trail">{path}</p>'
        case blocks.Link(url, label):
            yield f"<p>{_link(url, label)}</p>"
        case blocks.Notice(text):
            yield f'<aside role="note"><p>{_text(text, content)}</p></aside>'
        case blocks.Switch(label, on, word):
            reads = f"{_shape('on' if on else 'off')}<strong>{_text(word, content)}</strong>"
            yield f'<p class="switch">{_text(label, content)} <span>{reads}</span></p>'
        case blocks.Facts(rows):
            yield "<table><tbody>"
            for label, value in rows:
                yield f'<tr><th scope="row">{_text(label, content)}</th><td>{_text(value, content)}</td></tr>'
            yield "</tbody></table>"
        case blocks.Tasks(rows):
            yield '<ul class="tasks" role="list">'
            for row in rows:
                words = "".join(f" <span>{_text(said, content)}</span>" for said in (row.words, row.note) if said)
                if block.to_tick:
                    box = f'<input type="checkbox" id="box-{next(numbers)}">'
                    yield f"<li><label>{box} {_text(row.title, content)}{words}</label></li>"
                else:
                    box = _shape("done" if row.state == "completed" else "open")
                    yield f"<li>{box}{_text(row.title, content)}{words}</li>"
            yield "</ul>"
        case blocks.Code(text):
            label = escape(content.say("documents.picture.code", url=text))
            yield f'<figure><span role="img" aria-label="{label}">{_picture(text)}</span>'
            yield f"<figcaption>{_link(text)}</figcaption></figure>"
        case blocks.Document(title, lines):
            yield "<article>"
            if title:
                yield f"<{level}>{_text(title, content)}</{level}>"
            for filled, paragraph in groupby(lines, bool):
                if filled:
                    yield f"<p>{'<br>'.join(_text(line, content) for line in paragraph)}</p>"
            yield "</article>"


def _text(text: str, content: Catalogue) -> str:
    """The text as it stands, its line breaks too. The content's own addresses are links, and no others."""
    if "https://" not in text:
        return _plain(text)
    pieces = _ADDRESS.split(text)
    return "".join(_link(piece) if piece in content.addresses else _plain(piece) for piece in pieces)


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _items(items: Iterable[str], content: Catalogue) -> str:
    return "".join(f"<li>{_text(item, content)}</li>" for item in items)


def _shape(name: str) -> str:
    """A shape drawn by the style; the words beside it say the same."""
    return f'<i class="{name}" aria-hidden="true"></i>'


def _link(url: str, label: str = "") -> str:
    """A link for an address of the web or of mail, or a file beside this one; any other address is only text."""
    if not url.startswith(("https://", "mailto:")) and not _BESIDE.fullmatch(url):
        return _plain(f"{label} {url}".strip())
    named = ' class="named"' if label else ""
    return f'<a href="{escape(url)}" rel="noreferrer noopener"{named}>{_plain(label or url)}</a>'


def _picture(text: str) -> str:
    """The QR code as SVG, dark on light in every theme; what stands around it says what it is."""
    code = segno.make_qr(text, error="m")
    drawn = code.svg_inline(dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
