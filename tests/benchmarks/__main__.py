"""The command line of the benchmarks: see `benchmarks`."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import __doc__ as about
from benchmarks import bystanders, peers, tables
from benchmarks.rounds import in_turn
from benchmarks.scenes import ROOT, prepare, scenes


def measure(work: Path, rounds: int, with_peers: bool) -> dict[tuple[str, str], str]:
    """The tables, by the marks that they go between."""
    stage = prepare(work)
    others, missing = peers.install(work) if with_peers else ([], {})
    every = {**scenes(stage), **{other.name: other.scene for other in others}}
    names = [other.name for other in others]
    meanwhile = bystanders.Bystanders()
    runs, failed = in_turn(every, rounds, names)
    made = {tables.OURS: tables.promised(runs, bystanders.said(meanwhile.share()))}
    if with_peers:
        rows = {"empty": "the empty app", "back": "LinkedIn Guard, for somebody who comes back"}
        rows |= {name: name for name in names if name in runs}
        made[tables.PEERS] = tables.beside(rows, runs, missing | failed)
    return made


def main() -> None:
    """Measure, print, and with `--write` put the tables into the README."""
    parser = argparse.ArgumentParser(
        prog="tests/benchmarks", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=25, metavar="N", help="rounds, each of everything once")
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    parser.add_argument("--peers", action="store_true", help="measure other programs of the kind beside ours")
    given = parser.parse_args()
    if given.rounds < 1:
        parser.error("--rounds is at least 1")
    with tempfile.TemporaryDirectory() as work:
        made = measure(Path(work), given.rounds, given.peers)
    print("\n\n".join(made.values()))
    if given.write:
        readme = ROOT / "README.md"
        text = readme.read_text("utf-8")
        for marks, table in made.items():
            text = tables.put(text, table, marks)
        readme.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
