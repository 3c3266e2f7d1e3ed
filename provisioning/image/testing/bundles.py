"""Updates that a station must refuse, and sticks to bring them on."""
import os
import shutil
import subprocess
import sys

MIB = 1 << 20


def other_signer(folder):
    """A key and certificate of somebody else."""
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['openssl', 'req', '-new', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=Somebody/',
                    '-keyout', f'{folder}/signer.key', '-out', f'{folder}/signer.crt'], check=True, stderr=subprocess.DEVNULL)
    return f'{folder}/signer'


def small_bundle(path, signer, version, machine='doorstep-amd64'):
    """One whose signature holds but that must never be installed: it has no root in it."""
    work = f'{path}.work'
    os.makedirs(work)
    with open(f'{work}/root.img', 'wb') as file:
        file.write(os.urandom(MIB))
    with open(f'{work}/manifest.raucm', 'w', encoding='ascii') as file:
        file.write(f'[update]\ncompatible={machine}\nversion={version}\n[bundle]\nformat=verity\n[image.root]\nfilename=root.img\n')
    made = subprocess.run(['rauc', 'bundle', '--cert', f'{signer}.crt', '--key', f'{signer}.key', work, path], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode != 0:
        sys.exit(f'rauc made no {path}: {made.stdout}')
    shutil.rmtree(work)
    return path


def torn(bundle, path):
    shutil.copyfile(bundle, path)
    os.truncate(path, os.path.getsize(path) // 2)
    return path


def changed(bundle, path):
    """One bit of the content turned: the signature, which is over the tree's root, still holds."""
    shutil.copyfile(bundle, path)
    with open(path, 'r+b') as file:
        file.seek(os.path.getsize(path) // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes((byte ^ 1,)))
    return path


def stick(path, bundle):
    """A FAT stick with one file."""
    with open(path, 'wb') as file:
        file.truncate(os.path.getsize(bundle) + 64 * MIB)
    subprocess.run(['mkfs.vfat', '-F', '32', path], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['mcopy', '-i', path, bundle, f'::/{os.path.basename(bundle)}'], check=True)
    return path
