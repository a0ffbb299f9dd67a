"""At 80×24 the title, the text and the first pick of every question and step are on the screen without scrolling.

Measured on the real screen, with every distinct page that somebody meets, whatever they answered, before a step is
begun, while it is being done, and after.
"""

import pytest
from few import among, few
from fit import KINDS, distinct, lines_over

from linkedin_guard.model.blocks import Paragraph
from linkedin_guard.model.events import Go
from linkedin_guard.model.page import Page, Pick
from linkedin_guard.model.place import Place
from linkedin_guard.store.profiles import Store


@pytest.mark.parametrize("kind", few(KINDS, among("completed")))
async def test_every_question_and_step_fits_the_window(
    kind: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await lines_over(store, monkeypatch, distinct(kind)) == {}


async def test_a_page_that_does_not_fit_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pick = Pick("Continue", Go())
    short = Page(Place("do", "short"), "Caption", "Title", (Paragraph("One line."),), None, (pick,))
    long = Page(Place("do", "long"), "Caption", "Title", (Paragraph("A line. " * 190),), None, (pick,))
    assert set(await lines_over(store, monkeypatch, (short, long))) == {Place("do", "long")}
