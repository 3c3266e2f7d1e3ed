#!/usr/bin/env python3
"""Measures the image: a line a figure with its goal. A missed goal is shown, never hidden; the exit code is 0 when all was measured.

Usage: bench.py IMAGE-FOLDER FOLDER [ROUNDS]"""
import os
import statistics
import subprocess
import sys
import time

from installed import MIB, Installed, facts, said, switch_off
from machine import Machine
from picture import first_page
from results import ANSWER_S, FIRST_FRAME_S, until

# The words of the command line that make place for others of at most their length (the length of the line may not change).
ROOM = b'systemd.getty_auto=no systemd.gpt_auto=no'
BARE = b'systemd.mask=doorstep.target'


def figure(what, value, unit, goal):
    """One row; goal is the most that is wanted."""
    met = 'met   ' if value <= goal else 'MISSED'
    print(f'{what:58} {value:8.1f} {unit:4} goal {goal:g} {met}', flush=True)


def bare_station(disk, folder):
    """The same image whose system starts without hub, agent and kiosk."""
    station = Installed(disk, folder, tpm=False)
    start, size = station.partition('esp')
    with open(station.disk, 'r+b') as file:
        file.seek(start)
        place = file.read(size).index(ROOM)
        file.seek(start + place)
        file.write(BARE.ljust(len(ROOM)))
    return station


def seconds_until(disk, folder, condition):
    with Machine(disk, folder) as machine:
        if not until(lambda: condition(machine), FIRST_FRAME_S, machine):
            raise RuntimeError(f'it never came: see {folder}')
        return machine.seconds()


def at_idle(disk, folder):
    """MiB in use at idle and seconds from the button to off."""
    with Machine(disk, folder) as machine:
        if said(machine, 'health well', within=FIRST_FRAME_S) is None:
            raise RuntimeError(f'it is not well: see {folder}')
        found = facts(machine)
        pressed = time.monotonic()
        off = switch_off(machine)
        return (int(found['memory'][0]) - int(found['memory'][1])) / 1024, time.monotonic() - pressed if off else float('inf')


def main():
    image, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    disk = f'{image}/doorstep.img'
    figure('root with its tree, compressed', os.path.getsize(f'{image}/root.img') / MIB, 'MiB', 320)
    print(f'load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, median of {rounds} starts')
    bare = bare_station(disk, f'{folder}/bare')
    without = statistics.median(seconds_until(bare.disk, f'{folder}/bare-{i}', lambda m: (facts(m) or {}).get('state') == ['running'])
                                for i in range(rounds))
    bare.remove()
    page = statistics.median(seconds_until(disk, f'{folder}/page-{i}', first_page) for i in range(rounds))
    print(f'{"start to a bare system at multi-user (first start)":58} {without:8.1f} s')
    print(f'{"start to the first page (first start)":58} {page:8.1f} s')
    figure('first frame over bare system', page / without, '', 1.6)
    used, off = at_idle(disk, f'{folder}/idle')
    figure('memory in use at idle', used, 'MiB', 450)
    figure('button to power off', off, 's', 5)
    subprocess.run(['head', '-n', '12', f'{image}/space'], check=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
