"""An installed station for tests: a copy of the image's disk that is written to, a TPM, and what its partitions hold."""
import os
import re
import shutil
import subprocess

from machine import Machine
from results import ANSWER_S, END_S, FIRST_FRAME_S, until

MIB = 1 << 20
PANIC_S = 900  # until a system that does not come up has restarted itself


class Installed:
    """folder holds disk.img, the TPM's state and a folder for each start."""

    def __init__(self, disk, folder, tpm=True, mib=None):
        """tpm: whether the machine has one; mib: the size of its disk, at least the image's."""
        os.makedirs(folder, exist_ok=True)
        self.folder, self.disk, self.tpm, self._starts = folder, f'{folder}/disk.img', f'{folder}/tpm' if tpm else None, 0
        subprocess.run(['cp', '--sparse=always', disk, self.disk], check=True)
        if mib:
            os.truncate(self.disk, mib * MIB)

    def copy(self, folder):
        """The same station once more, to be done harm to."""
        other = Installed(self.disk, folder, tpm=self.tpm is not None)
        if self.tpm:
            shutil.copytree(self.tpm, other.tpm)
        return other

    def start(self, **words):
        self._starts += 1
        # A small screen is drawn sooner.
        words = {'width': 1024, 'height': 768, **words}
        return Machine(self.disk, f'{self.folder}/start-{self._starts}', tpm=self.tpm, keep=True, **words)

    def partition(self, name):
        """Where a partition begins and how long it is, in bytes."""
        rows = subprocess.run(['sfdisk', '--dump', self.disk], check=True, stdout=subprocess.PIPE, text=True).stdout
        row = re.search(rf'start= *(\d+), size= *(\d+),.*name="doorstep-{name}"', rows)
        return int(row.group(1)) * 512, int(row.group(2)) * 512

    def entries(self):
        """What the loader may start, as names."""
        listed = subprocess.run(['mdir', '-b', '-i', f'{self.disk}@@{self.partition("esp")[0]}', '::/EFI/Linux'], check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        return sorted(line.rsplit('/', 1)[1] for line in listed.split('\n') if line.endswith('.efi'))

    def put(self, slot, files, generation):
        """A root and its kernel image into a slot, as an installation leaves them; files: where root.img and doorstep.signed.efi are."""
        start, size = self.partition(f'root-{slot}')
        if os.path.getsize(f'{files}/root.img') > size:
            raise ValueError('the root is larger than its slot')
        subprocess.run(['dd', f'if={files}/root.img', f'of={self.disk}', 'bs=1M', f'seek={start // MIB}', 'conv=notrunc', 'status=none'], check=True)
        for name in self.entries():
            if f'-{slot}' in name:
                self._in_esp('mdel', f'::/EFI/Linux/{name}')
        self._in_esp('mcopy', f'{files}/doorstep.signed.efi', f'::/EFI/Linux/doorstep-{generation:06}-{slot}+3.efi')

    def prefer(self, slot, generation):
        """The slot's file becomes the newest, as whoever has the disk in hand can make it."""
        name = next(name for name in self.entries() if f'-{slot}' in name)
        self._in_esp('mren', f'::/EFI/Linux/{name}', f'::/EFI/Linux/doorstep-{generation:06}-{slot}.efi')

    def _in_esp(self, tool, *words):
        subprocess.run([tool, '-i', f'{self.disk}@@{self.partition("esp")[0]}', *words], check=True)

    def read(self, name, offset, size):
        with open(self.disk, 'rb') as file:
            file.seek(self.partition(name)[0] + offset)
            return file.read(size)

    def turn_bit(self, place):
        with open(self.disk, 'r+b') as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes((byte ^ 0x10,)))

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def facts(machine):
    """The report as {first word: other words} (the last of a kind counts); None without an answer."""
    lines = machine.report()
    return lines and {line[0]: line[1:] for line in lines}


def said(machine, *wanted, within=ANSWER_S):
    """Waits until each of "WORD VALUE" stands in the report; the report, or None."""
    def there():
        found = facts(machine)
        return found if found and all(found.get(word.split()[0]) == word.split()[1:] for word in wanted) else None
    return until(there, within, machine)


def well(machine):
    """The report of a system that says of itself that it is well; None when it never did."""
    return said(machine, 'health well', within=FIRST_FRAME_S)


def switch_off(machine):
    machine.order('system_powerdown')
    try:
        machine.process.wait(timeout=END_S)
    except subprocess.TimeoutExpired:
        pass
    return not machine.running()


def ends(machine):
    """Whether it restarts by itself (here that is the end)."""
    until(lambda: False, PANIC_S, machine)
    return not machine.running()
