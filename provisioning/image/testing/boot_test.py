#!/usr/bin/env python3
"""Starts the image in a virtual machine and looks whether it is what it should be. The last line is "N passed, N failed".

Usage: boot_test.py DISK FOLDER; pictures of the screen and logs are left in FOLDER."""
import sys
import time

from installed import facts
from machine import Ended, Machine
from picture import Picture, blank, changed, first_page, screen_of
from results import ANSWER_S, CHANGE_S, END_S, FIRST_FRAME_S, Results, until

# What may run beside our own processes, by unit; ours are judged one by one.
SYSTEM_UNITS = {'init.scope', 'dbus.service', 'doorstep-clock.service', 'doorstep-healthy.service', 'doorstep-usb.service', 'doorstep-report.service', 'systemd-journald.service', 'systemd-logind.service',
                'systemd-networkd.service', 'systemd-resolved.service', 'systemd-udevd.service', 'udev'}
OUR_UNITS = {'doorstep-kiosk.service', 'doorstep-hub.service', 'doorstep-agent.service', 'doorstep-setup.service'}
LITTLE = 0.02  # of the picture: a clock that goes on, a button that is lit
# Of the system's, who guards the plugs and who sets the clock: its user, and the one thing that it may.
GUARDS = {'doorstep-usb.service': ('root', 0), 'doorstep-clock.service': ('_chrony', 1 << 25)}  # CAP_SYS_TIME
LOG_BYTES = 32 << 20
# What QEMU's devices call themselves.
PANEL, STICK, NETWORK = '0627:0001', '46f4:0001', '0525:a4a2'
LISTEN, CLOSE = '0A', '07'  # states of /proc/net/tcp and udp: a bound UDP socket is "closed"


def only_loopback(kind, local):
    """Whether an address of /proc/net is of this machine alone."""
    address = local.split(':')[0]
    return address.endswith('7F') if len(address) == 8 else address in (
        '00000000000000000000000001000000', '0000000000000000FFFF00000100007F')


def check_ports(results, lines, users):
    network = users['systemd-network']
    open_ports = []
    for _, kind, local, state, uid in (line for line in lines if line[0] == 'socket'):
        listens = state == (LISTEN if kind.startswith('tcp') else CLOSE)
        # The client of DHCP is answered at its port; the wall lets nothing but the server's port in.
        if listens and not only_loopback(kind, local) and not (uid == network and local.endswith(':0044')):
            open_ports.append(f'{kind} {local} of user {uid}')
    results.check('no port is open to the outside', not open_ports, ', '.join(open_ports))


def check_processes(results, lines, users):
    ours = {users[name] for name in ('doorstep-kiosk', 'doorstep-hub', 'doorstep-agent', 'doorstep-setup')}
    seen, guards, strangers = set(), set(), []
    for _, name, uid, can, none, filtered, *unit in (line for line in lines if line[0] == 'process'):
        unit = unit[0] if unit else ''
        if unit in GUARDS:
            guards.add(unit)
            user, may = GUARDS[unit]
            results.check(f'{name} of {unit} is {user} and may one thing at most', uid == users[user] and int(can, 16) == may and none == '1' and
                          filtered == '2', f'{uid} {can} {none} {filtered}')
        if unit not in OUR_UNITS:
            if unit not in SYSTEM_UNITS:
                strangers.append(f'{name} ({unit or "no unit"})')
            continue
        seen.add(unit)
        results.check(f'{name} of {unit} is its own user, without capabilities, under a filter of system calls',
                      uid in ours and int(can, 16) == 0 and none == '1' and filtered == '2', f'{uid} {can} {none} {filtered}')
    results.check('kiosk, hub, agent and set-up run', seen == OUR_UNITS, f'only {", ".join(sorted(seen))}')
    results.check('the plugs are guarded and the clock is looked after', guards == set(GUARDS), f'only {", ".join(sorted(guards))}')
    results.check('nothing else runs than what is known', not strangers, ', '.join(strangers))


def check_system(results, machine):
    lines = until(lambda: settled(machine), ANSWER_S, machine)
    if not results.check('the system answers', lines is not None, 'no whole report came through the port'):
        return
    with open(f'{machine.folder}/report', 'w', encoding='utf-8') as file:
        file.writelines(' '.join(line) + '\n' for line in lines)
    failed = [line[1] for line in lines if line[0] == 'failed']
    state = next(line[1] for line in lines if line[0] == 'state')
    results.check('no unit has failed and none is waited for', state == 'running' and not failed, f'{state} {" ".join(failed)}')
    data = next(line[1] for line in lines if line[0] == 'data')
    results.check('the first start made the data, and the TPM has its key', data == 'tpm', data)
    users = {line[1]: line[2] for line in lines if line[0] == 'user'}
    check_ports(results, lines, users)
    check_processes(results, lines, users)
    locked = [line[1] for line in lines if line[0] == 'lockdown']
    results.check('the kernel is locked down', locked == ['integrity'], ' '.join(locked))
    bounds = {line[1] for line in lines if line[0] == 'journal'}
    results.check('the log is bounded', bounds == {str(LOG_BYTES)}, ' '.join(bounds))
    total, free = next((int(line[1]), int(line[2])) for line in lines if line[0] == 'memory')
    print(f'       memory in use at idle: {(total - free) // 1024} of {total // 1024} MiB')


