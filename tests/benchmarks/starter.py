"""Starts a program, waits for its end, and writes what it took to the descriptor that is the first argument.

A process of its own, since no process's peak memory is ever reported as less than that of the one it was started
from: this one is as small as Python can be, and smaller than all that is measured. Its clock is the whole system's.
"""

import os
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Its output is: began, ended, processor time, peak memory, exit status."""
    report, program = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(report, False)
    began = time.monotonic()
    process = os.posix_spawn(program[0], program, os.environ)
    # The terminal is closed when the program closes it, and not held open from here.
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    _, status, used = os.wait4(process, 0)
    ended = time.monotonic()
    said = (began, ended, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT, os.waitstatus_to_exitcode(status))
    os.write(report, " ".join(map(repr, said)).encode())


if __name__ == "__main__":
    main()
