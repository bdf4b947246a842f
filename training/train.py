"""Train the tagger, one phase: entity windows and, where asked for, sentences with threat labels and articles whose events are known
among them; on their labels and, with --teachers, on what larger models say of them.

A phase goes on from the weights of another with --init; run.sh has the sequence.
"""

import argparse
import random
import time
from pathlib import Path

import torch

import augment
import data
import dev
import distil
import links
import templates
import threats as threat_data
from batches import LONGEST, arrays, autocast, batches, hard_losses, joined, pooled, sequences, tensors
from feed import Feed
from labels import ALLOWED
import model as network
from rounding import rounded
from tokens import Pieces

# How much of a set an epoch sees, by documents.
SHARES = {"conll": 1.0, "wikigold": 0.7, "annoctr": 1.0, "cyner": 0.5, "crossner": 0.6, "ewt": 0.25, "re3d": 0.5,
          "mitre": 0.12, "wnut17": 0.4, "templates": 1.0}
# Pieces of a window, one of these by chance: the longest as the program has them.
BUDGETS = [60, 130, 180, 250, 250]
THREAT_BUDGETS = [2, 64, 126, 250, 250]


def sets(root, clean):
    """All entity sets; `clean` brings their labels nearer to the newswire conventions."""
    out = {
        "conll": data.conll(root, "train"),
        "wikigold": data.wikigold(root, held_out=False),
        "annoctr": [[s for s in d if len(s[0]) < 150] for d in data.annoctr(root, "train", clean)],
        "cyner": [d[i:i + 20] for d in data.cyner(root, "train", clean) for i in range(0, len(d), 20)],
        "crossner": data.crossner(root, "train", clean) + data.crossner(root, "dev", clean),
        "ewt": data.ewt(root, "dev", clean),
        "re3d": data.re3d(root),
        "mitre": data.mitre(root),
        "wnut17": data.wnut17(root, "wnut17train.conll"),
    }
    # AnnoCTR documents are long; in pieces they can be sampled.
    out["annoctr"] = [d[i:i + 30] for d in out["annoctr"] for i in range(0, len(d), 30)]
    return out


def unlabelled_windows(docs, pieces, known, rng, longest):
    """Windows of text that nobody labelled."""
    out = []
    for doc in docs:
        for w in data.windows([(words, None, None, None) for words in doc], pieces, rng.choice([60, 130, longest, longest])):
            out.append(augment.window([s for s in w if s[0]], rng, known))
    rng.shuffle(out)
    return out


def packed(docs, pieces, rng, budgets):
    """Windows as they come in use: mostly full ones, half of them going on into another document, so that the scores
    of a sentence learn to be its own and not its neighbours'."""
    out, run, used, budget = [], [], 2, 0
    for doc in rng.sample(docs, len(docs)):
        if run and rng.random() < 0.5:
            out.append(run)
            run, used = [], 2
        for sentence in doc:
            words = sentence[0]
            size = pieces.count(words)
            if run and used + size > budget:
                out.append(run)
                run, used = [], 2
            if not run:
                budget = rng.choice(budgets)
            run.append(sentence)
            used += size
    return out + [run] if run else out


def epoch_windows(docs, labelled, pieces, known, rng, passes, clean, longest, share=1.0, threat_share=1.0, new=()):
    """Windows of one epoch. A window is a list of (words, labels or None, threats or None, what it tells or None). Of the
    documents with threat labels `threat_share` are taken, of those in `new` all. Windows are at most `longest`
    pieces."""
    budgets, threat_budgets = ([b if b < 250 else longest for b in x] for x in (BUDGETS, THREAT_BUDGETS))
    out = []
    if clean:
        docs = dict(docs, templates=templates.documents(known, rng, 6))
    for name, all_docs in docs.items():
        for doc in all_docs:
            if rng.random() >= SHARES[name] * share:
                continue
            budget = rng.choice(budgets)
            # Old newswire without a word of crime or war serves as text that names no threat.
            calm = passes and name == "conll" and rng.random() < 0.15
            for w in data.windows([(*s, None, None) for s in doc], pieces, budget):
                out.append([(words, labels, threat_data.none(words), None) for words, labels, *_ in w] if calm else w)
    for _ in range(passes):
        taken = [d for name, d in labelled if name in new or rng.random() < threat_share]
        out += packed(taken, pieces, rng, threat_budgets)
    out = [augment.window(w, rng, known) for w in out]
    rng.shuffle(out)
    return out


