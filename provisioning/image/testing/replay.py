"""Does in a virtual machine what record.py wrote down beside a kiosk on this host: each touch at its place, as soon as the machine's
screen shows what the other screen showed. Both draw the same pages at the same size, by other means: letters differ at their edges, times and
numbers in places, so pictures are compared in blocks, and by which of two recorded ones is the nearer."""
import gzip
import json
import time

import numpy

from picture import Picture
from results import CHANGE_S, until

BLOCK = 8          # pixels
OTHER = 40         # of 255: a block that shows something else
PAGE = 0.12        # part of the blocks that may be another: digits, times, a code
CONTROL = 0.25     # of those that the control covers
TURNED = 0.02      # of the blocks: another page
STILL = 1.5        # of 255, over all blocks: the same page, but for what differs between the two machines
SETTLE_S = 0.3     # between touches of one page
TURN_S = 1.5       # after a page has come: nobody touches sooner, and the kiosk does not listen while it turns a page
AGAIN_S = 8        # a page that stays as it was for so long is touched again, as a person would: the kiosk was not listening yet


def grey_blocks(data):
    """An 8-bit PPM as the mean light of its blocks: rows by columns."""
    picture = Picture(data)
    width, height = picture.width, picture.height
    pixels = numpy.frombuffer(picture.pixels(), numpy.uint8, width * height * 3).reshape(height, width, 3).mean(axis=2)
    rows, columns = height // BLOCK, width // BLOCK
    return pixels[:rows * BLOCK, :columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).mean(axis=(1, 3)), width, height


class Recorded:
    """The events of a folder, and their pictures."""

    def __init__(self, folder):
        self._folder = folder
        with open(f'{folder}/events', encoding='utf-8') as file:
            self.events = [json.loads(line) for line in file]

    def blocks(self, number):
        with gzip.open(f'{self._folder}/{number}.ppm.gz') as file:
            return grey_blocks(file.read())

    def spelled(self, text):
        """The numbers of touches of keys that spell a text one after the other; [] when none do."""
        touches = [(number, event['name']) for number, event in enumerate(self.events) if event['kind'] == 'touch' and len(event['name']) == 1]
        for start in range(len(touches) - len(text) + 1):
            if [name for _, name in touches[start:start + len(text)]] == list(text):
                return [number for number, _ in touches[start:start + len(text)]]
        return []


class Replay:
    """instead: what to touch instead of a name, by event number (digits that are others here)."""

    def __init__(self, recorded, machine, folder):
        self._recorded, self._machine, self._folder, self.instead = recorded, machine, folder, {}
        self._before = self._last = None

    def type_instead(self, theirs, ours):
        numbers = self._recorded.spelled(theirs)
        if len(theirs) != len(ours) or not numbers:
            raise ValueError(f'{len(theirs)} keys were recorded, not found or not as many as {len(ours)}')
        self.instead.update(zip(numbers, ours))

    def _screen(self):
        with open(self._machine.picture(f'{self._folder}/screen.ppm'), 'rb') as file:
            return grey_blocks(file.read())[0]

    def _shows(self, screen, wanted, event, number):
        other = numpy.abs(screen - wanted) > OTHER
        if other.mean() > PAGE:
            return False
        if event['kind'] == 'touch' and number not in self.instead:
            x, y, width, height = event['place']
            part = other[max(0, y // BLOCK):(y + height) // BLOCK + 1, max(0, x // BLOCK):(x + width) // BLOCK + 1]
            if part.size and part.mean() > CONTROL:
                return False
        # Two pages that differ little: the one that was shown before may not be the nearer one.
        before = self._before
        if before is None or number in self.instead or numpy.abs(before - wanted).max() < OTHER / 2:
            return True
        return numpy.abs(screen - wanted).mean() <= numpy.abs(screen - before).mean()

    def wait(self, number):
        """Until the screen shows what event `number` was done on, and goes on doing so where the page is another one; False when it never
        did. A page that stays as it was is touched once more now and then."""
        wanted, _, _ = self._recorded.blocks(number)
        event, before = self._recorded.events[number], self._before
        rests = TURN_S if before is None or (numpy.abs(before - wanted) > OTHER).mean() > TURNED else 0
        touched, since = time.monotonic(), None

        def there():
            nonlocal touched, since
            screen, now = self._screen(), time.monotonic()
            if self._shows(screen, wanted, event, number):
                since = since or now
                return now >= since + rests
            since = None
            if self._last is not None and now > touched + AGAIN_S and numpy.abs(screen - before).mean() < STILL:
                touched = now
                self._machine.touch(*self._last)
            return False
        found = until(there, CHANGE_S, self._machine)
        if found:
            self._before = wanted
        return bool(found)

    def something_else_was_done(self):
        """What the page waits for now is no touch."""
        self._last = None

    def touch(self, number):
        _, width, height = self._recorded.blocks(number)
        event = self._recorded.events[number]
        x, y, wide, high = event['controls'][self.instead[number]] if number in self.instead else event['place']
        self._last = ((x + wide / 2) / width, (y + high / 2) / height)
        self._machine.touch(*self._last)
        time.sleep(SETTLE_S)
