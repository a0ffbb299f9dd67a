"""What a terminal sends by itself presses and types nothing, however it is cut up, and every key stays a key.

The corpus is `terminal_replies.toml`. The long form of the fuzzing is one command, and prints a line of totals:

    LG_GUARD_SEQUENCES=1000000 pytest tests/test_terminal_input.py -n0 -s -k random
"""

import random
import string
import tomllib
import types
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from resilience import times
from resilience.driver import total
from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message
from windows import Console, imported

from linkedin_guard.faces.tui import sequences, textual_private
from linkedin_guard.faces.tui.sequences import Cutter, Kind, Piece
from linkedin_guard.faces.tui.textual_private import Parser

ENTRIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "terminal_replies.toml").read_text(encoding="utf-8")
)["entry"]
NOBODYS = [entry for entry in ENTRIES if entry["kind"] in ("reply", "unknown key")]
KEYS = [entry for entry in ENTRIES if entry["kind"] in ("key", "paste")]

SOON = 0.02
PAUSES = (SOON, 0.09, 0.25)
"""Seconds between two parts. An Escape that nothing follows for the last is the key: it cannot be told from it."""

ESC = "\x1b"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The parser's clock, and that of Textual's, for those who compare."""
    clock = Clock()
    monkeypatch.setattr(textual_private, "time", clock)
    monkeypatch.setattr("textual._parser.get_time", clock.monotonic)
    return clock


def heard(clock: Clock, parts: Iterable[bytes], pause: float = SOON, parser: XTermParser | None = None) -> list[str]:
    """What comes of these parts with pauses between them, and of a long silence after the last."""
    parser = parser or Parser()
    decode = getincrementaldecoder("utf-8")("surrogateescape").decode
    came: list[Message] = []
    for part in parts:
        if text := decode(part):
            came += parser.feed(text)
        clock.now += pause
        came += parser.tick()
    for _ in range(5):
        clock.now += 1.0
        came += parser.tick()
    return [said(message) for message in came]


def said(message: Message) -> str:
    """A message, in short."""
    match message:
        case events.Key():
            return f"key {message.key} {message.character!r}"
        case events.Paste():
            return f"paste {message.text!r}"
        case events.MouseEvent():
            return f"{type(message).__name__} {message.x:g} {message.y:g} {message.button}"
        case events.Resize():
            return f"Resize {message.size} {message.pixel_size}"
    return type(message).__name__


def typed(text: str) -> list[str]:
    """What comes of typing this."""
    return [f"key {character} {character!r}" for character in text]


ESCAPE = f"key escape {ESC!r}"


def cuts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    for at in range(1, len(data)):
        yield data[:at], data[at:]


# The corpus.


def test_the_corpus_has_three_hundred_of_all_these_terminals_each_with_its_source() -> None:
    assert len(ENTRIES) >= 300
    assert len({entry["bytes"] for entry in ENTRIES}) == len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    assert all(len(entry["source"]) > 8 for entry in ENTRIES)
    assert {entry["kind"] for entry in ENTRIES} == {"reply", "unknown key", "report", "key", "paste"}
    of = {terminal for entry in ENTRIES for terminal in entry["terminals"]}
    assert of >= {"xterm", "vte", "kitty", "foot", "Windows Terminal", "iTerm2", "st", "urxvt", "linux console"}
    assert of >= {"tmux", "screen", "mosh", "zellij", "VS Code"}


TORN = {b"\x1b", b"\x1bP\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b"}
"""Beginnings whose last Escape stands alone; the other is of a string in a string that GNU screen does not mark so."""


@pytest.mark.parametrize("pause", PAUSES)
def test_nothing_comes_of_a_reply_whole_or_cut_at_any_byte(pause: float, clock: Clock) -> None:
    for entry in NOBODYS:
        data = entry["bytes"].encode()
        assert heard(clock, [data], pause) == [], entry
        for head, tail in cuts(data):
            torn = pause > constants.ESCAPE_DELAY and head in TORN
            assert heard(clock, [head, tail], pause) == ([ESCAPE] if torn else []), (entry, head, tail)


@pytest.mark.parametrize("pause", PAUSES)
def test_nothing_comes_of_a_reply_that_drips_byte_by_byte(pause: float, clock: Clock) -> None:
    for entry in NOBODYS:
        data = entry["bytes"].encode()
        pressed = set(heard(clock, [data[at : at + 1] for at in range(len(data))], pause))
        assert pressed <= ({ESCAPE} if pause > constants.ESCAPE_DELAY else set()), entry


def test_a_reply_in_the_middle_of_typing_takes_nothing_of_it(clock: Clock) -> None:
    for entry in NOBODYS:
        data = entry["bytes"].encode()
        for at in range(len(data) + 1):
            parts = [b"ab" + data[:at], data[at:] + b"1q"]
            assert heard(clock, parts) == typed("ab1q"), (entry, at)


@pytest.mark.parametrize("pause", PAUSES[:2])
def test_a_report_is_the_same_however_it_is_cut_and_is_no_key(pause: float, clock: Clock) -> None:
    for entry in ENTRIES:
        if entry["kind"] == "report":
            data = entry["bytes"].encode()
            whole = heard(clock, [data])
            assert not [each for each in whole if each.startswith(("key", "paste"))], entry
            assert all(heard(clock, cut, pause) == whole for cut in cuts(data)), entry


# Keys.


def known_keys() -> Iterator[str]:
    """All in Textual's tables, with Shift, Control, NumLock, CapsLock and Shift on both."""
    yield from ANSI_SEQUENCES_KEYS
    for name in FUNCTIONAL_KEYS:
        number, end = name[:-1], name[-1]
        yield f"{ESC}[{number}{end}"
        yield from (f"{ESC}[{number};{modifiers}{end}" for modifiers in (2, 5, 129, 65, 194))
    for character in "a1éß€😀":
        yield from (f"{ESC}[{ord(character)};{modifiers};{ord(character)}u" for modifiers in ("", "129", "65"))
    yield from (entry["bytes"] for entry in KEYS)


