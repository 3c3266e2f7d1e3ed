#!/usr/bin/env python3
"""What the image lets in by USB: the image's own USBGuard judges made-up devices by the image's own rules, from the descriptors
up. The last line is "N passed, N failed"."""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

from debs import SKIPPED, unpack
from results import Results

HERE = os.path.dirname(os.path.abspath(__file__))
SHARE = f'{HERE}/../root/usr/share/doorstep/usb'
HUB, KEYS, TOUCH, CODE_READER, TABLET = (9, 0, 0), (3, 1, 1), (3, 0, 0), (3, 1, 1), (3, 0, 0)
STICK, UAS, PRINTER, IPP, PICTURES, VENDOR = (8, 6, 0x50), (8, 6, 0x62), (7, 1, 2), (7, 1, 4), (6, 1, 1), (0xff, 0xff, 0xff)
VIDEO, VIDEO_STREAM, SOUND, SOUND_STREAM, CHIP_CARD = (14, 1, 0), (14, 2, 0), (1, 1, 0), (1, 2, 0), (11, 0, 0)
SERIAL, SERIAL_DATA = (2, 2, 1), (10, 0, 0)
ETHERNET, NCM, MBIM, RNDIS, RNDIS_AS_SERIAL, RNDIS_MISC = (2, 6, 0), (2, 13, 0), (2, 14, 0), (0xe0, 1, 3), (2, 2, 0xff), (0xef, 4, 1)
BLUETOOTH, WIFI, FIRMWARE = (0xe0, 1, 1), (0xff, 0xff, 0xff), (0xfe, 1, 1)

LET_IN = {
    'a touch panel': [TOUCH],
    'a keyboard': [KEYS],
    'a touch panel that has a mouse and keys beside it': [TOUCH, (3, 1, 2), KEYS],
    'a code reader that types': [CODE_READER],
    'a stick': [STICK],
    'a disk with both ways to speak to it': [STICK, UAS],
    'a camera with a microphone': [VIDEO, VIDEO_STREAM, SOUND, SOUND_STREAM],
    'a camera with a button': [VIDEO, VIDEO_STREAM, TOUCH],
    'headphones with keys for loud and quiet': [SOUND, SOUND_STREAM, TOUCH],
    'a chip-card reader': [CHIP_CARD],
    'a chip-card reader with keys': [CHIP_CARD, KEYS],
    'a printer': [PRINTER],
    'a printer that speaks IPP': [PRINTER, IPP, IPP],
    'a serial adapter by its class': [SERIAL, SERIAL_DATA],
    'a hub': [HUB],
}
KEPT_OUT = {
    'a keyboard with a disk': [KEYS, STICK],
    'a disk with a keyboard': [STICK, KEYS],
    'a touch panel with a disk': [TOUCH, UAS],
    'a keyboard with a network': [KEYS, ETHERNET, SERIAL_DATA],
    'a keyboard with a serial line': [KEYS, SERIAL, SERIAL_DATA],
    'a disk with a network': [STICK, RNDIS, SERIAL_DATA],
    'a network card (ECM)': [ETHERNET, SERIAL_DATA],
    'a network card (NCM)': [NCM, SERIAL_DATA],
    'a telephone that is a network (MBIM)': [MBIM, SERIAL_DATA],
    'a telephone that is a network (RNDIS)': [RNDIS, SERIAL_DATA],
    'a network card that looks like a serial line (RNDIS)': [RNDIS_AS_SERIAL, SERIAL_DATA],
    'a network card of many functions (RNDIS)': [RNDIS_MISC, SERIAL_DATA],
    'Bluetooth': [BLUETOOTH],
    'a telephone with its pictures': [PICTURES],
    'a printer with keys': [PRINTER, KEYS],
    'a camera with a disk': [VIDEO, VIDEO_STREAM, STICK],
    'what takes new firmware': [FIRMWARE],
    'what no class describes': [VENDOR],
}
BY_MAKER = {  # (vendor, product), interfaces, let in
    'a serial bridge of WCH': ((0x1a86, 0x7523), [VENDOR], True),
    'a serial bridge of FTDI': ((0x0403, 0x6001), [VENDOR], True),
    'an all-in-one of HP, with a slot for cards': ((0x03f0, 0x0101), [VENDOR, PRINTER, STICK], True),
    'a scanner of Canon': ((0x04a9, 0x1909), [VENDOR], True),
    'a scanner of Fujitsu': ((0x04c5, 0x132e), [VENDOR], True),
    'a network card of Realtek': ((0x0bda, 0x8153), [WIFI], False),
    'a scanner of Canon with keys': ((0x04a9, 0x1909), [VENDOR, KEYS], False),
    'a serial bridge with keys': ((0x1a86, 0x7523), [VENDOR, KEYS], False),
    'a serial bridge with a disk': ((0x10c4, 0xea60), [VENDOR, STICK], False),
    'an ID-card reader with a disk': ((0x0400, 0xc35a), [VENDOR, STICK], False),
    'an all-in-one with a network': ((0x03f0, 0x0101), [VENDOR, PRINTER, ETHERNET], False),
}
CONTROLLER = '/devices/pci0000:00/0000:00:14.0'
NOBODY = (0x1209, 0x0001)  # an id for tests


