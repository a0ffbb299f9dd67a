"""The roll-up's promises: a good row is counted, a bad one named, and no sheet, however odd or long, does harm."""

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT, FORMAL, REGIONS

from linkedin_guard.cli.commands import run
from linkedin_guard.faces import as_json, html, markdown, plain_page
from linkedin_guard.model.blocks import Block, Bullets, Document, Facts, Heading, Paragraph
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.model.page import Moment
from linkedin_guard.model.progress import Progress, Record
from linkedin_guard.plan.say_dates import say_long
from linkedin_guard.plan.status import way
from linkedin_guard.team import report, sheet
from linkedin_guard.team.cells import bare, safe
from linkedin_guard.team.csv_file import LONGEST, lines_of
from linkedin_guard.team.sheet import COLUMNS, FORM, LISTED, SEPARATORS, SWITCH, Fault, RollUp, Row, TeamFault, read

HEAD = "nickname,region,switch,form,date,help\n"
TODAY = date(2026, 11, 21)


def rolled(*lines: str, head: str = HEAD, today: date = TODAY) -> RollUp:
    """What these rows come to."""
    return read([head, *(line + "\n" for line in lines)], CONTENT, today)


def of_bytes(data: bytes) -> RollUp:
    """What a file that holds this comes to."""
    return read(lines_of(io.BytesIO(data)), CONTENT, TODAY)


def people(rollup: RollUp) -> list[tuple[str, str, str]]:
    """Region, switch and form of everyone counted."""
    return sorted(kind for kind, count in rollup.counts.items() for _ in range(count))


def faults(rollup: RollUp) -> list[tuple[int, str, str, str]]:
    """The faults as tuples."""
    return [(fault.line, fault.column, fault.kind, fault.value) for fault in rollup.faults]


def text_of(rollup: RollUp) -> str:
    """The roll-up as plain text."""
    return "\n".join(
        line for block in report.blocks(rollup, CONTENT) for line in plain_page.block_lines(block, CONTENT)
    )


# What is counted


def test_a_sheet_comes_to_counts_open_rows_and_askers() -> None:
    rollup = rolled(
        "heron,uk,off,sent,2026-11-20,",
        "pine,us,off,,2026-11-21,no",
        "river,eu-eea,on,skipped,,yes",
        "stone,,,,,",
        "moss,canada,not-found,sent,,which button?",
    )
    assert people(rollup) == [
        ("canada", "not-found", "sent"),
        ("eu-eea", "on", "skipped"),
        ("not-sure", "not-yet", "not-yet"),
        ("uk", "off", "sent"),
        ("us", "off", "not-needed"),
    ]
    assert (rollup.total, rollup.people(done=True), rollup.not_counted) == (5, 3, 0)
    assert [row.nickname for row in rollup.open] == ["river", "stone"]
    assert rollup.asked_help == ["river", "moss"]
    assert rollup.newest == TODAY
    assert [rollup.people(switch=state) for state in SWITCH] == [2, 1, 1, 1]
    assert [rollup.people(form=state) for state in FORM] == [2, 1, 1, 1]
    assert (rollup.people("uk", done=True), rollup.people("uk")) == (1, 1)
    assert (rollup.people("eu-eea", done=True), rollup.people("eu-eea")) == (0, 1)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("switch", SWITCH)
@pytest.mark.parametrize("form", FORM)
def test_a_row_is_open_exactly_when_the_wizard_would_not_call_that_person_finished(
    region: str, switch: str, form: str
) -> None:
    if form == "not-needed" and region in FORMAL:
        return
    now = datetime(2026, 11, 21, tzinfo=UTC)
    told = {"toggle-off": {"off": "completed", "on": "in-progress", "not-found": "not-found"}.get(switch)}
    told["objection-form"] = {"sent": "completed", "skipped": "skipped"}.get(form)
    progress = Progress(
        app="1",
        content="1",
        profile="me",
        answers={"region": (region,), "age": ("18-plus",), "role": ("member",)},
        steps={step: Record(status=status, at=now) for step, status in told.items() if status},
    )
    # Where the form is no step, one that was sent all the same does not stand in for a switch that was not found.
    if switch == "not-found" and form == "sent" and region not in FORMAL:
        return
    assert (
        bool(rolled(f"heron,{region},{switch},{form},,").people(done=True))
        == way(Moment(CONTENT, progress, now)).finished
    )


def test_the_counts_of_regions_switch_and_form_each_add_up_to_everyone() -> None:
    rollup = rolled(*(f"n{i},{REGIONS[i % 8]},{SWITCH[i % 4]},{FORM[i // 4 % 4]},," for i in range(128)))
    assert rollup.total == sum(rollup.people(switch=state) for state in SWITCH) == 128
    assert rollup.total == sum(rollup.people(form=state) for state in FORM)
    assert rollup.total == sum(map(rollup.people, REGIONS))
    assert rollup.people(done=True) == sum(rollup.people(region, done=True) for region in REGIONS)