def story_batches(stories, pieces, tokens, rng, longest, share=1.0, new=(), rare=None):
    """Batches of about `tokens` positions of whole stories, as (sequences of their windows, stories); `share` of the stories, and all
    of the files `new`. With the `rare` words of names most stories get other names."""
    taken = [one for one in stories if one.file in new or rng.random() < share]
    out, batch, used = [], [], 0
    for one in rng.sample(taken, len(taken)):
        sentences = augment.rename(one.sentences, *rare, rng) if rare and rng.random() < 0.75 else one.sentences
        if max(pieces.count(words) for words, *_ in sentences) > longest - 2:  # none may be cut
            sentences = one.sentences
        windows = data.windows(sentences, pieces, longest)
        # Each name by itself stays as it is: an event's must be the same all through the article.
        read = list(sequences([augment.window(w, rng, {}) for w in windows], pieces))
        if len(read) < len(windows):  # other digits can be more pieces than there are places
            read = list(sequences(data.windows(one.sentences, pieces, longest), pieces))
        if batch and used + len(read) * longest > tokens:
            out.append(batch)
            batch, used = [], 0
        batch.append((read, one))
        used += len(read) * longest
    out += [batch] if batch else []
    return [([w for windows, _ in batch for w in windows], [one for _, one in batch]) for batch in out]


def agreement(said, again, where):
    """How far two passes of other dropout lie apart (R-drop), by losses; either is drawn to the other."""
    count = int(where[1].max()) + 1
    there, back = (distil.losses(a, [x.detach().float() for x in b], where, count) for a, b in ((said, again), (again, said)))
    return [(x + y) / 2 for x, y in zip(there, back)]


def losses(model, batch, where, group, table, tied=(), soft=0.0, anchor=None, again=0.0):
    """Losses of a batch: names, threats, what sentences tell, links. `where` has the places of its words and pieces, `group` the stories of
    the batch, if it is one of stories. With teachers that are `tied` to the batch, the part `soft` of each loss is what they say of it; with an
    anchor, half of the loss of names is to stay near what that model says; with `again`, the batch is read twice, and so much of their distance
    is added."""
    device = table.device.type
    with autocast(device):
        said = model(batch.ids, batch.cases, batch.mask)
    hard = hard_losses(said, batch, table)
    if again:
        with autocast(device):
            second = model(batch.ids, batch.cases, batch.mask)
        both, apart = zip(hard, hard_losses(second, batch, table)), agreement(said, second, where)
        hard = tuple((x + y) / 2 + again * a for (x, y), a in zip(both, apart))
    nothing = hard[0].new_zeros(())
    got = links.logits(model.pairs, said[-1], where, group, pooled) if group else None
    link = links.loss(got, group) if group else nothing
    if anchor is not None and len(batch.words):
        anchored = distil.opinions([anchor], batch, device)
        hard = (0.5 * hard[0] + 0.5 * distil.entity_loss(said[0], anchored[0], batch.words), *hard[1:])
    if not tied:
        return *hard, link
    opinion = distil.opinions(tied, batch, device)
    count = int(where[1].max()) + 1
    theirs = *distil.losses(said, opinion, where, count), distil.link_loss(got, group, tied[0], opinion, where) if group else nothing
    return tuple((1 - soft) * mine + soft * other for mine, other in zip((*hard, link), theirs))


