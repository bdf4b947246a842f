"""The shipped int8 model as 32-bit floats in the layout of Hugging Face, and what it says of the reference windows.

    python fp32.py ../models/wiredesk-small-en OUT [--references ../tests/model]

OUT gets config.json, model.safetensors (133 MB, therefore not in git) and tokenizer.json. The network is BERT with the
case type of the word in the place of the segment (token_type_ids, 6 kinds) and the heads of `labels.HEADS`.
The references are the logits of our own network (model.py) with these weights; transformers must agree with them.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

import model as network
from evaluate import best
from labels import HEADS, TAGS, THREATS
from restore import put, restored
from tokens import Pieces

# Of the file made from version 0.13.0; what is made from the same int8 weights must be the same.
DIGEST = "c9c3f65e7b950d29679ec6e94186fbb3d5caeefa0d4fe1dd405d9ce5cef1a166"


def bert_name(name):
    """BERT's name of a weight of `model.Tagger`."""
    stem, kind = name.rsplit(".", 1)
    top = {"word": "word_embeddings", "position": "position_embeddings", "case": "token_type_embeddings",
           "norm": "LayerNorm"}
    if stem in top:
        return f"bert.embeddings.{top[stem]}.{kind}"
    if stem in HEADS:
        return name
    _, layer, part = stem.split(".")
    return f"bert.encoder.layer.{layer}.{network.BERT[part]}.{kind}"


def config(shape):
    return {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "hidden_size": shape.size,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads, "intermediate_size": shape.inner,
        "max_position_embeddings": shape.positions, "vocab_size": shape.vocab, "type_vocab_size": network.CASES,
        "layer_norm_eps": shape.eps, "attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0,
        "initializer_range": 0.02, "pad_token_id": 0, "entity_labels": TAGS, "threat_labels": THREATS,
    }


def by_transformers(folder):
    """Runs the folder with transformers: a second opinion on names and shapes."""
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    weights = load_file(folder / "model.safetensors")
    bert = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    bert.load_state_dict({n.removeprefix("bert."): w for n, w in weights.items() if n.startswith("bert.")})
    bert.eval()

    def run(ids, cases):
        hidden = bert(input_ids=ids, attention_mask=torch.ones_like(ids), token_type_ids=cases).last_hidden_state
        return [hidden @ weights[f"{h}.weight"].T + weights[f"{h}.bias"] for h in HEADS]

    return run


def references(model, second, pieces, folder):
    """Logits and tags of the windows in reference.jsonl, and how far the second opinion is from them."""
    tensors, far = {}, 0.0
    lines = (folder / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    with (folder / "fp32.jsonl").open("w", encoding="utf-8") as f:
        for at, line in enumerate(lines):
            sentences = json.loads(line)["sentences"]
            ids, cases, firsts, _ = pieces.sequence(sentences)
            given = torch.tensor([ids]), torch.tensor([cases])
            said = dict(zip(HEADS, model(*given)))
            for ours, theirs in zip(said.values(), second(*given)):
                far = max(far, (ours - theirs).abs().max().item())
            said["link"] = said["link"][..., ::32]  # all of it would be megabytes
            tensors |= {f"{at}.{head}": logits[0].contiguous() for head, logits in said.items()}
            entity = said["entity"][0].numpy()
            tags = [[TAGS[i] for i in best(entity[first])] for first in firsts]
            f.write(json.dumps({"input_ids": ids, "case_ids": cases, "tags": tags}) + "\n")
    save_file(tensors, folder / "fp32.safetensors")
    print(f"{len(lines)} windows; transformers differs from model.py by at most {far:.1e}")
    assert far < 1e-4, far


@torch.no_grad()
def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("model", type=Path)
    a.add_argument("out", type=Path)
    a.add_argument("--references", type=Path)
    args = a.parse_args()
    torch.set_num_threads(1)
    weights = restored(args.model / "model.onnx")
    layers = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))
    model = network.Tagger(network.Shape(layers=layers)).eval()
    put(weights, model)  # what links.json holds has no part in the network

    args.out.mkdir(parents=True, exist_ok=True)
    file = args.out / "model.safetensors"
    save_file({bert_name(n): w.contiguous() for n, w in sorted(weights.items())}, file)
    (args.out / "config.json").write_text(json.dumps(config(model.shape), indent=1) + "\n")
    shutil.copy(args.model / "tokenizer.json", args.out / "tokenizer.json")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    print(f"{file}: {file.stat().st_size} bytes, SHA-256 {digest}")
    assert digest == DIGEST, "not the file that version 0.13.0 gives"
    if args.references:
        references(model, by_transformers(args.out), Pieces(args.model / "tokenizer.json"), args.references)


if __name__ == "__main__":
    main()
