"""Which file is whose: told from its name, and for what has no name of ours, from what is inside.

A file of ours is named after the profile inside it. One that says it is of somebody else was named by something else,
as sync programs do with conflicted copies (`ana-mylaptop.json`): it is a copy, and never a person. No two profiles'
names lead to one file: a profile's file name holds no dot, no tilde and no capital but in `%C3`.
"""

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from linkedin_guard.model.saying import Saying
from linkedin_guard.store import progress_file
from linkedin_guard.store.disk import Folder, StoreFault, kind, owned
from linkedin_guard.store.names import BadName, check_name, file_name, profile_of

PROFILES, SET_ASIDE, REPORTS = ROOMS = ("profiles", "set-aside", "reports")
TEMPORARY = ".tmp-"
"""What stands in the name of a file that is not whole yet."""

NOT_OURS = Saying("stays.not-ours")
HEAD = 512
"""So many bytes of a file of ours hold the name of its profile."""

SETTINGS = "settings.json"
SETTINGS_ASIDE = "~settings"
"""What settings that are set aside are called, which no profile's file is."""

_HEAD = re.compile(rb'\{\n "format": \d+,\n "app": "[^"\\]*",\n "content": "[^"\\]*",\n "profile": (".*"),\n')
_DATED = r"\d{8}T\d{6}Z(?:-\d+)?\.json"
_OURS = re.compile(r"\.json(?:\.prev|\.lock|\.bak-\d+)?|(?:\.[a-z0-9.-]*)?\.tmp-[0-9a-f]{8}")
_OTHER = rf"\.other-{_DATED}"
_ASIDE = rf"(.+)-{_DATED}"
_SETTINGS = rf"{re.escape(SETTINGS)}(?:\.tmp-[0-9a-f]{{8}})?"
_REPORT = r"fault(?: \d+)?\.txt(?:\.tmp-[0-9a-f]{8})?"
_CUT = 190
"""How much of a profile's file name fits beside a date; what is longer is cut to 180 and ends in a mark of its own."""


@dataclass(frozen=True)
class Found:
    """What lies where the wizard keeps things; `label` is what its name begins with, which stands for a profile.

    `copy_of` is whose progress is inside what something else named, `stays` why it is left alone; mostly both are "".
    """

    path: Path
    label: str = ""
    copy_of: str = ""
    stays: str = ""

    def of(self, profile: str) -> bool:
        """Whether it is this profile's."""
        if self.copy_of:
            return self.copy_of == profile
        return self.label in (file_name(profile), short(profile))


def short(profile: str) -> str:
    """The profile in the name of a file that has a date too: cut where it is long, and still no other's."""
    stem = file_name(profile)
    if len(stem) <= _CUT:
        return stem
    # Few names are as long as that.
    import hashlib

    return f"{stem[:180]}~{hashlib.sha256(stem.encode()).hexdigest()[:9]}"


def whose(folder: Folder, name: str) -> str | None:
    """The profile that a file says it is of, or None where it says none. Raises StoreFault."""
    head = folder.read(name, HEAD)
    known = _HEAD.match(head or b"")
    try:
        if known is not None:
            said = json.loads(known[1])
        else:
            raw = progress_file.parse(folder.read(name, progress_file.LIMIT + 1) or b"")
            said = raw["profile"] if "format" in raw else ""
    except (ValueError, LookupError, progress_file.Damaged):
        return None
    try:
        return check_name(said)
    except (BadName, TypeError):
        return None


def in_home(folder: Folder) -> Iterator[Found]:
    """The settings, and rooms of ours that are none; what else lies in that folder is no affair of ours."""
    for entry in _sorted(folder):
        if re.fullmatch(_SETTINGS, entry.name):
            yield _looked_at(folder, entry, Found(folder.path / entry.name))
        elif entry.name in ROOMS and not entry.is_dir(follow_symlinks=False):
            yield Found(folder.path / entry.name, stays=_what(entry))


def in_room(folder: Folder, label: str | None = None) -> Iterator[Found]:
    """All that lies in one of our folders, or what begins with this and a dot. Raises OSError."""
    tell = {PROFILES: _in_profiles, SET_ASIDE: _in_set_aside, REPORTS: _in_reports}[folder.path.name]
    for entry in _sorted(folder):
        if label is not None and entry.name.partition(".")[0] != label:
            continue
        found = _looked_at(folder, entry, Found(folder.path / entry.name))
        if not found.stays:
            try:
                found = tell(folder, found)
            except StoreFault:
                found = replace(found, stays=Saying("stays.unreadable"))
        yield found


def _sorted(folder: Folder) -> "list[os.DirEntry[str]]":
    return sorted(folder.entries(), key=lambda entry: entry.name)


def _what(entry: "os.DirEntry[str]") -> str:
    return Saying(f"stays.{kind(entry.stat(follow_symlinks=False).st_mode)}")


def _looked_at(folder: Folder, entry: "os.DirEntry[str]", found: Found) -> Found:
    """It as it is, if it is a plain file of this person's; else why it stays."""
    info = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(info.st_mode):
        return replace(found, label=entry.name.partition(".")[0], stays=_what(entry))
    return found if owned(info) else replace(found, stays=Saying("stays.somebodys"))


def _in_profiles(folder: Folder, found: Found) -> Found:
    name = found.path.name
    stem, dot, rest = name.partition(".")
    named = profile_of(stem)
    ours = named is not None and _OURS.fullmatch(dot + rest) is not None
    other = re.fullmatch(_OTHER, dot + rest) is not None
    if ours and (rest.endswith("lock") or TEMPORARY in name):
        return replace(found, label=stem)
    inside = whose(folder, name)
    if ours and inside in (named, None):
        return replace(found, label=stem)
    if other and inside is not None and short(inside) == stem:
        return replace(found, label=stem)
    if inside is not None:
        return replace(found, copy_of=inside)
    return replace(found, stays=NOT_OURS)


def _in_set_aside(folder: Folder, found: Found) -> Found:
    known = re.fullmatch(_ASIDE, found.path.name)
    if known is None:
        return replace(found, stays=NOT_OURS)
    label = known[1]
    # The first edition cut long names so that two could be cut to the same: such a file is nobody's alone.
    return replace(found, label=label if len(label) <= _CUT else "")


def _in_reports(_: Folder, found: Found) -> Found:
    return found if re.fullmatch(_REPORT, found.path.name) else replace(found, stays=NOT_OURS)