# What is forgiven


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends_do_not_matter(separator: str, mark: str, end: str) -> None:
    rows = [COLUMNS, ("héron", "uk", "off", "sent", "2026-11-20", ""), ("pine", "uk", "on", "", "", "yes")]
    data = (mark + "".join(separator.join(row) + end for row in rows)).encode()
    rollup = of_bytes(data)
    assert people(rollup) == [("uk", "off", "sent"), ("uk", "on", "not-yet")]
    assert rollup.asked_help == ["pine"]
    assert not rollup.windows


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=,"\r\n', "\n\n", " \n", "SEP=\t\n", "sep=;,,,,,\n", "sep=\n"])
def test_what_spreadsheets_put_before_the_header_is_passed_over(first: str) -> None:
    text = first + HEAD + "heron,uk,off,sent,,\npine,mars,,,,\n"
    rollup = read(text.splitlines(keepends=True), CONTENT, TODAY)
    assert rollup.total == 1
    assert rollup.faults[0].line == first.count("\n") + 3


def test_case_space_order_blank_rows_and_other_columns_are_forgiven() -> None:
    head = " Form ;SWITCH;e-mail;Date;Region;NickName\n"
    rollup = rolled(" SENT ; Off ;a@b.c; 2026-11-20 ; UK ; Heron ", ";;;;;", "", "   ", head=head)
    assert people(rollup) == [("uk", "off", "sent")]
    assert rollup.newest == date(2026, 11, 20)
    assert rollup.not_read == ("e-mail",)
    assert "e-mail" in text_of(rollup)
    assert "a@b.c" not in text_of(rollup) + repr(rollup)


@pytest.mark.parametrize(
    ("column", "ids"), [("region", ("not-sure",)), ("switch", SWITCH), ("form", FORM), ("help", ("no",))]
)
def test_every_word_of_the_content_means_one_id_and_is_understood(column: str, ids: tuple[str, ...]) -> None:
    said = [(word, id_) for id_ in ids for word in (id_, *CONTENT.several(f"team.words.{column}.{id_}"))]
    for word, id_ in said:
        for written in (word, f" {word.upper()} ", word.replace("'", "’"), word.replace(" ", "_")):
            row = {"nickname": "heron", "region": "uk", column: written}
            rollup = rolled(",".join(f'"{row.get(name, "")}"' for name in COLUMNS))
            assert rollup.total == 1, (written, rollup.faults)
            assert column == "help" or id_ in people(rollup)[0], f"'{written}' stands for two ids"
            assert not rollup.asked_help


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_may_be_said_as_the_wizard_says_it(region: str) -> None:
    label = CONTENT.words(f"questions.region.choices.{region}")
    assert people(rolled(f'heron,"{label}",off,sent,,')) == [(region, "off", "sent")]


def test_a_row_in_quotation_marks_may_take_several_lines_and_line_numbers_stay_right() -> None:
    rollup = rolled('"her', 'on",uk,off,sent,,"how', "do", 'I?"', "pine,mars,,,,")
    assert rollup.asked_help == ["her on"]
    assert faults(rollup)[0][0] == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"])
@pytest.mark.parametrize("marks", [0, 1, 2])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("before", ["", "sep=%s\n", "\n", "%s%s%s%s%s\n"])
def test_a_sheet_is_read_in_whatever_encoding_a_spreadsheet_saves_it(
    encoding: str, marks: int, separator: str, before: str
) -> None:
    if marks == 0 and encoding.startswith("utf-32"):
        return
    rows = [COLUMNS, ("Zoë", "Österreich", "off", "sent", "20/11/2026", ""), ("Jürgen €", "UK", "on", "", "", "hé?")]
    text = before.replace("%s", separator) + "".join(separator.join(row) + "\r\n" for row in rows)
    marked = "" if encoding == "cp1252" else "\ufeff" * marks
    handed: list[Row] = []
    rollup = read(lines_of(io.BytesIO((marked + text).encode(encoding))), CONTENT, TODAY, handed.append)
    assert people(rollup) == [("eu-eea", "off", "sent"), ("uk", "on", "not-yet")]
    assert rollup.faults == []
    assert rollup.asked_help == [handed[0].nickname] == ["Jürgen €"]
    assert rollup.windows == (encoding == "cp1252")
    assert (CONTENT.words("team.read.windows") in text_of(rollup)) == rollup.windows


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_nor_does_it_matter_in_what_pieces_it_comes(size: int, encoding: str) -> None:
    data = (HEAD + "Zoë,uk,off,sent,,\n").encode(encoding)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    rollup = read(lines_of(io.BufferedReader(_Endless(pieces))), CONTENT, TODAY)
    assert (rollup.total, rollup.faults) == (1, [])


