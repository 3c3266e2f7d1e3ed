# The root's files: mmdebstrap out of our flat repository, then what provisioning/image/root lays over it. Sourced by
# dev.d/image.sh; needs root (files get their owners).

# Set by dev.d/image.sh or by a step before this one.
: "${image_keys=}" "${image_out=}" "${image_suite=}" "${image_version=}"

make_root() {
  local root=$image_out/root names excluded kept
  rm -rf "$root"
  names=$(awk '/^Package:/ {print $2}' "$image_out/repository/Packages" | paste -sd,)
  excluded=$(list_words left-out | sed 's/^/path-exclude=/')
  kept=$(list_words kept | sed 's/^/path-include=/')
  nice mmdebstrap --mode=root --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr --variant=essential --architectures=amd64 --include="$names" \
    --dpkgopt=force-unsafe-io --dpkgopt="$excluded" --dpkgopt="$kept" "$image_suite" "$root" \
    "deb [trusted=yes] copy:$(realpath "$image_out/repository") ./" 2>"$image_out/mmdebstrap.log" || {
    tail -n 20 "$image_out/mmdebstrap.log" >&2
    return 1
  }
  dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version} ${Installed-Size}\n' >"$image_out/packages"
  rm -rf "$image_out/file-lists" && cp -r "$root/var/lib/dpkg/info" "$image_out/file-lists"
  furnish_root "$root"
  strip_root "$root"
}

# The files of a folder, whatever rights a checkout gave them.
lay_over() { # FOLDER ROOT
  local file mode
  find "$1" -type f -printf '%P\n' | while read -r file; do
    if [ -x "$1/$file" ]; then mode=755; else mode=644; fi
    install -D -m "$mode" "$1/$file" "$2/$file"
  done
}

write_release() { # ROOT
  printf 'PRETTY_NAME="Doorstep %s"\nNAME=Doorstep\nID=doorstep\nID_LIKE=debian\nVERSION_ID=%s\nIMAGE_VERSION=%s\n' \
    "$image_version" "$image_version" "$image_version" >"$1/usr/lib/os-release"
  touch -d "@$SOURCE_DATE_EPOCH" "$1/usr/lib/os-release"
}

furnish_root() { # ROOT
  local root=$1 unit
  lay_over provisioning/image/root "$root"
  lay_over provisioning/update/root "$root"
  lay_over provisioning/install/root "$root"
  install -D -m 644 provisioning/image/lists/layout.txt "$root/usr/share/doorstep/install/layout"
  lay_over provisioning/self-test/root "$root"
  # Whose updates are taken, and to whom the key for rescue is sealed.
  make_keys || return 1
  install -D -m 644 "$image_keys/release.crt" "$root/usr/share/doorstep/update/release.crt"
  install -D -m 644 "$image_keys/escrow.crt" "$root/usr/share/doorstep/update/escrow.crt"
  : >"$root/etc/machine-id"  # empty: a new one at each start, the root cannot keep it
  ln -sfn /var/lib/doorstep/etc "$root/etc/doorstep"
  ln -sfn /run/systemd/resolve/resolv.conf "$root/etc/resolv.conf"
  ln -sfn /usr/share/zoneinfo/Etc/UTC "$root/etc/localtime"
  printf '127.0.0.1 localhost doorstep\n::1 localhost\n' >"$root/etc/hosts"
  install -d "$root/usr/share/doorstep/models"
  install -m 644 "$DOORSTEP_CACHE"/models/*.dat "$root/usr/share/doorstep/models/"
  # What installing them wrote down of the machine that builds (its plugs) or for a start of their own: ours are other units.
  rm -rf "$root"/etc/{usbguard,chrony,smartmontools,smartd.conf}
  write_release "$root"
  chroot "$root" systemd-sysusers
  systemctl --root="$root" --quiet preset-all 2>/dev/null
  systemctl --root="$root" --quiet set-default multi-user.target
  for unit in getty@ serial-getty@ autovt@ console-getty container-getty@ debug-shell emergency rescue; do
    ln -sfn /dev/null "$root/etc/systemd/system/$unit.service"
  done
  ln -sfn /dev/null "$root/etc/systemd/system/ctrl-alt-del.target"
  # Nobody logs in and nobody becomes somebody else: no program needs more rights than who starts it.
  find "$root" -xdev -type f -perm /6000 -exec chmod u-s,g-s {} +
}

# What only an installation needs goes, and every time becomes the commit's: the same packages give the same bytes.
strip_root() { # ROOT
  local root=$1
  rm -rf "$root/usr/lib/udev/hwdb.d"  # hwdb.bin is made of it
  rm -rf "${root:?}"/boot/* "$root"/var/{lib,cache,log,backups,tmp}/* "$root"/usr/share/doc-base "$root"/etc/apt "$root"/etc/dpkg \
    "${root:?}"/{dev,proc,sys,run,tmp}/* "$root"/etc/*- "$root"/etc/.pwd.lock "$root"/root/.[a-z]* "$root"/usr/share/perl
  find "$root/usr/share/doc" -type f ! -name copyright -delete
  find "$root/usr/share/doc" -depth -type d -empty -delete
  find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  # The list of fonts is made once; its folder is outside /var, which is made anew at each start.
  sed -i 's|<cachedir>/var/cache/fontconfig</cachedir>|<cachedir>/usr/share/doorstep/fontconfig</cachedir>|' "$root/etc/fonts/fonts.conf"
  chroot "$root" fc-cache --system-only
  rm -rf "$root"/var/cache/*
  touch -h -d "@$SOURCE_DATE_EPOCH" "$root/etc/fonts/fonts.conf"
}
