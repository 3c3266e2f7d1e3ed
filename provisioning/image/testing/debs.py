"""Programs of the image, out of the packages that it is locked to, for tests on this machine: nothing is installed here."""
import os
import subprocess
import sys

LOCK = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'packages.lock')
CACHE = os.environ.get('DOORSTEP_CACHE', os.path.expanduser('~/.cache/doorstep'))
SKIPPED = 77  # as CTest knows it


def unpack(folder, *names):
    """The files of the named packages below folder, and an environment in which their libraries are found. Without the packages
    (nobody has built an image here) the test is left out."""
    with open(LOCK, encoding='utf-8') as lock:
        digests = {row[1]: row[3] for row in (line.split() for line in lock) if len(row) == 4 and row[0] == 'root'}
    for name in names:
        deb = f'{CACHE}/debs/{digests[name]}.deb'
        if not os.path.exists(deb):
            print(f'skipped: {name} is not in {CACHE}/debs; ./dev image fetches it')
            sys.exit(SKIPPED)
        subprocess.run(('dpkg-deb', '-x', deb, folder), check=True)
    return dict(os.environ, LD_LIBRARY_PATH=f'{folder}/usr/lib/x86_64-linux-gnu')
