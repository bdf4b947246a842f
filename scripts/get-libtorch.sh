#!/usr/bin/env bash
# Fetches libtorch for the feature rust-bert: the CPU part of the wheel of torch on PyPI.
#
#   ./scripts/get-libtorch.sh            # once; what is there already is kept
#   cargo run --release --features rust-bert -- annotate --engine rust-bert seeds/
#
# Needs python3 with pip, and on Linux a C compiler. Downloads 527 MB (aarch64 427 MB, macOS 111 MB), keeps 482 MB.
# libtorch goes to WIREDESK_LIBTORCH, or to the user's cache, where other checkouts find it, too; `libtorch` in the
# checkout is a link to it, and .cargo/config.toml points there. With WIREDESK_WHEELS the wheel
# is looked for in that folder, and stays there.
set -euo pipefail
cd "$(dirname "$0")/.."

version=2.13.0 # what tch 0.26 is bound to
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=manylinux_2_28_x86_64 ;;
    Linux-aarch64) platform=manylinux_2_28_aarch64 ;; # untested
    Darwin-arm64) platform=macosx_14_0_arm64 ;;     # untested
    *)
        echo "get-libtorch: torch $version has no wheel for $(uname -s) on $(uname -m)" >&2
        exit 2
        ;;
esac
cache=${XDG_CACHE_HOME:-$HOME/.cache}/wiredesk
target=${WIREDESK_LIBTORCH:-$cache/libtorch-$version-$platform}
wheels=${WIREDESK_WHEELS:-$cache/wheels}

if [ ! -f "$target/build-version" ]; then
    mkdir -p "$wheels" "$(dirname "$target")"
    resume=()
    if python3 -m pip download --help | grep -q -- --resume-retries; then
        resume=(--resume-retries 5)
    fi
    # The digests are in libtorch.txt; pip refuses a wheel that has another. A wheel that is there is not fetched again.
    python3 -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --python-version 3.12 \
        --implementation cp --abi cp312 --platform "$platform" "${resume[@]+"${resume[@]}"}" \
        --dest "$wheels" --requirement scripts/libtorch.txt
    new=$target.new
    rm -rf "$new"
    python3 - "$wheels" "$version" "$platform" "$new" <<'PYTHON'
import glob, shutil, sys, zipfile
from pathlib import Path

wheels, version, platform, target = sys.argv[1:]
[wheel] = glob.glob(f"{wheels}/torch-{version}-cp312-*{platform}*.whl")
# Left out: CUDA, with which torch-sys would build for it; Python's part; what only asks for these.
left_out = ("libtorch_cuda", "libc10_cuda", "libcaffe2_nvrtc", "libtorch_nvshmem", "libtorch_python", "libshm",
            "libtorch_global_deps", "libtorch.so")
with zipfile.ZipFile(wheel) as z:
    for name in z.namelist():
        inside = name.removeprefix("torch/")
        library = inside.startswith("lib/") and not inside[4:].startswith(left_out)
        if name.endswith("/") or not (inside.startswith("include/") or library):
            continue
        path = Path(target, inside)
        path.parent.mkdir(parents=True, exist_ok=True)
        with z.open(name) as source, path.open("wb") as out:
            shutil.copyfileobj(source, out)
PYTHON
    if [ "$(uname -s)" = Linux ]; then
        # torch-sys links libtorch.so, which in the wheel does nothing but ask for CUDA.
        ln -s libtorch_cpu.so "$new/lib/libtorch.so"
        ln -sf libgomp.so.1 "$new/lib/libgomp.so"
        for name in cudart cupti; do
            # The loader wants the version symbol of the real one.
            echo "lib$name.so.13 { global: *; };" >"$new/$name.map"
            "${CC:-cc}" -shared -fPIC -O1 -D"$(echo "$name" | tr '[:lower:]' '[:upper:]')" scripts/no-cuda.c \
                -Wl,-soname,"lib$name.so.13" -Wl,--version-script="$new/$name.map" -o "$new/lib/lib$name.so.13"
            rm "$new/$name.map"
        done
    fi
    # torch-sys compares it; written last, it says that the rest is whole.
    echo "$version" >"$new/build-version"
    rm -rf "$target"
    mv "$new" "$target"
    if [ -z "${WIREDESK_WHEELS:-}" ]; then
        rm -r "$wheels"
    fi
fi
if [ -e libtorch ] && [ ! -L libtorch ]; then
    echo "get-libtorch: ./libtorch is in the way: move it" >&2
    exit 2
fi
ln -sfn "$target" libtorch
echo "libtorch $version is in $target" >&2
