# Installs what is missing, as root or with sudo, and starts no server (a policy-rc.d refuses while we install).
# Sourced by ./dev.

# Which lists dev.d/packages-*.txt are wanted; a command that needs more adds to it.
package_lists=(build station run test)

wanted_packages() { local lists=("${package_lists[@]/#/dev.d/packages-}"); sed -e 's/#.*//' -e '/^\s*$/d' "${lists[@]/%/.txt}"; }

missing_packages() {
  local have
  have=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | sed -n 's/^ii *//p' | sort -u)
  comm -23 <(wanted_packages | sort -u) <(printf '%s\n' "$have")
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "dev: packages are missing and neither root nor sudo is here: run as root once: apt-get install $(missing_packages | tr '\n' ' ')" >&2
    return 1
  fi
}

install_packages() {
  local missing policy=/usr/sbin/policy-rc.d ours=no
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  echo "dev: installing $(wc -w <<<"$missing") Debian packages" >&2
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null && as_root chmod 755 $policy && ours=yes
  fi
  local status=0
  as_root apt-get update -qq || status=$?
  # shellcheck disable=SC2086  # a list of words is what is meant
  [ $status != 0 ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    >"${TMPDIR:-/tmp}/doorstep-apt.log" 2>&1 || status=$?
  [ $ours = no ] || as_root rm -f $policy
  if [ $status != 0 ]; then
    tail -n 20 "${TMPDIR:-/tmp}/doorstep-apt.log" >&2 || true
    echo "dev: apt-get failed (above). Check network and sources, then run again: nothing is half done." >&2
    return 1
  fi
}

install_all() {
  install_packages
  dev.d/fetch-models.sh --faces
}
