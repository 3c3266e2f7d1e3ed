# A flat Debian repository of exactly the locked packages and our own, so that building the root asks no network and can
# take nothing else. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_debs=}" "${image_out=}" "${image_suite=}"

# One package into the repository and its paragraph to standard output.
add_to_repository() { # FILE NAME-IN-REPOSITORY SHA256
  ln -s "$1" "$image_out/repository/$2"
  dpkg-deb -f "$1" | sed '/^$/d'
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$2" "$(stat -c %s "$1")" "$3"
}

make_repository() { # LOCK OURS.deb…
  local lock=$1 folder=$image_out/repository name version digest file
  shift
  rm -rf "$folder" && mkdir -p "$folder"
  {
    grep '^root ' "$lock" | while read -r _ name version digest; do
      # apt compares the digest when it takes the file: a cache gone bad is found there.
      add_to_repository "$image_debs/$digest.deb" "${name}_${version//:/%3a}.deb" "$digest"
    done
    for file in "$@"; do add_to_repository "$(realpath "$file")" "${file##*/}" "$(sha256sum "$file" | cut -d' ' -f1)"; done
  } >"$folder/Packages"
  # apt asks for the suite's name when it looks for essential packages.
  printf 'Suite: %s\nCodename: %s\nDate: %s\nSHA256:\n %s %s Packages\n' "$image_suite" "$image_suite" \
    "$(LC_ALL=C date -u -R)" "$(sha256sum "$folder/Packages" | cut -d' ' -f1)" "$(stat -c %s "$folder/Packages")" >"$folder/Release"
}
