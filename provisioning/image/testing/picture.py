"""Finds the kiosk's home page in a picture of the screen: a row of tiles, outlined in the design's main colour, each
with signs and words inside. A black screen, a boot text, a logo or a torn frame has none."""
import re

TILES = 5    # of the home page (kiosk/app/Home.qml)
CORNER = 24  # pixels that a rounded corner may take
PRIMARY = bytes((0x0B, 0x53, 0x45))  # kiosk/design/colours.hpp
DANGER = bytes((0x8E, 0x16, 0x1B))


class Picture:
    """An 8-bit PPM: width, height and rows of red, green, blue."""

    def __init__(self, data):
        head = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
        if not head:
            raise ValueError('no PPM of 8 bits')
        self.width, self.height = int(head.group(1)), int(head.group(2))
        self._data = data[head.end():]

    @classmethod
    def read(cls, path):
        with open(path, 'rb') as file:
            return cls(file.read())

    def pixels(self):
        """All rows as bytes, red, green, blue."""
        return self._data

    def row(self, y):
        return self._data[y * self.width * 3:(y + 1) * self.width * 3]

    def pixel(self, x, y):
        at = (y * self.width + x) * 3
        return self._data[at:at + 3]


def blank(picture):
    """Whether the whole screen is of one colour, as when nobody draws on it."""
    first = picture.row(0)[:3] * picture.width
    return all(picture.row(y) == first for y in range(0, picture.height, 8))


def edges(picture):
    """Horizontal lines in the main colour that are at least a seventh of the screen long: (y, left, right), one for each
    line however thick it is."""
    pattern = re.compile(b'(?:' + re.escape(PRIMARY) + b'){%d,}' % (picture.width // 7))
    found = []
    for y in range(picture.height):
        for run in pattern.finditer(picture.row(y)):
            left, right = run.start() // 3, run.end() // 3
            if not any(y - 8 <= other[0] and abs(other[1] - left) < 16 for other in found[-12:]):
                found.append((y, left, right))
            else:
                # The next row of the same line.
                at = max(i for i, other in enumerate(found) if abs(other[1] - left) < 16)
                found[at] = (y, left, right)
    return found


def filled(picture, left, top, right, bottom):
    """The part of a rectangle's pixels that differ from its ground."""
    ground = picture.pixel(left, top)
    rows = range(top, bottom, 2)
    ink = sum(picture.pixel(x, y) != ground for y in rows for x in range(left, right, 2))
    return ink / max(1, len(rows) * ((right - left) // 2))


def tiles(picture):
    """(left, top, right, bottom) of each tile, from left to right."""
    found = []
    lines = edges(picture)
    for i, (top, left, right) in enumerate(lines):
        for bottom, other_left, other_right in lines[i + 1:]:
            if abs(other_left - left) > CORNER or abs(other_right - right) > CORNER:
                continue
            inside = (left + CORNER, top + CORNER, right - CORNER, bottom - CORNER)
            if bottom - top > picture.height // 10 and 0.005 < filled(picture, *inside) < 0.4:
                found.append((left, top, right, bottom))
            break
    return sorted(found)


def home_tiles(picture):
    """The tiles of the home page, of one width and in one row; an empty list when the picture shows anything else."""
    found = tiles(picture)
    if len(found) != TILES:
        return []
    places = [(tile[2] - tile[0], tile[1]) for tile in found]
    in_row = all(abs(a - b) <= 2 for place in places[1:] for a, b in zip(place, places[0]))
    # One with more words is a line or two higher.
    heights = [tile[3] - tile[1] for tile in found]
    return found if in_row and max(heights) < 1.5 * min(heights) else []


def button(picture, colour):
    """The middle of the largest button of a colour, as parts (0 to 1) of the screen; None without one. Its upper edge is one run
    of the colour; its words do not reach its left edge."""
    pattern = re.compile(b'(?:' + re.escape(colour) + b'){%d,}' % (picture.width // 20))
    best = (0, None)
    for y in range(0, picture.height, 2):
        for run in pattern.finditer(picture.row(y)):
            left, right, bottom = run.start() // 3, run.end() // 3, y
            while bottom + 1 < picture.height and picture.pixel(left + 2, bottom + 1) == colour:
                bottom += 1
            if bottom - y > picture.height // 40:
                best = max(best, ((right - left) * (bottom - y), ((left + right) / 2 / picture.width, (y + bottom) / 2 / picture.height)))
    return best[1]


def screen_of(machine):
    """What a machine's screen shows now."""
    return Picture.read(machine.picture(f'{machine.folder}/screen.ppm'))


def first_page(machine):
    """The place of the main button if a machine's screen shows a page with one, and not the home page: the set-up's first."""
    screen = screen_of(machine)
    return None if home_tiles(screen) else button(screen, PRIMARY)


def changed(before, after):
    """The part of the pixels that differ between two pictures of one size."""
    rows = range(0, before.height, 4)
    differ = sum(before.pixel(x, y) != after.pixel(x, y) for y in rows for x in range(0, before.width, 4))
    return differ / (len(rows) * len(range(0, before.width, 4)))


def home(machine):
    """The tiles of the home page if a machine's screen shows it now."""
    return home_tiles(screen_of(machine))
