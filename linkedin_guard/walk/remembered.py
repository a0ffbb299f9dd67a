"""What this computer remembers of a person besides their progress: what content they saw, the language for letters."""

from contextlib import suppress

from linkedin_guard.model.place import Place
from linkedin_guard.model.progress import Progress
from linkedin_guard.store.profiles import Store, StoreFault

NEWS = Place("tasks")
"""The page on which stands what changed since the person was here."""


class Remembered:
    """`seen` is the date of the content that the person saw last, `letters` the language chosen for letters; or ""."""

    def __init__(self, store: Store) -> None:
        self.seen = self.letters = ""
        self._store = store
        self._profile = ""
        self._untold = False

    def begin(self, profile: str, found: Progress | None, content: str, *, read_only: bool) -> None:
        """With a person, whose progress was found so; `content` is the date of what they see now."""
        self._profile = profile
        self.seen = "" if found is None else self._store.seen(profile, found)
        self.letters = self._store.settings().letters.get(profile, "")
        self._untold = not read_only and "" < self.seen < content
        if self._untold:
            # What is recorded from now on says nothing of what was read.
            self._saw(self.seen)

    def left(self, place: Place, content: str) -> None:
        """What changed counts as told once the page it stands on was seen: the next time it is known."""
        if self._untold and place == NEWS:
            self._untold = False
            self._saw(content)

    def letters_in(self, language: str, *, read_only: bool) -> None:
        """Have the letters in this language from now on. Raises StoreFault."""
        self.letters = language
        if not read_only:
            self._store.write_letters_in(self._profile, language)

    def _saw(self, content: str) -> None:
        # Better told twice than not to go on.
        with suppress(StoreFault):
            self._store.saw(self._profile, content)