CONTRADICTIONS = {
    *(f"{ESC}[{number}~" for number in (25, 26, 28, 29, 31, 32, 33, 34, 62, 63)),
    *(f"{ESC}[5{end}" for end in "ABCD"),
    *(f"{ESC}[1;{modifiers}u" for modifiers in (5, 6, 7, 8)),
    f"{ESC}[~",
}
"""Of these Textual's table says which key they are, and its parser takes them for others: a space, a question mark."""


def test_every_key_that_textual_knows_is_what_textual_says(clock: Clock) -> None:
    count = 0
    for sequence in known_keys():
        if sequence not in CONTRADICTIONS:
            data = sequence.encode()
            textuals = [each for each in heard(clock, [data], parser=XTermParser()) if each != "CursorPosition"]
            assert heard(clock, [data]) == textuals, repr(sequence)
            count += 1
    assert count > 900


def test_where_textual_contradicts_its_table_of_keys_the_table_is_right(clock: Clock) -> None:
    for sequence in CONTRADICTIONS:
        keys = ANSI_SEQUENCES_KEYS[sequence]
        assert isinstance(keys, tuple)
        assert [each.split()[1] for each in heard(clock, [sequence.encode()])] == [key.value for key in keys]
        assert heard(clock, [sequence.encode()]) != heard(clock, [sequence.encode()], parser=XTermParser())


@pytest.mark.parametrize("pause", PAUSES[:2])
def test_every_key_is_the_same_however_it_is_cut(pause: float, clock: Clock) -> None:
    for sequence in known_keys():
        whole = heard(clock, [sequence.encode()])
        for cut in cuts(sequence.encode()):
            # Escape twice, far apart, is Escape twice.
            if sequence != ESC + ESC:
                assert heard(clock, cut, pause) == whole, (sequence, cut)


