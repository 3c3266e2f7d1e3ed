# What takes the space: the root's bytes by package, before they are compressed. Sourced by dev.d/image.sh.

# Set by dev.d/image.sh or by a step before this one.
: "${image_out=}"

# "MiB what" of every package's files that are in the root, and of what no package brought; the largest first.
space_table() {
  local root=$image_out/root list
  {
    # A file of several names (Mesa's drivers) counts once.
    for list in "$image_out"/file-lists/*.list; do
      # Paths of before the merge of /usr count too: the links lead there.
      (cd "$root" && sed 's|^/||' "$list" | tr '\n' '\0' | xargs -0r stat -c '%F,%s,%h' 2>/dev/null) |
        awk -F, -v name="$(basename "${list%%:*}" .list)" '/^regular/ {sum += $2 / $3} END {print sum + 0, name}' || true  # what was left out is not there
    done
    echo "$(du -sb "$root/usr/lib/modules" | cut -f1) kernel modules"
    echo "$(du -sb "$root/usr/share/doorstep/models" | cut -f1) face models"
  } | sort -rn | awk '{size = $1; $1 = ""; sum += size; printf "%7.1f%s\n", size / 1048576, $0} END {printf "%7.1f in all\n", sum / 1048576}' \
    >"$image_out/space"
}