def test_a_byte_that_is_no_letter_in_any_of_them_costs_no_row() -> None:
    rollup = of_bytes(HEAD.encode() + b"h\x81ron,uk,off,sent,,\nfine,uk,off,sent,,\xff\xc3\xa9\npine,uk,off,sent,,\n")
    assert (rollup.total, rollup.faults, rollup.windows) == (3, [], True)


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEAD).encode("utf-8").decode("cp1252").encode(),
        b'"\xef\xbb\xbfnickname","region","switch","form","date","help"\n',
        b"\xef\xbb\xbfsep=,\n\xef\xbb\xbf" + HEAD.encode(),
        b"Our team, November;;;;;\n\n" + HEAD.replace(",", ";").encode(),
        b"Table 1\n" + HEAD.encode(),
        HEAD.encode() + HEAD.encode(),
        HEAD.replace(",help", "").encode(),
        HEAD.encode().replace(b"\n", b",,,,\n"),
    ],
)
def test_whatever_stands_around_the_header_it_is_found_and_counts_for_nobody(data: bytes) -> None:
    separator = b";" if b";region" in data else b","
    rollup = of_bytes(data + separator.join((b"heron", b"uk", b"off", b"sent", b"")) + b"\n")
    assert (people(rollup), rollup.faults, rollup.not_counted) == ([("uk", "off", "sent")], [], 0)


def test_two_sheets_in_one_file_are_both_counted() -> None:
    one = ("\ufeff" + HEAD + "heron,uk,off,sent,,\n").encode()
    rollup = of_bytes(one + one.replace(b"heron", b"pine"))
    assert (rollup.total, rollup.faults) == (2, [])


def test_a_row_above_the_header_is_never_passed_over() -> None:
    with pytest.raises(TeamFault) as refused:
        of_bytes(b"heron,uk,off,sent,,\n" + HEAD.encode())
    assert "heron" in str(refused.value)


# Dates as spreadsheets rewrite them: the text | who lives where | the day it is read as.
REWRITTEN = """
20/11/2026               | uk eu-eea switzerland hong-kong elsewhere us canada not-sure | 2026-11-20
11/20/2026               | us uk canada        | 2026-11-20
03/11/2026               | uk eu-eea hong-kong elsewhere | 2026-11-03
03/11/2026               | us                  | 2026-03-11
11/03/2026               | us                  | 2026-11-03
3/11/26                  | uk                  | 2026-11-03
11/3/26                  | us                  | 2026-11-03
20.11.2026               | eu-eea switzerland  | 2026-11-20
20.11.26                 | eu-eea              | 2026-11-20
20. November 2026        | eu-eea              | 2026-11-20
20-Nov-26                | uk us canada        | 2026-11-20
20-Nov-2026              | uk us canada        | 2026-11-20
20-Nov                   | uk us               | 2026-11-20
20 November 2026         | uk us               | 2026-11-20
November 20, 2026        | us uk               | 2026-11-20
Friday, November 20, 2026 | us                 | 2026-11-20
Fri 20 Nov 2026          | uk                  | 2026-11-20
2026/11/20               | hong-kong canada us | 2026-11-20
2026-11-20 00:00:00      | uk canada           | 2026-11-20
2026-11-20T00:00:00      | uk                  | 2026-11-20
2026-11-20T09:30:00.000Z | us                  | 2026-11-20
20/11/2026 00:00         | uk                  | 2026-11-20
20.11.2026 0.00          | eu-eea              | 2026-11-20
20/11/2026 09:14:05.000  | uk                  | 2026-11-20
11/20/2026 12:00:00 a.m. | us                  | 2026-11-20
11/20/2026 9:30:15 AM GMT+1 | us               | 2026-11-20
20. 11. 2026             | eu-eea              | 2026-11-20
2026. 11. 20.            | eu-eea              | 2026-11-20
20.11.2026.              | eu-eea              | 2026-11-20
20-nov.-26               | eu-eea              | 2026-11-20
2026年11月20日            | hong-kong           | 2026-11-20
Fr, 20.11.2026           | eu-eea switzerland  | 2026-11-20
Freitag, 20. November 2026 | eu-eea            | 2026-11-20
11/20/2026 9:30 AM       | us                  | 2026-11-20
11/20/2026 9:30:15       | us                  | 2026-11-20
20261120                 | uk                  | 2026-11-20
46346                    | uk us canada        | 2026-11-20
46346.40625              | uk us               | 2026-11-20
46346,40625              | eu-eea              | 2026-11-20
'20/11/2026              | uk                  | 2026-11-20
２０２６-11-20            | uk                  | 2026-11-20
22/11/2026               | uk                  | 2026-11-22
11/12/2026               | uk                  | 2026-11-12
24-Nov                   | uk                  | 2025-11-24
"""
DATES = [
    (text, region, date.fromisoformat(day))
    for text, regions, day in ([cell.strip() for cell in line.split("|")] for line in REWRITTEN.strip().splitlines())
    for region in regions.split()
]


@pytest.mark.parametrize(("text", "region", "day"), DATES)
def test_a_date_that_a_spreadsheet_rewrote_is_read_as_they_write_there_and_said(
    text: str, region: str, day: date
) -> None:
    rollup = rolled("first,uk,off,sent,,", f'heron,{region},off,sent,"{text}",', "last,uk,off,sent,,")
    assert (rollup.total, rollup.faults, rollup.newest) == (3, [], day)
    (said,) = report.readings(rollup, CONTENT)
    assert text.lstrip("'") in said
    assert "read as" in said
    assert say_long(CONTENT, day) in said
    assert said in text_of(rollup)


