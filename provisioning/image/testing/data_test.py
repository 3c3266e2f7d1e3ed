#!/usr/bin/env python3
"""What is on the disk stays shut to another machine, to another system and to another command line, and one bit turned in the
root of a station that was updated is answered with the root before. The last line is "N passed, N failed".

Usage: data_test.py STATION KEYS REKEYED FOLDER; STATION is what update_test.py left of a station with two good slots (b runs), KEYS holds
escrow.key, REKEYED is a newer version whose policy key is another one (steps/variant.sh)."""
import os
import re
import shutil
import subprocess
import sys

from installed import Installed, ends, facts, said, switch_off, well
from picture import home
from results import ANSWER_S, FIRST_FRAME_S, Results, until

TRIES = 5  # provisioning/image/initrd/init


class Station(Installed):
    """The one that was left, where it lies."""

    def __init__(self, folder):  # pylint: disable=super-init-not-called
        self.folder, self.disk, self.tpm, self._starts = folder, f'{folder}/disk.img', f'{folder}/tpm', 0


def shut(results, station, what):
    """It starts, the data stays shut and the page says so; nothing of a station is offered."""
    with station.start() as machine:
        found = said(machine, 'data shut', within=FIRST_FRAME_S)
        results.check(f'{what}: the data stays shut', found is not None, str(facts(machine)) if machine.running() else 'it ended')
        if not machine.running():
            return
        kiosk = until(lambda: (facts(machine) or {}).get('kiosk') == ['rescue'], ANSWER_S, machine)
        results.check(f'{what}: the screen says that the machine cannot be used', bool(kiosk) and not home(machine), 'another page')
        machine.picture(f'{station.folder}.png', 'png')


def moved(results, station, folder):
    other = station.copy(f'{folder}/moved')
    subprocess.run(['rm', '-r', other.tpm], check=True)
    shut(results, other, 'the disk in another machine')
    other.remove()


def other_command_line(results, station, folder):
    """Without Secure Boot nobody stops it from starting; the TPM has then measured something else."""
    other = station.copy(f'{folder}/command-line')
    with open(other.disk, 'r+b') as file:
        start, size = other.partition('esp')
        file.seek(start)
        text = file.read(size)
        for found in re.finditer(rb'doorstep\.tree=\d+ ro quiet ', text):
            file.seek(start + found.end() - len('quiet '))
            file.write(b'debug')
    shut(results, other, 'another kernel command line')
    other.remove()


def rescue_key(results, station, keys):
    """What was sealed at the first start opens with the township's key, and opens the volume."""
    sealed, volume = f'{station.folder}/recovery.sealed', f'{station.folder}/volume'
    with open(f'{station.folder}/state', 'wb') as file:
        file.write(station.read('state', 0, station.partition('state')[1]))
    subprocess.run(['debugfs', '-R', f'dump /recovery.sealed {sealed}', f'{station.folder}/state'], check=True, stderr=subprocess.DEVNULL)
    with open(volume, 'wb') as file:
        file.write(station.read('data', 0, 16 << 20))
    opened = subprocess.run(['openssl', 'cms', '-decrypt', '-inform', 'PEM', '-in', sealed, '-inkey', f'{keys}/escrow.key'], check=False,
                            stdout=subprocess.PIPE, text=True).stdout.split()
    fits = len(opened) == 2 and subprocess.run(['cryptsetup', 'open', '--test-passphrase', '--key-file', '-', volume], check=False,
                                               input=opened[1].encode()).returncode == 0
    results.check('the key for rescue, opened by the township, opens the volume', fits)
    with open(f'{station.folder}/state', 'rb') as file:
        results.check('no key of the volume lies on a disk whose machine has a TPM', b'data.key' not in file.read())


def bit_in_root(results, station, folder):
    """In the slot that runs: after its tries the other one is started, with its data."""
    other = station.copy(f'{folder}/bit')
    start, _ = other.partition('root-b')
    with open(other.disk, 'rb') as file:
        file.seek(start + 40)  # a squashfs's length: its last tables are what every mount reads
        length = int.from_bytes(file.read(8), 'little')
    other.turn_bit(start + length - 100)
    panics = 0
    for _ in range(TRIES):
        with other.start() as machine:
            panics += ends(machine) and 'dm-verity device corrupted' in machine.serial()
    results.check(f'one bit turned in the root that runs: it refuses, {TRIES} times', panics == TRIES, f'{panics} times')
    with other.start() as machine:
        results.check('then it gives that root up', ends(machine))
    with other.start() as machine:
        found = well(machine)
        results.check('and the root before it runs, with its data',
                      found is not None and found['slot'] == ['a'] and found['data'] == ['tpm'], str(found))
        switch_off(machine)
    other.remove()


def older_system(results, station, rekeyed, folder):
    """A system that was good gets no key any more once the station follows another policy key."""
    other = station.copy(f'{folder}/older')
    other.put('a', rekeyed, 50)
    with other.start() as machine:
        found = well(machine)
        results.check('a version with another policy key opens the data by the signature for the one before',
                      found is not None and found['slot'] == ['a'] and found['data'] == ['tpm'], str(found))
        switch_off(machine)
    other.prefer('b', 99)
    shut(results, other, 'the older system, though it is signed')
    other.prefer('a', 100)
    with other.start() as machine:
        found = well(machine)
        results.check('the newer one opens it as before', found is not None and found['data'] == ['tpm'], str(found))
        switch_off(machine)
    other.remove()


def main():
    source, keys, rekeyed, folder = sys.argv[1:5]
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was broken off
    os.makedirs(folder)
    results = Results()
    station = Station(source)
    rescue_key(results, station, keys)
    moved(results, station, folder)
    other_command_line(results, station, folder)
    older_system(results, station, rekeyed, folder)
    bit_in_root(results, station, folder)
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
