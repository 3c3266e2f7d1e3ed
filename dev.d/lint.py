#!/usr/bin/env python3
"""House rules that no compiler knows: arrows between rooms, sizes, paths named in READMEs.

Prints each breach with its place and exits 1; exceptions stand in dev.d/lint-exceptions.txt and are themselves a breach
when no longer needed.
"""
import collections
import os
import re
import subprocess
import sys

# room -> rooms it may include from (docs/architecture.md draws the same picture)
ARROWS = {
    'base': set(), 'protocol': {'base'}, 'vision': {'base'}, 'sound': {'base'}, 'forms': {'base'}, 'papers': {'base', 'forms'},
    'schemes': set(), 'device-drivers': {'base', 'protocol', 'vision', 'sound'}, 'station-agent': {'base', 'protocol', 'forms'},
    'kiosk': {'base', 'protocol', 'forms', 'papers', 'sound'},
    'township': {'base', 'protocol', 'forms', 'papers', 'vision'},
    'emulators': {'base', 'protocol'}, 'provisioning': {'base', 'protocol'},
}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_QML = 800, 100, 300
FILE_P95, FUNCTION_MEDIAN, FUNCTION_P95 = 600, 10, 55


def tracked():
    out = subprocess.run(['git', 'ls-files'], capture_output=True, text=True, check=True).stdout
    return [f for f in out.split('\n') if f and os.path.exists(f)]


def read(path):
    with open(path, encoding='utf-8', errors='replace') as f:
        return f.read()


def is_test(path):
    return path.startswith('tests/') or '_test' in path or '/testing/' in path or '_fuzz' in path


def functions(text):
    """Yields (first line, length) of function bodies: a line that ends in '{' after a ')' up to the matching indent."""
    lines = text.split('\n')
    open_at = None
    for n, line in enumerate(lines, 1):
        if open_at is None:
            m = re.match(r'^(\s{0,4})\S.*\)\s*(const|noexcept|override|final|->\s*[\w:<>&*, ]+|\s)*\{$', line)
            if m and not re.match(r'^\s*(if|for|while|switch|else|catch|do|namespace|struct|class|enum|return)\b', line):
                open_at = (n, m.group(1))
        elif line.startswith(open_at[1] + '}'):
            yield open_at[0], n - open_at[0] + 1
            open_at = None


def arrow_breaches(files):
    for f in files:
        room = f.split('/')[0]
        if not re.search(r'\.(cpp|hpp|h|c)$', f) or room not in ARROWS:
            continue
        for inc in re.findall(r'^\s*#\s*include\s*"([^"]+)"', read(f), re.M):
            other = inc.split('/')[0]
            if other in ARROWS and other != room and other not in ARROWS[room]:
                # An application's tests may use what tests/ offers, never another application.
                yield f'{f}: includes {inc}: the arrow {room} -> {other} points the wrong way'


def circle_breaches(files):
    edges = collections.defaultdict(set)
    known = set(files)
    for f in files:
        if re.search(r'\.(cpp|hpp|h|c)$', f) and not is_test(f):
            for inc in re.findall(r'^\s*#\s*include\s*"([^"]+)"', read(f), re.M):
                if inc in known and os.path.dirname(inc) != os.path.dirname(f):
                    edges[os.path.dirname(f)].add(os.path.dirname(inc))
    for a in sorted(edges):
        for b in sorted(edges[a]):
            if a < b and a in edges.get(b, ()):
                yield f'{a} and {b} include each other'


def size_breaches(files):
    lengths, sizes = [], []
    for f in files:
        if f.endswith('.qml') and read(f).count('\n') > LONGEST_QML:
            yield f'{f}: {read(f).count(chr(10))} lines of QML (at most {LONGEST_QML})'
        if not re.search(r'\.(cpp|hpp|c|h)$', f):
            continue
        text = read(f)
        n = text.count('\n')
        if n > LONGEST_FILE:
            yield f'{f}: {n} lines (at most {LONGEST_FILE})'
        if is_test(f):
            continue
        sizes.append(n)
        for at, length in functions(text):
            lengths.append(length)
            if length > LONGEST_FUNCTION:
                yield f'{f}:{at}: a function of {length} lines (at most {LONGEST_FUNCTION})'
    if lengths:
        share = lambda xs, part: sorted(xs)[int(part * (len(xs) - 1))]
        p95 = lambda xs: share(xs, 0.95)
        middle = share(lengths, 0.5)
        tests = sum(read(f).count('\n') for f in files if re.search(r'\.(cpp|hpp)$', f) and is_test(f))
        print(f'lint: {len(sizes)} files, p95 {p95(sizes)} lines; {len(lengths)} functions, median '
              f'{middle}, p95 {p95(lengths)}; test:code {tests / max(sum(sizes), 1):.2f}')
        if p95(sizes) > FILE_P95:
            yield f'files: p95 is {p95(sizes)} lines (at most {FILE_P95})'
        if middle > FUNCTION_MEDIAN or p95(lengths) > FUNCTION_P95:
            yield f'functions: median {middle}, p95 {p95(lengths)}'


def readme_breaches(files):
    known = set(files) | {os.path.dirname(f) for f in files}
    for f in files:
        if not f.endswith('.md'):
            continue
        for link in re.findall(r'\]\(([^)#\s]+)', read(f)):
            if re.match(r'[a-z]+:', link):
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(f), link))
            if target not in known and not any(k.startswith(target + '/') for k in known):
                yield f'{f}: names {link}, which is not there'


def leftover_breaches(files):
    for f in files:
        if f.startswith('dev.d/lint') or not re.search(r'\.(cpp|hpp|c|h|qml|py|sh|js|toml|json|md|txt|cmake)$|^dev$', f):
            continue
        text = read(f)
        if re.search(r'\b(TODO|FIXME|XXX|HACK)\b', text) and not f.startswith('tests/'):
            yield f'{f}: holds a TODO or FIXME'
        if re.search(r'(?<![\w.])/(work|home)/\w', text):
            yield f'{f}: holds a path of one machine'


def room_breaches(files):
    known = set(files)
    for room in sorted({f.split('/')[0] for f in files if '/' in f} & (set(ARROWS) - {'base', 'schemes'})):
        if f'{room}/README.md' not in known:
            yield f'{room}/: has no README.md'


def main():
    files = tracked()
    found = []
    for check in (arrow_breaches, circle_breaches, size_breaches, readme_breaches, leftover_breaches, room_breaches):
        found += list(check(files))
    path = 'dev.d/lint-exceptions.txt'
    allowed = [l for l in read(path).split('\n') if l and not l.startswith('#')] if os.path.exists(path) else []
    left = [b for b in found if not any(b.startswith(a) for a in allowed)]
    left += [f'{path}: "{a}" is no longer needed' for a in allowed if not any(b.startswith(a) for b in found)]
    for breach in left:
        print('lint:', breach)
    return 1 if left else 0


if __name__ == '__main__':
    sys.exit(main())