def test_a_date_as_in_the_template_is_read_without_a_word_and_one_written_alike_is_said_once() -> None:
    rollup = rolled(*(f"n{i},uk,off,sent,{'20/11/2026' if i % 2 else '2026-11-20'}," for i in range(8)))
    assert report.readings(rollup, CONTENT) == (
        CONTENT.say("team.read.date", text="20/11/2026", day=say_long(CONTENT, date(2026, 11, 20)), rows=4),
    )


@given(st.text(max_size=30), st.sampled_from(REGIONS))
def test_a_row_counts_whatever_its_date_says(text: str, region: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(["heron", region, "off", "sent", text, ""])
    rollup = of_bytes((HEAD + out.getvalue()).encode("utf-8", "replace"))
    if not rollup.not_counted:
        assert rollup.total == 1
        assert len(rollup.faults) + len(rollup.read_as) + (rollup.newest is not None) <= 2
        assert rollup.newest is None or rollup.newest <= date(2026, 11, 22)
    else:
        assert {(fault.column, fault.kind) for fault in rollup.faults} == {("date", "control")}


@given(st.dates(date(2020, 1, 1), TODAY), st.sampled_from(REGIONS))
def test_whatever_the_custom_a_written_day_is_that_day_or_asked_about(day: date, region: str) -> None:
    order = CONTENT.questions["region"].date_order.get(region, "day-month")
    text = f"{day:%m/%d/%Y}" if order == "month-day" else f"{day:%d/%m/%Y}"
    rollup = rolled(f"heron,{region},off,sent,{text},")
    if order == "either" and rollup.faults:
        assert (rollup.total, faults(rollup)) == (1, [(2, "date", "either", text)])
        assert day.day <= 12
    else:
        assert (rollup.total, rollup.newest) == (1, day)


# What is refused, and named


@pytest.mark.parametrize(
    ("row", "column", "kind", "value"),
    [
        (",uk,off,sent,,", "nickname", "no-nickname", ""),
        ("h,mars,off,sent,,", "region", "unknown", "mars"),
        ("h,uk,maybe,sent,,", "switch", "unknown", "maybe"),
        ("h,uk,off,lost,,", "form", "unknown", "lost"),
        ("h,Germny,off,sent,,", "region", "unknown", "Germny"),
        ('h,"UK, Germany",off,sent,,', "region", "several", "UK, Germany"),
        ("h,uk,off,sent,soon,", "date", "no-date", "soon"),
        ("h,uk,off,sent,yesterday,", "date", "no-date", "yesterday"),
        ("h,uk,off,sent,3 days ago,", "date", "no-date", "3 days ago"),
        ("h,uk,off,sent,last Friday,", "date", "no-date", "last Friday"),
        ("h,🇩🇪,off,sent,,", "region", "unknown", "🇩🇪"),
        ("h,uk,off,sent,#VALUE!,", "date", "no-date", "#VALUE!"),
        ("h,uk,off,sent,0,", "date", "no-date", "0"),
        ("h,uk,off,sent,00/01/1900,", "date", "no-date", "00/01/1900"),
        ("h,uk,off,sent,########,", "date", "no-date", "########"),
        ("h,uk,off,sent,2026-W47-5,", "date", "no-date", "2026-W47-5"),
        ("h,uk,off,sent,2026-02-30,", "date", "no-date", "2026-02-30"),
        ("h,uk,off,sent,31/02/2026,", "date", "no-date", "31/02/2026"),
        ("h,uk,off,sent,2026-11-23,", "date", "future", "2026-11-23"),
        ("h,uk,off,sent,23/11/2026,", "date", "future", "23/11/2026"),
        ("h,uk,off,sent,1 May 2027,", "date", "future", "1 May 2027"),
        ("h,uk,off,sent,46600,", "date", "future", "46600"),
        ("h,canada,off,sent,03/11/2026,", "date", "either", "03/11/2026"),
        ("h,uk,off,sent,," + "y" * LONGEST, "", "too-long", ""),
        ('h,uk,"' + "y" * LONGEST + ",off,sent", "", "too-long", ""),
        ("h\0,uk,off,sent,,", "nickname", "control", "U+0000"),
        ("h\x1b[31m,uk,off,sent,,", "nickname", "control", "U+001B"),
        ("h\u202e,uk,off,sent,,", "nickname", "control", "U+202E"),
        ("h,uk,off\x07,sent,,", "switch", "control", "U+0007"),
        ("h,uk,off,sent,,\x85", "help", "control", "U+0085"),
        ("h,uk,off,sent,,,more", "", "cells", "7/6"),
        ('"h,uk,off,sent,,', "", "quotes", ""),
        ('"h"x,uk,off,sent,,', "", "quotes", ""),
        ("HERON ,uk,off,sent,,", "nickname", "twice", "2"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column_and_the_good_ones_are_counted(
    row: str, column: str, kind: str, value: str
) -> None:
    rollup = rolled("heron,uk,off,sent,,", row, "pine,uk,off,sent,,")
    assert faults(rollup) == [(3, column, kind, value)]
    # A row counts whatever its date says.
    assert (rollup.total, rollup.not_counted) == ((3, 0) if column == "date" else (2, 1))
    said = report.problems(rollup, CONTENT)
    assert len(said) == 1
    assert re.match(r"Line 3\b", said[0])
    # Where the sentence itself does not say which cell is meant, the column does.
    by_itself = kind in ("no-nickname", "twice", "no-date", "either", "future")
    assert said[0].startswith(f"Line 3, column {column}: ") == (bool(column) and not by_itself)
    assert said[0].isprintable()
    assert len(said[0]) < 200
    assert f"{CONTENT.words('team.not-counted')}: {rollup.not_counted}" in text_of(rollup)


@pytest.mark.parametrize(
    "before", ["", ",,,,,\n", ";;;\n", '"","",""\n', "\t\t\n\n", "\ufeff", "\ufeff\ufeff", "sep=,\n"]
)
@pytest.mark.parametrize("row", ["h", "h,uk", "h,uk,off", "h,uk,off,sent", "h,uk,off,sent,", "h,uk,off,sent,,,,,"])
def test_a_row_without_its_empty_cells_and_a_sheet_with_blank_rows_before_it_are_read(before: str, row: str) -> None:
    rollup = of_bytes((before + HEAD + row + "\n").encode())
    assert (rollup.total, rollup.not_counted, rollup.faults) == (1, 0, [])


def test_what_was_not_read_stands_before_the_reminder() -> None:
    shown = report.blocks(rolled("heron,uk,on,not-yet,,", "pine,mars,,,,"), CONTENT)
    named = [block for block in shown if isinstance(block, Heading)]
    titles = [block.text for block in named]
    assert titles.index(CONTENT.words("team.problems.title")) < titles.index(CONTENT.words("team.reminder.title"))


def test_all_the_faults_of_a_row_are_named_and_it_is_one_row() -> None:
    rollup = rolled(",mars,maybe,lost,soon,")
    assert [column for _, column, *_ in faults(rollup)] == ["nickname", "region", "switch", "form", "date"]
    assert rollup.not_counted == 1


@pytest.mark.parametrize("after", [0, 1, 29, 30, 31, 500])
def test_a_quotation_mark_that_never_closes_costs_its_line_alone(after: int) -> None:
    rollup = rolled('"heron,uk,off,sent,,', *(f"n{i},uk,off,sent,,yes" for i in range(after)))
    assert faults(rollup) == [(2, "", "quotes", "")]
    assert rollup.total == after


def test_a_nickname_is_known_again_whatever_its_case_and_accents_are_made_of() -> None:
    rollup = rolled(
        "H\u00e9ron,uk,off,sent,,", "he\u0301RON,uk,on,,,", "heron,uk,on,,,", "h  eron,uk,,,,", "H eron,uk,,,,"
    )
    assert faults(rollup) == [(3, "nickname", "twice", "2"), (6, "nickname", "twice", "5")]
    assert rollup.people(switch="off") == 1, "the first one counts"


def test_a_row_that_was_refused_does_not_take_its_nickname() -> None:
    assert rolled("heron,mars,,,,", "heron,uk,off,sent,,").total == 1


def test_what_is_listed_ends_somewhere_and_the_rest_is_counted() -> None:
    beyond = LISTED + 7
    rollup = rolled(*(f"n{i},uk,on,,,yes" for i in range(beyond)), *(f"b{i},mars,maybe,,," for i in range(beyond)))
    assert (len(rollup.open), rollup.open.more) == (LISTED, 7)
    assert (len(rollup.asked_help), rollup.asked_help.more) == (LISTED, 7)
    assert (len(rollup.faults), rollup.faults.more, rollup.not_counted) == (LISTED, 2 * beyond - LISTED, beyond)
    assert (rollup.total, rollup.people(done=True)) == (beyond, 0)
    said = text_of(rollup)
    assert said.count(CONTENT.say("team.more", listed=LISTED, more=7)) == 2
    assert CONTENT.say("team.problems.more", more=2 * beyond - LISTED) in said


def test_every_open_row_is_handed_on_even_those_that_are_not_listed() -> None:
    handed: list[Row] = []
    lines = [HEAD, *(f"n{i},uk,on,,,\n" for i in range(LISTED + 7)), "done,uk,off,sent,,\n"]
    rollup = read(lines, CONTENT, TODAY, handed.append)
    assert len(handed) == LISTED + 7
    assert handed[:LISTED] == rollup.open


# Files that hold no sheet


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"sep=;\n", "empty"),
        (HEAD.encode("utf-16")[:20], "columns"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "no-sheet"),
        (b"<html><table>", "no-sheet"),
        (b"PK\x03\x04\x14\x00\x06", "no-sheet"),
        (b"%PDF-1.7\n", "no-sheet"),
        (b"\0" * 5000, "no-sheet"),
        (b"nickname,region,switch,form\nheron,uk,off,sent\n", "columns"),
        (b"nickname,region,switch,form,date,switch\n", "columns"),
        (b"nickname,region,switch,form,date,help,help\n", "columns"),
        (b"heron,uk,off,sent,,\n", "columns"),
        (b"nickname region switch form date help\n", "columns"),
        (b'"nickname,region,switch,form,date,help\n', "columns"),
        (b"\x1b[2J\xff" * 100, "columns"),
        (b"x," * 100_000, "columns"),
    ],
)
def test_a_file_that_holds_no_sheet_is_refused_in_one_sentence(data: bytes, kind: str) -> None:
    with pytest.raises(TeamFault) as refused:
        of_bytes(data)
    assert refused.value.kind == kind
    sentence = str(refused.value)
    assert sentence.isprintable()
    assert len(sentence) < 250
    if kind == "columns":
        assert ", ".join(COLUMNS) in sentence


def test_a_sheet_without_rows_says_so() -> None:
    rollup = rolled()
    assert (rollup.total, rollup.not_counted, rollup.newest) == (0, 0, None)
    assert CONTENT.words("team.nobody") in text_of(rollup)
    assert CONTENT.words("team.reminder.subject") not in text_of(rollup)


def test_the_column_for_help_may_be_missing() -> None:
    rollup = rolled("heron,uk,off,sent,", head="nickname,region,switch,form,date\n")
    assert rollup.total == 1


# What goes out

_cell = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=30)
_formula = st.builds(
    str.__add__, st.sampled_from(["=", "+", "-", "@", "'=", "''@", "＝", "'"]), st.text("=1+'A(),;\"|", max_size=9)
)
_nickname = st.one_of(_cell, _formula).map(lambda text: " ".join(text.split())).filter(bool)
_row = st.builds(
    Row,
    line=st.just(0),
    nickname=_nickname,
    region=st.sampled_from(REGIONS),
    switch=st.sampled_from(SWITCH),
    form=st.sampled_from(FORM),
    day=st.none() | st.dates(date(1900, 1, 1), TODAY),
    asks_help=st.booleans(),
)


