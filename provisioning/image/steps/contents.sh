# The list of parts that goes beside an image (SPDX 2.3): every package of Debian and of ours with version and digest.
# Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_hash=}" "${image_out=}" "${image_version=}"

# "NAME VERSION SHA256" of everything in the root or the boot programs.
parts() { # LOCK OURS.deb…
  awk '!/^#/ {print $2, $3, $4}' "$1"
  local file
  for file in "${@:2}"; do
    echo "$(dpkg-deb -f "$file" Package) $(dpkg-deb -f "$file" Version) $(sha256sum "$file" | cut -d' ' -f1)"
  done
}

make_contents() { # LOCK OURS.deb…
  {
    printf '{"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "doorstep-%s",\n' "$image_version"
    printf ' "documentNamespace": "urn:doorstep:image:%s",\n' "$image_hash"
    printf ' "creationInfo": {"created": "%s", "creators": ["Tool: dev image"]},\n' "$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)"
    printf ' "packages": [\n'
    parts "$@" | awk '{
      id = $1 "-" NR; gsub(/[^A-Za-z0-9.-]/, "-", id)
      printf "%s  {\"SPDXID\": \"SPDXRef-%s\", \"name\": \"%s\", \"versionInfo\": \"%s\", \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false, \"checksums\": [{\"algorithm\": \"SHA256\", \"checksumValue\": \"%s\"}]}", (NR > 1 ? ",\n" : ""), id, $1, $2, $3
    }'
    printf '\n ]}\n'
  } >"$image_out/contents.spdx.json"
}
