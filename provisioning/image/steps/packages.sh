# Which Debian packages an image is made of: resolved, pinned in packages.lock, fetched into a cache that is addressed by
# digest. Sourced by dev.d/image.sh; needs the network only for what the cache does not hold.
#
# A row of a lock file: what it is for (root: installed; boot: unpacked only), name, version, SHA-256 of the .deb.

# Set by dev.d/image.sh or by a step before this one.
: "${image_out=}"

image_debs=$DOORSTEP_CACHE/debs
readonly image_suite=bookworm

# The words of a list file without its comments.
list_words() { sed -e 's/#.*//' -e '/^\s*$/d' "provisioning/image/lists/$1.txt"; }

# apt that knows nothing but Debian's signed sources and an empty machine.
image_apt() {
  local tool=$1
  shift
  "$tool" -qq -o Dir::State="$image_out/apt" -o Dir::State::status="$image_out/apt/status" -o Dir::Cache="$image_out/apt" \
    -o Dir::Etc::sourcelist="$image_out/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferences=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null -o APT::Sandbox::User= -o APT::Install-Recommends=false \
    -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::ForceHash=SHA256 "$@"
}

# "URI SUITE" of each Debian source of this machine, however it is written down; nothing is fetched for it.
debian_suites() {
  mkdir -p "$image_out/apt/none/partial"
  apt-get -o Dir::State::lists="$image_out/apt/none" -o APT::Sandbox::User= update --print-uris 2>/dev/null |
    sed -nE "s|^'(.*)/dists/(${image_suite}[^/]*)/InRelease' .*|\1 \2|p" | sort -u
}

# Debian's lists as of now. Sources that others signed are refused by apt; what is needed must then be in the rest.
open_debian() {
  local keys=/usr/share/keyrings/debian-archive-keyring.gpg uri suite
  mkdir -p "$image_out"/apt/{lists,archives}/partial
  : >"$image_out/apt/status"
  debian_suites | while read -r uri suite; do echo "deb [signed-by=$keys] $uri $suite main"; done >"$image_out/apt/sources.list"
  image_apt apt-get update >"$image_out/apt/log" 2>&1 || true
  [ -n "$(find "$image_out/apt/lists" -name '*_Packages*' -print -quit)" ] || {
    echo "image: Debian's package lists could not be fetched: $(tail -n 1 "$image_out/apt/log")" >&2
    return 1
  }
}

# What apt would fetch, as rows of a lock file.
lock_rows() {
  sed -nE "s/^'[^']*' ([^_ ]+)_([^_ ]+)_[a-z0-9]+\.deb [0-9]+ SHA256:([0-9a-f]{64})$/$1 \1 \2 \3/p" | sed -e 's/%3a/:/' | LC_ALL=C sort
}

# Everything that an image of today needs, given our own packages. open_debian first.
resolve_packages() { # OURS.deb…
  local kernel
  kernel=$(image_apt apt-cache show linux-image-amd64 | sed -nE 's/^Depends: (linux-image-[^ ,]+).*/\1/p' | awk '!n++')
  # apt counts itself as essential; an image has none, nor what only apt needs.
  # shellcheck disable=SC2046  # lists of words are what is meant
  image_apt apt-get install --print-uris '?essential' $(list_words root) "$@" | lock_rows root |
    grep -vE '^root (apt|libapt-pkg6.0|gpgv|debian-archive-keyring) ' || return 1
  # shellcheck disable=SC2046
  image_apt apt-get download --print-uris "$kernel" $(list_words boot | grep -v '^linux-image-') | lock_rows boot
}

missing_debs() { # LOCK
  local name version digest
  while read -r _ name version digest; do
    [ -e "$image_debs/$digest.deb" ] || echo "$name $version $digest"
  done < <(grep -v '^#' "$1")
}

# Every .deb of the lock file into the cache; those whose version Debian no longer has are named.
fetch_debs() { # LOCK
  local name version digest wanted=() gone=() work=$image_out/apt/fetched
  [ -n "$(missing_debs "$1")" ] || return 0
  [ -e "$image_out/apt/sources.list" ] || open_debian || return 1
  /usr/lib/apt/apt-helper cat-file "$image_out"/apt/lists/*_Packages* | sed -n 's/^SHA256: //p' | LC_ALL=C sort -u >"$image_out/apt/digests"
  while read -r name version digest; do
    if grep -qx "$digest" "$image_out/apt/digests"; then wanted+=("$name=$version"); else gone+=("$name=$version"); fi
  done < <(missing_debs "$1")
  if [ ${#gone[@]} != 0 ]; then
    echo "image: Debian no longer has, and the cache does not hold: ${gone[*]}" >&2
    echo "image: renew the lock file (./dev image --update-lock) or build once with what there is now (./dev image --newest)" >&2
    return 1
  fi
  echo "image: fetching ${#wanted[@]} packages" >&2
  rm -rf "$work" && mkdir -p "$work" "$image_debs"
  local apt
  apt=$(declare -f image_apt)
  (image_out=$(realpath "$image_out") && cd "$work" && eval "$apt" && image_apt apt-get download "${wanted[@]}") || return 1
  keep_debs "$work"
  [ -z "$(missing_debs "$1")" ] || { echo "image: apt did not bring $(missing_debs "$1" | head -n 3)" >&2; return 1; }
}

# Into the cache under their digests, each by rename, so that none is ever there in half.
keep_debs() { # FOLDER
  local file digest
  for file in "$1"/*.deb; do
    digest=$(sha256sum "$file" | cut -d' ' -f1)
    mv "$file" "$image_debs/$digest.part" && mv "$image_debs/$digest.part" "$image_debs/$digest.deb"
  done
}

# How today's packages differ from the locked ones, a line a package.
lock_difference() { # LOCK NEW
  join -a 1 -a 2 -e - -o 0,1.2,2.2 <(awk '!/^#/ {print $2, $3}' "$1" | LC_ALL=C sort -u -k1,1) \
    <(awk '!/^#/ {print $2, $3}' "$2" | LC_ALL=C sort -u -k1,1) | awk '$2 != $3 {printf "  %s: %s -> %s\n", $1, $2, $3}'
}