@given(st.lists(_row, unique_by=lambda row: sheet._folded(row.nickname), max_size=8))
def test_rows_that_are_written_read_back_the_same(rows: list[Row]) -> None:
    back: list[Row] = []
    rollup = read(sheet.csv_lines(rows), CONTENT, TODAY, back.append)
    assert not rollup.faults
    assert not rollup.read_as
    assert rollup.total == len(rows)
    # Where the form is no step it is not needed, and may be all that was open.
    kept = [row for row in rows if row.region in FORMAL and not sheet.is_done(row.switch, row.form)]
    assert [row.model_copy(update={"line": 0}) for row in back if row.region in FORMAL] == kept


def split(line: str, separator: str, quoting: bool) -> list[str]:
    """The cells of a line as a spreadsheet takes them that separates by something else than we did."""
    if quoting:
        return next(csv.reader([line.rstrip("\n")], delimiter=separator))
    return line.rstrip("\n").split(separator)


@given(st.lists(_row, max_size=8), st.sampled_from(SEPARATORS), st.booleans())
def test_no_cell_that_is_written_can_be_taken_for_a_formula_whatever_separates_them(
    rows: list[Row], separator: str, quoting: bool
) -> None:
    for line in sheet.csv_lines(rows):
        for cell in split(line, separator, quoting):
            assert not cell.lstrip(' "').startswith(tuple("=+-@\t\r＝＋－＠")), line


