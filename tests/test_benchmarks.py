"""The benchmarks' own arithmetic, on runs that were made up: nothing is started here, and no clock is read."""

from pathlib import Path

import pytest
from benchmarks import arithmetic, tables
from benchmarks.arithmetic import Measured, Verdict
from benchmarks.rounds import in_turn
from benchmarks.run import Run
from benchmarks.targets import PACE, TARGETS, How, Target

README = Path(__file__).parents[1] / "README.md"
GOAL = Target("something", "own", How.TIMES, limit=1.7, goal=1.55)
LIMIT = Target("something", "own", How.TIMES, limit=1.4)


def run(page: float = 0.1, **other: float) -> Run:
    """A run of which only what is given matters."""
    return Run(
        whole=other.get("whole", 1.0), cpu=other.get("cpu", 0.2), memory=int(other.get("memory", 2**20)), page=page
    )


def pressed(*milliseconds: float) -> Run:
    """A run in which keys took so long."""
    return Run(1.0, 0.2, 2**20, keys={"move": [each / 1000 for each in milliseconds]})


def every_scene() -> dict[str, list[Run]]:
    """Three rounds of all that the table is made of."""
    names = {"empty again"}
    for target in TARGETS:
        names |= {target.scene, target.other[0]}
    keys = {target.key: [0.004, 0.003] for target in TARGETS if target.key}
    return {name: [Run(0.1, 0.2, 2**20, PACE, 0.2, keys) for _ in range(3)] for name in names}


def test_a_median_is_not_moved_by_one_bad_round() -> None:
    assert arithmetic.median([1.0, 1.1, 1.2, 1.3, 90.0]) == Measured(1.2, 1.1, 1.3)
    assert arithmetic.median([1.0, 2.0]) == Measured(1.5, 1.25, 1.75)
    assert arithmetic.median([4.0]) == Measured(4.0, 4.0, 4.0)


def test_a_ratio_is_taken_within_each_round() -> None:
    """A machine that is three times as slow for a round changes nothing; the ratio of the medians would be 1.5."""
    assert arithmetic.times([2.0, 6.0, 3.0], [1.0, 3.0, 2.0]) == Measured(2.0, 1.75, 2.0)
    with pytest.raises(ValueError, match="shorter"):
        arithmetic.times([1.0, 2.0], [1.0])


@pytest.mark.parametrize(("share", "value"), [(0.95, 95), (0.5, 50), (1, 100), (0.001, 1)])
def test_a_percentile_is_the_least_value_that_the_share_does_not_exceed(share: float, value: int) -> None:
    assert arithmetic.percentile([*range(100, 0, -1)], share) == value


def test_a_percentile_of_few_values_is_the_greatest_of_them() -> None:
    assert arithmetic.percentile([1, 9, 2], 0.95) == 9


def test_times_of_keys_are_of_all_rounds_and_their_middle_half_of_each() -> None:
    rounds = [pressed(*[1] * 19, 5), pressed(*[2] * 20), pressed(*[3] * 20)]
    found = arithmetic.keys(rounds, "move", 2)
    assert (found.number, found.low, found.high) == pytest.approx((6, 3, 5))


def test_times_of_keys_are_told_on_the_scale_of_the_machine_they_are_promised_for() -> None:
    runs = {"empty": [run(2 * PACE)] * 3, "own": [pressed(8.0)] * 3}
    target = Target("keys", "own", How.KEYS, limit=5, key="move")
    assert arithmetic.scale(runs) == 0.5
    assert arithmetic.measured(target, runs).number == pytest.approx(4.0)


def test_each_line_takes_its_own_figure_of_its_own_scenes() -> None:
    runs = {"empty": [run(0.1, cpu=0.2)] * 2, "own": [run(0.15, cpu=0.5, whole=0.3, memory=3 * 2**20)] * 2}

    def number(how: How, **more: object) -> float:
        return arithmetic.measured(Target("", "own", how, 1, **more), runs).number  # type: ignore[arg-type]

    assert number(How.TIMES) == pytest.approx(1.5)
    assert number(How.TIMES, figure="cpu", other=("empty", "cpu")) == pytest.approx(2.5)
    assert number(How.TIMES, figure="whole") == pytest.approx(3)
    assert number(How.SECONDS, figure="whole") == pytest.approx(0.3)
    assert number(How.MORE, figure="memory", other=("empty", "memory")) == pytest.approx(2)


@pytest.mark.parametrize(
    ("target", "number", "said"),
    [
        (GOAL, 1.2, Verdict.GOAL),
        (GOAL, 1.55, Verdict.GOAL),
        (GOAL, 1.56, Verdict.LIMIT),
        (GOAL, 1.7, Verdict.LIMIT),
        (GOAL, 1.71, Verdict.OVER),
        (LIMIT, 1.2, Verdict.LIMIT),
        (LIMIT, 1.4, Verdict.LIMIT),
        (LIMIT, 1.41, Verdict.OVER),
    ],
)
def test_the_number_is_within_the_goal_within_the_limit_or_over(target: Target, number: float, said: Verdict) -> None:
    assert arithmetic.verdict(target, Measured(number, 0, 9)) is said


