"""What the tests of the image share: a count of what held, and waiting for a condition."""
import time

from machine import Ended

# No acceleration and a busy machine: long waits, each for its condition.
FIRST_FRAME_S, ANSWER_S, END_S, CHANGE_S = 1800, 900, 600, 300


class Results:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, good, why=''):
        print(f'{"ok    " if good else "FAILED"} {what}{"" if good or not why else f": {why}"}', flush=True)
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        return good

    def close(self):
        """The closing line; the program's exit code."""
        print(f'{self.passed} passed, {self.failed} failed')
        return int(self.failed != 0)


def until(condition, within, machine):
    """The first true answer of condition(); None when the time is over or the machine ended."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and machine.running():
        try:
            answer = condition()
        except Ended:
            machine.process.wait(timeout=END_S)
            return None
        if answer:
            return answer
        time.sleep(0.5)
    return None