@given(st.lists(_row, max_size=8))
def test_a_cell_with_any_separator_stands_in_quotation_marks(rows: list[Row]) -> None:
    for line, row in zip(list(sheet.csv_lines(rows))[1:], rows, strict=True):
        if set(row.nickname) & set(SEPARATORS):
            assert line.startswith('"')


@given(st.text("a;,|\t =+-@'\"", max_size=12))
def test_what_was_defused_is_read_as_it_was_written(cell: str) -> None:
    assert bare(safe(cell)) == cell


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_a_formula_is_text_wherever_it_goes(start: str) -> None:
    assert safe(f"{start}cmd|'/C calc'!A0") == f"'{start}cmd|'/C calc'!A0"
    row = Row(line=2, nickname=f"{start}1+1", region="uk", switch="on", form="not-yet", asks_help=True)
    rollup = RollUp()
    rollup.add(row, "")
    shown = report.blocks(rollup, CONTENT)
    cells = [cell for block in shown if isinstance(block, Facts) for cells in block.rows for cell in cells]
    items = [item for block in shown if isinstance(block, Bullets) for item in block.items]
    assert f"'{start}1+1" in cells
    assert not any(text.startswith(start) for text in cells + items)


def test_json_is_versioned_gives_nicknames_as_written_and_adds_up() -> None:
    rollup = rolled("=h,uk,on,,2026-11-20,yes", "pine,us,off,,,", "x,mars,,,,")
    data = json.loads(json.dumps(as_json.team(rollup)))
    assert data["version"] == 2
    assert (data["people"], data["done"], data["open"], data["not_counted"]) == (2, 1, 1, 1)
    assert sum(kind["people"] for kind in data["counts"]) == 2
    assert data["open_rows"]["listed"] == [
        {
            "line": 2,
            "nickname": "=h",
            "region": "uk",
            "switch": "on",
            "form": "not-yet",
            "date": "2026-11-20",
            "help": True,
        }
    ]
    assert data["asked_help"] == {"listed": ["=h"], "more": 0}
    assert data["faults"]["listed"] == [{"line": 4, "column": "region", "kind": "unknown", "value": "mars"}]
    assert data["newest"] == "2026-11-20"


