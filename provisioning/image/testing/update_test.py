#!/usr/bin/env python3
"""Updates an installed station from a stick: the good one is taken and stays, what must be refused is refused by name, a cut
leaves what ran, one that never becomes good is left. The last line is "N passed, N failed".

Usage: update_test.py DISK KEYS GOOD SICK FOLDER [SEED]; GOOD and SICK are newer updates (steps/variant.sh): one that works, one whose
first page never comes."""
import os
import random
import re
import shutil
import sys
import time

from bundles import changed, other_signer, small_bundle, stick, torn
from installed import Installed, ends, facts, said, switch_off, well
from results import ANSWER_S, Results, until

VERSION = re.compile(r'doorstep-([0-9.]+)\.raucb$')
TRIES = 3
CUTS = 4  # more than a TPM takes for guesses before it locks itself (swtpm: 3)


def version_of(bundle):
    return VERSION.search(bundle).group(1)


def offered(machine, folder, bundle, *codes):
    """What the station says once it has dealt with a stick that holds bundle: one of codes, and another answer than the one that
    stands there from the stick before; None when it never did."""
    before = (facts(machine) or {}).get('update')
    image = stick(f'{folder}/stick.img', bundle)
    machine.plug_stick(image)

    def answer():
        found = facts(machine)
        answers = found and found['update']
        return answers if answers and answers != before and answers[0] in codes else None
    found = until(answer, ANSWER_S, machine)
    if machine.running():
        machine.pull_stick()
    os.remove(image)
    return found


def refusals(keys, good, folder):
    """(what it is, the file, what is said of it)"""
    release = f'{keys}/release'
    yield 'signed by another key', small_bundle(f'{folder}/other-key.raucb', other_signer(folder), '9.9'), ['not-signed']
    yield ('for another machine', small_bundle(f'{folder}/machine.raucb', release, '9.9', 'toaster'), ['not-ours', 'toaster'])
    yield 'older than what runs', small_bundle(f'{folder}/older.raucb', release, '0.0.9'), ['older', '0.0.9']
    yield 'torn in the middle', torn(good, f'{folder}/torn.raucb'), ['not-signed']
    yield 'with a bit turned in its content', changed(good, f'{folder}/changed.raucb'), ['failed']


def check_refused(results, station, machine, keys, good):
    before = station.entries()
    for what, file, wanted in refusals(keys, good, station.folder):
        got = offered(machine, station.folder, file, 'not-signed', 'not-ours', 'older', 'failed', 'installed', 'same')
        results.check(f'an update {what} is refused: {" ".join(wanted)}', got is not None and got[:len(wanted)] == wanted, str(got))
        os.remove(file)
    return before


def install(results, station, machine, bundle):
    began = time.monotonic()
    got = offered(machine, station.folder, bundle, 'installed', 'failed', 'not-signed', 'not-ours', 'older', 'same')
    results.check(f'version {version_of(bundle)} is installed from a stick', got == ['installed', version_of(bundle)], str(got))
    print(f'       plugged in to installed: {time.monotonic() - began:.0f} s')


def check_running(results, station, what, slot, version, **words):
    """One start; its report once it is well."""
    machine = station.start(**words)
    found = well(machine)
    good = found and found['slot'] == [slot] and found['version'] == [version] and found['data'] == ['tpm']
    results.check(f'{what}: version {version} in slot {slot} becomes well, its data open', bool(good),
                  str(found and {key: found.get(key) for key in ('slot', 'version', 'data', 'health', 'state')}))
    return machine


def first_start(results, station, keys, good, version):
    machine = check_running(results, station, 'first start', 'a', version)
    with machine:
        before = check_refused(results, station, machine, keys, good)
        install(results, station, machine, good)
        machine.picture(f'{machine.folder}/installed.png', 'png')
        results.check('it can be switched off', switch_off(machine))
    results.check('the new slot has three tries', station.entries() == before + [f'doorstep-000002-b+{TRIES}.efi'], str(station.entries()))


def cuts(results, station, bundle, slot, version, seed):
    """The power goes while the other slot is written, at a random moment; each time the old version comes back."""
    generator = random.Random(seed)
    for number in range(1, CUTS + 1):
        machine = check_running(results, station, f'before cut {number}', slot, version)
        with machine:
            image = stick(f'{station.folder}/stick.img', bundle)
            machine.plug_stick(image)
            writes = said(machine, f'update installing {version_of(bundle)}')
            wait = generator.uniform(0, 20)
            until(lambda: False, wait, machine)
            results.check(f'cut {number}, {wait:.1f} s into the installation', writes is not None, 'it never began')
            machine.cut()
        os.remove(image)


def check_sick(results, station, sick, slot, version):
    """It gets its tries, and then the one before it runs again."""
    for number in range(1, TRIES + 1):
        with station.start() as machine:
            restarted = ends(machine)
            results.check(f'a version that never shows its page restarts by itself, try {number}', restarted, f'see {machine.folder}')
    with check_running(results, station, 'after its tries', slot, version) as machine:
        got = offered(machine, station.folder, sick, 'tried', 'installed', 'failed')
        results.check('the stick is still there: the same one is not tried again', got == ['tried', version_of(sick)], str(got))
        machine.picture(f'{machine.folder}/fallen-back.png', 'png')
        switch_off(machine)
    results.check('the sick one has no tries left', any('-a+0' in name for name in station.entries()), str(station.entries()))


def main():
    disk, keys, good, sick, folder = sys.argv[1:6]
    seed = int(sys.argv[6]) if len(sys.argv) > 6 else random.randrange(1 << 32)
    print(f'       seed {seed}')
    results = Results()
    old, new = version_of(next(entry.path for entry in os.scandir(os.path.dirname(disk)) if VERSION.search(entry.path))), version_of(good)
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was broken off
    station = Installed(disk, f'{folder}/station')
    first_start(results, station, keys, good, old)
    with check_running(results, station, 'after the update', 'b', new) as machine:
        switch_off(machine)
    results.check('the new slot is good', station.entries() == ['doorstep-000001-a.efi', 'doorstep-000002-b.efi'], str(station.entries()))
    kept = station.copy(f'{folder}/updated')  # for tamper_test.py
    print(f'       kept: {kept.folder}')
    cuts(results, station, sick, 'b', new, seed)
    with check_running(results, station, 'after the cuts', 'b', new) as machine:
        install(results, station, machine, sick)
        switch_off(machine)
    check_sick(results, station, sick, 'b', new)
    station.remove()
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
