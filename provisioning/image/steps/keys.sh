# Keys of Secure Boot, and what is signed by them. Sourced by dev.d/image.sh.
#
# They lie outside the repository and outside every image ($DOORSTEP_IMAGE_KEYS, else the project's cache): PK says who may
# change the keys, KEK who may change the list of signers, db signs what boots; `release` signs updates, `policy` what a TPM
# may give the data's key to, and `escrow` opens the keys for rescue: its private half belongs to the township. Those in the cache are for tests; who
# builds for villages makes their own once (./dev image keys) and keeps them where the release key is kept.

# Set by dev.d/image.sh or by a step before this one.
: "${image_out=}"

image_keys=${DOORSTEP_IMAGE_KEYS:-$DOORSTEP_CACHE/image-keys}

make_keys() {
  make_secure_boot_keys && make_signer release digitalSignature && make_signer escrow keyEncipherment && make_policy_key
}

# A certificate that signs itself: what an image trusts is the file, not a chain.
make_signer() { # NAME USE
  [ ! -e "$image_keys/$1.crt" ] || return 0
  (umask 077 && openssl req -new -x509 -newkey rsa:3072 -sha256 -nodes -days 7300 -subj "/CN=Doorstep $1/" \
    -addext "keyUsage=critical,$2" -keyout "$image_keys/$1.key" -out "$image_keys/$1.part" 2>/dev/null) &&
    mv "$image_keys/$1.part" "$image_keys/$1.crt"
}

# TPMs know RSA of 2048 bits. To lock out older systems: policy.key becomes policy-before.key for one release, which signs for
# both; a station whose update was found good then follows the new one (provisioning/image/root/usr/lib/doorstep/data).
make_policy_key() {
  [ -e "$image_keys/policy.key" ] || (umask 077 && openssl genrsa -out "$image_keys/policy.key" 2048 2>/dev/null) || return 1
  openssl pkey -in "$image_keys/policy.key" -pubout -out "$image_keys/policy.pub"
}

make_secure_boot_keys() {
  local name owner by
  if [ -e "$image_keys/db.auth" ]; then
    return 0
  fi
  echo "image: making keys of Secure Boot in $image_keys" >&2
  (umask 077 && mkdir -p "$image_keys") || return 1
  owner=$(cat /proc/sys/kernel/random/uuid)
  for name in PK KEK db; do
    (umask 077 && openssl req -new -x509 -newkey rsa:3072 -sha256 -nodes -days 7300 -subj "/CN=Doorstep $name/" \
      -keyout "$image_keys/$name.key" -out "$image_keys/$name.crt" 2>/dev/null) || return 1
    cert-to-efi-sig-list -g "$owner" "$image_keys/$name.crt" "$image_keys/$name.esl" || return 1
  done
  # Each list is signed by the one above it, as firmware wants it: PK by itself, KEK by PK, db by KEK.
  for name in PK:PK KEK:PK db:KEK; do
    by=${name#*:} name=${name%:*}
    sign-efi-sig-list -g "$owner" -k "$image_keys/$by.key" -c "$image_keys/$by.crt" "$name" "$image_keys/$name.esl" \
      "$image_keys/$name.auth" >/dev/null || return 1
  done
}

sign_boot() {
  make_keys || return 1
  sign_program "$image_out/boot/usr/lib/systemd/boot/efi/systemd-bootx64.efi" "$image_out/loader.signed.efi" &&
    sign_program "$image_out/doorstep.efi" "$image_out/doorstep.signed.efi"
}

sign_program() { # FROM TO
  if ! { sbsign --key "$image_keys/db.key" --cert "$image_keys/db.crt" --output "$2" "$1" &&
    sbverify --cert "$image_keys/db.crt" "$2"; } >"$image_out/sbsign.log" 2>&1; then
    cat "$image_out/sbsign.log" >&2
    return 1
  fi
}
