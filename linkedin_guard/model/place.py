"""A place: the name of a page."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True)
class Place:
    """The name of a page.

    `page` is its family (start, ask, tasks, do, missing …); `name` the question or step it is about, if it is about
    one; `part` the part of it; `aside` what stands beside that page instead of it: sources, help or phone. As text it
    is `do.toggle-off.check` or `sources@do.toggle-off`: so it is called in snapshots, in JSON and in the log.
    """

    page: str
    name: str = ""
    part: str = ""
    aside: str = ""

    def __str__(self) -> str:
        name = ".".join(filter(None, (self.page, self.name, self.part)))
        return f"{self.aside}@{name}" if self.aside else name

    @classmethod
    def parse(cls, text: str) -> Self:
        """The place that is called so. Raises ValueError for what can be no place's name."""
        aside, at, name = text.rpartition("@")
        parts = name.split(".")
        if not all(parts) or len(parts) > 3 or bool(at) != bool(aside) or "@" in aside:
            raise ValueError(f"'{text}' is no place")
        page, name, part = (*parts, "", "")[:3]
        return cls(page, name, part, aside)

    @property
    def beside(self) -> "Place":
        """The page itself, without what stands beside it."""
        return replace(self, aside="") if self.aside else self

    def with_aside(self, aside: str) -> "Place":
        """What stands beside this page: its sources, help, or the code for a phone."""
        return replace(self, aside=aside)
