#!/usr/bin/env python3
"""Stands between the autopilot and what it drives, and writes down each touch and each order with the picture of the screen before it:
what replay.py then does in a virtual machine.

Usage: record.py FOLDER driver COMMAND…   a partner of lines (doorstep-ui-driver): its clicks are written down
       record.py FOLDER desk|township COMMAND…   one command: it is written down, with its answer where that is JSON

FOLDER/events has one JSON object a line: {"kind": "touch", "name", "place": [x, y, width, height], "controls": {name: place}}, or
{"kind": "desk"|"township", "words", "answer"}; FOLDER/NUMBER.ppm.gz is the screen (of DISPLAY) before event NUMBER, from 0."""
import gzip
import json
import os
import subprocess
import sys
import time

PATIENCE_S = 0.1


class Recording:
    def __init__(self, folder):
        self._folder = folder
        os.makedirs(folder, exist_ok=True)

    def _count(self):
        try:
            with open(f'{self._folder}/events', encoding='utf-8') as file:
                return sum(1 for _ in file)
        except FileNotFoundError:
            return 0

    def picture(self):
        picture = subprocess.run(['import', '-silent', '-window', 'root', '-depth', '8', 'ppm:-'], check=True, stdout=subprocess.PIPE).stdout
        with gzip.open(f'{self._folder}/{self._count()}.ppm.gz', 'wb', compresslevel=1) as file:
            file.write(picture)

    def add(self, event):
        with open(f'{self._folder}/events', 'a', encoding='utf-8') as file:
            file.write(json.dumps(event, ensure_ascii=False) + '\n')


class Partner:
    """The driver, asked line by line."""

    def __init__(self, command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding='utf-8')

    def ask(self, command):
        self._process.stdin.write(json.dumps(command) + '\n')
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def fits(control, wanted):
    name = control['name']
    return (name == wanted.get('name', name) and name.startswith(wanted.get('prefix', '')) and wanted.get('contains', '') in name and
            control['role'] == (wanted.get('role') or control['role']))


def before_click(recording, partner, wanted):
    """The picture of a page on which the control can be touched, and where all controls are; None when it does not come in time."""
    deadline, earlier = time.monotonic() + wanted.get('timeout_ms', 8000) / 1000, None
    while True:
        controls = partner.ask({'do': 'tree'})['controls']
        found = [control for control in controls if fits(control, wanted)][wanted.get('nth', 0):][:1]
        if found and found == earlier and found[0]['enabled']:
            recording.picture()
            return {control['name']: control['rect'] for control in controls if control['role'] == 'push button'}
        if time.monotonic() > deadline:
            return None
        earlier = found
        time.sleep(PATIENCE_S)


def click(recording, partner, command):
    controls = before_click(recording, partner, command)
    answer = partner.ask(command)
    if answer.get('ok') and controls is not None:
        recording.add({'kind': 'touch', 'name': answer['control']['name'], 'place': answer['control']['rect'], 'controls': controls})
    return answer


def drive(recording, command):
    partner = Partner(command)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = click(recording, partner, asked) if asked['do'] == 'click' else partner.ask(asked)
        print(json.dumps(answer), flush=True)
    return 0


def order(recording, kind, command, head):
    recording.picture()
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = None
    recording.add({'kind': kind, 'words': command[head:], 'answer': answer})
    sys.stdout.write(done.stdout)
    return done.returncode


def main():
    folder, kind, *command = sys.argv[1:]
    recording = Recording(folder)
    if kind == 'driver':
        return drive(recording, command)
    # Where the program's own words begin.
    head = next(i for i, word in enumerate(command) if '=' not in word and os.path.basename(word).startswith('doorstep-')) + 1
    return order(recording, kind, command, head)


if __name__ == '__main__':
    sys.exit(main())