def test_the_template_is_a_sheet_whose_examples_are_left_out() -> None:
    text = sheet.template(CONTENT, TODAY)
    assert text.startswith(HEAD)
    assert 3 <= text.count("\n") <= 6
    assert "#" not in text
    rollup = read([*text.splitlines(keepends=True), "heron,uk,off,sent,,\n"], CONTENT, TODAY)
    assert not rollup.faults
    assert (rollup.total, rollup.examples) == (1, text.count("\n") - 1)
    assert CONTENT.say("team.template.left-out", count=rollup.examples) in text_of(rollup)
    renamed = text.replace("Example ", "")
    assert read(renamed.splitlines(keepends=True), CONTENT, TODAY).total == rollup.examples, (
        "they are rows like any other"
    )


def test_it_asks_for_no_screenshot_and_no_name_and_the_reminder_has_both_addresses(content: Catalogue) -> None:
    rollup = rolled("heron,uk,on,,,", "pine,uk,off,sent,,")
    shown = report.blocks(rollup, content)
    said = text_of(rollup)
    assert "informing, not for monitoring" in said
    assert "screenshot" in said
    assert "real name" in said
    reminder = next(block for block in shown if isinstance(block, Document))
    assert content.address("ai-switch") in reminder.lines
    assert content.address("objection-form") in reminder.lines
    assert "heron" not in "".join(reminder.lines), "the reminder names nobody"
    claimed = [block for block in shown if isinstance(block, Paragraph) and block.claims]
    assert {name for block in claimed for name in block.claims} == {"no-org-switch", "inform-people"}
    for block in claimed:
        assert block.text == content.sentence(block.claims[0])


def test_with_nothing_open_there_is_no_reminder() -> None:
    said = text_of(rolled("heron,uk,off,sent,,"))
    assert CONTENT.words("team.all-done") in said
    assert CONTENT.words("team.reminder.title") not in said


def test_every_kind_of_fault_has_its_sentence(content: Catalogue) -> None:
    for kind in (
        "too-long",
        "control",
        "quotes",
        "cells",
        "no-nickname",
        "twice",
        "unknown",
        "several",
        "no-date",
        "either",
        "future",
    ):
        for column in ("", "switch"):
            assert report._fault(Fault(1, column, kind, "1/2"), content).isprintable()


def shows_everywhere(shown: tuple[Block, ...]) -> None:
    """Every face of a document takes the blocks, and nothing in them can move a cursor."""
    for text in (
        markdown.render(shown, CONTENT),
        html.render(shown, CONTENT, title="x"),
        "\n".join(line for block in shown for line in plain_page.block_lines(block, CONTENT)),
    ):
        assert not {"\x1b", "\0", "\r", "\x07", "\x08", "\x85", "\u202e"} & set(text)
        text.encode()


_pieces = st.sampled_from(["heron", "uk", "off", "on", "sent", "", '"', "2026-11-20", "yes", "=1", "\n", ",", "\r\n"])
_noise = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text('a",;\n\r\t|=-', max_size=60).map(str.encode),
    st.lists(_pieces, max_size=40).map(lambda cells: ",".join(cells).encode()),
)


@given(_noise)
def test_whatever_stands_below_the_header_is_counted_or_named(noise: bytes) -> None:
    rollup = of_bytes(HEAD.encode() + b"first,uk,off,sent,,\n" + noise + b"\nlast one,uk,off,sent,,\n")
    assert rollup.total >= 2, "the good rows around it are still counted"
    assert bool(rollup.not_counted) == any(fault.column != "date" for fault in rollup.faults)
    assert all(fault.line >= 3 for fault in rollup.faults)
    json.dumps(as_json.team(rollup)).encode()
    shows_everywhere(report.blocks(rollup, CONTENT))


@given(_noise)
def test_whatever_the_file_is_it_is_read_or_refused(noise: bytes) -> None:
    said = ""
    try:
        of_bytes(noise)
    except TeamFault as fault:
        said = str(fault)
    assert said.isprintable()


# Long files


@given(st.text(st.sampled_from("ab\r\n\u2028\x85"), max_size=60))
def test_lines_end_where_any_system_ends_them_and_nowhere_else(text: str) -> None:
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert "".join(lines_of(io.BytesIO(text.encode()))).split("\n") == wanted


def test_a_line_without_an_end_is_cut_and_the_next_line_is_the_next() -> None:
    data = b"a" * (LONGEST * 3) + b"\nb\n" + b"c" * LONGEST + b"\nd"
    lines = list(lines_of(io.BytesIO(data)))
    assert [(line[0], len(line)) for line in lines] == [("a", LONGEST), ("b", 2), ("c", LONGEST), ("d", 1)]


