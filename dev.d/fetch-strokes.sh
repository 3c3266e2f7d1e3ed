#!/bin/bash
# Brings the strokes of Chinese characters (hanzi-writer-data, made of Make Me a Hanzi, under the Arphic Public License
# that comes with it) from npm into the cache, checked against the digest pinned below. For measuring handwriting only:
# nothing of it is ever committed or shipped.
#
#   dev.d/fetch-strokes.sh
#
# Prints the folder, $DOORSTEP_CACHE/strokes (see fetch-models.sh). Needs npm, tar and gzip, no root.
set -euo pipefail

readonly PACKAGE=hanzi-writer-data@2.0.1
readonly TARBALL=hanzi-writer-data-2.0.1.tgz
readonly TARBALL_SHA256=72baf3d82b114e60d6e40ea05f24d2262a05cd39d544e2f322ba2fceb7beff15

CACHE=${DOORSTEP_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME or DOORSTEP_CACHE}/.cache}/doorstep}

fail() {
  echo "fetch-strokes: $*" >&2
  exit 1
}

if [[ ! -f $CACHE/strokes/$TARBALL_SHA256 ]]; then
  command -v npm >/dev/null || fail "npm is missing; install it, or unpack $PACKAGE into $CACHE/strokes."
  mkdir -p "$CACHE" || fail "cannot make the folder $CACHE; set DOORSTEP_CACHE to one that can be written."
  work=$(mktemp -d "$CACHE/fetch.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$PACKAGE" >log 2>&1) || fail "npm could not fetch $PACKAGE: $(tail -n 1 "$work/log")"
  sha256sum --check --status <<<"$TARBALL_SHA256  $work/$TARBALL" ||
    fail "$TARBALL is not the file this project was measured with (its digest differs); nothing was kept."
  mkdir "$work/strokes"
  tar --extract --gzip --no-same-owner --strip-components=1 -C "$work/strokes" -f "$work/$TARBALL"
  touch "$work/strokes/$TARBALL_SHA256"
  rm -rf "$CACHE/strokes"
  mv -T "$work/strokes" "$CACHE/strokes"
fi
echo "$CACHE/strokes"