def settled(machine):
    """A report of a system that has finished starting; None before."""
    lines = machine.report()
    return lines if lines and ['state', 'starting'] not in lines else None


def check_keys(results, machine):
    """No key of a keyboard that somebody plugs in leaves the page (LESSONS: ESC, F4, F5 and Win left other kiosks)."""
    before = screen_of(machine)
    for names in (('esc',), ('alt', 'f4'), ('f5',), ('meta_l',), ('ctrl', 'alt', 'f2'), ('ctrl', 'alt', 'f1'), ('alt', 'sysrq', 'b'),
                  ('ctrl', 'alt', 'delete'), ('ctrl', 'alt', 'backspace'), ('alt', 'tab')):
        machine.key(*names)
    # The answer comes through the whole system: what the keys started has begun by then.
    lines = machine.report(ANSWER_S)
    stays = lines is not None and until(lambda: changed(before, screen_of(machine)) < LITTLE, CHANGE_S, machine)
    results.check('no key leaves the page', bool(stays), 'another picture')


def check_touch(results, machine, main_button):
    """Also after the panel was away: there udev must reach the kiosk through its sandbox."""
    before = screen_of(machine)
    machine.touch_panel_again()

    def touched():
        machine.touch(*main_button)
        return until(lambda: changed(before, screen_of(machine)) > LITTLE, 10, machine)

    # Until the system has found the panel again, touches go nowhere.
    results.check('a touch of the main button opens the next page, on a panel that was away', until(touched, CHANGE_S, machine), 'the page stayed')
    machine.picture(f'{machine.folder}/touched.png', 'png')


def plugs(lines):
    """(id, let in) of each device, and the names of the links."""
    return [tuple(line[1:3]) for line in lines if line[0] == 'usb'], sorted(line[1] for line in lines if line[0] == 'link')


def check_plugs(results, machine):
    """What a kiosk has is let in, a network card is not; the touch panel goes on."""
    _, links = plugs(machine.report(ANSWER_S))
    stick = f'{machine.folder}/stick.img'
    with open(stick, 'wb') as file:
        file.truncate(1 << 20)
    machine.plug_stick(stick)
    machine.order('device_add', driver='usb-kbd', id='keyboard')
    machine.order('device_add', driver='usb-net', id='stranger')

    def seen():
        found, _ = plugs(machine.report(ANSWER_S) or [])
        wanted = {(PANEL, '1'), (STICK, '1'), (NETWORK, '0')}
        return found if wanted <= set(found) and found.count((PANEL, '1')) == 2 else None

    results.check('a keyboard and a stick are let in beside the panel, a network card is not', until(seen, CHANGE_S, machine),
                  f'{plugs(machine.report(ANSWER_S) or [])[0]}')
    # The card was there for as long as the others took and longer.
    found, after = plugs(machine.report(ANSWER_S))
    results.check('no other link has come of it', after == links and (NETWORK, '0') in found, f'{after}')
    for name in ('stranger', 'keyboard'):
        machine.order('device_del', id=name)
    machine.pull_stick()


def check_end(results, machine):
    pressed = shown = time.monotonic()
    machine.order('system_powerdown')
    while machine.running() and time.monotonic() < pressed + END_S:
        try:
            last = Picture.read(machine.picture(f'{machine.folder}/end.ppm'))
            shown = time.monotonic() if not blank(last) else shown
        except (Ended, FileNotFoundError, ValueError):
            pass  # it went while it was asked
        time.sleep(0.1)
    results.check('the power button ends it', not machine.running(), 'still running')
    print(f'       button to off: {time.monotonic() - pressed:.1f} s, with a picture for {shown - pressed:.1f} s of it')


def main():
    disk, folder = sys.argv[1:3]
    results = Results()
    with Machine(disk, folder, tpm=f'{folder}/tpm') as machine:
        found = until(lambda: first_page(machine), FIRST_FRAME_S, machine)
        seconds = machine.seconds()
        if machine.running():
            machine.picture(f'{folder}/first.png', 'png')
        if not results.check('a machine that is no station yet shows the first page of its set-up', bool(found), f'see {folder}: first.png, serial'):
            return results.close()
        print(f'       QEMU\'s start to the first page: {seconds:.0f} s')
        check_system(results, machine)
        told = facts(machine)
        results.check('the system says so too', (told or {}).get('kiosk') == ['setup'], str(told))
        machine.picture(f'{folder}/set-up.png', 'png')
        check_plugs(results, machine)
        check_keys(results, machine)
        check_touch(results, machine, found)
        check_end(results, machine)
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
