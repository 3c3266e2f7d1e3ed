# The root as one read-only file system with its tree of hashes behind it: what a slot of the disk holds. Sourced by
# dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_out=}" "${image_zstd=}"

make_verity() {
  local image=$image_out/root.img salt
  rm -f "$image"
  nice mksquashfs "$image_out/root" "$image" -quiet -no-progress -noappend -comp zstd -Xcompression-level "$image_zstd" \
    -b 256K -xattrs -processors 2 >"$image_out/mksquashfs.log"
  image_tree=$(stat -c %s "$image")
  [ $((image_tree % 4096)) = 0 ] || { echo "image: the file system does not end at a block" >&2; return 1; }
  # The salt comes from the content: no randomness, so that two builds agree.
  salt=$(sha256sum "$image" | cut -d' ' -f1)
  image_uuid=$(as_uuid "$salt")
  image_hash=$(veritysetup format "$image" "$image" --hash-offset="$image_tree" --salt="$salt" --uuid="$image_uuid" |
    sed -n 's/^Root hash:[[:space:]]*//p')
  [ ${#image_hash} = 64 ] || { echo "image: veritysetup gave no root hash" >&2; return 1; }
  echo "$image_hash" >"$image_out/root.hash"
  echo "$image_tree" >"$image_out/root.tree"
}

# A UUID out of a digest.
as_uuid() { sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/' <<<"$1"; }
