"""What is said about the machine and its files: a kind and its values, put into words where it is told.

`Catalogue.told` says it in the person's language, from `<language>/faults.toml`. The English stands here too, letter by
letter as in `en/faults.toml`: it is the last resort where that cannot be read, and what a log or a test sees.
"""

from collections.abc import Mapping

PROGRAM = "lg-wizard"
"""What the program is called where nobody says how it was started."""

ENGLISH = {
    "both": "{first} {second}",
    "left": "You have left. Everything you recorded is kept.",
    "stream": "Cannot read the input or write the output: {reason}.",
    "not-a-file": "{path} is not a file with contents; name a file.",
    "cannot-describe": "Cannot read {path}: {reason}; check the path.",
    "several-files": "These are several files; name one.",
    "editor-failed": "The editor {name} ended with an error; the text is as it was before.",
    "no-time": ("LG_WIZARD_NOW is {given}, which is too early or no time; write it like 2026-11-21T10:32:05+01:00."),
    "no-locks": "The disk that holds {folder} knows no locks; open each profile in one window only.",
    "in-use": "The profile '{name}' is open in another window; close it there, or add --read-only to look.",
    "read-only": "The profile '{name}' is open to look at only; start again without --read-only.",
    "too-large": "{path} would be larger than {most} MB; take back the longest text you wrote.",
    "newer": (
        "The file of '{name}' was written by a newer LinkedIn Guard (format {format}): you can look but not change"
        " anything; update to go on."
    ),
    "newer-unreadable": (
        "{path} was written by a newer LinkedIn Guard (format {format}) and cannot be read; update to go on."
    ),
    "crash.reported": (
        "LinkedIn Guard has a fault; what you recorded is kept, and a report without your data is in {path}."
    ),
    "crash.unreported": "LinkedIn Guard has a fault ({fault}), not reported; what you recorded is kept.",
    "cannot.look-at": "Cannot look at {path}: {reason}; make its folder readable for yourself.",
    "cannot.read": "Cannot read {path}: {reason}; make it readable for yourself.",
    "cannot.list": "Cannot list {path}: {reason}; make the folder readable for yourself.",
    "cannot.save": "Cannot save {path}: {reason}; choose another folder with -o.",
    "cannot.write-out": "Cannot write {path}: {reason}; name another file.",
    "cannot.write": (
        "Cannot write {path}: {reason}; add --read-only to look, or set LG_WIZARD_HOME to a folder you can write to."
    ),
    "cannot.delete": "Cannot delete {path}: {reason}; delete it by hand.",
    "cannot.make-room": "Cannot write {path}: {reason}; make room and try again.",
    "reason.disk-full": "the disk is full",
    "reason.quota": "your disk quota is used up",
    "reason.read-only": "the disk is read-only",
    "reason.permission": "you have no permission",
    "reason.disk-error": "the disk reports an error",
    "reason.no-folder": "the folder does not exist",
    "reason.not-a-folder": "part of the path is not a folder",
    "reason.no-file": "there is no such file",
    "reason.too-large": "it would be too large",
    "reason.closed": "it is closed",
    "not-ours.folder": "{path} is a folder, which LinkedIn Guard does not touch; move it away.",
    "not-ours.link": "{path} is a symbolic link, which LinkedIn Guard does not touch; move it away.",
    "not-ours.other": "{path} is no plain file, which LinkedIn Guard does not touch; move it away.",
    "not-ours.linked-folder": "{path} is a symbolic link, which LinkedIn Guard does not follow; move it away.",
    "name.length": "A profile name has 1 to 40 characters and this one has {length}; choose another name.",
    "name.character": "A profile name cannot hold {character}; use letters, digits, spaces and punctuation.",
    "name.ends": "A profile name cannot begin or end with a space; leave the space out.",
    "name.device": "A profile cannot be called '{name}', which is a device on Windows; choose another name.",
    "name.too-long": "This profile name is too long for a file in this script; use fewer letters.",
    "name.taken": "There is a profile '{name}' already; use that name, or choose another.",
    "found.missing": "The file of '{name}' was missing; the last good copy, from {day}, is used.",
    "found.damaged-unchanged": (
        "The file of '{name}' was damaged (nothing was changed); the last good copy, from {day}, is used."
    ),
    "found.damaged-aside": (
        "The file of '{name}' was damaged (it is kept in {folder}); the last good copy, from {day}, is used."
    ),
    "found.lost-unchanged": (
        "The file of '{name}' was damaged (nothing was changed) and there is no good copy of it; this is a fresh start."
    ),
    "found.lost-aside": (
        "The file of '{name}' was damaged (it is kept in {folder}) and there is no good copy of it; this is a fresh"
        " start."
    ),
    "found.unknown-day": "an unknown day",
    "where.kept": "Progress is kept in {folder}",
    "where.no-file": "no file yet",
    "where.copies": "Copies you save go to {folder}",
    "where.content": "The content is read from {folder}",
    "forget.nothing": "There is nothing to delete.",
    "forget.ask": "Delete these files? [y/N]",
    "forget.yes": "y yes",
    "forget.refused": "Nothing was deleted.",
    "forget.done": "Deleted. Copies you saved are still in {folder}.",
    "no-modes": "The disk that holds {folder} keeps no permissions; whoever can open it can read your progress.",
    "no-home": "This system names no home folder for you; set LG_WIZARD_HOME to a folder you can write to.",
    "not-ours.somebodys": "{path} belongs to somebody else and is not used; move it away.",
    "not-ours.open-to-others": (
        "{path} can be written by others and cannot be closed to them, so it is not used; take their"
        " right to write away."
    ),
    "name.held-by-a-copy": "{path} holds a copy of '{name}'; move it away, or choose another name.",
    "changed.not-saved": "The file of '{name}' was changed by something else; nothing was saved, start again.",
    "changed.gone": "The file of '{name}' was gone and was written anew.",
    "changed.damaged": (
        "The file of '{name}' was damaged by something else; it is kept in {folder}, and the file was written anew."
    ),
    "changed.opened": "The profile '{name}' was opened in another window meanwhile.",
    "changed.replaced": "The file of '{name}' was replaced by another person's.",
    "changed.newer": "A newer LinkedIn Guard wrote the file of '{name}' meanwhile; update to go on.",
    "changed.no-more": "Your last choice is not recorded, and nothing more can be in this window.",
    "changed.apart": "What was recorded here is kept in {file}.",
    "import.no-record": (
        "{path} is no record of LinkedIn Guard's, or was changed; nothing was taken over, export it again as json."
    ),
    "import.masked": (
        "{path} was exported with --mask and lacks what was left out; export it again without, nothing was taken over."
    ),
    "rename.nobody": "There is no profile '{name}'; {program} profiles lists them.",
    "rename.same": "The profile is called '{name}' already.",
    "stays.not-ours": "LinkedIn Guard did not write it",
    "stays.folder": "it is a folder",
    "stays.link": "it is a symbolic link",
    "stays.other": "it is no plain file",
    "stays.somebodys": "it belongs to somebody else",
    "stays.unreadable": "it cannot be read",
    "where.not-its-own": "not its own: {file}",
    "where.stays": "{path}: {reason}",
    "where.unpacked": "The program's single file is unpacked in {folder}",
    "where.installed.single-file": "The program runs from a single file; nothing else of it is installed",
    "where.installed.folder": "The program runs from its own folder, {folder}",
    "where.installed.pipx": "The program was installed with pipx, in {folder}",
    "where.installed.uv": "The program was installed with uv, in {folder}",
    "where.installed.pip": "The program was installed with pip, in {folder}",
    "where.copy": "{path} (a copy of '{name}' that something else made)",
    "forget.in-use": "In use, so delete it yourself when you have left: {folder}",
    "forget.stays": "Stays: {file}",
}
"""The sentences by kind, which is where they stand in `faults.toml`."""


class Saying(str):
    """A sentence for a person. As text it is English; `kind` and `values` say it in any language.

    A value may be a Saying. A text that is no kind stands as it is.
    """

    __slots__ = ("kind", "values")
    kind: str
    values: Mapping[str, object]

    def __new__(cls, kind: str, /, **values: object) -> "Saying":
        """The sentence of that kind with its places filled in."""
        text = ENGLISH[kind].format_map({"program": PROGRAM, **values}) if kind in ENGLISH else kind
        saying = super().__new__(cls, text)
        saying.kind, saying.values = kind, values
        return saying


def together(*sayings: str) -> str:
    """The sentences after one another; those that are empty are left out."""
    found = [saying for saying in sayings if saying]
    if len(found) < 2:
        return found[0] if found else ""
    return Saying("both", first=found[0], second=together(*found[1:]))


class KnownFault(Exception):
    """What stops us and is no fault of the program's: one sentence that says what, where and what to do."""

    exit_code = 3

    def __init__(self, kind: str, /, **values: object) -> None:
        self.saying = Saying(kind, **values)
        super().__init__(self.saying)
