# Images that only tests start: the root that was built last with another version and a few files changed, as an update. Never
# shipped. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_keys=}" "${image_out=}" "${kernel_version=}"

# make_variant NAME VERSION [FILES]: an update in variants/NAME; FILES is a folder laid over the root.
make_variant() { # in a subshell: it works on other folders than the image's own
  (
    # shellcheck disable=SC2034  # the steps read them
    local whole=$image_out name=$1 files=${3:-}
    image_out=$whole/variants/$name image_version=$2 image_zstd=3
    rm -rf "$image_out" && mkdir -p "$image_out"
    ln -s ../../boot "$image_out/boot"
    ln "$whole/initrd.img" "$image_out/initrd.img"
    cp -al "$whole/root" "$image_out/root"
    # A linked file is another name of the image's own: it goes before it is written.
    rm "$image_out/root/usr/lib/os-release" && write_release "$image_out/root"
    if [ -n "$files" ]; then
      (cd "$files" && find . -type f -print0) | (cd "$image_out/root" && xargs -0 rm -f)
      lay_over "$files" "$image_out/root"
    fi
    kernel_version=$(basename "$(echo "$image_out"/boot/lib/modules/*)")
    make_verity && make_kernel_image && sign_boot && make_bundle || return 1
    rm -rf "$image_out/root"
  )
}

# make_rekeyed_variant NAME VERSION: as a release whose policy key is a new one, signed for the one before too (steps/keys.sh).
make_rekeyed_variant() {
  (
    local keys=$image_out/variants/$1-keys
    rm -rf "$keys" && mkdir -p "$image_out/variants" && cp -r "$image_keys" "$keys" && mv "$keys/policy.key" "$keys/policy-before.key" || return 1
    image_keys=$keys
    make_keys && make_variant "$1" "$2"
  )
}
