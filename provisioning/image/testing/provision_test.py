#!/usr/bin/env python3
"""Three machines at once, as they come out of their boxes, become stations with nobody touching them: each gets the bench's stick,
the bench and the township are on this host. The last line is "N passed, N failed".

Usage: provision_test.py DISK PROGRAMS FOLDER; PROGRAMS has doorstep-township and doorstep-provision."""
import contextlib
import os
import shutil
import subprocess
import sys
import time

from installed import Installed, facts, said
from picture import home
from results import ANSWER_S, FIRST_FRAME_S, Results, until
from township import Township

HOST = '10.0.2.2'  # this host, as QEMU's wire shows it to its machine
KIOSKS = 3
BENCH_S = 3600  # all of it: three machines without acceleration beside each other
STICK_KIB = 1440


def write_bench(folder, township):
    """The file: one row waits for its machine, the others take who comes."""
    township.script(f'{folder}/township.sh')
    with open(f'{folder}/bench.toml', 'w', encoding='utf-8') as file:
        file.write(f'[township]\ncommand = ["{folder}/township.sh"]\n[village-1]\nserial = "BENCH-3"\n[village-2]\n[village-3]\n')


class Bench:
    """doorstep-provision at work."""

    def __init__(self, programs, folder):
        self.folder = folder
        os.makedirs(f'{folder}/files')
        with open(f'{folder}/table', 'wb') as table, open(f'{folder}/progress', 'wb') as progress:
            self.process = subprocess.Popen(
                [f'{programs}/doorstep-provision', f'{folder}/bench.toml', '--out', f'{folder}/out', '--stick', f'{folder}/files', '--listen',
                 'tcp://127.0.0.1:0', '--address', HOST, '--patience', str(BENCH_S)],
                stdin=subprocess.DEVNULL, stdout=table, stderr=progress)

    def running(self):
        return self.process.poll() is None

    def read(self, name):
        with open(f'{self.folder}/{name}', encoding='utf-8') as file:
            return file.read()

    def stick(self):
        """A FAT stick with its file; None when it did not write one."""
        file, image = f'{self.folder}/files/doorstep-bench.json', f'{self.folder}/stick.img'
        if not until(lambda: os.path.exists(file), ANSWER_S, self):
            return None
        subprocess.run(['mformat', '-C', '-i', image, '-f', str(STICK_KIB), '-v', 'BENCH', '::'], check=True)
        subprocess.run(['mcopy', '-i', image, file, '::/doorstep-bench.json'], check=True)
        return image

    def close(self):
        if self.running():
            self.process.terminate()
        return self.process.wait(timeout=ANSWER_S)


def begin(stack, disk, folder, number):
    """One machine with a serial of its own in its board."""
    station = Installed(disk, f'{folder}/kiosk-{number}')
    stack.callback(station.remove)
    return stack.enter_context(station.start(network='', processors=1, memory=768, more=['-smbios', f'type=1,serial=BENCH-{number}']))


def check_table(results, bench, status):
    table = bench.read('table')
    print(''.join(f'       {line}\n' for line in table.splitlines()), end='')
    results.check('the bench ends well', status == 0, bench.read('progress')[-600:])
    results.check(f'its table says that {KIOSKS} are set up', sum(line.endswith(' set up') for line in table.splitlines()) == KIOSKS)
    results.check('the machine that the file named got its row', '"kiosk": "serial BENCH-3"' in bench.read('out/kiosks.json').split('village-2')[0],
                  bench.read('out/kiosks.json'))


def check_kiosk(results, machine, number):
    found = said(machine, 'kiosk ready') or {}
    results.check(f'kiosk {number}: ready', found.get('kiosk') == ['ready'], str(facts(machine)))
    results.check(f'kiosk {number}: the home page is on its screen', until(lambda: home(machine), ANSWER_S, machine) is not None)
    machine.picture(f'{machine.folder}/end.png', 'png')
    lines = until(machine.report, ANSWER_S, machine) or []
    results.check(f'kiosk {number}: nothing has failed', bool(lines) and not [line for line in lines if line[0] == 'failed'],
                  str([line for line in lines if line[0] in ('failed', 'log')]))
    results.check(f'kiosk {number}: nothing leads to a bench any more',
                  bool(lines) and not [line for line in lines if line[0] == 'process' and 'doorstep-setup-line' in line[-1]])


def provision(results, machines, bench, township):
    """Sticks in, then nobody touches anything."""
    image = bench.stick()
    if not results.check('the bench has written its stick', image is not None, bench.read('progress')):
        return
    for number, machine in enumerate(machines, 1):
        results.check(f'kiosk {number}: starts, and is no station', said(machine, 'kiosk setup', within=FIRST_FRAME_S) is not None, str(facts(machine)))
        machine.picture(f'{machine.folder}/begin.png', 'png')
    started = time.monotonic()
    for machine in machines:
        # The set-up may write to a stick: each has its own.
        machine.plug_stick(shutil.copyfile(image, f'{machine.folder}/stick.img'), written=True)
    while bench.running() and time.monotonic() < started + BENCH_S:
        time.sleep(1)
    for machine in machines:
        machine.picture(f'{machine.folder}/bench.png', 'png')
    print(f'       stick to station, {len(machines)} at once: {time.monotonic() - started:.0f} s')
    check_table(results, bench, bench.close())
    results.check(f'the township lists {KIOSKS} stations',
                  township.stations() == {f'village-{number}': 'enrolled' for number in range(1, KIOSKS + 1)}, str(township.stations()))
    for number, machine in enumerate(machines, 1):
        check_kiosk(results, machine, number)


def main():
    disk, programs, folder = sys.argv[1:4]
    shutil.rmtree(folder, ignore_errors=True)
    results = Results()
    with contextlib.ExitStack() as stack:
        township = Township(programs, f'{folder}/township')
        stack.callback(township.close)
        township.ask('clerk', 'add', 'zhou', '--name', '周丽')
        write_bench(folder, township)
        bench = Bench(programs, folder)
        stack.callback(bench.close)
        machines = [begin(stack, disk, folder, number) for number in range(1, KIOSKS + 1)]
        provision(results, machines, bench, township)
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