@pytest.mark.parametrize(
    ("low", "high", "said"), [(1.2, 1.3, False), (1.5, 1.6, True), (1.56, 1.69, False), (1.6, 1.8, True)]
)
def test_a_goal_or_limit_among_the_rounds_is_said_to_be_close(low: float, high: float, said: bool) -> None:
    assert arithmetic.close(GOAL, Measured((low + high) / 2, low, high)) is said


def test_no_goal_is_beyond_its_limit_and_every_line_says_what_it_is() -> None:
    for target in TARGETS:
        assert target.goal is None or target.goal < target.limit
        assert bool(target.key) == (target.how is How.KEYS), target.what
    assert len({target.what for target in TARGETS}) == len(TARGETS)


def test_every_scene_that_is_promised_for_is_run(tmp_path: Path) -> None:
    pytest.importorskip("termios", reason="it is run in a terminal as Linux and macOS have it")
    from benchmarks.scenes import Stage, scenes

    assert set(scenes(Stage(tmp_path))) == set(every_scene())


def test_the_table_has_a_line_for_each_promise_with_goal_limit_and_verdict() -> None:
    said = tables.promised(every_scene(), "A quiet machine.").splitlines()
    assert len([line for line in said if line.startswith("| ")]) == len(TARGETS) + 2
    first = next(line for line in said if line.startswith("| The first page, for somebody"))
    assert first.endswith("| the empty app | 1.55× | 1.7× | **1.00×** (1.00 to 1.00) | within the goal |")
    assert any(line.endswith("A quiet machine.") for line in said)
    assert "**+0.0 MiB** (+0.0 to +0.0) | within the limit |" in "\n".join(said)


def test_less_than_nothing_by_less_than_is_written_is_nothing() -> None:
    short, long = ([run(memory=2**20 + more)] * 3 for more in (20_000, 0))
    said = tables.promised({**every_scene(), "short sheet": short, "sheet": long}, "")
    assert "**+0.0 MiB** (+0.0 to +0.0)" in said


def test_a_busy_machine_is_said_to_be_one() -> None:
    pytest.importorskip("resource", reason="it is run on Linux and macOS")
    from benchmarks.bystanders import said

    assert said(0.02) == "Other programs used 2 % of the processors meanwhile: a quiet machine."
    assert "40 % of the processors meanwhile: no quiet machine" in said(0.4)
    assert "not known" in said(None)


def test_a_peer_that_is_missing_is_named_with_the_reason() -> None:
    runs = {"empty": [run(0.1, cpu=0.2)] * 2, "other": [run(0.4, cpu=0.3)] * 2}
    said = tables.beside({"other": "Other 1.0"}, runs, {"third": "no matching distribution"})
    assert "| Other 1.0 | **4.00×** (4.00 to 4.00); 400 ms | **1.50×** (1.50 to 1.50); 300 ms |" in said
    assert "Not measured: third, for it could not be installed or started: no matching distribution" in said


def test_each_scene_is_run_once_a_round_and_once_before() -> None:
    asked: list[str] = []

    def scene(name: str) -> Run:
        asked.append(name)
        return run(len(asked))

    found, failed = in_turn({"a": lambda: scene("a"), "b": lambda: scene("b")}, 4)
    assert (len(found["a"]), len(found["b"]), failed) == (4, 4, {})
    assert all(set(asked[at : at + 2]) == {"a", "b"} for at in range(0, 10, 2)), "in turn, not one after the other"
    assert len({tuple(asked[at : at + 2]) for at in range(0, 10, 2)}) == 2, "and not always in the same order"


def test_only_an_optional_scene_may_fail_and_then_says_why() -> None:
    def fails() -> Run:
        raise RuntimeError("it ended with status 1\nand more")

    found, failed = in_turn({"a": run, "b": fails}, 2, optional=["b"])
    assert (list(found), failed) == (["a"], {"b": "it ended with status 1"})
    with pytest.raises(RuntimeError):
        in_turn({"a": run, "b": fails}, 2)


def test_a_table_replaces_what_was_between_its_marks_and_nothing_else() -> None:
    text = "before <!-- a --> old <!-- /a --> after"
    assert tables.put(text, "new", ("<!-- a -->", "<!-- /a -->")) == "before <!-- a -->\n\nnew\n\n<!-- /a --> after"
    with pytest.raises(ValueError, match="no place"):
        tables.put(text, "new", ("<!-- b -->", "<!-- /b -->"))


@pytest.mark.parametrize("marks", [tables.OURS, tables.PEERS])
def test_the_readme_has_a_place_for_each_table(marks: tuple[str, str]) -> None:
    text = README.read_text("utf-8")
    assert [text.count(mark) for mark in marks] == [1, 1]
    assert text.index(marks[0]) < text.index(marks[1])
