"""Fills fuzz/corpus/ with what the fuzz targets begin with, from the files of this repository.

    python3 fuzz/seeds.py

A target's bytes are laid out as `arbitrary` takes them: a number first takes the first byte, the
last slice or text takes all that is left, other slices have their lengths at the end.
"""

import gzip
import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
MOST = 4096


def put(target, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def files(*patterns):
    for pattern in patterns:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def text(path):
    """The first bytes of a file, cut between characters."""
    return path.read_bytes()[:MOST].decode(errors="ignore").encode()


def slices(first, second, rest):
    """Two slices and a text, in the way of `arbitrary`."""
    data = first + second + rest

    def length(of, before):
        width = 1 if len(before) + 1 <= 256 else 2
        return of.to_bytes(width, "little")

    data += length(len(second), second + rest)
    return data + length(len(first), data)


def pages():
    for path in files("seeds/*", "tests/pages/*.*"):
        markup = {".txt": 0, ".md": 1, ".html": 2}[path.suffix]
        put("clean", bytes([markup]) + text(path))
        put("text", text(path))
        body = text(path)
        put("read", bytes([markup]) + body)
        put("read", bytes([5]) + gzip.compress(body, mtime=0))
        row = json.dumps({"text": body.decode(), "title": path.stem})
        put("read", bytes([3]) + (row + "\n" + row[:200] + "\n").encode())
        cells = body.decode().replace('"', '""')
        put("read", bytes([4]) + f'id,text\r\n1,"{cells}"\r\n2,short\r\n'.encode())
    put("read", bytes([4]) + b"text" + b"," * 3000 + b"\nx" + b"," * 3000)
    put("read", b"\0" + "\ufeffSeoul paid $3m.".encode("utf-16-le"))
    put("read", b"\2" + '<meta charset="euc-kr"><p>서울 paid'.encode("euc-kr"))


def sentences():
    for path in files("tests/cases/*.txt", "tests/text/*.txt"):
        lines = [line for line in path.read_text().split("\n") if line and line[0] not in "#"]
        for at in range(0, len(lines), 8):
            put("extract", "\n".join(lines[at : at + 2]).encode())
            put("text", "\n".join(lines[at : at + 2]).encode())


def gold():
    formats = {"records": 0, "columns": 1, "brat": 2, "spans": 3, "label_studio": 4}
    for path in files("tests/cmd/eval/*.jsonl", "tests/cmd/export/*.jsonl"):
        for which in (0, 3):
            put("gold", bytes([which]) + text(path))
    for line in (ROOT / "tests/gold/dev.jsonl").read_bytes().split(b"\n"):
        if 0 < len(line) < 3 * MOST:
            put("gold", b"\0" + line)
    put("gold", bytes([formats["columns"]]) + (ROOT / "tests/cmd/eval/wnut.conll").read_bytes())
    brat = "T1\tPER 0 3\tKim\nT2\tMONEY 12 15;15 16\t$3m\nR1\tpays Arg1:T1 Arg2:T2\n#1\tnote T1\tx\n"
    put("gold", bytes([formats["brat"]]) + brat.encode())
    spans = {"text": "Kim né paid $3m.", "spans": [{"start": 0, "end": 3, "label": "PER"}]}
    put("gold", bytes([formats["spans"]]) + json.dumps(spans).encode())
    put("gold", bytes([formats["spans"]]) + b'{"text": "Kim paid", "label": [[0, 3, "PER"]]}')
    value = {"start": 0, "end": 3, "text": "Kim", "labels": ["PER"]}
    result = [{"from_name": "label", "to_name": "text", "type": "labels", "value": value}]
    task = [{"data": {"text": "Kim né paid"}, "annotations": [{"result": result}]}]
    put("gold", bytes([formats["label_studio"]]) + json.dumps(task).encode())
    put("gold", b"\1" + b'[labels]\nPERSON = "PER"\nDATE = "-"\n')
    put("gold", b"\1entities.strict.f1=0.91")


def lists():
    texts = b"Acme Corp hired GhostPanda. The Orbit Bridge lost $3m."
    for path in files("tests/lists/*.csv", "tests/cmd/annotate/*.csv"):
        put("user_lists", slices(text(path), b"Orbit Bridge\n# no\n", texts))


def records():
    for path in files("tests/cmd/export/*.jsonl", "tests/cmd/report/*.jsonl"):
        lines = path.read_bytes().split(b"\n")
        for target in ("records", "page"):
            put(target, path.read_bytes())
            for line in lines:
                put(target, line)
                # Numbers that point anywhere.
                put(target, line.replace(b'"sentence":0', b'"sentence":18446744073709551615'))
                put(target, line.replace(b"[[0,86]]", b"[[0,86],[1,18446744073709551615]]"))


def states():
    record = (ROOT / "tests/cmd/export/records.jsonl").read_bytes()
    put("state", b"\0" + record)
    put("state", b"\1" + gzip.compress(record[:-3], mtime=0))
    put("state", b"\1" + gzip.compress(record, mtime=0) + b"\x1f\x8b")
    # A frame of zstd with one raw block.
    raw = record[:1000]
    block = (1 | len(raw) << 3).to_bytes(3, "little")
    frame = b"\x28\xb5\x2f\xfd\x60" + (len(raw) - 256).to_bytes(2, "little") + block + raw
    put("state", b"\2" + frame)
    put("state", b"\3redb\x1a\n\xa9\r\n" + bytes(311))
    put("state", b"\4" + bytes([9, 0, 0, 3, 64, 0, 0, 1]))
    put("state", b'\5{"new":["a.jsonl"],"old":["a-00001.jsonl"],"lists":false}')


def configurations():
    for path in files("tests/cmd/config/*.toml"):
        put("configuration", path.read_bytes())
    values = {
        "annotate": """threads = 2
max_seconds = 1_000
text-column = 'body'
encoding = "windows-1252"
format = "jsonl"
labels = "map.toml"
model = "-"
no-text = true
retry-errors = false""",
        "export": 'tables = ["articles", "dates"]',
        "eval": 'fail-under = "entities.strict.f1=0.9,dates.value.f1=0.5"\ntags = "iob2"\nerrors = "threats"',
    }
    for command, lines in values.items():
        put("configuration", f"[{command}]\n{lines}\n".encode())
        for line in lines.split("\n"):
            put("configuration", f"# é\n{command}.{line}\n".encode())
    for wrong in ["threads = ", "threads = 0x10", "format = 'doc'", "text-field = \"\"\"\n\n", "config = 1"]:
        put("configuration", f"[annotate]\n{wrong}".encode())


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    """A field of a protocol buffer: a number, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def network():
    """An ONNX file of three nodes: embeddings by a table, times a matrix, and two more shapes."""

    def tensor(name, kind, dims, raw):
        return b"".join(field(1, d) for d in dims) + field(2, kind) + field(8, name) + field(9, raw)

    def node(kind, inputs, output, attributes=b""):
        names = b"".join(field(1, name) for name in inputs)
        return names + field(2, output) + field(4, kind) + attributes

    def value(name, kind, dims):
        shape = b"".join(field(1, field(1, dim)) for dim in dims)
        return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))

    axis = field(5, field(1, "axis") + field(3, 0) + field(20, 2))
    graph = (
        field(1, node("Gather", ["table", "input_ids"], "found", axis))
        + field(1, node("MatMul", ["found", "matrix"], "moved"))
        + field(1, node("Reshape", ["moved", "shape"], "logits"))
        + field(2, "g")
        + field(5, tensor("table", 1, [4, 2], bytes(32)))
        + field(5, tensor("matrix", 1, [2, 3], bytes(24)))
        + field(5, tensor("shape", 7, [3], b"".join(n.to_bytes(8, "little") for n in (1, 2, 3))))
        + field(11, value("input_ids", 7, [1, 2]))
        + field(12, value("logits", 1, [1, 2, 3]))
    )
    opset = field(1, "") + field(2, 14)
    return field(1, 8) + field(7, graph) + field(8, opset)


def models():
    tiny = ROOT / "tests/checkpoints"
    for folder in sorted(path for path in tiny.iterdir() if path.is_dir()):
        put("checkpoint", b"\0" + (folder / "config.json").read_bytes())
        tokenizer = (folder / "tokenizer.json").read_bytes()
        put("checkpoint", b"\1" + tokenizer)
        put("model_files", tokenizer)
    put("checkpoint", b"\2" + network())
    put("checkpoint", b"\3" + (tiny / "labels.toml").read_bytes())
    put("model_files", (ROOT / "models/wiredesk-small-en/model.json").read_bytes())


for fill in (pages, sentences, gold, lists, records, states, configurations, models):
    fill()
for folder in sorted(CORPUS.iterdir()):
    sizes = [path.stat().st_size for path in folder.iterdir()]
    print(f"{folder.name}: {len(sizes)} files, {sum(sizes)} bytes")