def parsed():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    a.add_argument("--tokenizer", type=Path, help="instead of the encoder's: the teacher reads BERT's pieces")
    a.add_argument("--init", type=Path, help="weights to go on from")
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--epochs", type=float, default=3)
    a.add_argument("--seconds", type=float, default=0, help="after which to be at the end, if the epochs are not over before")
    a.add_argument("--lr", type=float, default=1.5e-4)
    a.add_argument("--lr-end", type=float, default=0.0)
    a.add_argument("--warmup", type=int, default=60)
    a.add_argument("--new-factor", type=float, default=10.0, help="learning rate of new layers, in multiples")
    a.add_argument("--tokens", type=int, default=768)
    a.add_argument("--window", type=int, default=250, help="pieces of the longest windows")
    a.add_argument("--threats", type=int, default=0, help="passes over the threat sentences per epoch")
    a.add_argument("--share", type=float, default=1.0, help="part of the entity windows that an epoch takes")
    a.add_argument("--threat-share", type=float, default=1.0, help="part of the documents with threat labels that a pass takes")
    a.add_argument("--story-share", type=float, default=1.0, help="part of the articles whose events are known that an epoch takes")
    a.add_argument("--new", default="", help="files of our own articles of which a pass and an epoch take all")
    a.add_argument("--rename", action="store_true", help="give most articles whose events are known other names")
    a.add_argument("--threat-weight", type=float, default=0.3)
    a.add_argument("--told-weight", type=float, default=0.2)
    a.add_argument("--link-weight", type=float, default=0.0, help="above 0, an epoch takes the articles whose events are known, too")
    a.add_argument("--links-only", action="store_true", help="only these articles, and no weights but those of the links")
    a.add_argument("--clean", action="store_true", help="mend the extra sets' labels, add our own templates")
    a.add_argument("--freeze-words", action="store_true", help="leave the word embeddings as they are: saves time")
    a.add_argument("--anchor", type=Path, help="weights whose opinion of CoNLL's windows is half of their loss")
    a.add_argument("--folds", type=int, default=1, help="parts that the documents fall into")
    a.add_argument("--without", type=int, default=0, help="of several parts, the one that is left out")
    a.add_argument("--teachers", type=Path, nargs="+", default=[], help="number K has left part K out; waited for")
    a.add_argument("--soft", type=float, default=0.5, help="part of the losses that is what the teachers say")
    a.add_argument("--r-drop", type=float, default=0.0, help="weight of the distance of two passes over each batch")
    a.add_argument("--int8", action="store_true", help="round as the int8 program does, in forward passes")
    a.add_argument("--unlabelled", type=float, default=0.0, help="part of the unlabelled text that an epoch takes, with teachers")
    a.add_argument("--unscored", action="store_true", help="do not read the dev parts in the end")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--workers", type=int, default=0, help="processes that prepare batches")
    a.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    return a.parse_args()


def waited(path):
    """The model in a file that another process may still have to write."""
    while not path.exists():
        time.sleep(1)
    return network.load(path)


def epochs(args, pieces):
    """What prepares an epoch with a random generator: batches as (arrays, numbers of the teachers, whether the anchor counts, stories)."""
    known = augment.names(args.data)
    docs = sets(args.data, args.clean)
    by_name = threat_data.by_name(args.data, "train") if args.threats or args.link_weight else {}
    labelled = [(name.split("|")[0], [s for _, s in by_name[name]]) for name in sorted(by_name)] if args.threats else []
    stories = links.stories(by_name, pieces, args.window) if args.link_weight else []
    if args.folds > 1:
        docs = {k: [d for d in v if data.fold(d, args.folds) != args.without] for k, v in docs.items()}
        labelled = [(name, d) for name, d in labelled if data.fold(d, args.folds) != args.without]
        stories = [one for one in stories if data.fold(one.document, args.folds) != args.without]
    plain = list(data.unlabelled(args.data, threat_data.held_out(args.data))) if args.unlabelled else []
    for name, d in docs.items():
        print(f"{name}: {len(d)} documents, {sum(len(x) for x in d)} sentences, share {SHARES[name]}")
    print(f"threats: {sum(len(d) for _, d in labelled)} sentences; stories: {len(stories)}; unlabelled: {len(plain)}", flush=True)
    rare = augment.rare_words([one.sentences for one in stories]) if args.rename else None
    new, folds = args.new.split(","), max(1, len(args.teachers))
    multiple = 8 if args.device != "cpu" else 1  # of pieces in a row: what a GPU's attention likes

    def of_fold(k, rng):
        """Batches of (windows, anchor, stories) of the documents of a part."""
        def mine(documents, of=lambda d: d):
            return [d for d in documents if folds == 1 or data.fold(of(d), folds) == k]

        out = [(windows, False, group) for windows, group in
               story_batches(mine(stories, lambda one: one.document), pieces, args.tokens, rng, args.window, args.story_share, new, rare)]
        # CoNLL's windows go by themselves: there the anchor was taught by a larger model and has something to say.
        newswire = {"conll": mine(docs["conll"])}
        others = {name: mine(d) for name, d in docs.items() if name != "conll"}
        for part, also, clean, anchor in ((newswire, [], False, True), (others, mine(labelled, lambda d: d[1]), args.clean and k == 0, False)):
            if not args.links_only:
                windows = epoch_windows(part, also, pieces, known, rng, args.threats, clean, args.window, args.share, args.threat_share, new)
                out += [(batch, anchor, None) for batch in batches(windows, pieces, args.tokens, rng)]
        return out

    def prepare(rng):
        every = list(range(len(args.teachers)))
        out = [(batch, every and [k], anchor, group) for k in range(folds) for batch, anchor, group in of_fold(k, rng)]
        windows = unlabelled_windows([d for d in plain if rng.random() < args.unlabelled], pieces, known, rng, args.window)
        out += [(batch, every, False, None) for batch in batches(windows, pieces, args.tokens, rng)]
        rng.shuffle(out)
        return [(joined([arrays(*w) for w in batch], multiple), tied, anchor, group and [one.bare() for one in group])
                for batch, tied, anchor, group in out]

    return prepare