def test_every_entry_that_is_a_key_is_one(clock: Clock) -> None:
    for entry in KEYS:
        came = heard(clock, [entry["bytes"].encode()])
        assert came, entry
        assert all(each.startswith(("key", "paste")) for each in came), entry


def test_escape_alone_is_quick(clock: Clock) -> None:
    parser = Parser()
    assert list(parser.feed(ESC)) == []
    assert parser.patience == pytest.approx(constants.ESCAPE_DELAY)
    clock.now += constants.ESCAPE_DELAY - 0.001
    assert list(parser.tick()) == []
    clock.now += 0.002
    assert [said(message) for message in parser.tick()] == [ESCAPE]
    assert parser.patience is None


def test_escape_and_typing_after_it_are_both_heard(clock: Clock) -> None:
    for text in (*string.ascii_letters, *string.digits, "[", "]", "^", "_", "é"):
        came = heard(clock, [b"\x1b", text.encode()], 0.2)
        assert came[0] == ESCAPE
        assert [each.split()[-1] for each in came[1:]] == [repr(text)]


def test_an_escape_that_a_pause_tore_off_takes_its_tail_with_it(clock: Clock) -> None:
    for tail in (b"[?62;4c", b"]11;rgb:1e1e/1e1e/1e1e\x07", b"P1$r0m\x1b\\", b"OI", b"[4h", b"[A"):
        assert heard(clock, [b"\x1b", tail], 0.25) == [ESCAPE]


# What is pasted.


def test_a_paste_is_one_whole_wherever_it_is_cut(clock: Clock) -> None:
    data = f"x{ESC}[200~1\rq€ \t2\n{ESC}[201~y".encode()
    expected = [*typed("x"), "paste '1\\rq€ \\t2\\n'", *typed("y")]
    assert heard(clock, [data]) == expected
    for pause in PAUSES[:2]:
        assert all(heard(clock, cut, pause) == expected for cut in cuts(data))


def test_what_could_control_anything_is_taken_out_of_a_paste(clock: Clock) -> None:
    data = b"\x1b[200~a\x1b[31m\x00\x07b\xc2\x9bc\xffd\x7f\x1b[201~"
    assert heard(clock, [data]) == ["paste 'a[31mbcd'"]


def test_a_paste_that_never_ends_is_pasted_and_makes_nobody_deaf(clock: Clock) -> None:
    assert heard(clock, [b"\x1b[200~1q\r2"]) == ["paste '1q\\r2'"]
    parser = Parser()
    heard(clock, [b"\x1b[200~1q\r2"], parser=parser)
    assert heard(clock, [b"x"], parser=parser) == typed("x")


# What is not what it should be.


@pytest.mark.parametrize(
    ("head", "end"), [("]52;c;", "\x1b\\"), ("P1$r", "\x1b\\"), ("[?1;", "c"), ("[1;", "u"), ("O1", "P")]
)
def test_a_sequence_of_any_length_is_dropped_and_not_kept(head: str, end: str, clock: Clock) -> None:
    parser = Parser()
    assert not list(parser.feed(ESC + head))
    for _ in range(100):
        assert not list(parser.feed("1234" * 250))
    assert len(parser._cutter._held) <= sequences.LONGEST
    assert heard(clock, [f"{end}x".encode()], parser=parser) == typed("x")


def test_what_is_composed_of_many_characters_at_once_is_typed_as_a_whole(clock: Clock) -> None:
    """Textual's parser gives up after thirty-two characters of a sequence, and types it."""

    def composed(text: str) -> bytes:
        return f"{ESC}[0;;{':'.join(str(ord(each)) for each in text)}u".encode()

    assert heard(clock, [composed("ありがとうございます")]) == typed("ありがとうございます")
    assert heard(clock, [composed("ありがとうございます" * 50)]) == [], "too long to be kept: not typed in part"


