"""Regions as people say them: every name means one of them, in every command, and a slip is met with the nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from walk import CONTENT, REGIONS, Answers, answered, blank

from linkedin_guard.cli.commands import run
from linkedin_guard.plan.regions import _names, _spelled, bare, nearest, regions_in
from linkedin_guard.store.profiles import Store

NAMES = sorted(set(_spelled(CONTENT)))

pytestmark = pytest.mark.usefixtures("quick_disk", "clock")


def test_no_name_stands_for_two_regions() -> None:
    for region, name in NAMES:
        assert regions_in(CONTENT, name) == regions_in(CONTENT, f"  {name.upper()} "), name
        assert set(regions_in(CONTENT, name).regions) == {region}, name
        assert not regions_in(CONTENT, name).unknown


def test_every_country_province_and_land_that_is_asked_for_is_a_name() -> None:
    for question, region in (("country", "eu-eea"), ("land", "eu-eea")):
        for choice in CONTENT.questions[question].choices:
            assert regions_in(CONTENT, CONTENT.words(f"questions.{question}.choices.{choice}")).regions == (region,)
    for province in ("Quebec", "Québec", "British Columbia", "alberta", "Ontario"):
        assert regions_in(CONTENT, province).regions == ("canada",)
    assert not regions_in(CONTENT, CONTENT.words("questions.province.choices.not-say")).regions


@pytest.mark.parametrize(
    ("said", "regions"),
    [
        ("UK", "uk"),
        ("U.K.", "uk"),
        ("the UK", "uk"),
        ("germany", "eu-eea"),
        ("DEUTSCHLAND", "eu-eea"),
        ("Hong Kong", "hong-kong"),
        ("hong_kong", "hong-kong"),
        ("HongKong", "hong-kong"),
        ("香港", "hong-kong"),
        ("U S A", "us"),
        ("New York", "us"),
        ("India", "elsewhere"),
        ("Côte d’Ivoire", "elsewhere"),
        ("The Netherlands", "eu-eea"),
        ("Northern Ireland", "uk"),
        ("Republic of Ireland", "eu-eea"),
        ("I'm not sure", "not-sure"),
        ("uk,us", "uk us"),
        ("uk, us;canada", "uk us canada"),
        ("uk us", "uk us"),
        ("UK and Germany & France", "uk eu-eea"),
        ("Switzerland/Austria + Hong Kong", "switzerland eu-eea hong-kong"),
        ("Iceland, Liechtenstein or Norway", "eu-eea"),
        ("uk,\nus\n", "uk us"),
        ("uk,,us,", "uk us"),
        ("", ""),
        ("?", ""),
    ],
)
def test_a_text_names_these(said: str, regions: str) -> None:
    found = regions_in(CONTENT, said)
    assert (" ".join(found.regions), found.unknown) == (regions, ())


@pytest.mark.parametrize(
    ("said", "unknown", "near"),
    [
        ("Germny", "Germny", "Germany"),
        ("uk, Swizerland", "Swizerland", "Switzerland"),
        ("Untied Kingdom", "Untied Kingdom", "United Kingdom"),
        ("mars", "mars", ""),
        # A state and a country.
        ("Georgia", "Georgia", ""),
    ],
)
def test_what_is_not_known_is_named_with_the_nearest_that_is(said: str, unknown: str, near: str) -> None:
    assert regions_in(CONTENT, said).unknown == (unknown,)
    assert nearest(CONTENT, unknown) == near


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=5),
    st.sampled_from([",", ", ", ";", " / ", "\n", " and ", " + "]),
)
def test_several_in_one_are_what_each_is(names: list[tuple[str, str]], between: str) -> None:
    found = regions_in(CONTENT, between.join(name for _, name in names))
    assert found.regions == tuple(dict.fromkeys(region for region, _ in names))


@given(st.text(max_size=40))
def test_whatever_is_said_has_an_answer(said: str) -> None:
    found = regions_in(CONTENT, said)
    assert set(found.regions) <= set(REGIONS)
    assert bare(said) == "" or found.regions or found.unknown or bare(said) not in _names(CONTENT)
    assert all(isinstance(nearest(CONTENT, name), str) for name in found.unknown)


@pytest.mark.parametrize("command", ["notice", "policy", "checklist"])
def test_the_documents_for_a_team_take_them_as_they_are_said(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--region", "uk", "--region", "eu-eea", "--region", "hong-kong"]) == 0
    wanted = capsys.readouterr()
    for said in (["UK, germany"], ["u.k.", "France and Spain"]):
        assert run([command, *(word for text in [*said, "Hong Kong"] for word in ("--region", text))]) == 0
        assert capsys.readouterr() == wanted
    assert not wanted.err
    assert run([command, "--region", "UK, Germny"]) == 2
    assert "did you mean 'Germany'?" in capsys.readouterr().err
    assert run([command, "--region", "mars"]) == 2
    assert "'mars'" in capsys.readouterr().err
    assert run([command, "--region", "?"]) == 2


@pytest.mark.parametrize(
    ("said", "law"),
    [("UK", "uk"), ("Germany", "eu-eea"), ("Québec", "quebec"), ("british columbia", "british-columbia"),
     ("Ontario", "canada"), ("Hong Kong", "hong-kong"), ("US", "elsewhere"), ("France, Spain", "eu-eea"),
     ("no account", "no-account")],
)  # fmt: skip
def test_a_letter_takes_the_law_of_the_place(said: str, law: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", "--regime", law]) == 0
    wanted = capsys.readouterr().out
    assert run(["letter", "--regime", said]) == 0
    assert capsys.readouterr().out == wanted


@pytest.mark.parametrize(("said", "why"), [("UK, US", "several laws"), ("Germny", "Germany"), ("mars", "mars")])
def test_a_letter_has_one_law(said: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", "--regime", said]) == 2
    refused = capsys.readouterr()
    assert why in refused.err
    assert not refused.out


@pytest.mark.parametrize("command", ["notice", "policy", "checklist"])
def test_without_a_place_it_is_for_all_of_them_and_says_so(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    places = [word for region in REGIONS if region != "not-sure" for word in ("--region", region)]
    assert run([command, *places]) == 0
    wanted = capsys.readouterr().out
    assert run([command]) == 0
    said = capsys.readouterr()
    assert said.out == wanted
    assert said.err.startswith("No place was named")
    for region in REGIONS[:-1]:
        assert CONTENT.words(f"questions.region.at.{region}") in said.err


@pytest.mark.parametrize(
    ("answers", "regions", "said"),
    [
        (answered("uk", "18-plus", ("team-lead",)), ["uk"], "where the profile lives"),
        (answered("not-sure", "18-plus", ("team-lead",)), list(REGIONS[:-1]), "No place was named"),
        ({**answered("uk", "18-plus", ("team-lead",)), "team-regions": ("us", "canada")}, ["us", "canada"], ""),
    ],
)
def test_with_a_profile_it_is_for_whom_that_says(
    answers: Answers, regions: list[str], said: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.open("me") as desk:
        desk.save(blank(answers=answers))
    assert (
        run(["checklist", *(word for region in sorted(regions, key=REGIONS.index) for word in ("--region", region))])
        == 0
    )
    wanted = capsys.readouterr().out
    assert run(["checklist"]) == 0
    found = capsys.readouterr()
    assert found.out == wanted
    assert said in found.err
    assert bool(found.err) == bool(said)