def interface(number, kind):
    return struct.pack('<BBBBBBBBB', 9, 4, number, 0, 0, *kind, 0)


def configuration(number, body, count):
    return struct.pack('<BBHBBBBB', 9, 2, 9 + len(body), count, number, 0, 0x80, 50) + body


def plain(interfaces, number=1):
    return configuration(number, b''.join(interface(at, kind) for at, kind in enumerate(interfaces)), len(interfaces))


def device(ident, configurations, count=1):
    kind = HUB if ident == (0x1d6b, 2) else (0, 0, 0)
    return struct.pack('<BBHBBBBHHHBBBB', 18, 1, 0x200, *kind, 64, *ident, 0x100, 0, 0, 0, count) + configurations


def node(path, number, ident, descriptors, let_in):
    """A device as umockdev's description has it; what it says it holds is nothing but its descriptors."""
    return '\n'.join([
        f'P: {path}', f'N: bus/usb/001/{number:03}', 'E: DEVTYPE=usb_device', 'E: SUBSYSTEM=usb', f'E: DEVNAME=/dev/bus/usb/001/{number:03}',
        f'A: authorized={let_in}', 'A: authorized_default=1', f'A: idVendor={ident[0]:04x}', f'A: idProduct={ident[1]:04x}', 'A: bNumConfigurations=1',
        'A: bNumInterfaces=1', 'A: busnum=1', f'A: devnum={number}', f'A: devpath={number}', 'A: product=made up', 'A: serial=',
        f'H: descriptors={descriptors.hex().upper()}', '', ''])


def bus():
    text = f'P: /devices/pci0000:00\nE: SUBSYSTEM=pci\n\nP: {CONTROLLER}\nE: SUBSYSTEM=pci\nE: DRIVER=xhci_hcd\n\n'
    return text + node(f'{CONTROLLER}/usb1', 1, (0x1d6b, 2), device((0x1d6b, 2), plain([HUB])), 1)


def plug(folder, port, ident, descriptors):
    """A device is there, whole, from one moment to the next."""
    with open(f'{folder}/device', 'w', encoding='utf-8') as file:
        file.write(node(f'{CONTROLLER}/usb1/1-{port}', port, ident, descriptors, 0))
    os.link(f'{folder}/device', f'{folder}/devices/{port:03}.umockdev')
    os.unlink(f'{folder}/device')


def start_guard(folder, environment):
    """The image's USBGuard, of whose settings only what a test cannot have is another."""
    os.makedirs(f'{folder}/devices')
    with open(f'{folder}/devices/000.umockdev', 'w', encoding='utf-8') as file:
        file.write(bus())
    with open(f'{SHARE}/usbguard.conf', encoding='utf-8') as file:
        settings = file.read()
    for word, other in (('RuleFile=.*', f'RuleFile={SHARE}/rules.conf'), ('DeviceManagerBackend=.*', 'DeviceManagerBackend=umockdev'),
                        ('AuditFilePath=.*', f'AuditFilePath={folder}/audit')):
        settings, found = re.subn(f'(?m)^{word}$', other, settings)
        assert found == 1, word
    with open(f'{folder}/usbguard.conf', 'w', encoding='utf-8') as file:
        file.write(settings)
    environment = dict(environment, USBGUARD_UMOCKDEV_DEVICEDIR=f'{folder}/devices')
    with open(f'{folder}/audit', 'wb'), open(f'{folder}/log', 'wb') as log:
        return subprocess.Popen(('umockdev-wrapper', f'{folder}/usr/sbin/usbguard-daemon', '-P', '-k', '-c', f'{folder}/usbguard.conf'),
                                env=environment, stdout=log, stderr=log)


