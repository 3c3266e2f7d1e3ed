# Kernel, its modules for the supported hardware, and the initrd. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_debs=}" "${image_out=}" "${image_zstd=}"

# Unpacks the boot packages of the lock file side by side.
unpack_boot() { # LOCK
  local what digest
  rm -rf "${image_out:?}/boot" && mkdir -p "$image_out/boot"
  while read -r what _ _ digest; do
    [ "$what" != boot ] || dpkg-deb -x "$image_debs/$digest.deb" "$image_out/boot"
  done < <(grep -v '^#' "$1")
  kernel_version=$(basename "$(echo "$image_out"/boot/lib/modules/*)")
  depmod -b "$image_out/boot" "$kernel_version"
}

# Copies the named modules and the closure of what they need; without its helper a driver dies silently (t10-pi and USB sticks).
copy_modules() { # TARGET NAME…
  local target=$1/usr/lib/modules/$kernel_version source=$image_out/boot/lib/modules/$kernel_version name kind path
  shift
  mkdir -p "$target"
  for name in "$@"; do
    modprobe -d "$image_out/boot" -S "$kernel_version" --show-depends "$name" || {
      echo "image: lists/modules.txt names $name, which this kernel does not have" >&2
      return 1
    }
  done | while read -r kind path _; do
    # A builtin is in the kernel itself.
    [ "$kind" != insmod ] || echo "${path#"$image_out/boot/lib/modules/$kernel_version/"}"
  done | sort -u >"$image_out/modules.wanted"
  (cd "$source" && cp --parents -t "$target" modules.builtin modules.builtin.modinfo modules.order &&
    xargs -a "$image_out/modules.wanted" cp --parents -t "$target")
}

module_names() { list_words modules | awk -v boot="${1:-}" 'boot == "" || $2 == boot {print $1}'; }

root_modules() {
  # shellcheck disable=SC2046  # words are what is meant
  copy_modules "$image_out/root" $(module_names) && depmod -b "$image_out/root" "$kernel_version"
}

make_initrd() {
  local tree=$image_out/initrd library
  rm -rf "$tree" && mkdir -p "$tree"/{bin,usr/lib}
  ln -s usr/lib "$tree/lib" && ln -s usr/lib "$tree/lib64"
  cp provisioning/image/initrd/init "$tree/init"
  cp "$image_out/boot/bin/busybox" "$tree/bin/"
  cp "$image_out/root/sbin/veritysetup" "$tree/bin/"
  mkdir -p "$tree/usr/lib/x86_64-linux-gnu"
  initrd_libraries "$tree"
  # shellcheck disable=SC2046
  copy_modules "$tree" $(module_names boot) && depmod -b "$tree" "$kernel_version"
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  (cd "$tree" && find . -print0 | LC_ALL=C sort -z | cpio --quiet --null -o -H newc --reproducible -R 0:0) |
    zstd -q -T1 "-$image_zstd" >"$image_out/initrd.img"
}

# What veritysetup is linked to, as the root's loader finds it.
initrd_libraries() { # TREE
  local tree=$1 library
  chroot "$image_out/root" ldd /sbin/veritysetup | grep -oE '/[^ ]+' | while read -r library; do
    cp -L "$image_out/root$library" "$tree/usr/lib/x86_64-linux-gnu/"
  done
  cp -L "$image_out/root/lib64/ld-linux-x86-64.so.2" "$tree/usr/lib/"
}
