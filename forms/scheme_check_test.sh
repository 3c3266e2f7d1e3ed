#!/bin/sh
# doorstep-scheme check as an author meets it: what is wrong is named, the exit code says how bad it is.
# $1 the program, $2 the folder of schemes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$2" "$work/schemes"

# What check says on that folder, its exit code behind it.
say() { "$program" check "$@" 2>&1 && echo "exit 0" || echo "exit $?"; }
program=$1
want() {
  case $said in
    *"$1"*) ;;
    *) echo "FAILED: no “$1” in:"; echo "$said"; exit 1 ;;
  esac
}

said=$(say "$work/schemes/linshi"); want "0 findings"; want "exit 0"

sed -i '/^title/d' "$work/schemes/linshi/texts.en.toml"
said=$(say "$work/schemes/linshi"); want "text choose.title: missing in en"; want "exit 1"

sed -i 's/"is": "spending"/"is": "spendng"/' "$work/schemes/linshi/steps.json"
said=$(say "$work/schemes/linshi"); want "the page cannot be reached"; want "exit 1"

sed -i '0,/"minLength"/s//"minlength"/' "$work/schemes/tekun/form.schema.json"
said=$(say "$work/schemes/tekun"); want "minlength"; want "exit 2"
said=$(say "$work/schemes"); want "dibao version 1"; want "minlength"; want "exit 2"

for line in $(seq 400); do printf '第%s条：这是一段很长很长的说明，一张纸上放不下。\n\n' "$line"; done \
  | head -c 15000 | iconv -c -t UTF-8 >>"$work/schemes/notices/truth-promise/zh_CN.txt"
said=$(say "$work/schemes/dibao"); want "notice truth-promise cannot be printed in zh_CN"; want "exit 1"
said=$(say --papers /nothing "$work/schemes/dibao"); want "notices were not printed"; want "exit 0"

said=$(say "$work/nothing"); want "holds no scheme.toml"; want "exit 2"
