#!/usr/bin/env python3
"""The finder of the home page finds it, and nothing where it is not. The last line is "N passed, N failed"."""
import sys

from picture import DANGER, PRIMARY, Picture, blank, button, home_tiles

WIDTH, HEIGHT, GROUND, WHITE = 960, 540, bytes((0xF4, 0xF6, 0xF5)), b'\xff\xff\xff'
TILES = [(x, 120, x + 172, 260) for x in (20, 206, 392, 578, 764)]


class Drawing:
    def __init__(self, ground=GROUND):
        self.rows = [bytearray(ground * WIDTH) for _ in range(HEIGHT)]

    def box(self, left, top, right, bottom, colour):
        for row in self.rows[top:bottom]:
            row[left * 3:right * 3] = colour * (right - left)
        return self

    def tile(self, left, top, right, bottom, ink=True):
        self.box(left, top, right, bottom, PRIMARY).box(left + 3, top + 3, right - 3, bottom - 3, WHITE)
        return self.box(left + 66, top + 40, left + 106, top + 90, PRIMARY) if ink else self

    def picture(self):
        return Picture(b'P6\n%d %d\n255\n' % (WIDTH, HEIGHT) + b''.join(self.rows))

    def found(self):
        return home_tiles(self.picture())


def with_tiles(tiles, ink=True):
    drawing = Drawing()
    for tile in tiles:
        drawing.tile(*tile, ink)
    return drawing


def with_button():
    drawing = Drawing().box(700, 440, 900, 500, PRIMARY).box(740, 460, 860, 480, WHITE)
    return drawing.box(100, 100, 600, 104, PRIMARY).box(20, 440, 80, 500, DANGER)


def main():
    cases = {
        'five tiles in a row': (with_tiles(TILES), True),
        'one a line higher than the others': (with_tiles(TILES[:4] + [(764, 120, 936, 290)]), True),
        'a black screen': (Drawing(b'\0\0\0'), False),
        'an empty page': (Drawing(), False),
        'four tiles': (with_tiles(TILES[:4]), False),
        'tiles without anything in them': (with_tiles(TILES, ink=False), False),
        'one of another kind beside them': (with_tiles(TILES[:4] + [(764, 120, 936, 360)]), False),
        'one that begins lower': (with_tiles(TILES[:4] + [(764, 150, 936, 290)]), False),
        'a frame whose lower half has not come': (with_tiles(TILES).box(0, 200, WIDTH, HEIGHT, b'\0\0\0'), False),
        'a screen in the main colour': (Drawing(PRIMARY), False),
    }
    failed = 0
    for what, (drawing, wanted) in cases.items():
        found = drawing.found()
        good = (found != []) == wanted and (not wanted or [tile[0] // 10 for tile in found] == [2, 20, 39, 57, 76])
        failed += not good
        print(f'{"ok    " if good else "FAILED"} {what}{"" if good else f": {found}"}')
    buttons = {'the largest button of a colour': (with_button(), PRIMARY, (0.833, 0.87)), 'another one of another colour': (with_button(), DANGER, (0.052, 0.87)),
               'a line is no button': (Drawing().box(100, 100, 600, 104, PRIMARY), PRIMARY, None)}
    for what, (drawing, colour, wanted) in buttons.items():
        found = button(drawing.picture(), colour)
        good = found == wanted or (found and wanted and max(abs(a - b) for a, b in zip(found, wanted)) < 0.01)
        failed += not good
        print(f'{"ok    " if good else "FAILED"} {what}{"" if good else f": {found}"}')
    nothing = {'a black screen is blank': (Drawing(b'\0\0\0'), True), 'a page is not': (with_tiles(TILES), False),
               'one line on a screen is a picture': (Drawing().box(0, 100, WIDTH, 116, PRIMARY), False)}
    for what, (drawing, wanted) in nothing.items():
        good = blank(drawing.picture()) == wanted
        failed += not good
        print(f'{"ok    " if good else "FAILED"} {what}')
    print(f'{len(cases) + len(buttons) + len(nothing) - failed} passed, {failed} failed')
    return int(failed != 0)


if __name__ == '__main__':
    sys.exit(main())
