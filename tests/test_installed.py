"""However it was installed, `where` says so; what a single file unpacked is named there, and goes with `forget`."""

import importlib.machinery
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from drafts import tool
from test_cli import POSIX, Commands, begun

from linkedin_guard.cli import installed
from linkedin_guard.model.catalogue import Catalogue
from linkedin_guard.store import unpacked
from linkedin_guard.store.profiles import Store

single_files = tool("single_files")


@pytest.fixture
def lg(monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(monkeypatch)


def unpack(root: Path, name: str = "lg-wizard.pyz", digest: str = "a" * 64, package: str = "linkedin_guard") -> Path:
    """A folder as shiv leaves one, with the lock beside it; returns the package in it."""
    found = root / f"{name}_{digest}" / "site-packages" / package
    found.mkdir(parents=True)
    (found / "__main__.py").touch()
    (root / f".{name}_{digest}_lock").touch()
    return found


class TestHow:
    """Each way of installing is told by what it leaves."""

    @pytest.mark.parametrize(
        ("way", "left"), [("pipx", "pipx_metadata.json"), ("uv", "uv-receipt.toml"), ("pip", "pyvenv.cfg")]
    )
    def test_an_environment_says_who_made_it(self, way: str, left: str, tmp_path: Path) -> None:
        package = tmp_path / "lib" / "site-packages" / "linkedin_guard"
        (package / "_content").mkdir(parents=True)
        (tmp_path / left).touch()
        assert installed.how(package, tmp_path) == way

    def test_a_checkout_is_its_folder(self, tmp_path: Path) -> None:
        assert installed.how(tmp_path / "linkedin_guard", tmp_path) == "folder"

    def test_a_single_file_is_told_whatever_lies_in_the_environment(self, tmp_path: Path) -> None:
        (tmp_path / "pipx_metadata.json").touch()
        assert installed.how(unpack(tmp_path), tmp_path) == "single-file"

    @pytest.mark.parametrize("way", ["single-file", "folder", "pipx", "uv", "pip"])
    def test_where_says_each_in_a_sentence(
        self, way: str, lg: Commands, content: Catalogue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("linkedin_guard.cli.upkeep.how", lambda *_: way)
        sentence = content.words(f"faults.where.installed.{way}").partition("{")[0]
        assert sentence in lg("where").out
        assert lg("where", "--json").json["installed"] == way


class TestUnpacked:
    """Which folders are ours to delete."""

    def test_none_for_a_program_that_is_installed(self, tmp_path: Path) -> None:
        for place in ("lib/python3.11/site-packages/linkedin_guard", f"x_{'a' * 64}/lib/linkedin_guard"):
            assert unpacked.folders(tmp_path / place) == ()

    @POSIX
    def test_its_own_and_those_of_other_versions_and_nothing_else(self, tmp_path: Path) -> None:
        mine, older = unpack(tmp_path), unpack(tmp_path, "old name.pyz", "b" * 64)
        unpack(tmp_path, "another.pyz", "c" * 64, "another")
        unpack(tmp_path, "lg-wizard.pyz", "short")
        elsewhere = unpack(tmp_path / "elsewhere")
        (tmp_path / f"link_{'d' * 64}").symlink_to(elsewhere.parents[1], target_is_directory=True)
        assert set(unpacked.folders(mine)) == {mine.parents[1], older.parents[1]}

    @POSIX
    def test_deleting_takes_the_folder_and_its_lock_and_follows_no_link(self, tmp_path: Path) -> None:
        mine = unpack(tmp_path / "root")
        kept = tmp_path / "kept"
        kept.mkdir()
        (kept / "file").touch()
        (mine / "link").symlink_to(kept, target_is_directory=True)
        assert unpacked.delete(unpacked.folders(mine)) == ()
        assert list((tmp_path / "root").iterdir()) == []
        assert (kept / "file").exists()

    def test_what_is_in_use_stays_and_is_said(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found = unpacked.folders(unpack(tmp_path))
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
        assert unpacked.delete(found) == found


class TestForget:
    """It goes with what is kept, and only then."""

    @pytest.fixture
    def mine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        found = unpacked.folders(unpack(tmp_path / "root"))
        monkeypatch.setattr("linkedin_guard.store.unpacked.folders", lambda: tuple(f for f in found if f.exists()))
        return found[0]

    def test_where_names_it_and_forget_deletes_it(self, mine: Path, lg: Commands, store: Store) -> None:
        begun(store)
        assert str(mine) in lg("where").out
        assert lg("where", "--json").json["unpacked"] == [str(mine)]
        said = lg("forget", "--yes")
        assert (said.code, str(mine) in said.err) == (0, True)
        assert not mine.exists()

    def test_it_is_asked_about_where_nothing_else_is_kept(self, mine: Path, lg: Commands) -> None:
        assert lg("forget", stdin="n\n").code == 1
        assert mine.exists()
        assert lg("forget", stdin="y\n").code == 0
        assert not mine.exists()

    def test_it_stays_when_one_person_is_forgotten(self, mine: Path, lg: Commands, store: Store) -> None:
        begun(store, "Ana")
        assert lg("forget", "--profile", "Ana", "--yes").code == 0
        assert mine.exists()

    def test_where_it_cannot_go_yet_that_is_said(
        self, mine: Path, lg: Commands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
        said = lg("forget", "--yes")
        assert f"when you have left: {mine}" in said.err


class TestSingleFiles:
    """One for each system and Python; each says itself that it is for another."""

    def test_there_is_one_for_each_system_and_each_python_we_say_we_run_on(self) -> None:
        text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
        said = tuple(re.findall(r"Python :: (3\.\d+)", text))
        assert said == single_files.PYTHONS
        names = [target.file("1.0.0") for target in single_files.targets()]
        assert len(set(names)) == len(names) == len(said) * len(single_files.SYSTEMS)
        assert {system.system for system in single_files.SYSTEMS.values()} == {"Linux", "Darwin", "Windows"}

    @pytest.mark.parametrize(
        ("system", "machine", "name"),
        [
            ("Linux", "x86_64", "linux-x86_64"),
            ("Linux", "aarch64", "linux-arm64"),
            ("Darwin", "arm64", "macos-arm64"),
            ("Darwin", "x86_64", "macos-x86_64"),
            ("Windows", "AMD64", "windows-x86_64"),
        ],
    )
    def test_this_machine_finds_its_own(
        self, system: str, machine: str, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(platform, "system", lambda: system)
        monkeypatch.setattr(platform, "machine", lambda: machine)
        monkeypatch.setattr(sys, "version_info", (3, 12, 1))
        assert single_files.here() == single_files.Target(name, "3.12")
        monkeypatch.setattr(platform, "machine", lambda: "riscv64")
        with pytest.raises(LookupError, match="riscv64"):
            single_files.here()

    @pytest.mark.parametrize(
        ("suffix", "machine", "fits"),
        [
            (importlib.machinery.EXTENSION_SUFFIXES[0], platform.machine(), True),
            (".cpython-39-another.so", platform.machine(), False),
            (importlib.machinery.EXTENSION_SUFFIXES[0], "riscv64", False),
        ],
    )
    def test_it_goes_on_only_where_its_compiled_part_can_be_loaded(
        self, suffix: str, machine: str, fits: bool, tmp_path: Path
    ) -> None:
        root = tmp_path / ".shiv"
        folder = unpack(root).parent
        (folder / "pydantic_core").mkdir()
        (folder / "pydantic_core" / f"_pydantic_core{suffix}").touch()
        text = (Path(__file__).parents[1] / ".ci" / "check_machine.py").read_text("utf-8")
        script = tmp_path / "check.py"
        text = text.replace("@made for@", "Python 3.9 on Mars").replace('("@machine@",)', repr((machine.lower(),)))
        script.write_text(text, "utf-8")
        program = f"import runpy; runpy.run_path({str(script)!r}, {{'site_packages': {str(folder)!r}}}, '__main__')"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, "is for Python 3.9 on Mars, and here is" in done.stderr) == (
            0 if fits else 2,
            not fits,
        )
        assert bool(list(root.iterdir())) is fits
