# Configures and builds. Sourced by ./dev.

# ccache keeps a second clone and a second preset quick.
export CCACHE_DIR="${CCACHE_DIR:-$DOORSTEP_CACHE/ccache}"
# The tree may lie anywhere: without this no object of another clone is ever found again.
export CCACHE_BASEDIR="${here:?}"
export CCACHE_NOHASHDIR=1

configure() {
  local preset=$1
  shift
  if [ ! -e "build/$preset/build.ninja" ] || [ CMakePresets.json -nt "build/$preset/build.ninja" ] || [ $# -gt 0 ]; then
    cmake --preset "$preset" "$@" >"build-$preset.log" 2>&1 || { cat "build-$preset.log" >&2; rm -f "build-$preset.log"; return 1; }
    rm -f "build-$preset.log"
  fi
}

build_target() {
  local preset=$1
  shift
  configure "$preset"
  # One line a minute is enough for people; the whole log is there when it fails. In one language whoever builds: ccache holds
  # objects of another for other ones.
  if ! LC_ALL=C.UTF-8 ninja -C "build/$preset" "$@" >"build/$preset/ninja.log" 2>&1; then
    grep -E -A 12 'FAILED|error:|fatal' "build/$preset/ninja.log" | head -n 60 >&2
    echo "dev: the build failed; whole log in build/$preset/ninja.log" >&2
    return 1
  fi
}

build_programs() { echo "dev: building ($1)" >&2; build_target "$1" programs; }
build_all() { echo "dev: building everything ($1)" >&2; build_target "$1" all; }