def main():
    args = parsed()
    assert args.window <= LONGEST
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    pieces = Pieces(args.tokenizer or args.encoder / "tokenizer.json")
    feed = Feed(epochs(args, pieces), args.seed, args.workers)
    queue = feed.next()
    table = torch.tensor(ALLOWED.table(), device=args.device)

    model = network.load(args.init) if args.init else network.from_encoder(args.encoder / "model.safetensors")
    model.to(args.device)
    if args.int8:
        rounded(model)
    if args.freeze_words:
        model.word.weight.requires_grad = False
    if args.links_only:
        for n, p in model.named_parameters():
            p.requires_grad = n.startswith(("link.", "pairs."))
    new = [p for n, p in model.named_parameters() if n.startswith(network.NEW_LAYERS) and p.requires_grad]
    old = [p for n, p in model.named_parameters() if not n.startswith(network.NEW_LAYERS) and p.requires_grad]
    opt = torch.optim.AdamW([{"params": old, "factor": 1.0}, {"params": new, "factor": args.new_factor}],
                            lr=args.lr, weight_decay=0.01, fused=True)
    teachers = [waited(p).eval().to(args.device) for p in args.teachers]
    anchor = network.load(args.anchor).eval().to(args.device) if args.anchor else None

    total = int(len(queue) * args.epochs)
    print(f"{len(queue)} steps an epoch, {total} in all", flush=True)
    began, step, sums = time.time(), 0, torch.zeros(5, device=args.device)
    model.train()
    while (done := max(step / total, args.seconds and (time.time() - began) / args.seconds)) < 1:
        queue = queue or feed.next()
        rate = args.lr_end + (args.lr - args.lr_end) * (1 - done)
        rate *= min(1.0, (step + 1) / max(1, args.warmup))
        for g in opt.param_groups:
            g["lr"] = rate * g["factor"]
        batch, tied, near, group = queue.pop()
        batch, where = tensors(batch, args.device)
        parts = losses(model, batch, where, group, table, [teachers[k] for k in tied], args.soft, anchor if near else None, args.r_drop)
        sum(w * p for w, p in zip((1.0, args.threat_weight, args.told_weight, args.link_weight), parts)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        opt.zero_grad()
        step += 1
        sums += torch.stack([p.detach() for p in parts] + [torch.ones_like(parts[0])])
        if step % 50 == 0:
            entity, threat, told, link = (sums[:4] / sums[4]).tolist()
            print(f"step {step}/{total} {time.time() - began:.0f}s entity {entity:.4f} threat {threat:.4f} "
                  f"told {told:.4f} link {link:.4f}", flush=True)
            sums.zero_()
    network.save(model, args.out)
    if not args.unscored:
        print(dev.line([model.eval()], args.data, pieces, args.window, args.device))


if __name__ == "__main__":
    main()
