"""The network: a BERT-like encoder with a case embedding and six heads.

Written out instead of imported, so that the exported graph holds plain operators only and no attention mask. The same
class holds the teacher (MPNet: relative position bias, larger), whose word pieces are those of BERT in another order;
they are brought into BERT's order on loading, so that teacher and student read the same ids.
"""

import math
import os
from dataclasses import asdict, dataclass

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from labels import HEADS
from links import Pairs

CASES = 6
NEW_LAYERS = ("case.", *(f"{head}." for head in HEADS), "pairs.")  # what pre-training has not seen, or not in this role


@dataclass
class Shape:
    """Of an encoder; `buckets` is 0 without relative position bias."""

    vocab: int = 30522
    size: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    eps: float = 1e-12
    buckets: int = 0


class Dropout(nn.Module):
    """Dropout whose chance is a byte a number: on a CPU the library's takes longer to draw."""

    def __init__(self, p):
        super().__init__()
        self.dropped = round(256 * p)

    def forward(self, x):
        if not self.training or not self.dropped:
            return x
        if x.device.type != "cpu":
            return F.dropout(x, self.dropped / 256)
        drawn = torch.empty(-(-x.numel() // 8), dtype=torch.int64).random_(-2**63, None).view(torch.uint8)
        kept = drawn[:x.numel()].view(x.shape) >= self.dropped
        return x * (kept.to(x.dtype) * (256 / (256 - self.dropped)))


def attention(q, k, v, mask):
    """The library's fused attention; on a CPU in floats, for there its way back in bfloat16 takes longer."""
    if q.device.type != "cpu":
        return F.scaled_dot_product_attention(q, k, v, mask)
    with torch.autocast("cpu", enabled=False):
        return F.scaled_dot_product_attention(q.float(), k.float(), v.float(), None if mask is None else mask.float()).to(q.dtype)


class Layer(nn.Module):
    def __init__(self, size, heads, inner, eps, dropout):
        super().__init__()
        self.heads, self.fused = heads, True
        self.query, self.key = nn.Linear(size, size), nn.Linear(size, size)
        self.value, self.out = nn.Linear(size, size), nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=eps)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=eps)
        self.dropout = Dropout(dropout)
        # Places where export.py may put a scaling that evens out the channels before quantisation.
        self.before = nn.ModuleDict({k: nn.Identity() for k in ("query", "out", "up", "down")})

    def forward(self, x, mask):
        b, n, d = x.shape
        y = self.before["query"](x)
        q, k, v = (f(y).view(b, n, self.heads, d // self.heads).transpose(1, 2)
                   for f in (self.query, self.key, self.value))
        if self.fused:  # no dropout here: drawing it costs a CPU a third of the time
            a = attention(q, k, v, mask)
        else:  # spelled out: this is what is exported
            scores = q @ k.transpose(2, 3) / math.sqrt(d // self.heads)
            if mask is not None:
                scores = scores + mask
            a = scores.softmax(-1) @ v
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + self.dropout(self.out(self.before["out"](a))))
        inner = F.gelu(self.up(self.before["up"](x)))
        return self.norm2(x + self.dropout(self.down(self.before["down"](inner))))


def bucket(distance, buckets, longest=128):
    """T5's relative position buckets: half for either side, exact when near, logarithmic when far."""
    half = buckets // 2
    side = (distance > 0).long() * half
    n = distance.abs()
    exact = half // 2
    far = exact + ((n.clamp(min=1) / exact).log() / math.log(longest / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, far.clamp(max=half - 1))


class Tagger(nn.Module):
    def __init__(self, shape=Shape(), dropout=0.1):
        super().__init__()
        s = self.shape = shape
        self.word = nn.Embedding(s.vocab, s.size)
        self.position = nn.Embedding(s.positions, s.size)
        self.case = nn.Embedding(CASES, s.size)
        self.norm = nn.LayerNorm(s.size, eps=s.eps)
        self.dropout = Dropout(dropout)
        self.bias = nn.Embedding(s.buckets, s.heads) if s.buckets else None
        self.layers = nn.ModuleList(Layer(s.size, s.heads, s.inner, s.eps, dropout) for _ in range(s.layers))
        for head, columns in HEADS.items():
            setattr(self, head, nn.Linear(s.size, len(columns)))
        self.pairs = Pairs()

    def fuse(self, yes):
        """The fused attention of the library, or the one spelled out for the export."""
        for layer in self.layers:
            layer.fused = yes
        return self

    def forward(self, input_ids, case_ids, mask=None):
        n = input_ids.shape[1]
        x = self.word(input_ids) + self.case(case_ids) + self.position.weight[:n]
        x = self.dropout(self.norm(x))
        if mask is not None:
            mask = (~mask)[:, None, None, :].to(x.dtype) * -1e4
        if self.bias is not None:
            at = torch.arange(n, device=x.device)
            near = self.bias(bucket(at[None, :] - at[:, None], self.shape.buckets)).permute(2, 0, 1)[None].detach()
            mask = near if mask is None else near + mask
        if mask is not None and torch.is_autocast_enabled(x.device.type):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return tuple(getattr(self, head)(x) for head in HEADS)


def save(model, path):
    """At once, so that whoever waits for the file finds all of it."""
    part = f"{path}.part"
    torch.save({"shape": asdict(model.shape), "weights": model.state_dict()}, part)
    os.replace(part, path)


def load(path):
    """A model as `save` wrote it; heads that it did not have yet are as before training."""
    d = torch.load(path, map_location="cpu")
    model = Tagger(Shape(**d["shape"]))
    begin(model, HEADS)
    missing, unexpected = model.load_state_dict(d["weights"], strict=False)
    assert not unexpected and all(m.startswith(("statement.", "side.", "event.", "link.", "pairs.")) for m in missing), (missing, unexpected)
    return model


BERT = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
MPNET = dict(BERT, query="attention.attn.q", key="attention.attn.k", value="attention.attn.v", out="attention.attn.o",
             norm1="attention.LayerNorm")


def from_encoder(path, dropout=0.1):
    """A model with the pre-trained weights; every case type starts as the pre-trained first segment."""
    w = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
    mpnet = "encoder.relative_attention_bias.weight" in w
    words, positions = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
    if mpnet:  # ids: <s>, <pad>, </s>, <unk>, then BERT's vocabulary; positions begin at 2
        at = torch.arange(30522) + 4
        at[0], at[101], at[102] = 1, 0, 2
        words, positions = words[at], positions[2:]
    first = torch.zeros(1, words.shape[1]) if mpnet else w["embeddings.token_type_embeddings.weight"][:1]
    own = {"word.weight": words, "position.weight": positions, "case.weight": first.repeat(CASES, 1),
           "norm.weight": w["embeddings.LayerNorm.weight"], "norm.bias": w["embeddings.LayerNorm.bias"]}
    layers = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layer."))
    for i in range(layers):
        for mine, theirs in (MPNET if mpnet else BERT).items():
            for kind in ("weight", "bias"):
                own[f"layers.{i}.{mine}.{kind}"] = w[f"encoder.layer.{i}.{theirs}.{kind}"]
    if mpnet:
        own["bias.weight"] = w["encoder.relative_attention_bias.weight"]
    shape = Shape(vocab=words.shape[0], size=words.shape[1], layers=layers, positions=positions.shape[0],
                  inner=own["layers.0.up.weight"].shape[0], eps=1e-5 if mpnet else 1e-12, buckets=32 if mpnet else 0)
    model = Tagger(shape, dropout)
    missing, unexpected = model.load_state_dict(own, strict=False)
    assert not unexpected and all(m.startswith(NEW_LAYERS) for m in missing), (missing, unexpected)
    begin(model, HEADS)
    return model


def begin(model, heads):
    """Heads as they are before training."""
    for name in heads:
        head = getattr(model, name)
        nn.init.normal_(head.weight, std=0.02)
        nn.init.constant_(head.bias, 0.0 if name in ("entity", "statement", "link") else -3.0)  # rare ones
