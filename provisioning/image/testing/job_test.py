#!/usr/bin/python3
"""From a machine that is no station to a case at the township, by touch alone: the set-up's eight steps with the invitation on a stick,
then an application with ID card, scanned pages and receipt. Reader (on a serial line by USB), scanner and printer (on the wire) are
emulated on this host, the township runs here. What is touched was recorded from a kiosk on this host (record.py). The last line is
"N passed, N failed".

Usage: job_test.py DISK VARIANT PROGRAMS RECORDING FOLDER; VARIANT is an image that only tests start (testing/guest), PROGRAMS has
doorstep-township, the emulators and doorstep-bench-desk, RECORDING/set-up and RECORDING/apply are record.py's folders."""
import json
import os
import re
import shutil
import subprocess
import sys
import time

from guest import AGENT, agent_is_up, answering, put
from installed import Installed, facts, said, switch_off
from picture import home
from replay import Recorded, Replay
from results import ANSWER_S, CHANGE_S, FIRST_FRAME_S, Results, until
from township import Township

PANEL = {'width': 1920, 'height': 1080}
ETC = '/var/lib/doorstep/etc'
STICK_MIB = 64


class Emulators:
    """Reader, scanner and printer, as doorstep-bench-desk gives them orders."""

    def __init__(self, programs, cards, folder):
        self._programs, self.papers = programs, f'{folder}/papers'
        self._run = f'{folder}/run'
        self.reader = f'{folder}/reader'
        os.makedirs(self._run)
        self._environment = {**os.environ, 'DOORSTEP_RUN': self._run}
        self._processes = [self._start(folder, *words) for words in (
            ('card-reader', '--cards', cards, '--link', self.reader, '--read-ms', '300'), ('scanner', '--page-ms', '300'),
            ('printer', '--folder', self.papers))]
        for name in ('card-reader', 'scanner', 'printer'):
            wait_for_file(f'{self._run}/emu-{name}.endpoint')

    def _start(self, folder, name, *words):
        with open(f'{folder}/{name}.log', 'wb') as log:
            return subprocess.Popen([f'{self._programs}/doorstep-emu-{name}', *words], env=self._environment, stdin=subprocess.DEVNULL,
                                    stdout=log, stderr=subprocess.STDOUT)

    def endpoint(self, name):
        """As a machine reaches it."""
        with open(f'{self._run}/emu-{name}.endpoint', encoding='utf-8') as file:
            return file.read().strip().replace('127.0.0.1', '10.0.2.2')

    def desk(self, *words):
        return subprocess.run([f'{self._programs}/doorstep-bench-desk', *words], env=self._environment, check=False,
                              stdout=subprocess.DEVNULL).returncode == 0

    def printed(self):
        return sum(name.endswith('.pdf') for _, _, names in os.walk(self.papers) for name in names)

    def close(self):
        for process in self._processes:
            process.terminate()
            process.wait(timeout=30)


def wait_for_file(path):
    deadline = time.monotonic() + 30
    while not os.path.exists(path):
        if time.monotonic() > deadline:
            raise RuntimeError(f'{path} did not come')
        time.sleep(0.1)


def blank_stick(path, files):
    """A FAT stick with these files in its first folder."""
    with open(path, 'wb') as file:
        file.truncate(STICK_MIB << 20)
    subprocess.run(['mkfs.vfat', '-n', 'STICK', path], check=True, stdout=subprocess.DEVNULL)
    for file in files:
        subprocess.run(['mcopy', '-i', path, file, '::/'], check=True)


def from_stick(stick, name, to):
    subprocess.run(['mcopy', '-n', '-o', '-i', stick, f'::/{name}', to], check=True)
    return to


def configure(guest, devices):
    """What no page of the set-up asks: where the devices are. And this screen's size in millimetres, the other kiosk's too."""
    guest.do(f'mkdir -p {ETC}/sane.d')
    put(guest, f'[devices]\n"Doorstep" = {devices.endpoint("scanner")}, eSCL\n[options]\ndiscovery = disable\n', f'{ETC}/sane.d/airscan.conf')
    put(guest, 'airscan\n', f'{ETC}/sane.d/dll.conf')
    put(guest, f'''[reader]
device = "/dev/doorstep/serial-0"
[scanner]
device = "airscan:e0:Doorstep"
sane_config = "{ETC}/sane.d"
[printer]
uri = "{devices.endpoint("printer")}"
''', f'{ETC}/hub.toml')
    put(guest, 'people_at_once = 10000\n', f'{ETC}/agent.toml')
    put(guest, 'panel_mm = [476, 268]\n', f'{ETC}/kiosk.toml')
    return guest.do('systemctl restart doorstep-hub doorstep-agent doorstep-kiosk')[0] == 0


