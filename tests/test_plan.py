"""Who has what to do: the design's table, for every region, age and set of roles."""

import pytest
from walk import AGES, CONTENT, FORMAL, REGIONS, ROLES, Answers, answered, blank, complete

from linkedin_guard.plan.answers import answers_of, matches, shown, start_questions
from linkedin_guard.plan.steps import plan

ADS = ("ads-off-linkedin", "ads-data-from-others", "ads-measure-success", "share-with-affiliates")
ADS_ASKED = ("canada", "hong-kong", "us", "elsewhere", "not-sure")
FORM = ("objection-form", "objection-reply")
TEAM = frozenset({"recruiter", "page-admin", "team-lead"})
TEAM_DOCUMENTS = frozenset({"team-notice", "team-checklist", "team-policy"})


def core_of(answers: Answers) -> set[str]:
    """The main steps, as the design's table has them."""
    account = "no-account" not in answers["role"]
    form = answers["region"][0] in FORMAL or not account
    return {*(["toggle-off"] if account else []), *(FORM if form else [])}


def extra_of(answers: Answers) -> set[str]:
    """The extras, as the design's table has them; the documents for a team are in the next function."""
    region, roles = answers["region"][0], set(answers["role"])
    account = "no-account" not in roles
    wanted: set[str] = set()
    if account and region in ADS_ASKED:
        wanted |= set(ADS)
    elif account:
        wanted.add("ads-settings")
    if "job-seeker" in roles:
        wanted.add("saved-resumes")
    wanted |= {"delete-old", "recheck"} if account else {"guest-settings"}
    if region == "us":
        wanted.add("global-privacy-control")
    if region in ("us", "elsewhere"):
        wanted |= set(FORM)
    return wanted - core_of(answers)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("age", AGES)
def test_everyone_has_the_steps_of_the_designs_table(region: str, age: str) -> None:
    for roles in ROLES:
        answers = answered(region, age, roles)
        found = plan(CONTENT, answers)
        extra = {step.id for step in found.extra}
        assert {step.id for step in found.core} == core_of(answers), answers
        assert extra - TEAM_DOCUMENTS == extra_of(answers), answers
        assert ("team-notice" in extra) == bool(TEAM & set(roles))
        assert bool(TEAM_DOCUMENTS & extra) == bool(TEAM & set(roles))


def test_all_of_them_are_looked_at() -> None:
    assert len(ROLES) == 32
    assert len(list(complete())) == 8 * 4 * 32


def test_nobody_is_left_with_nothing_to_do_and_no_step_stands_twice() -> None:
    for answers in complete():
        found = plan(CONTENT, answers)
        ids = [step.id for step in found.steps]
        assert found.core
        assert len(ids) == len(set(ids))


def test_steps_come_in_the_order_of_the_content_and_core_before_extra() -> None:
    order = list(CONTENT.steps)
    for answers in complete(ages=("18-plus",)):
        found = plan(CONTENT, answers)
        for group in (found.core, found.extra):
            places = [order.index(step.id) for step in group]
            assert places == sorted(places)
        assert found.steps == found.core + found.extra


def test_a_step_comes_after_the_one_it_waits_for() -> None:
    for answers in complete(ages=("18-plus",)):
        ids = [step.id for step in plan(CONTENT, answers).steps]
        for step in plan(CONTENT, answers).steps:
            assert step.after is None or step.after not in ids or ids.index(step.after) < ids.index(step.id)


def test_age_changes_no_step() -> None:
    for region in REGIONS:
        for roles in ROLES:
            assert (
                len(
                    {
                        plan(CONTENT, answered(region, age, roles)) == plan(CONTENT, answered(region, "18-plus", roles))
                        for age in AGES
                    }
                )
                == 1
            )


def test_a_condition_is_any_mapping_all_of_its_questions_any_choice_in_common() -> None:
    answers: Answers = {"region": ("uk",), "role": ("member", "recruiter")}
    assert matches(({"region": ("uk", "us")},), answers)
    assert matches(({"region": ("us",)}, {"role": ("recruiter",)}), answers)
    assert matches(({"region": ("uk",), "role": ("recruiter", "team-lead")},), answers)
    assert not matches(({"region": ("uk",), "role": ("team-lead",)},), answers)
    assert not matches(({"age": ("18-plus",)},), answers)
    assert not matches((), answers)
    assert shown((), answers)
    assert matches(({},), answers)


def test_answers_the_content_does_not_offer_count_as_not_given() -> None:
    progress = blank(
        answers={
            "region": ("uk", "us"),
            "age": ("130",),
            "role": ("recruiter", "wizard", "member"),
            "shoe-size": ("44",),
        }
    )
    assert answers_of(CONTENT, progress) == {"role": ("member", "recruiter")}


def test_a_later_change_to_what_is_known_never_reaches_another_person() -> None:
    progress = blank(answers=answered("uk", "18-plus", ("member",)))
    answers_of(CONTENT, progress)["region"] = ("us",)
    assert answers_of(CONTENT, progress)["region"] == ("uk",)


def test_three_questions_are_asked_of_everybody() -> None:
    assert [question.id for question in start_questions(CONTENT)] == ["region", "age", "role"]
    assert CONTENT.questions["region"].choices == REGIONS
    assert CONTENT.questions["age"].choices == AGES
