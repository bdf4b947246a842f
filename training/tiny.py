"""Tiny checkpoints with random weights in the real file formats, and what transformers says with them.

    python tiny.py ../tests/checkpoints
    python tiny.py --base OUT        # one token classifier in the shape of BERT-base (435 MB twice), to measure speed on

For each family a token classifier and a classifier of pairs: config.json, tokenizer.json, model.safetensors (of BERT in
several files), model.onnx; reference.json holds inputs and outputs. Tests hold both engines to these. The trainers of
WordPiece and Unigram do not give the same vocabulary twice: what is in git is one run (transformers 5.24.0).
"""

import argparse
import json
import warnings
from pathlib import Path

import torch
import transformers as hf
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

HERE = Path(__file__).resolve().parent
VOCAB, SIZE, POSITIONS = 300, 32, 128
TAGS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-DATE", "I-DATE"]
NLI = ["contradiction", "neutral", "entailment"]
# Not spread so widely, outputs of random weights hardly differ and a test could not fail.
SPREAD = 0.25

SENTENCES = [
    "Lazarus Group stole about $ 600 million , Seoul said .".split(),
    "The U.N. panel named Hwang Joon-kook , South Korea 's ambassador .".split(),
    "Łódź police arrested two men — “ hackers ” , they said — on 3 March 2024 .".split(),
    "x".split(),
    "Hackers emptied 58 exchanges".split(),
]

# The family's special pieces: padding, unknown, opening, closing; and how pairs are put together.
BERT = ("[PAD]", "[UNK]", "[CLS]", "[SEP]"), "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1"
ROBERTA = ("<pad>", "<unk>", "<s>", "</s>"), "<s> $A </s>", "<s> $A </s> </s> $B </s>"


def corpus():
    return [p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "seeds").glob("*.txt"))]


def tokenizer(kind):
    """A tokenizer as the family has it, trained on our own articles."""
    special, single, pair = ROBERTA if kind in ("roberta", "xlm-roberta") else BERT
    pad, unk, opens, closes = special
    order = [opens, pad, closes, unk] if kind in ("roberta", "xlm-roberta") else [pad, unk, opens, closes]
    if kind in ("bert", "distilbert"):
        tok = Tokenizer(models.WordPiece(unk_token=unk))
        tok.normalizer = normalizers.BertNormalizer(lowercase=kind == "distilbert")
        tok.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        trainer = trainers.WordPieceTrainer(vocab_size=VOCAB, special_tokens=order)
    elif kind == "roberta":
        tok = Tokenizer(models.BPE())
        tok.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
        tok.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(vocab_size=VOCAB, special_tokens=order,
                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    else:
        tok = Tokenizer(models.Unigram())
        tok.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(" {2,}", " ")])
        tok.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
        trainer = trainers.UnigramTrainer(vocab_size=VOCAB, special_tokens=order, unk_token=unk)
    tok.train_from_iterator(corpus(), trainer)
    tok.post_processor = processors.TemplateProcessing(
        single=single, pair=pair, special_tokens=[(t, tok.token_to_id(t)) for t in (opens, closes)])
    return tok


def shape(kind, labels, tok):
    named = {"id2label": dict(enumerate(labels)), "label2id": {n: i for i, n in enumerate(labels)}}
    pad = tok.token_to_id("<pad>" if kind in ("roberta", "xlm-roberta") else "[PAD]")
    common = dict(vocab_size=tok.get_vocab_size(), initializer_range=SPREAD, pad_token_id=pad, **named)
    if kind == "distilbert":
        return hf.DistilBertConfig(dim=SIZE, n_layers=2, n_heads=4, hidden_dim=48,
                                   max_position_embeddings=POSITIONS, **common)
    common |= dict(hidden_size=SIZE, num_hidden_layers=2, num_attention_heads=4, intermediate_size=48)
    if kind == "bert":
        return hf.BertConfig(max_position_embeddings=POSITIONS, **common)
    if kind in ("roberta", "xlm-roberta"):
        cls = hf.RobertaConfig if kind == "roberta" else hf.XLMRobertaConfig
        return cls(max_position_embeddings=POSITIONS + 2, type_vocab_size=1, layer_norm_eps=1e-5, **common)
    return hf.DebertaV2Config(  # as DeBERTa v3 has it
        max_position_embeddings=POSITIONS, type_vocab_size=0, relative_attention=True, position_buckets=16,
        norm_rel_ebd="layer_norm", share_att_key=True, pos_att_type=["p2c", "c2p"], position_biased_input=False,
        max_relative_positions=-1, layer_norm_eps=1e-7, pooler_hidden_size=SIZE, pooler_dropout=0, **common)


