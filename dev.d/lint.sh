# What the house promises of itself, checked. Sourced by ./dev.

lint() {
  local failed=0
  python3 dev.d/lint.py || failed=1
  local badly
  badly=$(git ls-files '*.hpp' '*.cpp' '*.c' '*.h' | xargs -r clang-format --dry-run -Werror 2>&1 | grep -c 'error:' || true)
  if [ "$badly" != 0 ]; then
    echo "lint: clang-format would change $badly places (./dev format)"
    failed=1
  fi
  # The hub itself links none of the risky libraries: they live in its workers.
  local hub=build/release/bin/doorstep-hub
  if [ -x $hub ] && ldd $hub | grep -E 'libopencv|libdlib|libsane|libcups'; then
    echo "lint: doorstep-hub links a library that belongs into a worker (above)"
    failed=1
  fi
  if [ "${1:-}" = --tidy ]; then
    configure release
    git ls-files '*.cpp' | grep -v '^tests/' | xargs -P 2 -n 4 clang-tidy --quiet -p build/release || failed=1
  fi
  [ $failed = 0 ] && echo "lint: clean"
  return $failed
}
