#!/usr/bin/env bash
# Runs fuzz targets one after the other and says of each how much was run and what was found.
#
#   ./fuzz/run.sh 600                  # every target, ten minutes each
#   ./fuzz/run.sh 60 clean read        # two of them, a minute each
#   QUICK=1 ./fuzz/run.sh 600          # without cargo-fuzz, from the build of fuzz/quick.toml
#
# Needs python3, zstd for the corpora that are kept and, unless QUICK is set, cargo-fuzz (`cargo install cargo-fuzz`).
# Any toolchain will do: what is asked of the compiler is unlocked by RUSTC_BOOTSTRAP. What was found lies in
# fuzz/artifacts/, what was said in fuzz/target/logs/.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:?usage: ./fuzz/run.sh SECONDS [TARGET...]}
shift
export RUSTC_BOOTSTRAP=1
if [ $# -eq 0 ]; then
    mapfile -t targets < <(basename --suffix=.rs --multiple fuzz_targets/*.rs)
    set -- "${targets[@]}"
fi
python3 seeds.py >/dev/null
# What earlier runs found worth keeping.
if command -v zstd >/dev/null; then
    zstd -qdc corpus.tar.zst | tar -x -C corpus
fi
mkdir -p target/logs
host=$(rustc -vV | sed -n 's/^host: //p')
if [ -n "${QUICK:-}" ]; then
    RUSTC_WRAPPER=$PWD/watched.sh cargo build --quiet --config quick.toml \
        --config 'profile.release.debug="line-tables-only"' --release --target "$host"
fi

# Files are written for every run: in memory, where there is a place for it.
if [ -d /dev/shm ]; then
    export TMPDIR=/dev/shm
fi
status=0
for target in "$@"; do
    log=target/logs/$target.log
    options=("-max_total_time=$seconds" -timeout=25 -rss_limit_mb=4096 -print_final_stats=1)
    if [ -f "dictionaries/$target.txt" ]; then
        options+=("-dict=$PWD/dictionaries/$target.txt")
    fi
    if [ -n "${QUICK:-}" ]; then
        mkdir -p "artifacts/$target"
        run=("target/$host/release/$target" "-artifact_prefix=$PWD/artifacts/$target/" "corpus/$target" "${options[@]}")
    else
        run=(cargo fuzz run "$target" -- "${options[@]}")
    fi
    found=nothing
    "${run[@]}" >"$log" 2>&1 || {
        status=1
        found=$(grep -aoE 'artifacts/[^ ]+' "$log" | tail -1)
    }
    runs=$(grep -aoE 'number_of_executed_units: [0-9]+' "$log" | grep -oE '[0-9]+' || true)
    cover=$(grep -aoE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1 || true)
    echo "$target: ${runs:-?} runs, ${cover:-no coverage}, found ${found:-no artifact, see $log}"
done
exit $status
