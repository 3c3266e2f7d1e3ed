#!/usr/bin/env python3
"""The image's own chronyd under the image's own settings follows a server that usr/lib/doorstep/clock names, and has no port open.
Clocks are left alone (-x). The last line is "N passed, N failed"."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from debs import SKIPPED, unpack
from results import Results

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = f'{HERE}/../root'
PATIENCE_S = 60


def start(folder, environment, name, settings):
    with open(f'{folder}/{name}.conf', 'w', encoding='utf-8') as file:
        file.write(settings)
    with open(f'{folder}/{name}.log', 'wb') as log:
        return subprocess.Popen((f'{folder}/usr/sbin/chronyd', '-n', '-x', '-U', '-u', 'root', '-f', f'{folder}/{name}.conf'), env=environment,
                                stdout=log, stderr=log)


def ours(folder):
    """The image's settings; other are only the folders, for this machine has its own."""
    with open(f'{ROOT}/usr/share/doorstep/clock/chrony.conf', encoding='utf-8') as file:
        settings = file.read()
    for word, other in (('sourcedir .*', f'sourcedir {folder}/run/doorstep-clock'), ('driftfile .*', f'driftfile {folder}/run/chrony/drift')):
        settings, found = re.subn(f'(?m)^{word}$', other, settings)
        assert found == 1, word
    return f'{settings}\npidfile {folder}/run/chrony/pid\nbindcmdaddress {folder}/run/chrony/chronyd.sock\n'


def ask(folder, environment, *words):
    return subprocess.run((f'{folder}/usr/bin/chronyc', '-h', f'{folder}/run/chrony/chronyd.sock', '-n', '-c', *words), env=environment,
                          capture_output=True, text=True, check=False).stdout


def sources(folder, environment):
    return [line.split(',') for line in ask(folder, environment, 'sources').splitlines()]


def open_ports(process):
    """UDP sockets of a process that take what anybody sends: bound, and not connected to one server."""
    inodes = set()
    for name in os.listdir(f'/proc/{process.pid}/fd'):
        try:
            inodes.update(re.findall(r'socket:\[(\d+)\]', os.readlink(f'/proc/{process.pid}/fd/{name}')))
        except FileNotFoundError:
            pass
    found = []
    for kind in ('udp', 'udp6', 'tcp', 'tcp6'):
        with open(f'/proc/{process.pid}/net/{kind}', encoding='ascii') as table:
            found += [row.split() for row in list(table)[1:]]
    return [row[1] for row in found if row[9] in inodes and row[3] in ('07', '0A')]


def until(condition):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return False


def name_server(folder, environment, address):
    """As the network does, and the image's script takes it on; asked four times a second, for a test has no hours."""
    os.makedirs(f'{folder}/run/systemd/netif', exist_ok=True)
    with open(f'{folder}/run/systemd/netif/state', 'w', encoding='utf-8') as file:
        file.write(f'OPER_STATE=routable\nNTP={address}\n')
    subprocess.run((f'{ROOT}/usr/lib/doorstep/clock', 'sources'), env=dict(os.environ, DOORSTEP_CLOCK=folder), check=True)
    named = f'{folder}/run/doorstep-clock/ntp.sources'
    with open(named, encoding='utf-8') as file:
        lines = file.read()
    with open(named, 'w', encoding='utf-8') as file:
        file.write(lines.replace(' iburst', ' iburst minpoll -2 maxpoll -2'))
    ask(folder, environment, 'reload', 'sources')


def main():
    if not shutil.which('unshare') or subprocess.run(('unshare', '--net', 'true'), check=False, capture_output=True).returncode != 0:
        print('skipped: needs the right to make namespaces')
        return SKIPPED
    # The server's port is a privileged one and this machine's own may be taken.
    if os.environ.get('DOORSTEP_CHRONY_TEST') != '1':
        return subprocess.run(('unshare', '--net', sys.executable, __file__), env=dict(os.environ, DOORSTEP_CHRONY_TEST='1'), check=False).returncode
    subprocess.run(('ip', 'link', 'set', 'lo', 'up'), check=True)
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        environment = unpack(folder, 'chrony')
        os.makedirs(f'{folder}/run/chrony', mode=0o700)
        server = start(folder, environment, 'server', f'local stratum 3\nallow\ncmdport 0\npidfile {folder}/server.pid\nbindcmdaddress /\n')
        client = start(folder, environment, 'client', ours(folder))
        try:
            judge(results, folder, environment, server, client)
        finally:
            for process in (client, server):
                process.kill()
                process.wait()
    return results.close()


def judge(results, folder, environment, server, client):
    until(lambda: os.path.exists(f'{folder}/run/chrony/chronyd.sock'))
    name_server(folder, environment, '192.0.2.1')
    named = until(lambda: any(row[2] == '192.0.2.1' for row in sources(folder, environment)))
    results.check('a server that does not answer is not followed', named and sources(folder, environment)[0][1] == '?', f'{sources(folder, environment)}')
    name_server(folder, environment, '127.0.0.1')
    followed = until(lambda: any(row[1] == '*' and row[2] == '127.0.0.1' for row in sources(folder, environment)))
    results.check('a server that the network names is followed', followed, f'{sources(folder, environment)}')
    # What is asked for below can be found: the server's port is.
    results.check('the server has its port open', bool(open_ports(server)), 'none found')
    results.check('a station has none', not open_ports(client), ', '.join(open_ports(client)))
    server.kill()
    lost = until(lambda: not any(row[1] == '*' for row in sources(folder, environment)))
    results.check('one that is gone is not followed any more', lost, f'{sources(folder, environment)}')


if __name__ == '__main__':
    sys.exit(main())
