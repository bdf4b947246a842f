"""What simple means reach on the threat sentences: keyword rules, TF-IDF with a linear classifier, and zero-shot by
sentence embeddings. Thresholds are tuned on the dev part, scores are of the test part."""

import argparse
import re
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

import evaluate
import model as network
import threats
from labels import THREATS
from tokens import Pieces

# Words that a person would write down in ten minutes, and what the taxonomy says of the type.
TYPES = {
    "general_cyber_threat": (r"cyber ?attack|hack|intrusion|malicious cyber", "hacking, malicious cyber activity, a cyberattack"),
    "cryptocurrency_theft": (r"(crypto|bitcoin|ether|token|wallet|exchange).*(stol|theft|heist|hack|drain)|(stol|heist|hack|drain).*(crypto|bitcoin|token|wallet|exchange)", "theft of cryptocurrency, hack of a crypto exchange"),
    "financial_theft": (r"(bank|atm|swift|account).*(stol|theft|heist|hack)|(stol|heist|hack).*(bank|atm|swift|account)", "hacking of banks, stealing money by cyber means"),
    "ransomware": r"ransom",
    "data_breach": (r"breach|leak|(stol|expos).*(data|record|information)", "theft or exposure of data, a data breach"),
    "espionage": (r"spy|spies|espionage|trade secret|surveillance", "spying, theft of secrets for a state or a competitor"),
    "fraud": (r"phish|scam|fraud|lure|impersonat|social engineering", "internet fraud, scams, phishing, social engineering"),
    "malware": (r"malware|trojan|backdoor|botnet|spyware|stealer|loader|worm", "malicious software, a trojan or a backdoor"),
    "disruption": (r"ddos|denial.of.service|deface|wiper|sabotag|knocked offline", "denial of service, defacement, sabotage, wiping"),
    "critical_infrastructure": (r"(attack|hack|ransom|intru).*(power|grid|water|hospital|pipeline|port|airport|rail|ministr|government)", "attacks on energy, water, transport, health, government infrastructure"),
    "sanctions_evasion": (r"(evad|circumvent|dodg|bust|violat|breach).*(sanction|embargo)|sanction.*(evasion|evad|circumvent)|shadow fleet|front compan", "evading or busting sanctions"),
    "weapons_financing": (r"(fund|financ|pay|bankroll).*(weapon|missile|nuclear|warhead)|(weapon|missile|nuclear).*(fund|financ|paid)", "proceeds that fund nuclear, missile or other weapons programmes"),
    "money_laundering": (r"launder|mixer|tumbler|shell compan", "laundering of proceeds"),
    "illicit_it_workers": (r"(it|tech|remote) worker|laptop farm|remote (job|developer|coder)", "IT workers hired under false identity to earn for a sanctioned state"),
    "arms_transfer": (r"(ship|smuggl|deliver|suppl|sold|export|transfer).*(weapon|arms|missile|shell|rifle|drone|munition|ammunition)", "transfer, sale or smuggling of weapons"),
    "disinformation": (r"disinformation|propaganda|troll|deepfake|fake news|influence (operation|campaign)", "influence operations, false news"),
    "supply_chain": (r"supply.chain|supplier|dependency|poisoned update|third.party|managed service", "compromise through a supplier or a software dependency"),
    "vulnerability_exploitation": (r"exploit|zero.day|vulnerabilit|cve-", "exploitation of a software flaw"),
}
TYPES["ransomware"] = (TYPES["ransomware"], "ransomware and extortion by it")


def embed(model, texts, pieces):
    """Mean vectors of length one, as the encoder's makers use it."""
    kept = []
    model.threat.register_forward_pre_hook(lambda _, inputs: kept.append(inputs[0][0]))
    out = []
    for words in texts:
        ids, _, _, _ = pieces.sequence([words])
        kept.clear()
        with torch.no_grad():
            model(torch.tensor([ids[:500]]), torch.zeros(1, len(ids[:500]), dtype=torch.long))
        v = kept[0].mean(0)
        out.append((v / v.norm()).numpy())
    return np.array(out)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", type=Path, required=True)
    a.add_argument("--encoders", type=Path, required=True, help="as encoders.py wrote them")
    args = a.parse_args()
    parts = {p: [s for d in threats.documents(args.data, p) for s in d] for p in ("train", "dev", "test")}
    words = {p: [w for w, *_ in s] for p, s in parts.items()}
    text = {p: [" ".join(w) for w in s] for p, s in words.items()}
    want = {p: np.array([y for _, _, y, *_ in s]) for p, s in parts.items()}

    def show(name, chosen):
        micro, macro, _ = evaluate.threat_f1(chosen, want["test"])
        print(f"| {name} | {100 * micro:.1f} | {100 * macro:.1f} |", flush=True)

    def tuned(dev, test):
        limits = []
        for i in range(len(THREATS)):
            grid = np.unique(np.quantile(dev[:, i], np.linspace(0.5, 1, 200)))
            limits.append(max(grid, key=lambda x: evaluate.scores(
                int(((dev[:, i] >= x) & (want["dev"][:, i] > 0.5)).sum()), int((dev[:, i] >= x).sum()),
                int(want["dev"][:, i].sum()))[2]))
        return test >= np.array(limits)

    print("| means | micro F1 | macro F1 |\n|---|---|---|")
    show("keyword rules", np.array([[bool(re.search(TYPES[t][0], s, re.I)) for t in THREATS] for s in text["test"]]))
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    linear = OneVsRestClassifier(LogisticRegression(C=30, class_weight="balanced", max_iter=500))
    linear.fit(vectors.fit_transform(text["train"]), want["train"])
    show("TF-IDF, linear", tuned(*(linear.predict_proba(vectors.transform(text[p])) for p in ("dev", "test"))))
    pieces = Pieces(args.encoders / "minilm/tokenizer.json")
    model = network.from_encoder(args.encoders / "minilm/model.safetensors").eval()
    names = embed(model, [TYPES[t][1].split() for t in THREATS], pieces)
    show("zero-shot, all-MiniLM-L6-v2", tuned(*(embed(model, words[p], pieces) @ names.T for p in ("dev", "test"))))


if __name__ == "__main__":
    main()
