"""The network: MiniLM encoder with a case embedding and two token-level heads.

Written out instead of imported, so that the exported graph holds plain operators only and no attention mask.
"""

import math

from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from labels import TAGS, THREATS

CASES = 6
NEW_LAYERS = ("case.", "entity.", "threat.")  # what pre-training has not seen, or not in this role


class Layer(nn.Module):
    def __init__(self, size, heads, inner, eps, dropout):
        super().__init__()
        self.heads, self.drop = heads, dropout
        self.query, self.key = nn.Linear(size, size), nn.Linear(size, size)
        self.value, self.out = nn.Linear(size, size), nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=eps)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=eps)
        self.dropout = nn.Dropout(dropout)
        # Places where export.py may put a scaling that evens out the channels before quantisation.
        self.before = nn.ModuleDict({k: nn.Identity() for k in ("query", "out", "up", "down")})

    def forward(self, x, mask):
        b, n, d = x.shape
        y = self.before["query"](x)
        q, k, v = (f(y).view(b, n, self.heads, d // self.heads).transpose(1, 2)
                   for f in (self.query, self.key, self.value))
        if self.training:
            a = F.scaled_dot_product_attention(q, k, v, mask, self.drop)
        else:  # spelled out: this is what is exported
            scores = q @ k.transpose(2, 3) / math.sqrt(d // self.heads)
            if mask is not None:
                scores = scores.masked_fill(~mask, -1e4)
            a = scores.softmax(-1) @ v
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + self.dropout(self.out(self.before["out"](a))))
        inner = F.gelu(self.up(self.before["up"](x)))
        return self.norm2(x + self.dropout(self.down(self.before["down"](inner))))


class Tagger(nn.Module):
    def __init__(self, vocab=30522, size=384, layers=6, heads=12, inner=1536, positions=512, eps=1e-12, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocab, size)
        self.position = nn.Embedding(positions, size)
        self.case = nn.Embedding(CASES, size)
        self.norm = nn.LayerNorm(size, eps=eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, heads, inner, eps, dropout) for _ in range(layers))
        self.entity = nn.Linear(size, len(TAGS))
        self.threat = nn.Linear(size, len(THREATS))

    def forward(self, input_ids, case_ids, mask=None):
        n = input_ids.shape[1]
        x = self.word(input_ids) + self.case(case_ids) + self.position.weight[:n]
        x = self.dropout(self.norm(x))
        if mask is not None:
            mask = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return self.entity(x), self.threat(x)


def load_encoder(model, path):
    """Fill in the pre-trained weights; every case type starts as the pre-trained first segment."""
    w = load_file(path)
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    own = {
        "word.weight": w["embeddings.word_embeddings.weight"],
        "position.weight": w["embeddings.position_embeddings.weight"],
        "case.weight": w["embeddings.token_type_embeddings.weight"][:1].repeat(CASES, 1),
        "norm.weight": w["embeddings.LayerNorm.weight"],
        "norm.bias": w["embeddings.LayerNorm.bias"],
    }
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
             "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for i in range(len(model.layers)):
        for mine, theirs in names.items():
            for kind in ("weight", "bias"):
                own[f"layers.{i}.{mine}.{kind}"] = w[f"encoder.layer.{i}.{theirs}.{kind}"]
    missing, unexpected = model.load_state_dict(own, strict=False)
    assert not unexpected and all(m.startswith(NEW_LAYERS) for m in missing), (missing, unexpected)
    for head in (model.entity, model.threat):
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    nn.init.constant_(model.threat.bias, -3.0)  # most sentences name no threat
