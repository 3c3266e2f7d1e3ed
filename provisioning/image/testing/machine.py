"""A virtual machine that starts the image: QEMU with OVMF, no acceleration, driven over QMP."""
import atexit
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time

FIRMWARE = {False: '/usr/share/OVMF/OVMF_CODE_4M.fd', True: '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd'}
VARIABLES = '/usr/share/OVMF/OVMF_VARS_4M.fd'


class Ended(RuntimeError):
    """QEMU ended while something was asked of it."""


class Machine:
    """Started by the constructor, ended by close() or the end of a `with`. folder holds its
    logs; its sockets lie in a short place, for a path of a socket may not be long."""

    def __init__(self, disk, folder, secure=False, variables=VARIABLES, memory=1024, processors=2, width=1920, height=1080,
                 tpm=None, keep=False, network='restrict=on', more=()):
        """secure: a firmware that can check signatures; variables: what it remembers (as fresh: in set-up mode), copied.
        tpm: the folder of a TPM's state, made when it is not there; None: a machine without one. keep: what is written stays on
        the disk, behind a cache that loses at cut() what was not flushed; otherwise the disk is never changed. network: what the
        wire reaches, in QEMU's words (nothing; this host is 10.0.2.2 with ''). more: words for QEMU."""
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self._sockets = tempfile.mkdtemp(prefix='doorstep-vm-')
        shutil.copyfile(variables, f'{folder}/vars.fd')
        self.started = time.monotonic()
        self._helpers = []
        disk = self._cached(disk) if keep else f'format=raw,snapshot=on,file={disk}'
        size = ('-smp', str(processors), '-m', str(memory))
        command = self._command(disk, secure, size, f'xres={width},yres={height}') + self._tpm(tpm) + [
            '-netdev', f'user,id=net,{network}'.rstrip(','), '-device', 'virtio-net-pci,netdev=net', *more]
        with open(f'{folder}/qemu.log', 'wb') as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        atexit.register(self.close)  # also where a test breaks off
        self._qmp = self._connect('qmp').makefile('rw', encoding='utf-8')
        json.loads(self._qmp.readline())
        self.order('qmp_capabilities')
        self._report, self._asked, self._text = None, False, ''

    def _command(self, disk, secure, size, screen):
        guarded = 'on' if secure else 'off'
        return [
            'qemu-system-x86_64', '-machine', f'q35,smm={guarded}', '-accel', 'tcg,thread=multi', *size,
            '-display', 'none', '-nodefaults', '-no-reboot',
            '-global', f'driver=cfi.pflash01,property=secure,value={guarded}',
            '-drive', f'if=pflash,format=raw,readonly=on,file={FIRMWARE[secure]}',
            '-drive', f'if=pflash,format=raw,file={self.folder}/vars.fd',
            '-drive', f'if=none,id=disk,{disk}', '-device', 'virtio-blk-pci,drive=disk,serial=built-in',
            '-device', f'virtio-gpu-pci,{screen}', '-device', 'virtio-rng-pci',
            '-device', 'qemu-xhci', '-device', 'usb-tablet,id=touch',
            '-device', 'virtio-serial-pci', '-chardev', f'socket,id=report,path={self._sockets}/report,server=on,wait=off',
            '-device', 'virtserialport,chardev=report,name=doorstep.report',
            '-chardev', f'socket,id=guest,path={self._sockets}/guest,server=on,wait=off',
            '-device', 'virtserialport,chardev=guest,name=doorstep.guest',
            '-serial', f'file:{self.folder}/serial', '-qmp', f'unix:{self._sockets}/qmp,server=on,wait=off',
        ]

    def _help(self, command, channel):
        """A process beside QEMU, as soon as it has made its socket."""
        with open(f'{self.folder}/{channel}.log', 'wb') as log:
            helper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        self._helpers.append(helper)
        deadline = time.monotonic() + 30
        while not os.path.exists(f'{self._sockets}/{channel}'):
            if helper.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f'{command[0]} does not run: see {self.folder}/{channel}.log')
            time.sleep(0.05)

    def _cached(self, disk):
        """A disk with a cache of its own in front, as real ones have: only what the guest flushed is on the disk. (Writes to
        a plain file would outlive QEMU without any flush, and a missing one would never be noticed.)"""
        self._help(('nbdkit', '--foreground', '--exit-with-parent', '--unix', f'{self._sockets}/nbd', '--filter=cache', 'file', disk,
                    'cache=writeback'), 'nbd')
        return f'format=raw,cache=none,file.driver=nbd,file.server.type=unix,file.server.path={self._sockets}/nbd'

    def _tpm(self, state):
        if state is None:
            return []
        os.makedirs(state, exist_ok=True)
        self._help(('swtpm', 'socket', '--tpm2', '--tpmstate', f'dir={state}', '--ctrl', f'type=unixio,path={self._sockets}/tpm',
                    '--terminate'), 'tpm')
        return ['-chardev', f'socket,id=tpm,path={self._sockets}/tpm', '-tpmdev', 'emulator,id=tpm,chardev=tpm',
                '-device', 'tpm-crb,tpmdev=tpm']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _connect(self, name):
        """The socket of a channel, as soon as QEMU has made it."""
        deadline = time.monotonic() + 30
        while True:
            channel = socket.socket(socket.AF_UNIX)
            try:
                channel.connect(f'{self._sockets}/{name}')
                return channel
            except OSError:
                channel.close()
                if self.process.poll() is not None or time.monotonic() > deadline:
                    with open(f'{self.folder}/qemu.log', encoding='utf-8', errors='replace') as log:
                        raise RuntimeError(f'QEMU does not run: {log.read()}') from None
                time.sleep(0.05)

    def seconds(self):
        return time.monotonic() - self.started

    def running(self):
        return self.process.poll() is None

    def order(self, command, **arguments):
        """One QMP command; its answer. Events in between are passed over."""
        try:
            self._qmp.write(json.dumps({'execute': command, 'arguments': arguments}) + '\n')
            self._qmp.flush()
        except OSError as gone:
            raise Ended(command) from gone
        while True:
            try:
                line = self._qmp.readline()
            except OSError as gone:
                raise Ended(command) from gone
            if not line:
                raise Ended(command)
            answer = json.loads(line)
            if 'error' in answer:
                raise RuntimeError(f'{command}: {answer["error"]["desc"]}')
            if 'return' in answer:
                return answer['return']

    def picture(self, path, kind='ppm'):
        """What the screen shows now, as a file of kind ppm or png."""
        self.order('screendump', filename=path, format=kind)
        return path

    def touch(self, x, y):
        """A tap at a place given as parts (0 to 1) of the screen's width and height."""
        place = [{'type': 'abs', 'data': {'axis': axis, 'value': round(part * 32767)}} for axis, part in (('x', x), ('y', y))]
        self.order('input-send-event', events=place)
        for down in (True, False):
            self.order('input-send-event', events=[{'type': 'btn', 'data': {'button': 'left', 'down': down}}])
            time.sleep(0.2)

    def touch_panel_again(self):
        """The panel goes and comes back, as when its monitor was switched off and on."""
        self.order('device_del', id='touch')
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.order('device_add', driver='usb-tablet', id='touch')
            except RuntimeError:  # the old one is not gone yet
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def plug_stick(self, image, written=False):
        """A stick goes in; written: what the machine writes is in the image, else it cannot write."""
        self.order('blockdev-add', **{'node-name': 'stick', 'driver': 'raw', 'read-only': not written,
                                      'file': {'driver': 'file', 'filename': image}})
        self.order('device_add', driver='usb-storage', id='stick', drive='stick')

    def pull_stick(self):
        self.order('device_del', id='stick')
        deadline = time.monotonic() + 30
        while True:
            try:
                return self.order('blockdev-del', **{'node-name': 'stick'})
            except RuntimeError:  # still in use
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def cut(self):
        """The power goes: nothing is ended, what was not flushed is lost."""
        for process in [self.process, *self._helpers]:
            process.kill()
            process.wait()

    def key(self, *names):
        """Keys pressed together, by their QMP names."""
        self.order('send-key', keys=[{'type': 'qcode', 'data': name} for name in names])

    def report(self, within=120):
        """What the system says of itself (root/usr/lib/doorstep/report): a list of lines, each a list of words; None when
        it does not answer in time."""
        if self._report is None:
            self._report = self._connect('report')
            self._report.settimeout(1)
        deadline = time.monotonic() + within
        # One question at a time: a system that is still starting would answer each of them later. What comes first may be the
        # answer to a question that was given up.
        late, self._asked = self._asked, True
        if not late:
            self._report.sendall(b'report\n')
        while time.monotonic() < deadline and self.running():
            try:
                self._text += self._report.recv(65536).decode('utf-8', 'replace')
            except TimeoutError:
                continue
            if not self._text.endswith('end\n'):
                continue
            lines, self._text = [line.split() for line in self._text.split('\n') if line], ''
            if not late:
                self._asked = False
                return lines
            late = False
            self._report.sendall(b'report\n')
        # Nothing came at all: whoever was asked is gone and took the question along.
        self._asked = self._text != ''
        return None

    def guest(self):
        """The port of an image that only tests start (testing/guest)."""
        return Guest(self._connect('guest'), self.running)

    def serial(self):
        with open(f'{self.folder}/serial', encoding='utf-8', errors='replace') as log:
            return log.read()

    def _end_helpers(self):
        """In good order: the disk's cache flushes when its guest has; the TPM ends with QEMU."""
        for helper in self._helpers:
            if helper.poll() is None:
                helper.terminate()
            helper.wait(timeout=60)

    def close(self):
        if self.running():
            self.process.terminate()
            self.process.wait(timeout=30)
        self._end_helpers()
        shutil.rmtree(self._sockets, ignore_errors=True)


class Guest:
    """Has commands done in a machine, one after the other."""

    def __init__(self, channel, running):
        self._channel, self._running, self._text, self._number = channel, running, b'', 0
        channel.settimeout(1)

    def lines(self, within):
        """What comes, line by line, until the time is over or the machine ended."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline and self._running():
            if b'\n' in self._text:
                line, self._text = self._text.split(b'\n', 1)
                yield line.decode('utf-8', 'replace').rstrip('\r')
                continue
            try:
                self._text += self._channel.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return

    def start(self, command):
        """Begins a command; what it says comes through lines(), "done STATUS" at its end."""
        self._channel.sendall(command.encode() + b'\n')

    def do(self, command, within=300):
        """(status, lines); (None, lines) when it did not end in time."""
        self._number += 1
        mark = f'begins {self._number}'
        self.start(f'echo {mark}; {command}')
        said, begun = [], False
        for line in self.lines(within):
            if not begun:
                # What comes before is the answer to a question that was given up.
                begun = line == mark
                continue
            if line.startswith('done '):
                return int(line[5:]), said
            said.append(line)
        return None, said
