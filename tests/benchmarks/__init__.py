"""How fast it is, measured against an empty Textual app in the same run. Run on demand; no test waits for a clock.

    .venv/bin/python tests/benchmarks                      what is promised, as a table
    .venv/bin/python tests/benchmarks --rounds 3           a quick look
    .venv/bin/python tests/benchmarks --peers --write      beside other programs too, and into the README

It builds the wheel and measures that, as a person would have it. It needs a terminal as Linux and macOS have it, and
the network for pip. What the tests hold is why it is fast: `tests/test_start.py`.

To read it: `targets` says what is promised, `scenes` what is run for it, `rounds` in which order, `watching` how one
program is measured, `arithmetic` how many numbers become one, `tables` how they are said; `peers` are the others.
"""
