#!/usr/bin/env python3
"""Gives the image's keys to a firmware in set-up mode; then the image boots, and with another command line it does not.
The last line is "N passed, N failed".

Usage: secure_boot_test.py DISK KEYS FOLDER; KEYS holds PK.auth, KEK.auth and db.auth."""
import os
import re
import subprocess
import sys

from machine import Machine
from picture import first_page
from results import ANSWER_S, FIRST_FRAME_S, Results, until

ESP = 1 << 20  # where the loader's partition begins
REFUSED = re.compile('access denied|security violation', re.IGNORECASE)  # how loader and firmware put it
ENROL = 'timeout 0\neditor no\nsecure-boot-enroll force\n'


def in_esp(disk, tool, *words):
    subprocess.run([tool, '-i', f'{disk}@@{ESP}', *words], check=True)


def enrolled(results, disk, keys, folder):
    """The firmware's variables after systemd-boot gave it the keys, as an install stick makes it do; None when it did not."""
    os.makedirs(folder, exist_ok=True)
    copy, configuration = f'{folder}/disk.img', f'{folder}/loader.conf'
    subprocess.run(['cp', '--sparse=always', disk, copy], check=True)
    with open(configuration, 'w', encoding='ascii') as file:
        file.write(ENROL)
    in_esp(copy, 'mcopy', '-o', configuration, '::/loader/loader.conf')
    in_esp(copy, 'mmd', '::/loader/keys/auto')
    for name in ('PK', 'KEK', 'db'):
        in_esp(copy, 'mcopy', f'{keys}/{name}.auth', f'::/loader/keys/auto/{name}.auth')
    with Machine(copy, folder, secure=True) as machine:
        # It restarts when the keys are in: here that is the end.
        until(lambda: False, ANSWER_S, machine)
        ended = not machine.running()
    os.remove(copy)
    results.check('a firmware in set-up mode takes the keys', ended, f'see {folder}: serial')
    return f'{folder}/vars.fd' if ended else None


def boots(results, disk, variables, folder):
    with Machine(disk, folder, secure=True, variables=variables) as machine:
        shown = until(lambda: first_page(machine), FIRST_FRAME_S, machine)
        if not results.check('the signed image boots into the kiosk', bool(shown), f'see {folder}: serial'):
            return
        lines = machine.report(ANSWER_S) or []
        results.check('the system says that Secure Boot is on', ['secure-boot', '1'] in lines)
        # This machine has no TPM.
        results.check('without a TPM the data opens with a key on the disk, and the system says so', ['data', 'file'] in lines)
        machine.picture(f'{folder}/first-page.png', 'png')


def refused(results, disk, variables, folder):
    """One digit of the root hash on the signed command line is another one."""
    os.makedirs(folder, exist_ok=True)
    copy = f'{folder}/disk.img'
    subprocess.run(['cp', '--sparse=always', disk, copy], check=True)
    with open(copy, 'r+b') as file:
        place = file.read(256 << 20).index(b'doorstep.hash=') + len(b'doorstep.hash=')
        file.seek(place)
        digit = file.read(1)
        file.seek(place)
        file.write(b'0' if digit != b'0' else b'1')
    with Machine(copy, folder, secure=True, variables=variables) as machine:
        said = until(lambda: REFUSED.search(machine.serial()), ANSWER_S, machine)
        if machine.running():
            machine.picture(f'{folder}/end.png', 'png')
        results.check('with another command line the firmware refuses it', bool(said), f'see {folder}: serial, end.png')
    os.remove(copy)


def main():
    disk, keys, folder = sys.argv[1:4]
    results = Results()
    variables = enrolled(results, disk, keys, f'{folder}/enrol')
    if variables:
        boots(results, disk, variables, f'{folder}/signed')
        refused(results, disk, variables, f'{folder}/command-line')
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
