"""How fast it is, measured against an empty Textual app in the same run. Run on demand; no test waits for a clock.

    .venv/bin/python tests/benchmarks            all of it, some five minutes
    .venv/bin/python tests/benchmarks --rounds 3 --write

It builds the wheel and measures that, as a person would have it. It needs a terminal as Linux and macOS have it.
`--write` puts the table into the README. What the tests hold is why it is fast: `tests/test_start.py`.
"""
