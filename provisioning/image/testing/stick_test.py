#!/usr/bin/env python3
"""From the install stick to a station, by touch alone: a firmware in set-up mode takes the keys, the page names the blank disk and
not the stick, asks once, writes, reads back; the disk then starts by itself. The last line is "N passed, N failed".

Usage: stick_test.py STICK FOLDER"""
import os
import shutil
import sys

from installed import Installed, facts, said, switch_off, well
from picture import DANGER, PRIMARY, button, screen_of
from results import ANSWER_S, CHANGE_S, END_S, FIRST_FRAME_S, Results, until

MIB = 1 << 20
DISK_MIB = 4096


class Blank(Installed):
    """A machine as it comes out of its box."""

    def __init__(self, folder):  # pylint: disable=super-init-not-called
        os.makedirs(folder)
        self.folder, self.disk, self.tpm, self._starts = folder, f'{folder}/disk.img', f'{folder}/tpm', 0
        with open(self.disk, 'wb') as file:
            file.truncate(DISK_MIB * MIB)
        self.variables = None

    def begin(self, stick=None):
        """One start; with the stick in it starts from there. The firmware remembers from start to start."""
        words = {'variables': self.variables} if self.variables else {}
        if stick:
            words['more'] = ['-drive', f'if=none,id=install,format=raw,snapshot=on,file={stick}', '-device',
                             'usb-storage,drive=install,serial=the-stick,bootindex=0']
        machine = self.start(secure=True, **words)
        self.variables = f'{machine.folder}/vars.fd'
        return machine


def find(machine, colour):
    return button(screen_of(machine), colour)


def shown(machine, colour):
    """Where the button of that colour is, once there is one."""
    return until(lambda: find(machine, colour), CHANGE_S, machine)


def choose_disk(machine):
    """Touches down the page until a disk is chosen: the next step can then be taken."""
    def chosen():
        for y in range(20, 75, 5):
            machine.touch(0.3, y / 100)
            if find(machine, PRIMARY):
                return True
        return False
    return until(chosen, CHANGE_S, machine)


def step(machine, name):
    """The state as words once it is that one; or failed."""
    def there():
        state = (facts(machine) or {}).get('install')
        return state if state and state[0] in (name, 'failed') else None
    found = until(there, ANSWER_S, machine)
    return found if found and found[0] == name else None


def write(results, machine):
    if not results.check('the page of the stick comes', said(machine, 'kiosk installing', 'install choose', within=FIRST_FRAME_S) is not None,
                         str(facts(machine))):
        return
    results.check('Secure Boot is on with our keys', (facts(machine) or {}).get('secure-boot') == ['1'])
    results.check('nothing is written before a disk is chosen', find(machine, PRIMARY) is None)
    results.check('the blank disk can be chosen by touch', choose_disk(machine))
    machine.picture(f'{machine.folder}/chosen.png', 'png')
    machine.touch(*shown(machine, PRIMARY))
    yes = shown(machine, DANGER)
    machine.picture(f'{machine.folder}/sure.png', 'png')
    results.check('it asks once', yes is not None)
    machine.touch(*yes)
    results.check('it writes', step(machine, 'writing') is not None)
    machine.picture(f'{machine.folder}/writing.png', 'png')
    results.check('it reads back what it wrote', step(machine, 'finished') is not None, str(facts(machine)))
    end = shown(machine, PRIMARY)
    machine.picture(f'{machine.folder}/finished.png', 'png')
    machine.touch(*end)
    until(lambda: False, END_S, machine)
    results.check('it switches off by touch', not machine.running())


def main():
    stick, folder = sys.argv[1:3]
    shutil.rmtree(folder, ignore_errors=True)
    results = Results()
    blank = Blank(folder)
    with blank.begin(stick) as machine:
        until(lambda: False, ANSWER_S, machine)
        results.check('a firmware in set-up mode takes the keys from the stick', not machine.running())
    with blank.begin(stick) as machine:
        write(results, machine)
    with blank.begin() as machine:
        found = well(machine)
        results.check('the disk starts without the stick, and the station is well', found is not None and found['slot'] == ['a'], str(facts(machine)))
        results.check('its data fills the disk and is the TPM\'s', found is not None and found['data'] == ['tpm'] and int(found['disk'][0]) > DISK_MIB // 2,
                      str(found))
        machine.picture(f'{machine.folder}/station.png', 'png')
        switch_off(machine)
    os.remove(blank.disk)
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
