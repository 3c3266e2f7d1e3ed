#!/usr/bin/env python3
"""What steps/policy.py says that the TPM will have measured is what systemd-measure says, and what it signs verifies. Exits with 77
where systemd-measure is not installed. The last line is "N passed, N failed"."""
import base64
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, f'{os.path.dirname(os.path.abspath(__file__))}/../steps')
import policy  # noqa: E402


from results import Results  # noqa: E402

MEASURE = '/lib/systemd/systemd-measure'


def write_sections(folder, generator):
    paths = {}
    for name in ('linux', 'osrel', 'cmdline', 'initrd', 'pcrpkey'):
        paths[name] = f'{folder}/{name}'
        with open(paths[name], 'wb') as file:
            file.write(generator.randbytes(generator.randrange(1, 9000)))
    return paths


def same_as_systemd(paths):
    words = [f'--{name}={path}' for name, path in paths.items()]
    told = json.loads(subprocess.run([MEASURE, 'calculate', *words, '--bank=sha256', '--json=short', '--phase='], check=True,
                                     stdout=subprocess.PIPE).stdout)
    content = {}
    for name, path in paths.items():
        with open(path, 'rb') as file:
            content[name] = file.read()
    return told['sha256'][0]['hash'] == policy.measured(content).hex()


def verifies(folder, paths):
    """With the public half, as the TPM does it, over the digest that is named."""
    key = f'{folder}/key'
    subprocess.run(['openssl', 'genrsa', '-out', key, '2048'], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(['openssl', 'pkey', '-in', key, '-pubout', '-out', f'{key}.pub'], check=True)
    text = subprocess.run([policy.__file__, *(f'{name}={path}' for name, path in paths.items()), '--key', key, key], check=True,
                          stdout=subprocess.PIPE).stdout
    rows = json.loads(text)['sha256']
    with open(f'{key}.sig', 'wb') as file:
        file.write(base64.b64decode(rows[0]['sig']))
    good = subprocess.run(['openssl', 'dgst', '-sha256', '-verify', f'{key}.pub', '-signature', f'{key}.sig'], check=False,
                          input=bytes.fromhex(rows[0]['pol']), stdout=subprocess.DEVNULL).returncode == 0
    return good and len(rows) == 2 and rows[0]['pcrs'] == [11]


def main():
    if not os.path.exists(MEASURE):
        return 77
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1 << 32)
    print(f'seed {seed}')
    generator, results = random.Random(seed), Results()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(5):
            results.check(f'image {number}: as systemd-measure', same_as_systemd(write_sections(folder, generator)))
        results.check('a signature for each key, over the digest that is named', verifies(folder, write_sections(folder, generator)))
    return results.close()


if __name__ == '__main__':
    sys.exit(main())