class Logits(torch.nn.Module):
    def __init__(self, model, segments):
        super().__init__()
        self.model, self.segments = model, segments

    def forward(self, input_ids, attention_mask, token_type_ids=None):
        more = {"token_type_ids": token_type_ids} if self.segments else {}
        return self.model(input_ids=input_ids, attention_mask=attention_mask, **more).logits


def run(model, enc, segments):
    more = {"token_type_ids": torch.tensor([enc.type_ids])} if segments else {}
    return model(input_ids=torch.tensor([enc.ids]), **more).logits[0]


def onnx(model, folder, enc, segments, tokens):
    inputs = ["input_ids", "attention_mask"] + ["token_type_ids"] * segments
    given = (torch.tensor([enc.ids]), torch.ones(1, len(enc.ids), dtype=torch.long))
    given += (torch.tensor([enc.type_ids]),) * segments
    axes = {n: {1: "n"} for n in inputs + ["logits"] * tokens}
    torch.onnx.export(Logits(model, segments).eval(), given, str(folder / "model.onnx"), dynamo=False, opset_version=17,
                      input_names=inputs, output_names=["logits"], dynamic_axes=axes)


def spread(model):
    """Norms and biases begin as ones and zeros; a fault in them would not show."""
    for p in model.parameters():
        if p.dim() == 1:
            p.add_(torch.randn_like(p) * SPREAD)


def hypotheses():
    lines = (HERE.parent / "src/model/hypotheses.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1] for line in lines if not line.startswith("#")]


def save(model, tok, folder, shards):
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder, **({"max_shard_size": "60KB"} if shards else {}))
    spec = json.loads(tok.to_str())
    if spec["pre_tokenizer"]["type"] == "ByteLevel":
        spec["pre_tokenizer"]["add_prefix_space"] = False  # as the published files have it
    spec["truncation"] = {"direction": "Right", "max_length": 16, "strategy": "LongestFirst", "stride": 0}
    text = json.dumps(spec, ensure_ascii=False)
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")


@torch.no_grad()
def base(out):
    """BERT-base with random weights, labels of ours and the pieces of the model that ships."""
    tok = Tokenizer.from_file(str(HERE.parent / "models/wiredesk-small-en/tokenizer.json"))
    labels = ["O"] + [p + "-" + t for t in ("PER", "ORG", "LOC", "MISC") for p in "BI"]
    torch.manual_seed(7)
    config = hf.BertConfig(id2label=dict(enumerate(labels)), label2id={n: i for i, n in enumerate(labels)})
    model = hf.BertForTokenClassification._from_config(config, attn_implementation="eager").eval()
    save(model, tok, out, shards=False)
    onnx(model, out, tok.encode("Seoul said ."), True, True)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    a.add_argument("--base", action="store_true")
    args = a.parse_args()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    if args.base:
        return base(args.out)
    classes = {"bert": "Bert", "roberta": "Roberta", "xlm-roberta": "XLMRoberta", "distilbert": "DistilBert",
               "deberta-v2": "DebertaV2"}
    for kind, name in classes.items():
        tok, segments = tokenizer(kind), kind == "bert"
        for task, labels in (("ner", TAGS), ("nli", NLI)):
            torch.manual_seed(7)
            cls = getattr(hf, name + ("ForTokenClassification" if task == "ner" else "ForSequenceClassification"))
            model = cls._from_config(shape(kind, labels, tok), attn_implementation="eager").eval()
            folder = args.out / f"{kind}-{task}"
            with torch.no_grad():
                spread(model)
                save(model, tok, folder, shards=kind == "bert" and task == "ner")
                if task == "ner":
                    encs = [tok.encode(s, is_pretokenized=True) for s in SENTENCES]
                    rows = [{"words": s, "ids": e.ids, "logits": run(model, e, segments).tolist()}
                            for s, e in zip(SENTENCES, encs)]
                    onnx(model, folder, encs[0], segments, True)
                else:
                    if kind == "roberta":  # texts are no words: they go in as the published files have it
                        tok.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
                    texts = [" ".join(s) for s in SENTENCES[3:]] + ["", "It is so."]
                    rows = []
                    for text in texts:
                        encs = [tok.encode(text, h) for h in hypotheses()]
                        rows.append({"text": text, "ids": [e.ids for e in encs], "scores": [
                            torch.softmax(run(model, e, segments)[[0, 2]], 0)[1].item() for e in encs]})
                    onnx(model, folder, encs[0], segments, False)
            (folder / "reference.json").write_text(
                json.dumps({"transformers": hf.__version__, "rows": rows}, ensure_ascii=False) + "\n", encoding="utf-8")
            print(folder, sum(f.stat().st_size for f in folder.iterdir()), "bytes")


if __name__ == "__main__":
    main()
