#!/usr/bin/env python3
"""The signed policy of a kernel image for a TPM 2.0: what systemd's stub will have measured into PCR 11 when it starts the image,
signed, as JSON on standard output (the section .pcrsig; format of systemd-measure(1), which itself needs a TPM to sign).

Usage: policy.py SECTION=FILE… --key PRIVATE-KEY…

Only the state before the system's first milestone is signed: once systemd-pcrphase has measured "sysinit", the TPM gives the
data's key to nobody until the next start. One signature for each key, so that a release may sign for the next key too."""
import argparse
import base64
import hashlib
import json
import subprocess

# In this order the stub measures them, whatever order they have in the file (systemd 252, src/fundamental/tpm-pcr.h).
SECTIONS = ('linux', 'osrel', 'cmdline', 'initrd', 'splash', 'dtb', 'pcrpkey')
PCR = 11
COMMAND_POLICY_PCR = 0x0000017F  # TPM_CC_PolicyPCR
ALGORITHM_SHA256 = 0x000B  # TPM_ALG_SHA256


def extend(value, data):
    return hashlib.sha256(value + hashlib.sha256(data).digest()).digest()


def measured(sections):
    """PCR 11 after the stub has measured the sections: the name of each with its closing zero, then its content."""
    value = bytes(32)
    for name in SECTIONS:
        if name in sections:
            value = extend(extend(value, f'.{name}\0'.encode()), sections[name])
    return value


def policy(value):
    """The digest of TPM2_PolicyPCR over one PCR of bank SHA-256 (TPM 2.0 part 3, 23.7)."""
    selected = bytearray(3)
    selected[PCR // 8] |= 1 << (PCR % 8)
    selection = (1).to_bytes(4, 'big') + ALGORITHM_SHA256.to_bytes(2, 'big') + bytes((len(selected),)) + bytes(selected)
    return hashlib.sha256(bytes(32) + COMMAND_POLICY_PCR.to_bytes(4, 'big') + selection + hashlib.sha256(value).digest()).digest()


def openssl(*words, data=None):
    return subprocess.run(('openssl', *words), input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def signed(key, digest):
    # systemd knows a key by the digest of its bare form (PKCS #1), not of the form with the algorithm around it.
    public = openssl('rsa', '-in', key, '-RSAPublicKey_out', '-outform', 'DER')
    return {'pcrs': [PCR], 'pkfp': hashlib.sha256(public).hexdigest(), 'pol': digest.hex(),
            'sig': base64.b64encode(openssl('dgst', '-sha256', '-sign', key, data=digest)).decode()}


def main():
    words = argparse.ArgumentParser()
    words.add_argument('sections', nargs='+', metavar='SECTION=FILE')
    words.add_argument('--key', nargs='+', required=True)
    given = words.parse_args()
    sections = {}
    for word in given.sections:
        name, _, path = word.partition('=')
        if name not in SECTIONS:
            words.error(f'the stub measures no section {name}')
        with open(path, 'rb') as file:
            sections[name] = file.read()
    digest = policy(measured(sections))
    print(json.dumps({'sha256': [signed(key, digest) for key in given.key]}))


if __name__ == '__main__':
    main()
