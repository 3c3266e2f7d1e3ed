"""A township on this host, for stations in virtual machines."""
import collections
import json
import os
import shlex
import socket
import subprocess


class Township:
    """Beside the machine, in a folder of its own."""

    def __init__(self, programs, folder):
        self.folder, self._program = folder, f'{programs}/doorstep-township'
        os.makedirs(f'{folder}/run/township')
        self._environment = {**os.environ, 'DOORSTEP_ROOT': folder, 'DOORSTEP_RUN': f'{folder}/run', 'DOORSTEP_SHARE': f'{programs}/../share'}
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        # In a machine this host is 10.0.2.2: what an invitation names.
        os.makedirs(f'{folder}/etc/doorstep')
        with open(f'{folder}/etc/doorstep/township.toml', 'w', encoding='utf-8') as file:
            file.write(f'address = "tcp://10.0.2.2:{self.port}"\n')
        self.ask('init')
        with open(f'{folder}/log', 'wb') as log:
            self._server = subprocess.Popen([self._program, 'serve', '--listen', f'tcp://127.0.0.1:{self.port}', '--console', '127.0.0.1:0'],
                                            env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)

    def ask(self, *words):
        return subprocess.run([self._program, *words], env=self._environment, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              text=True).stdout

    def script(self, path):
        """Its command as a program that others may start."""
        names = ('DOORSTEP_ROOT', 'DOORSTEP_RUN', 'DOORSTEP_SHARE')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('#!/bin/sh\n' + ''.join(f'export {name}={shlex.quote(self._environment[name])}\n' for name in names)
                       + f'exec {shlex.quote(self._program)} "$@"\n')
        os.chmod(path, 0o755)

    def stations(self):
        """{name: state} of its list."""
        return {row['station']: row['state'] for row in json.loads(self.ask('stations', '--json'))['stations']}

    def cases(self):
        """How often each case number stands in the archive."""
        return collections.Counter(row['case_number'] for row in json.loads(self.ask('cases', '--json')))

    def close(self):
        self._server.terminate()
        self._server.wait(timeout=60)