class _Endless(io.RawIOBase):
    """A file that is made up while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while len(self._rest) < len(buffer) and (piece := next(self._pieces, None)):
            self._rest += piece
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def peak(pieces: Iterator[bytes]) -> tuple[RollUp, int]:
    """The roll-up, and the most memory that was held on the way, in bytes."""
    rolled("warm,Germany,on,,20/11/2026,yes", "up,mars,,,20 Nov,")
    tracemalloc.start()
    try:
        rollup = read(lines_of(io.BufferedReader(_Endless(pieces))), CONTENT, TODAY)
        return rollup, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def rows_of(kind: str, count: int) -> Iterator[bytes]:
    """A sheet of so many rows: open ones that ask for help, bad ones, or ones of one nickname."""
    yield HEAD.encode()
    for number in range(count):
        match kind:
            case "open":
                yield f"nickname {number},uk,on,,2026-11-20,yes\n".encode()
            case "bad":
                yield f'"nickname {number},mars,maybe\n'.encode()
            case _:
                yield b"heron,uk,on,,,\n"


@pytest.mark.long
def test_of_a_hundred_thousand_rows_only_the_nicknames_are_kept() -> None:
    _, few = peak(rows_of("open", 2_000))
    rollup, many = peak(rows_of("open", 100_000))
    assert rollup.total == rollup.open.more + LISTED == 100_000
    assert many < few + 100_000 * 200


@pytest.mark.parametrize("kind", ["bad", "twice"])
def test_nor_do_rows_that_are_not_counted(kind: str) -> None:
    _, few = peak(rows_of(kind, 1_000))
    rollup, many = peak(rows_of(kind, 10_000))
    assert rollup.not_counted >= 5_000
    assert many < few + 100_000


def test_nor_does_a_line_that_never_ends() -> None:
    rollup, most = peak(iter([HEAD.encode(), *[b"x" * 65_536] * 300]))
    assert faults(rollup) == [(2, "", "too-long", "")]
    assert most < 8_000_000


# The command


@pytest.fixture
def people_sheet(tmp_path: Path) -> Path:
    """A sheet with a row done, a row open and a row at fault."""
    path = tmp_path / "team.csv"
    path.write_text(HEAD + "heron,uk,off,sent,,\n=pine,uk,on,,,yes\nmoss,mars,,,,\n")
    return path


@pytest.mark.usefixtures("clock")
def test_the_command_gives_every_format(people_sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["team", str(people_sheet)]) == 1
    assert CONTENT.words("team.title") in capsys.readouterr().out
    assert run(["team", str(people_sheet), "--format", "md"]) == 1
    assert capsys.readouterr().out.startswith("# ")
    assert run(["team", str(people_sheet), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["people"] == 2
    assert run(["team", str(people_sheet), "--format", "csv"]) == 1
    said = capsys.readouterr()
    assert said.out == "\ufeff" + HEAD + "'=pine,uk,on,,,yes\n"
    assert "Line 4, column region" in said.err


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ("moss;uk;off;sent;someday;", 0, "“someday” is not a date"),
        ("moss;Germny;off;sent;;", 1, "is it Germany?"),
        ("moss;uk;off;sent;20/11/2026;", 0, "“20/11/2026” read as 20 November 2026"),
    ],
)
@pytest.mark.parametrize("form", ["txt", "md", "csv"])
@pytest.mark.usefixtures("clock")
def test_what_was_not_read_is_said_and_only_a_row_that_was_not_counted_is_unfinished(
    row: str, code: int, said: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "team.csv"
    path.write_bytes(f"{HEAD.replace(',', ';')}Zoë;uk;on;;;\n{row}\n".encode("utf-16"))
    assert run(["team", str(path), "--format", form]) == code
    out, err = capsys.readouterr()
    assert said in (err if form == "csv" else out)
    assert "Zoë" in out
    if form != "csv":
        assert out.index(said) < out.index(CONTENT.words("team.reminder.title"))


@pytest.mark.usefixtures("clock")
def test_the_command_writes_a_template_and_never_over_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["team", "--template"]) == 0
    assert capsys.readouterr().out == "\ufeff" + sheet.template(CONTENT, TODAY)
    path = tmp_path / "new.csv"
    assert run(["team", "--template", "-o", str(path)]) == 0
    path.write_text("filled in")
    assert run(["team", "--template", "-o", str(path)]) == 2
    assert run(["team", str(path), "-o", str(path)]) == 2
    assert path.read_text() == "filled in"


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_not_there_or_is_a_folder_is_a_slip_of_the_command_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["team", str(tmp_path / name)]) == 2
    assert run(["team"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "Traceback" not in said.err


class _Broken(io.RawIOBase):
    """A file that goes away while it is read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise OSError(5, "Input/output error")


def test_a_file_that_goes_away_while_it_is_read_is_one_sentence() -> None:
    with pytest.raises(TeamFault, match=CONTENT.words("team.refused.not-readable")):
        read(lines_of(io.BufferedReader(_Broken())), CONTENT, TODAY)


def test_a_file_that_holds_no_sheet_is_data_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    assert run(["team", str(path)]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", CONTENT.words("team.refused.empty") + "\n")
