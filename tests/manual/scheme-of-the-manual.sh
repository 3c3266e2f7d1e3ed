#!/bin/sh
# Writes the files of docs/add-a-scheme.md below the folder that is given, as a reader of that page would: a line that is
# only `schemes/NAME` names the file whose text stands in the block below it. Prints each name.
set -eu
[ $# = 1 ] || { echo "scheme-of-the-manual.sh FOLDER" >&2; exit 2; }
awk -v into="$1" '
  /^`schemes\/[A-Za-z0-9.\/_-]+`$/ {
    name = substr($0, 10, length($0) - 10)
    next
  }
  /^```/ {
    inside = !inside && name != ""
    if (inside) {
      file = into "/" name
      folder = file
      sub("/[^/]*$", "", folder)
      system("mkdir -p \"" folder "\"")
      printf "" >file
      print name
    } else {
      name = ""
    }
    next
  }
  inside { print >file }
' "$(dirname "$0")/../../docs/add-a-scheme.md"
