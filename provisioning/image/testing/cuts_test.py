#!/usr/bin/env python3
"""The power goes at random moments while submissions are handed in at a station in a virtual machine, its township on this host: it
starts each time, and what was acknowledged is in the archive, once. The last line is "N passed, N failed".

Usage: cuts_test.py DISK VARIANT PROGRAMS FOLDER CUTS [SEED]; VARIANT is an image that only tests start (testing/guest), PROGRAMS has
doorstep-township."""
import base64
import json
import os
import random
import shutil
import sys
import time

from guest import AGENT, agent_is_up, answering, put
from installed import Installed, facts
from results import ANSWER_S, FIRST_FRAME_S, Results, until
from township import Township

# Hands in one after the other; each answer names what the agent has acknowledged. A page of noise, so that nothing is joined.
HAND_IN = f'''cd /run && while true; do echo '{{"card_read":false}}' > a.json; head -c 60000 /dev/urandom > p.jpg; chmod 644 a.json p.jpg
 {AGENT}doorstep-agent-ctl submit a.json p.jpg || sleep 0.2; done'''


def enrol(results, machine, township):
    """As in a laboratory: the files are carried over the port."""
    guest = answering(machine)
    invitation = f'{township.folder}/invitation.json'
    township.ask('enrol-station', 'kiosk-1', '--out', invitation)
    with open(invitation, encoding='utf-8') as file:
        put(guest, file.read(), '/run/invitation.json')
    guest.do('systemctl stop doorstep-agent')
    guest.do('mkdir -p /var/lib/doorstep/etc')
    put(guest, f'township_address = "tcp://10.0.2.2:{township.port}"\npeople_at_once = 100000\n', '/var/lib/doorstep/etc/agent.toml')
    status, said = guest.do(f'{AGENT}doorstep-agent enrol /run/invitation.json --no-code > /run/reply.json')
    reply = f'{township.folder}/reply.json'
    with open(reply, 'wb') as file:
        file.write(base64.b64decode(''.join(guest.do('base64 /run/reply.json')[1])))
    if not results.check('the station is enrolled', status == 0, '\n'.join(said)):
        return False
    township.ask('enrol-station', '--no-code', '--confirm', reply)
    guest.do('sync; systemctl start doorstep-agent')
    return results.check('its agent runs', bool(agent_is_up(guest, machine)))


def hand_in_until_cut(machine, generator):
    """Case numbers that were acknowledged before the power went."""
    guest = answering(machine)
    if not agent_is_up(guest, machine):
        return None
    acknowledged, ends = [], None
    guest.start(HAND_IN)
    for line in guest.lines(ANSWER_S):
        if line.startswith('{'):
            acknowledged.append(json.loads(line)['case_number'])
            # Counted from the first one: a cut before it would try nothing.
            ends = ends or time.monotonic() + generator.uniform(0, 15)
        if ends and time.monotonic() > ends:
            break
    machine.cut()
    return acknowledged


def arrived(machine, township, wanted):
    def there():
        cases = township.cases()
        return cases if all(number in cases for number in wanted) else None
    return until(there, ANSWER_S, machine)


def main():
    disk, variant, programs, folder, cuts = sys.argv[1:6]
    seed = int(sys.argv[6]) if len(sys.argv) > 6 else random.randrange(1 << 32)
    print(f'       seed {seed}')
    generator = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    results, station, township = Results(), Installed(disk, f'{folder}/station'), Township(programs, f'{folder}/township')
    station.put('a', variant, 2)
    station.prefer('a', 2)  # not on trial: it has no other version to go back to
    with station.start(network='') as machine:
        enrolled = enrol(results, machine, township)
        if enrolled:
            machine.order('system_powerdown')
            machine.process.wait(timeout=ANSWER_S)
    acknowledged = []
    for number in range(1, int(cuts) + 1 if enrolled else 1):
        with station.start(network='') as machine:
            came = hand_in_until_cut(machine, generator)
        if not results.check(f'start {number}: it is handed in at until the power goes', bool(came), f'see {machine.folder}'):
            break
        print(f'       {len(came)} acknowledged', flush=True)
        acknowledged += came
    if enrolled:
        with station.start(network='') as machine:
            held = arrived(machine, township, acknowledged)
            results.check(f'all {len(acknowledged)} that were acknowledged are in the archive', held is not None,
                          f'{len(set(acknowledged) - set(township.cases()))} are missing; {facts(machine)}')
        results.check('each once', len(set(acknowledged)) == len(acknowledged) and all(count == 1 for count in township.cases().values()))
    township.close()
    station.remove()
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
