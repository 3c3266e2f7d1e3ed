#!/bin/sh
# words.sh OURS GENERAL TO: the words of two rime dictionaries, one a line: ours first, then those of two to four
# characters that the general one calls common, each by weight. Without mawk's or gawk's own idea of a character.
set -eu
export LC_ALL=C
tab=$(printf '\t')
words() { # FILE LEAST_WEIGHT
  awk -F "$tab" -v least="$2" '
    $0 == "..." { body = 1; next }
    body && NF >= 3 && $3 >= least && length($1) >= 6 && length($1) <= 24 { print $3 "\t" $1 }' "$1" |
    sort -t "$tab" -k1,1nr -k2 | cut -f 2
}
{ words "$1" 1; words "$2" 700; } | awk '!seen[$0]++' >"$3"
