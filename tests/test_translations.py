"""The rules for translations: small translations keep them all, and each fault is found by the rule that is for it."""

import shutil
from pathlib import Path

import pytest
from translation import SAID, write

from linkedin_guard.content import ContentFolder, folder
from linkedin_guard.rules import check as program
from linkedin_guard.rules.draft import Draft

LANGUAGES = tuple(code for code in SAID if code != "en")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content, with every translation."""
    root = Path(shutil.copytree(folder(), tmp_path_factory.mktemp("small") / "content"))
    write(root, *LANGUAGES)
    return root


@pytest.fixture
def small(whole: Path, tmp_path: Path) -> Path:
    """The same, to break."""
    return Path(shutil.copytree(whole, tmp_path / "small"))


FOR_ALL = ("claim-has-source", "contested-has-readings", "ids-exist", "ids-stand-once", "labels-letter-by-letter")
FOR_ALL += ("letters-cite-claims", "said-by-claims-alone", "status-fits-kind", "words-we-do-not-use")
"""The rules that say nothing of translations. They are about the whole content, which is not there."""

RULES = tuple(rule for rule in program.RULES if rule.ID not in FOR_ALL)


def broken(root: Path, code: str) -> dict[str, list[str]]:
    """What breaks each rule, by the rule."""
    draft = Draft(ContentFolder(root), code)
    found = {rule.ID: [str(fault) for fault in rule.check(draft)] for rule in RULES}
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_that_is_right_keeps_every_rule(code: str, whole: Path) -> None:
    assert broken(whole, code) == {}


def test_english_is_no_translation(whole: Path) -> None:
    assert broken(whole, "en") == {}
