#!/usr/bin/env bash
# Runs fuzz targets one after the other and says of each how much was run and what was found.
#
#   ./fuzz/run.sh 600                  # every target, ten minutes each
#   ./fuzz/run.sh 60 clean read        # two of them, a minute each
#
# Needs cargo-fuzz (`cargo install cargo-fuzz`) and python3. Any toolchain will do: what cargo-fuzz asks of the
# compiler is unlocked by RUSTC_BOOTSTRAP. What was found lies in fuzz/artifacts/, what was said in fuzz/target/logs/.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:?usage: ./fuzz/run.sh SECONDS [TARGET...]}
shift
export RUSTC_BOOTSTRAP=1
if [ $# -eq 0 ]; then
    mapfile -t targets < <(cargo fuzz list)
    set -- "${targets[@]}"
fi
python3 fuzz/seeds.py >/dev/null
mkdir -p fuzz/target/logs

# Files are written for every run: in memory, where there is a place for it.
if [ -d /dev/shm ]; then
    export TMPDIR=/dev/shm
fi
status=0
for target in "$@"; do
    log=fuzz/target/logs/$target.log
    dictionary=()
    if [ -f "fuzz/dictionaries/$target.txt" ]; then
        dictionary=("-dict=fuzz/dictionaries/$target.txt")
    fi
    if cargo fuzz run "$target" -- -max_total_time="$seconds" -timeout=25 -rss_limit_mb=4096 \
        -print_final_stats=1 "${dictionary[@]}" >"$log" 2>&1; then
        found=nothing
    else
        found=$(grep -oE 'artifacts/[^ ]+' "$log" | tail -1) status=1
    fi
    runs=$(grep -oE 'number_of_executed_units: [0-9]+' "$log" | grep -oE '[0-9]+' || true)
    cover=$(grep -oE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1 || true)
    echo "$target: ${runs:-?} runs, ${cover:-no coverage}, found ${found:-no artifact, see $log}"
done
exit $status
