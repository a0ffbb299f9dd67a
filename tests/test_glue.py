"""No word is glued by code: a sentence is whole in the content, and what stands together is put so by its language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import linkedin_guard

ROOMS = ("pages", "documents", "plan", "walk", "team", "faces")
MARKUP = ("faces/html.py", "faces/pdf.py", "faces/markdown.py", "faces/calendar.py")
"""What these put together is markup; of them, only joined words and changed letters are looked for."""

IDS = "ids, which a space parts in what is kept"
MARKS = "a mark, not a word"
TYPED = "what was typed, made even to be read, and never shown"
PATTERN = "a pattern for what was typed"
ALLOWED = {
    "pages/asides.py": {"type(pick.event).__name__.lower()": "the name of a class, for a key"},
    "pages/parts.py": {"' '.join(part.preset)": IDS},
    "pages/questions.py": {"' '.join(given or question.preset)": IDS},
    "documents/letters.py": {"f'- {said}'": MARKS, "f'- {source}'": MARKS, "' '.join(SCOPE)": IDS},
    "documents/provenance.py": {
        "' '.join((f'[{number}]' for number in sorted((numbers[name] for name in names))))": "numbers in brackets",
    },
    "documents/record.py": {"text.split(' ', 2)": "what is kept of a file: SHA-256, size, path"},
    "documents/wording.py": {"text.split(' ', 2)": "what is kept of a file: SHA-256, size, path"},
    "faces/calendar.py": {"content.language.upper()": "the code of the language, as iCalendar names products"},
    "faces/html.py": {"'<br>'.join((_text(line, content) for line in paragraph))": "markup"},
    "faces/markdown.py": {"' '.join(text.split())": "markup: one line of what may be several"},
    "faces/plain.py": {"' '.join(dict.fromkeys(ticked))": IDS},
    "faces/plain_page.py": {
        "f'{number}. {said}'": "what is typed to choose it",
        "f'- {first}'": MARKS,
        "f'- {row.title}'": MARKS,
        "' > '.join(items)": MARKS,
    },
    "faces/tui/blocks.py": {
        "f'{knob}  {look.show(switch.word)}'": MARKS,
        "f'{mark} {row.words}'": MARKS,
        "f'{at}. '": MARKS,
    },
    "faces/tui/qr.py": {"f'{DARK} on {LIGHT}'": "a style", "f'{LIGHT} on {DARK}'": "a style"},
    "faces/tui/key_line.py": {
        "f'{key.key} {key.does}'": "a key and what it does, each by itself in the content",
        "f' {key.does}'": "a key and what it does, each by itself in the content",
        "f'app.simulate_key({key.name!r})'": "the name of an action",
    },
    "faces/tui/rows.py": {
        "f\"{look.said.words('ui.shape.chosen')} {look.said.words('ui.plain.chosen')}\"": MARKS,
        "f'{pick.mark} {pick.note}'": MARKS,
        "f'{line.number} '": MARKS,
    },
    "faces/tui/pick_list.py": {
        "f'nth({n})'": "the name of an action",
        "f'Choose {n}'": "a description that is never shown",
    },
    "faces/tui/field_screen.py": {"' '.join(self.ticked)": IDS},
    "faces/tui/side.py": {"f'• {said.source(source)}'": MARKS},
    "faces/tui/theme.py": {"f'{accent} 35%'": "a style"},
    "faces/tui/textual_private.py": {
        "f'There is a fault ({type(fault).__name__}).'": "said where the content itself may be what cannot be read",
        "f'\\x1b[48;{lines};{columns};{(height if int(height) else lines)};{(width if int(width) else columns)}t'": (
            "what a terminal would send"
        ),
    },
    "plan/read_dates.py": {
        "' '.join(''.join(plain).split())": TYPED,
        "' '.join((re.sub('\\\\{[^}]*\\\\}', ' ', pattern) for pattern in patterns))": TYPED,
        "' '.join(_WORD.sub(known, said).split())": TYPED,
        "' '.join(re.sub(\"[.,'/-]\", ' ', text).split())": TYPED,
        "'|'.join(_MONTHS)": PATTERN,
        "f\"\\\\b({'|'.join(_MONTHS)})\\\\b\"": PATTERN,
        "f' {_MONTHS[month]} '": TYPED,
        "f'(\\\\d{{1,2}}){_SPLIT}(\\\\d{{1,2}})(?:{_SPLIT}(\\\\d{{4}}|\\\\d{{2}}))?'": PATTERN,
        "f'(\\\\d{{4}}){_SPLIT}(\\\\d{{1,2}}){_SPLIT}(\\\\d{{1,2}})|(\\\\d{{4}})(\\\\d\\\\d)(\\\\d\\\\d)'": PATTERN,
    },
    "walk/reading.py": {"' '.join(ticked)": IDS},
    "walk/typing.py": {"f'{found.sha256} {found.size} {found.path}'": "what is kept of a file"},
    "team/cells.py": {"','.join(map(_written, cells))": "a line of a file"},
    "team/sheet.py": {
        "' \\t\\r\\n\"' + SEPARATORS": "what a blank row is made of",
        'f\'"?sep=([^\\\\s"]|\\\\t)?"?[{_BLANK}]*\'': "a pattern",
        "' '.join(text.split())": "what was typed, in one line",
        "' '.join(text.replace('\\ufeff', '').split())": "what was typed, in one line",
        "' '.join(cell.split())": "what was typed, in one line",
    },
}
"""What is put together all the same, and why that is no sentence."""


def glued(source: str, *, markup: bool = False) -> Iterator[str]:
    """Where code puts words together, or changes their letters: what only the words' own language may do.

    What is said to a programmer (raised, asserted) and to who writes content is left out.
    """
    tree = ast.parse(source)
    ours: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert) or (
            isinstance(node, ast.Call) and ast.unparse(node.func) == "ContentFault"
        ):
            ours.update(ast.walk(node))
    for node in ast.walk(tree):
        if node not in ours and _glues(node, markup):
            yield ast.unparse(node)


def _glues(node: ast.AST, markup: bool) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(mark)), attr="join")):
            return bool(mark.strip("\n"))
        case ast.Call(func=ast.Attribute(attr="lower" | "upper" | "title" | "capitalize" | "swapcase")):
            return True
        case ast.Call(func=ast.Attribute(attr="partition" | "rpartition" | "split"), args=[ast.Constant(" "), *_]):
            return True
        case ast.JoinedStr(parts) if not markup and any(isinstance(part, ast.FormattedValue) for part in parts):
            return any(isinstance(part, ast.Constant) and _parts_words(part.value) for part in parts)
        case ast.BinOp(op=ast.Add()) if not markup:
            sides = (node.left, node.right)
            return any(isinstance(side, ast.Constant) and _parts_words(side.value) for side in sides)
    return False


def _parts_words(text: object) -> bool:
    return isinstance(text, str) and any(sign in " ,;:()·›\u00a0" for sign in text)


PACKAGE = Path(linkedin_guard.__file__).parent
MODULES = sorted(
    str(path.relative_to(PACKAGE)).replace("\\", "/") for room in ROOMS for path in (PACKAGE / room).rglob("*.py")
)


@pytest.mark.parametrize("name", MODULES)
def test_no_word_is_glued_by_code(name: str) -> None:
    found = set(glued((PACKAGE / name).read_text("utf-8"), markup=name in MARKUP))
    assert found == set(ALLOWED.get(name, {})), "let the content say it, or its language put it together"


def test_every_exception_is_of_a_module_and_says_why() -> None:
    assert set(ALLOWED) <= set(MODULES)
    assert all(reason for found in ALLOWED.values() for reason in found.values())


@pytest.mark.parametrize(
    "line",
    [
        'x = ", ".join(titles)',
        'x = " · ".join((first, second))',
        'x = f"{label}: {value}"',
        'x = f"{sentence} {sentence}"',
        'x = f" ({note})"',
        'x = said + " " + hint',
        'x = "- " + item',
        "x = content.words(name).lower()",
        "x = text.title()",
        'x = note.split(" ", 1)[-1]',
        'key, _, does = words.partition(" ")',
    ],
)
def test_glue_is_found(line: str) -> None:
    assert list(glued(line))


@pytest.mark.parametrize(
    "line",
    ['x = f"steps.{step}.title"', 'raise ValueError(f"no {x}: {y}")', 'x = "\\n".join(lines)', "x = typed.casefold()"],
)
def test_what_is_no_sentence_is_left_alone(line: str) -> None:
    assert not list(glued(line))
