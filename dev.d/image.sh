# The appliance's image: packages of ours and of Debian -> root -> verity -> disk. Sourced by ./dev; docs/appliance.md.
#
#   build/image/doorstep.img    the disk: write it to one, or start it in a virtual machine
#   build/image/root.img        what a slot of the disk holds, with its tree of hashes; root.hash is its root hash
#   build/image/doorstep-VERSION.raucb   the same as an update for a station that runs an older one
#   build/image/stick.img       (image stick) a stick that writes a station to a disk
#   build/image/packages        what is installed in it, with versions and sizes; space: what takes the root's bytes
#   build/image/contents.spdx.json   the parts with their digests

# shellcheck disable=SC2034  # set for the steps
image_out=${here:?}/build/image
image_lock=provisioning/image/packages.lock
image_preset=appliance
image_packages=locked
image_zstd=15
# One for all files of all builds of a commit, and the version that the image says of itself.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
image_version=$(sed -nE 's/^project\(doorstep VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)

for image_part in packages repository root kernel verity kernel-image keys disk bundle stick variant space contents; do
  # shellcheck source=/dev/null  # each is checked by itself
  . "provisioning/image/steps/$image_part.sh"
done

# step WHAT COMMAND…: says what is done and how long it took.
image_step() {
  local what=$1 started=$SECONDS
  shift
  "$@" || { echo "image: failed at: $what" >&2; return 1; }
  printf 'image: %-44s %4d s\n' "$what" $((SECONDS - started)) >&2
}

image_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --newest) image_packages=newest ;;
      --update-lock) image_packages=update ;;
      --fast) image_zstd=3 ;;
      --preset) image_preset=${2:?a preset}; shift ;;
      *) echo "dev: image knows --newest, --update-lock, --fast and --preset NAME, not $1" >&2; return 2 ;;
    esac
    shift
  done
}

our_packages() {
  build_target "$image_preset" installed || return 1
  no_test_commands || return 1
  rm -rf "$image_out/ours" && mkdir -p "$image_out/ours"
  (cd "build/$image_preset" && cpack -G DEB -B "$image_out/ours") >"$image_out/cpack.log" 2>&1 || {
    tail -n 20 "$image_out/cpack.log" >&2
    return 1
  }
  rm -rf "$image_out/ours/_CPack_Packages"
}

# Commands that submit or drain are for tests and never in a village (SECURITY 17); an image for a desk may have them.
no_test_commands() {
  # grep reads to the end: a pipe that it closes early would look like "not found".
  "build/$image_preset/bin/doorstep-agent-ctl" --help | grep -E '^  (submit|drain) ' >/dev/null || return 0
  echo "image: the preset $image_preset builds control commands for tests: this image is for a desk, never for a village" >&2
  [ "$image_preset" != appliance ]
}

# Which packages: the locked ones, or today's; the difference is told.
choose_packages() {
  image_chosen=$image_lock
  [ "$image_packages" = locked ] && [ -e "$image_lock" ] && return 0
  open_debian || return 1
  image_chosen=$image_out/packages.newest
  {
    echo "# What an image is made of: kind, package, version, SHA-256 of its file. Renewed by ./dev image --update-lock."
    resolve_packages "${image_ours[@]}"
  } >"$image_chosen" || { echo "image: apt cannot put the lists together" >&2; return 1; }
  [ ! -e "$image_lock" ] || { echo "image: against the lock file:" && lock_difference "$image_lock" "$image_chosen"; } >&2
  [ "$image_packages" != update ] || cp "$image_chosen" "$image_lock"
}

# Builds the root and its tree of hashes once more from the same cache: the same bytes must come out.
image_again() {
  local first
  first=$(cat "$image_out/root.hash") || return 1
  image "$@" || return 1
  echo "image: first build $first"
  echo "image: this build  ${image_hash:?}"
  [ "$first" = "$image_hash" ]
}