@pytest.mark.parametrize(
    "head", ["]11;rgb:", "P1$r", "_G", "^p", "Xs", "[1;2", "[?6", "O1;", "[M", "[[", "]", "[", "O"]
)
def test_what_never_ends_makes_nobody_deaf(head: str, clock: Clock) -> None:
    parser = Parser()
    heard(clock, [(ESC + head).encode()], parser=parser)
    assert heard(clock, [b"x"], parser=parser) == typed("x")


@pytest.mark.parametrize("key", ["\r", "\x11", "é"])
def test_what_cannot_belong_to_a_sequence_is_heard(key: str, clock: Clock) -> None:
    came = heard(clock, [f"{ESC}[12;".encode(), key.encode()])
    assert came == heard(clock, [key.encode()])
    assert len(came) == 1


def test_a_sequence_that_another_breaks_off_is_dropped_and_the_other_is_heard(clock: Clock) -> None:
    for head in ("[12", "]11;rgb:", "P1$r0", "_Gi=1", "O1"):
        assert heard(clock, [f"{ESC}{head}{ESC}[A".encode()]) == heard(clock, [b"\x1b[A"]), head
        for ending in (b"\x18", b"\x1a"):
            assert heard(clock, [(ESC + head).encode() + ending + b"x"]) == typed("x"), head


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"\xe2\x82x"[:2],
        b"\x9b?62c",
        b"\x9d11;rgb:0\x9c",
        b"\x84",
        b"\xc2\x84",
        b"\xc2\x85",
        b"\xed\xa0\x80",
        b"\x1b\xff",
        b"\x1b\\",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[<35;99999999999999999999;1M",
        b"\x1b[1;" + b"9" * 5000 + b"A",
        b"\x1b[97;;57344u",
        b"\x1b[97;;0u",
        b"\x1b[?2026;9$y",
    ],
)
def test_bytes_that_are_no_text_and_numbers_out_of_range_are_nothing(data: bytes, clock: Clock) -> None:
    came = heard(clock, [b"a" + data + b"b"])
    assert came == typed("ab")


def test_a_terminal_that_does_not_know_its_pixels_has_a_mouse_in_cells(clock: Clock) -> None:
    assert heard(clock, [b"\x1b[48;24;80;0;0t\x1b[<35;40;12M"])[1:] == ["MouseMove 39 11 0"]
    assert heard(clock, [b"\x1b[48;24;80;480;800t\x1b[<35;391;221M"])[1:] == ["MouseMove 39 11 0"]


# Random.


def random_string(chance: random.Random) -> tuple[str, str]:
    """Something unknown and whole, and its kind."""
    numbers = ";".join(str(chance.randrange(3000)) for _ in range(chance.randrange(6)))
    body = "".join(chance.choices(string.printable[:95] + "äß€", k=chance.randrange(60)))
    match kind := chance.choice(("OSC", "DCS", "APC", "PM", "SOS", "CSI", "private CSI", "SS3", "X10 mouse")):
        case "OSC":
            return f"{ESC}]{numbers};{body}{chance.choice((BEL, ESC + chr(92)))}", kind
        case "DCS" | "APC" | "PM" | "SOS":
            introducer = {"DCS": "P", "APC": "_", "PM": "^", "SOS": "X"}[kind]
            return f"{ESC}{introducer}{numbers}{body}{ESC}\\", kind
        case "CSI":
            return (
                f"{ESC}[{numbers}{chance.choice(('', ' ', '!', chr(34), chr(39)))}{chance.choice('cghiklnwx|}')}",
                kind,
            )
        case "private CSI":
            return (
                f"{ESC}[{chance.choice('?>=')}{numbers}{chance.choice(('', ' ', '#'))}{chance.choice('ABHRSZchlmnu~')}",
                kind,
            )
        case "SS3":
            return f"{ESC}O{chance.randrange(9)}{chance.choice('ABCDHPQRSIX')}", kind
    return f"{ESC}[M{''.join(chr(chance.randrange(32, 127)) for _ in range(3))}", kind


BEL = "\x07"


