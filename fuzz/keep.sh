#!/usr/bin/env bash
# Packs what the corpora have grown to, without what adds nothing, into fuzz/corpus.tar.zst, which run.sh begins with.
# After a run of `QUICK=1 ./fuzz/run.sh`, whose programs it uses.
set -euo pipefail
cd "$(dirname "$0")"

kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
host=$(rustc -vV | sed -n 's/^host: //p')
for source in fuzz_targets/*.rs; do
    target=$(basename --suffix=.rs "$source")
    mkdir "$kept/$target"
    "target/$host/release/$target" -merge=1 "$kept/$target" "corpus/$target" 2>/dev/null
    echo "$target: $(find "$kept/$target" -type f | wc -l) files"
done
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$kept" -cf - . | zstd -q -19 -f -o corpus.tar.zst