# Of the image that was built last; builds it first where there is none, or as the options say.
image_stick() {
  export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
  if [ $# != 0 ] || [ ! -e "$image_out/doorstep.img" ]; then image "$@" || return 1; fi
  image_step "install stick" make_stick || return 1
  echo "image: build/image/stick.img, $(($(stat -c %s "$image_out/stick.img") >> 20)) MiB: write it to a stick as it is"
}

image() {
  if [ "${1:-}" = again ]; then
    shift
    image_again "$@"
    return
  fi
  if [ "${1:-}" = keys ]; then
    make_keys && echo "image: the keys of Secure Boot are in ${image_keys:?}"
    return
  fi
  if [ "${1:-}" = stick ]; then
    shift
    image_stick "$@"
    return
  fi
  image_options "$@" || return 2
  [ "$(id -u)" = 0 ] || { echo "dev: image needs root: the files of the root get their owners (sudo ./dev image)" >&2; return 1; }
  export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
  umask 022
  mkdir -p "$image_out"
  local started=$SECONDS
  image_step "our packages" our_packages || return 1
  image_ours=("$image_out"/ours/doorstep-{common,station}_*.deb)
  image_step "which packages" choose_packages || return 1
  image_step "packages fetched" fetch_debs "$image_chosen" || return 1
  image_step "repository" make_repository "$image_chosen" "${image_ours[@]}" || return 1
  image_step "root" make_root || return 1
  image_step "kernel unpacked" unpack_boot "$image_chosen" || return 1
  image_step "modules" root_modules || return 1
  image_step "initrd" make_initrd || return 1
  image_step "file system and its tree of hashes" make_verity || return 1
  image_step "kernel image" make_kernel_image || return 1
  image_step "signatures" sign_boot || return 1
  image_step "disk" make_disk || return 1
  image_step "update" make_bundle || return 1
  image_step "what takes the space" space_table || return 1
  image_step "list of parts" make_contents "$image_chosen" "${image_ours[@]}" || return 1
  echo "image: build/image/doorstep.img, root hash ${image_hash:?}, $((SECONDS - started)) s in all"
}

# Figures of the built image, each with its goal; the time to build it is what ./dev image said.
image_bench() {
  [ -e "$image_out/doorstep.img" ] || image || return 1
  PYTHONDONTWRITEBYTECODE=1 provisioning/image/testing/bench.py "$image_out" "$image_out/bench" "${ROUNDS:-3}"
}

# Updates that only tests install, newer than the image: one that works, one that does not, and one with another policy key.
make_test_updates() {
  make_variant good "$image_version.1" && make_variant sick "$image_version.2" provisioning/update/testing/sick &&
    make_rekeyed_variant rekeyed "$image_version.3"
}

# Images that never leave this machine: they do what their host says. With a kiosk on the screen, and with the agent alone.
make_guests() {
  (image_more_words='' && make_variant guest "$image_version" provisioning/image/testing/guest) &&
    (image_more_words='systemd.mask=doorstep-kiosk.service systemd.mask=doorstep-hub.service' &&
      make_variant guest-agent "$image_version" provisioning/image/testing/guest)
}

# What is touched, and when: the set-up and an application on a kiosk of this machine, on a panel as the virtual machine's (testing/record.py).
record_touches() { # FOLDER
  (
    # shellcheck disable=SC2030,SC2034  # the station's own words
    . dev.d/station.sh && WIZARD=1 FEW_DEVICES=1
    rm -rf "$1" && mkdir -p "$1"
    start_station fresh && start_screen 1920x1080 || exit 1
    # shellcheck disable=SC2046
    start_kiosk $(screen_environment)
    export DISPLAY=$SCREEN_DISPLAY
    for journey in set-up apply; do
      RECORDER="$here/provisioning/image/testing/record.py $1/$journey"
      autopilot_run --journey $journey >"$1/$journey.log" || { grep FAILED "$1/$journey.log" >&2; exit 1; }
    done
    clerk_code >"$1/set-up/clerk-code"
    cp -r tests/cards tests/data/pages "$1"
  )
}

image_tests() { # FOLDER NAME…
  local tests=provisioning/image/testing folder=$1 disk=$image_out/doorstep.img name updates=$image_out/variants
  for name in "${@:2}"; do
    case $name in
      boot) $tests/boot_test.py "$disk" "$folder/boot" ;;
      tamper) $tests/tamper_test.py "$disk" "$(cat "$image_out/root.tree")" "$folder" ;;
      secure-boot) $tests/secure_boot_test.py "$disk" "$image_keys" "$folder" ;;
      stick) $tests/stick_test.py "$image_out/stick.img" "$folder/stick" ;;
      job) $tests/job_test.py "$disk" "$updates/guest" "$here/build/release/bin" "$image_out/touches" "$folder/job" ;;
      cuts) $tests/cuts_test.py "$disk" "$updates/guest-agent" "$here/build/release/bin" "$folder/cuts" "${CUTS:-$image_cuts}" ;;
      cuts-kiosk) $tests/cuts_test.py "$disk" "$updates/guest" "$here/build/release/bin" "$folder/cuts-kiosk" "${CUTS:-$image_kiosk_cuts}" ;;
      provision) $tests/provision_test.py "$disk" "$here/build/release/bin" "$folder/provision" ;;
      update) $tests/update_test.py "$disk" "$image_keys" "$(echo "$updates"/good/*.raucb)" "$(echo "$updates"/sick/*.raucb)" "$folder/update" ;;
      data) $tests/data_test.py "$folder/update/updated" "$image_keys" "$updates/rekeyed" "$folder/data" ;;
      *) echo "dev: test image knows boot, tamper, secure-boot, stick, job, provision, cuts, cuts-kiosk, update and data (of what update left), not $name" >&2 ;;
    esac || true
  done
}

# Starts the built image in virtual machines; pictures of their screens and logs stay in build/image/test. Names: only these;
# --full: as many cuts of the power as make a proof of it (hours).
image_test() {
  [ -e "$image_out/doorstep.img" ] || image || return 1
  local folder=$image_out/test failed=0 image_cuts=10 image_kiosk_cuts=3
  if [ "${1:-}" = --full ]; then
    shift
    image_cuts=100 image_kiosk_cuts=20
  fi
  [ $# != 0 ] || { rm -rf "$folder"; set -- boot tamper secure-boot stick job provision update data cuts cuts-kiosk; }
  export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
  mkdir -p "$folder"
  case " $* " in *" stick "*) image_step "install stick" make_stick || return 1 ;; esac
  case " $* " in *" cuts"* | *" job "*) image_step "images that only tests start" make_guests || return 1 ;; esac
  case " $* " in *" cuts"* | *" job "*) image_step "programs for tests" build_target release programs || return 1 ;; esac
  case " $* " in *" job "*) image_step "what is touched" record_touches "$image_out/touches" || return 1 ;; esac
  case " $* " in *" update "*) image_step "updates for tests" make_test_updates || return 1 ;; esac
  image_tests "$folder" "$@" | tee "$folder/log" | grep --line-buffered -vE '^[0-9]+ passed, [0-9]+ failed$' || true
  # Each closes with a count; a test that ended without one has failed.
  [ "$(grep -cE '^[0-9]+ passed, [0-9]+ failed$' "$folder/log")" = $# ] || failed=1
  awk -v failed=$failed '/^[0-9]+ passed, [0-9]+ failed$/ {p += $1; f += $3} END {print p + 0 " passed, " f + failed " failed"; exit f + failed > 0}' \
    "$folder/log"
}
