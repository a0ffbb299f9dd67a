"""Where a person is and the pages they came along: what Back goes by. Never kept, and gone with the person."""

from linkedin_guard.model.page import Moment
from linkedin_guard.model.place import Place
from linkedin_guard.walk import journey


class Trail:
    """The present place, and those before it, each once; an aside is left for good and never one of them."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._before: list[Place] = []

    def start_over(self) -> None:
        """Forget the places before: another person goes on."""
        self._before.clear()

    def move(self, place: Place) -> None:
        """To another place; to one that was come along before, as far back as that."""
        if place == self.place:
            return
        if place in self._before:
            # Back from a page that was come to again leads where it led the first time.
            del self._before[self._before.index(place) :]
        elif not self.place.aside:
            # An aside is left for good: Back leads to pages, not to what stood beside one.
            self._before.append(self.place)
        self.place = place

    def back(self, moment: Moment) -> None:
        """To the last place that is still open; where there is none, to the page that the present one belongs to."""
        while self._before:
            place = self._before.pop()
            if place != self.place and journey.is_open(moment, place):
                self.place = place
                return
        self.place = journey.up(moment, self.place)

    def leads_back(self, moment: Moment) -> bool:
        """Whether Back leads anywhere else."""
        before = any(place != self.place and journey.is_open(moment, place) for place in self._before)
        return before or journey.up(moment, self.place) != self.place

    def reflected(self, moment: Moment) -> Place | None:
        """The page before, if it shows a text or an authority, which what is given here changes."""
        # The page beside which a day is shown back is where it was typed, not where the person came from.
        before = next((place for place in reversed(self._before) if place != self.place.beside), None)
        if before is None or before == self.place or not journey.reflects(moment, before):
            return None
        return before
