#!/bin/bash
# Brings the face models (and with --faces the test photographs) from Debian's own dlib source package into the cache,
# every file checked against a digest pinned below. Nothing of it is ever committed.
#
#   dev.d/fetch-models.sh [--faces]
#
# Cache: $DOORSTEP_CACHE, or $XDG_CACHE_HOME/doorstep, or ~/.cache/doorstep; in it models/ and faces/{faces,johns}/.
# Quick when all is there. Needs apt, tar and bzip2, no root, and the sources the machine's apt already has, of either
# kind (.list or .sources). Exit 0: all there and checked. Exit 1: a sentence on stderr says what to do.
set -euo pipefail

readonly VERSION=19.24+dfsg-1
readonly SUITE=bookworm
readonly MODELS_TARBALL=dlib_19.24+dfsg.orig-dlib-models.tar.bz2
readonly SOURCE_TARBALL=dlib_19.24+dfsg.orig.tar.bz2
readonly MODELS_TARBALL_SHA256=735a840226bbc6e7418b9c8796a979abf1c1cea04b4ee276ca890d8f571453a8
readonly SOURCE_TARBALL_SHA256=66b4263822a2ff91a3e769e501c7d7927a13089e178c1427ec19cb0475823cf6
# sha256sum's own format. The 68-point landmarks are left out on purpose: their training set excludes commercial use.
readonly MODELS_SHA256="\
55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30  dlib_face_recognition_resnet_model_v1.dat
c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888  shape_predictor_5_face_landmarks.dat"
# Digest over the sorted list of the digests of all photographs.
readonly FACES_SHA256=998257c7a1714ab91713bd446d9d349c01099cc41878916d140ac7f0a126267b

CACHE=${DOORSTEP_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME or DOORSTEP_CACHE}/.cache}/doorstep}
WORK=

fail() {
  echo "fetch-models: $*" >&2
  exit 1
}

models_there() { # FOLDER
  [[ -d $1 ]] && (cd "$1" && sha256sum --check --status --strict <<<"$MODELS_SHA256") 2>/dev/null
}

faces_there() { # FOLDER
  [[ -d $1 ]] || return 1
  local sum
  sum=$(cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum)
  [[ ${sum%% *} == "$FACES_SHA256" ]]
}

# "URI SUITE" for each of the machine's Debian sources. Asked of apt itself, so it does not matter how they are written;
# an empty lists folder makes it name all of them, and nothing is downloaded.
debian_sources() {
  mkdir -p "$WORK/none/partial"
  apt-get -o Dir::State::lists="$WORK/none" -o APT::Sandbox::User= update --print-uris 2>/dev/null |
    sed -n "s|^'\(.*\)/dists/$SUITE/InRelease' .*|\1|p" | sort -u
}

# Our own source list: a bare machine has no deb-src lines. The list needs no key of its own (trusted=yes), because what
# comes through it is used only if it has the digest pinned above.
our_apt() {
  apt-get -o Dir::Etc::sourcelist="$WORK/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$WORK/lists" -o Dir::Cache="$WORK/cache" -o APT::Sandbox::User= \
    -o Acquire::Languages=none -o Acquire::Retries=3 -qq "$@"
}

download() {
  local uri
  mkdir -p "$WORK/lists/partial" "$WORK/cache/archives/partial"
  for uri in $(debian_sources); do
    echo "deb-src [trusted=yes] $uri $SUITE main"
  done >"$WORK/sources.list"
  [[ -s $WORK/sources.list ]] || fail "apt on this machine has no Debian source for $SUITE; add one and run again."
  our_apt update >"$WORK/log" 2>&1 && [[ -n $(find "$WORK/lists" -name '*_Sources*' -print -quit) ]] ||
    fail "the package list could not be fetched; check the network, then run again. apt said: $(tail -n 1 "$WORK/log")"
  echo "fetch-models: fetching Debian's dlib source package (209 MB, once) …" >&2
  (cd "$WORK" && our_apt source --download-only "dlib=$VERSION") >"$WORK/log" 2>&1 ||
    fail "dlib's source package could not be fetched; check the network, then run again. apt said: $(tail -n 1 "$WORK/log")"
}

check_tarball() { # NAME SHA256
  sha256sum --check --status <<<"$2  $WORK/$1" ||
    fail "$1 is not the file this project was tested with (its digest differs); nothing was kept."
}

# Puts a checked folder in place of the old one by rename, so that no reader ever sees half of it.
install_folder() { # NEW TARGET
  chmod -R u=rwX,go=rX "$1"
  rm -rf "$2"
  mv -T "$1" "$2"
}

unpack_models() {
  check_tarball "$MODELS_TARBALL" "$MODELS_TARBALL_SHA256"
  mkdir "$WORK/models"
  local root=dlib-models-19.24+dfsg
  tar --extract --bzip2 --no-same-owner --strip-components=1 -C "$WORK/models" -f "$WORK/$MODELS_TARBALL" \
    "$root/dlib_face_recognition_resnet_model_v1.dat" "$root/shape_predictor_5_face_landmarks.dat"
  models_there "$WORK/models" || fail "the models in $MODELS_TARBALL have other digests than pinned; nothing was kept."
  install_folder "$WORK/models" "$CACHE/models"
}

unpack_faces() {
  check_tarball "$SOURCE_TARBALL" "$SOURCE_TARBALL_SHA256"
  mkdir "$WORK/faces"
  tar --extract --bzip2 --no-same-owner --strip-components=2 -C "$WORK/faces" -f "$WORK/$SOURCE_TARBALL" \
    --wildcards '*/examples/faces/*.jpg' '*/examples/johns/*.jpg'
  faces_there "$WORK/faces" || fail "the photographs in $SOURCE_TARBALL have another digest than pinned; nothing was kept."
  install_folder "$WORK/faces" "$CACHE/faces"
}

main() {
  local want_faces=no need_models=no need_faces=no
  case "$#:${1:-}" in
    0:) ;;
    1:--faces) want_faces=yes ;;
    *) fail "usage: dev.d/fetch-models.sh [--faces]" ;;
  esac
  models_there "$CACHE/models" || need_models=yes
  if [[ $want_faces == yes ]] && ! faces_there "$CACHE/faces"; then
    need_faces=yes
  fi
  if [[ $need_models == no && $need_faces == no ]]; then
    return
  fi
  command -v bzip2 >/dev/null || fail "bzip2 is missing; install the package bzip2."
  mkdir -p "$CACHE" || fail "cannot make the folder $CACHE; set DOORSTEP_CACHE to one that can be written."
  # Beside the target, so that the last step is a rename on one file system. The tarballs go with it.
  WORK=$(mktemp -d "$CACHE/fetch.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  download
  if [[ $need_models == yes ]]; then
    unpack_models
  fi
  if [[ $need_faces == yes ]]; then
    unpack_faces
  fi
}

main "$@"