def judgement(folder, guard, port, within=20):
    """Whether what hangs there is let in; None when it was not judged in time."""
    deadline = time.monotonic() + within
    while guard.poll() is None and time.monotonic() < deadline:
        with open(f'{folder}/audit', encoding='utf-8', errors='replace') as audit:
            for line in audit:
                found = re.search(r"usb1(?:/1-(\d+))?' target.new='(\w+)'", line)
                if found and int(found.group(1) or 1) == port and line.rstrip().endswith("type='Policy.Device.Update'"):
                    return found.group(2) == 'allow' and "result='SUCCESS'" in line
        time.sleep(0.02)
    return None


def readers():
    """The ids that the hub is given (provisioning/udev): the rules must not keep them out."""
    with open(f'{HERE}/../../udev/60-doorstep.rules', encoding='utf-8') as rules:
        return [(int(vendor, 16), int(product, 16))
                for vendor, product in re.findall(r'ATTR\{idVendor\}=="([0-9a-f]{4})", ATTR\{idProduct\}=="([0-9a-f]{4})"', rules.read())]


def cases():
    """(what, wanted, (id, descriptors))"""
    for what, kinds in LET_IN.items():
        yield f'let in: {what}', True, (NOBODY, device(NOBODY, plain(kinds)))
    for what, kinds in KEPT_OUT.items():
        yield f'kept out: {what}', False, (NOBODY, device(NOBODY, plain(kinds)))
    for what, (ident, kinds, good) in BY_MAKER.items():
        yield f'{"let in" if good else "kept out"}: {what}', good, (ident, device(ident, plain(kinds)))
    for ident in readers():
        yield f'let in: the card reader {ident[0]:04x}:{ident[1]:04x}, by its own class or HID', True, (ident, device(ident, plain([VENDOR, TOUCH])))
    hidden = plain([TOUCH]) + plain([ETHERNET], number=2)
    yield 'kept out: a network in another configuration', False, (NOBODY, device(NOBODY, hidden, count=2))
    # udev's own reader of descriptors keeps no more than 512 characters, and ends at one of two bytes where the kernel goes on.
    gap = configuration(1, interface(0, TOUCH) + bytes((2, 0x24)) + interface(1, ETHERNET), 2)
    many = [(3, at // 9, at % 9) for at in range(90)]
    yield 'kept out: a network behind ninety kinds of keys', False, (NOBODY, device(NOBODY, plain([*many, ETHERNET])))
    yield 'kept out: a network behind an empty descriptor', False, (NOBODY, device(NOBODY, gap))


def judge_all(results, folder, guard):
    results.check('the root hub stays', judgement(folder, guard, 1) is True, 'see the log')
    port = 1
    for port, (what, good, made) in enumerate(cases(), 2):
        plug(folder, port, *made)
        let_in = judgement(folder, guard, port)
        results.check(what, let_in is good, f'{let_in}')
    plug(folder, port + 1, NOBODY, device(NOBODY, plain([TOUCH])[:-4]))
    broken = judgement(folder, guard, port + 1, within=3)
    results.check('kept out: descriptors that end too early', broken is not True, f'{broken}')
    plug(folder, port + 2, NOBODY, device(NOBODY, plain([TOUCH])))
    results.check('and the guard goes on behind it', judgement(folder, guard, port + 2) is True, 'the next device was not judged')


def main():
    if not shutil.which('umockdev-wrapper'):
        print('skipped: needs umockdev')
        return SKIPPED
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        environment = unpack(folder, 'usbguard', 'libusbguard1', 'libqb100', 'libpolkit-gobject-1-0', 'libprotobuf32', 'libumockdev0', 'libpcap0.8')
        guard = start_guard(folder, environment)
        try:
            judge_all(results, folder, guard)
        finally:
            guard.kill()
            guard.wait()
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