class Play:
    """One recording, played in the machine; a picture of each page is left."""

    def __init__(self, results, machine, recording, devices, folder):
        os.makedirs(folder)
        self.recorded, self._pages = Recorded(recording), f'{os.path.dirname(recording)}/pages'
        self.replay = Replay(self.recorded, machine, folder)
        self._results, self._machine, self._devices, self._folder = results, machine, devices, folder

    def run(self, what, of_township=lambda words: True):
        events = self.recorded.events
        for number, event in enumerate(events):
            if event['kind'] == 'township' and not self._matters(event):
                continue
            if not self.replay.wait(number):
                name = event.get('name') or ' '.join(event['words'])
                self._machine.picture(f'{self._folder}/stuck.png', 'png')
                return self._results.check(what, False, f'the page for "{name}" (event {number}) never came: {self._folder}/stuck.png')
            self._machine.picture(f'{self._folder}/{number:03}.png', 'png')
            if event['kind'] == 'touch':
                self.replay.touch(number)
                continue
            self.replay.something_else_was_done()
            if event['kind'] == 'desk':
                self._devices.desk(*(self._here(word) for word in event['words']))
            elif not of_township(event['words']):
                return self._results.check(what, False, f'the township refused {event["words"]}')
        return self._results.check(what, True)

    def _here(self, word):
        """Papers lie in the recording's folder."""
        return f'{self._pages}/{os.path.basename(word)}' if '/' in word else word

    @staticmethod
    def _matters(event):
        return '--confirm' in event['words']


def set_up(results, machine, guest, township, devices, recording, folder):
    stick, reply = f'{folder}/stick.img', 'doorstep-reply-kiosk-1.json'
    invitation = f'{folder}/doorstep-invitation.json'
    township.ask('enrol-station', 'kiosk-1', '--out', invitation)
    blank_stick(stick, [invitation])
    machine.plug_stick(stick, written=True)
    lent = until(lambda: guest.do('test -e /run/doorstep/stick/doorstep-invitation.json')[0] == 0, CHANGE_S, machine)
    results.check('the stick is lent to the set-up', bool(lent))
    code = json.loads(township.ask('clerk', 'add', 'zhou', '--name', '周丽', '--json'))['one_time_code']
    play = Play(results, machine, recording, devices, f'{folder}/set-up')
    with open(f'{recording}/clerk-code', encoding='utf-8') as file:
        play.replay.type_instead(file.read().strip(), code)
    confirm = next(event for event in play.recorded.events if event['kind'] == 'township' and '--confirm' in event['words'])

    def digits_by_voice(_):
        """The answer from the stick, the digits as they stand on the screen."""
        shown = re.search(r'"code"\s*:\s*"(\d{8})"', ''.join(guest.do('cat /var/lib/doorstep/setup/wizard.json')[1]))
        answer = township.ask('enrol-station', '--confirm', from_stick(stick, reply, f'{folder}/{reply}'), '--code', shown.group(1), '--json')
        play.replay.type_instead(confirm['answer']['code'], json.loads(answer)['code'])
        return True
    began = time.monotonic()
    done = play.run('the eight steps by touch', digits_by_voice)
    print(f'       the set-up by touch, in this machine: {time.monotonic() - began:.0f} s')
    if not done:
        return False
    results.check('home is on the screen, and its tiles', bool(until(lambda: home(machine), CHANGE_S, machine)))
    results.check('the system says that it is a station', said(machine, 'kiosk ready') is not None, str(facts(machine)))
    stations = township.ask('stations', '--json')
    results.check('the township knows the station', '"enrolled"' in stations, stations)
    from_stick(stick, 'doorstep-report-kiosk-1.pdf', f'{folder}/report.pdf')
    with open(f'{folder}/report.pdf', 'rb') as file:
        results.check('the report is on the stick', file.read(5) == b'%PDF-')
    machine.pull_stick()
    results.check('the stick can be pulled out', until(lambda: guest.do('mountpoint -q /run/doorstep/stick')[0] != 0, CHANGE_S, machine))
    return True


def apply(results, machine, township, devices, recording, folder):
    printed = devices.printed()
    play = Play(results, machine, recording, devices, f'{folder}/apply')
    began = time.monotonic()
    if not play.run('an application by touch: card, form, pages, receipt'):
        return
    print(f'       the application by touch, in this machine: {time.monotonic() - began:.0f} s')
    arrived = until(township.cases, ANSWER_S, machine)
    results.check('the case arrived at the township, once', arrived is not None and len(arrived) == 1 and set(arrived.values()) == {1}, str(arrived))
    results.check('sheet and receipt were printed', devices.printed() >= printed + 2, f'{devices.printed() - printed}')


def main():
    disk, variant, programs, recording, folder = sys.argv[1:6]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    results = Results()
    station, township = Installed(disk, f'{folder}/station'), Township(programs, f'{folder}/township')
    devices = Emulators(programs, f'{recording}/cards', folder)
    station.put('a', variant, 2)
    station.prefer('a', 2)  # not on trial: it has no other version to go back to
    reader = ['-chardev', f'serial,id=reader,path={os.path.realpath(devices.reader)}', '-device', 'usb-serial,chardev=reader']
    with station.start(network='', more=reader, **PANEL) as machine:
        guest = answering(machine)
        results.check('the set-up is on the screen', said(machine, 'kiosk setup', within=FIRST_FRAME_S) is not None, str(facts(machine)))
        results.check('its devices are told to it', configure(guest, devices) and bool(agent_is_up(guest, machine)))
        if set_up(results, machine, guest, township, devices, f'{recording}/set-up', folder):
            apply(results, machine, township, devices, f'{recording}/apply', folder)
        lines = guest.do(f'{AGENT}doorstep-agent-ctl status --json')[1]
        results.check('nothing waits at the station', any('"sealed":0' in line for line in lines), '\n'.join(lines))
        results.check('it can be switched off', switch_off(machine))
    devices.close()
    township.close()
    station.remove()
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
