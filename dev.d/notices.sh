# Third-party notices of what an image holds: every Debian package that a program of ours links or needs at run time, with its
# copyright file. Sourced by ./dev; prints to standard output.

notices() {
  local build=build/release
  {
    for program in "$build"/bin/doorstep-{kiosk,hub,agent,township} "$build"/bin/doorstep-worker-*; do
      [ -x "$program" ] && ldd "$program" | awk '$2 == "=>" && $3 != "" {print $3}'
    done
  } | sort -u | xargs -r -n 1 readlink -f | sort -u | xargs -r dpkg -S 2>/dev/null | cut -d: -f1 | sort -u >build/notices.packages
  sed -e 's/#.*//' -e '/^\s*$/d' dev.d/packages-run.txt dev.d/packages-station.txt | sort -u - build/notices.packages | while read -r package; do
    local text=/usr/share/doc/$package/copyright
    [ -e "$text" ] || continue
    printf '\n==== %s %s\n' "$package" "$(dpkg-query -W -f '${Version}' "$package")"
    cat "$text"
  done
  printf '\n==== data\n%s\n' "Holiday tables: NateScarlet/holiday-cn (MIT). Area codes: yescallop/areacodes (CC0). Face models: dlib (CC0). Test pages: Leptonica (BSD-2, tests/data/pages)."
}
