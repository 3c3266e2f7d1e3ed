#!/usr/bin/env python3
"""Turns one bit of the root: the machine must stop, not show a kiosk. The last line is "N passed, N failed".

Usage: tamper_test.py DISK TREE FOLDER; TREE is where in the root the tree of hashes begins, in bytes."""
import os
import subprocess
import sys

from machine import Machine
from picture import first_page
from results import FIRST_FRAME_S, Results, until

MIB = 1 << 20


def root_start(disk):
    """Where the root lies in the disk: a squashfs at a whole MiB."""
    with open(disk, 'rb') as file:
        for at in range(0, os.path.getsize(disk), MIB):
            file.seek(at)
            if file.read(4) == b'hsqs':
                return at
    raise ValueError('the disk holds no root')


def turn_bit(path, place):
    with open(path, 'r+b') as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes((byte ^ 0x10,)))


def tampered(results, disk, folder, what, place):
    os.makedirs(folder, exist_ok=True)
    copy = f'{folder}/disk.img'
    subprocess.run(['cp', '--sparse=always', disk, copy], check=True)
    turn_bit(copy, root_start(disk) + place)
    with Machine(copy, folder) as machine:
        shown = until(lambda: first_page(machine), FIRST_FRAME_S, machine)
        if machine.running():
            machine.picture(f'{folder}/end.png', 'png')
        said = 'dm-verity device corrupted' in machine.serial()
        results.check(f'one bit turned in {what}: no kiosk, the machine stops and says why',
                      not shown and not machine.running() and said, f'see {folder}: serial')
    os.remove(copy)


def main():
    disk, tree, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    results = Results()
    # The last block of files holds the table that every mount reads; the first block of the tree is behind its header.
    tampered(results, disk, f'{folder}/bit-in-files', 'the files', tree - 100)
    tampered(results, disk, f'{folder}/bit-in-tree', 'the tree of hashes', tree + 4096 + 5)
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