def test_random_sequences_press_nothing_and_take_nothing_of_what_is_typed(clock: Clock) -> None:
    asked = times("LG_GUARD_SEQUENCES", 20_000)
    seed = random.SystemRandom().randrange(10**9)
    chance, parser, kinds, characters = random.Random(seed), Parser(), dict[str, int](), 0
    for done in range(asked):
        sequence, kind = random_string(chance)
        kinds[kind] = kinds.get(kind, 0) + 1
        letters = "".join(chance.choices("12q?usob\r", k=chance.randrange(3)))
        stream, came, at = letters[:1] + sequence + letters[1:], list[Message](), 0
        characters += len(stream)
        while at < len(stream):
            size = chance.choice((1, 2, 5, 100))
            part, at = stream[at : at + size], at + size
            came += parser.feed(part)
            # A lone Escape that waits for longer is the key.
            clock.now += chance.uniform(0, 0.09 if part.endswith(ESC) else 0.25)
            came += parser.tick()
        clock.now += 0.4
        came += parser.tick()
        pressed = [message.character for message in came if isinstance(message, events.Key)]
        assert len(pressed) == len(came), (seed, done, sequence, came)
        assert "".join(filter(None, pressed)) == letters, (seed, done, sequence, letters, pressed)
    total("random sequences", sequences=asked, characters=characters, pressed_or_typed=0, seed=seed)


def test_random_bytes_raise_nothing_and_make_nobody_deaf(clock: Clock) -> None:
    asked = times("LG_GUARD_SEQUENCES", 5_000, 0.1)
    seed = random.SystemRandom().randrange(10**9)
    chance, parser = random.Random(seed), Parser()
    decode = getincrementaldecoder("utf-8")("surrogateescape").decode
    likely = b"\x1b[]P_^XO;?<M~u$0123456789\x07\x18\\tR" + bytes(range(256))
    for done in range(asked):
        data = bytes(chance.choices(likely, k=chance.randrange(1, 40)))
        for message in parser.feed(decode(data)):
            assert said(message), (seed, done)
        # The space finishes a character that was begun.
        for after in (b"", b" ", b""):
            list(parser.feed(decode(after)))
            clock.now += 4.0
            list(parser.tick())
        assert [said(message) for message in parser.feed(decode(b"x"))] == typed("x"), (seed, done, data)
    total("random bytes", sendings=asked, raised=0, seed=seed)


# The cutter by itself: it knows no Textual.


def test_the_cutter_says_what_each_piece_is_and_when_it_is_due() -> None:
    cutter = Cutter(0.1)
    assert list(cutter.cut(f"a{ESC}[A{ESC}x", 5.0)) == [
        Piece(Kind.TEXT, "a"),
        Piece(Kind.SEQUENCE, f"{ESC}[A"),
        Piece(Kind.ALT, "x"),
    ]
    assert cutter.deadline is None
    for data, patience in ((ESC, 0.1), ("[", sequences.HEAD_PATIENCE), ("1", sequences.PATIENCE)):
        assert list(cutter.cut(data, 7.0)) == []
        assert cutter.deadline == 7.0 + patience
    assert list(cutter.expire(7.5)) == []
    assert list(cutter.cut("A", 7.5)) == [Piece(Kind.SEQUENCE, f"{ESC}[1A")]
    assert not hasattr(sequences, "time")


# Windows, simulated.


def test_the_driver_for_windows_reads_with_the_same_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = f"{ESC}]11;rgb:1e1e/1e1e/1e1e{ESC}\\"
    console = Console(["a", reply[:7], reply[7:], f"{ESC}[?62;4c", "q", f"{ESC}[A"])
    win32, textuals, ours = imported(console, monkeypatch)
    monkeypatch.setattr(textuals.WindowsDriver, "start_application_mode", lambda _: None)
    object.__new__(ours.GuardWindowsDriver).start_application_mode()
    came: list[Message] = []
    win32.EventMonitor(None, types.SimpleNamespace(log=None), console.over, came.append).run()
    assert [said(message) for message in came] == [*typed("a"), *typed("q"), "key up None"]
