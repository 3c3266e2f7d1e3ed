#!/usr/bin/env python3
"""The finder of the home page finds it, and nothing where it is not. The last line is "N passed, N failed"."""
import sys

from picture import PRIMARY, Picture, home_tiles

WIDTH, HEIGHT, GROUND, WHITE = 960, 540, bytes((0xF4, 0xF6, 0xF5)), b'\xff\xff\xff'
TILES = [(x, 120, x + 280, 260) for x in (20, 330, 640)]


class Drawing:
    def __init__(self, ground=GROUND):
        self.rows = [bytearray(ground * WIDTH) for _ in range(HEIGHT)]

    def box(self, left, top, right, bottom, colour):
        for row in self.rows[top:bottom]:
            row[left * 3:right * 3] = colour * (right - left)
        return self

    def tile(self, left, top, right, bottom, ink=True):
        self.box(left, top, right, bottom, PRIMARY).box(left + 3, top + 3, right - 3, bottom - 3, WHITE)
        return self.box(left + 120, top + 40, left + 160, top + 90, PRIMARY) if ink else self

    def found(self):
        return home_tiles(Picture(b'P6\n%d %d\n255\n' % (WIDTH, HEIGHT) + b''.join(self.rows)))


def with_tiles(tiles, ink=True):
    drawing = Drawing()
    for tile in tiles:
        drawing.tile(*tile, ink)
    return drawing


def main():
    cases = {
        'three equal tiles in a row': (with_tiles(TILES), True),
        'a black screen': (Drawing(b'\0\0\0'), False),
        'an empty page': (Drawing(), False),
        'two tiles': (with_tiles(TILES[:2]), False),
        'tiles without anything in them': (with_tiles(TILES, ink=False), False),
        'tiles of different heights': (with_tiles(TILES[:2] + [(640, 120, 920, 300)]), False),
        'a frame whose lower half has not come': (with_tiles(TILES).box(0, 200, WIDTH, HEIGHT, b'\0\0\0'), False),
        'a screen in the main colour': (Drawing(PRIMARY), False),
    }
    failed = 0
    for what, (drawing, wanted) in cases.items():
        found = drawing.found()
        good = (found != []) == wanted and (not wanted or [tile[0] // 10 for tile in found] == [2, 33, 64])
        failed += not good
        print(f'{"ok    " if good else "FAILED"} {what}{"" if good else f": {found}"}')
    print(f'{len(cases) - failed} passed, {failed} failed')
    return int(failed != 0)


if __name__ == '__main__':
    sys.exit(main())
