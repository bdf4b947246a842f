#!/usr/bin/env python3
"""Writes the knowledge tables of wiredesk: countries.csv, groups.csv and malware.csv beside this
script, under data/. Facts only: names, aliases, identifiers.

    python3 src/knowledge/generate.py [--from FOLDER] [--to FOLDER]

FOLDER holds country-codes.csv, mitre_attack_names.json, misp_threat_actors.json and
misp_ransomware.json; by default it is $WIREDESK_DATA/knowledge. The same input gives the same
bytes. What people wrote by hand (country_aliases.csv, organizations.csv, ambiguous.csv) is left
alone. Python's standard library is enough.
"""

import argparse
import csv
import json
import os
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Short names where the CLDR one of country-codes.csv is not the one that a record should carry.
SHORT = {
    "BA": "Bosnia and Herzegovina",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "GB": "United Kingdom",
    "US": "United States",
}

# Entries of MISP that name no one, or only say which part of another entry is meant.
NOT_NAMES = {"unnamed actor", "[unnamed group]", "[vault 7/8]", "unknown", "test panda"}

# MISP lists over two thousand ransomware names, most of them ordinary words or seen once. These
# are known well enough to be looked for (`malware`), and so is a name outside the list that can be no
# other word (see `coined`). The rest (`ransomware`) counts only where a text calls it ransomware.
RANSOMWARE = """
0mega 3am 8base akira avaddon avoslocker babuk bad-rabbit badrabbit bianlian blackbasta blackbyte
blackcat blackmatter black-suit blacksuit buran cactus cerber cicada3301 cl0p clop conti crysis
cryptolocker cryptomix cryptoshield cryptowall cryptxxx ctb-locker cuba darkside dearcry deadbolt
dharma doppelpaymer dragonforce egregor embargo everest fivehands fog fonixcrypter gandcrab
globeimposter grief gunra hades hellokitty hellcat hermes hive holyghost hunters-international
inc-ransom interlock jaff jigsaw karakurt killsec knight lockbit lockbit4 lockbit5 locky lorenz
losttrust lynx magniber makop mallox matrix maui maze medusa medusalocker meow mespinoza
metaencryptor money-message mountlocker mount-locker nefilim nemty netwalker nightspire
noescape nokoyawa notpetya petya phobos play prometheus pysa qilin qlocker quantum ragnar-locker
ragnarlocker ragnarok ransomed ransomexx ransomhouse ransomhub revil reveton rhysida robinhood
rook royal ryuk sabbath safepay samsam sarcoma scarab sekhmet sinobi snatch sodinokibi space-bears
spora stop stormous suncrypt synack targetcompany tellyouthepass termite teslacrypt thanos
torrentlocker trigona troldesh vasalocker wannacry wannacrypt wanacrypt0r wastedlocker
whispergate worldleaks yanluowang zeppelin
""".split()

# "CryptoBoss" may be a company's name, "KratosCrypt" and "TorrentLocker" no one else's.
COINED = re.compile(r"^(?!crypto|file)(?=.{8,}$)[A-Za-z0-9]+(crypt|locker|ransom)$", re.IGNORECASE)


def clean(name):
    """One name without invisible characters, outer white space and what MISP hangs on to it."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cf", "Cc"))
    name = name.replace("\u2010", "-").replace("\u2011", "-").replace("\u2019", "'")
    name = re.sub(r"\s+", " ", name).strip(" ,;")
    name = re.sub(r" \((IBM|NHSC|QiAnXin|SCWX CTU|Palo Alto|Group)\)$", "", name)
    return name


def key(name):
    """What two ways of writing one name have in common."""
    return re.sub(r"[\s-]+", " ", name).casefold()


def latin(name):
    """Whether English prose could carry it: no other script in it."""
    return all(ord(c) < 0x250 for c in name)


def coined(name):
    """Whether it can only be the name of ransomware."""
    return bool(COINED.match(name))


def aliases(entry_name, others, keep=lambda alias: True):
    """The distinct names of one entry, its own first in rank: `(alias)` without doubles."""
    seen = {}
    for alias in [entry_name, *others]:
        alias = clean(alias)
        if alias and key(alias) not in seen and keep(alias):
            seen[key(alias)] = alias
    return seen.values()


def countries(folder):
    with open(folder / "country-codes.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            iso2, iso3 = row["ISO3166-1-Alpha-2"], row["ISO3166-1-Alpha-3"]
            # Taiwan and Palestine name governments of their own, whatever their standing.
            is_state = row["is_independent"] == "Yes" or iso2 == "PS"
            cldr = clean(row["CLDR display name"]).replace(" & ", " and ")
            name = SHORT.get(iso2, cldr)
            yield iso2, iso3, name, "name" if is_state else "territory", name
            if not is_state:
                continue
            seen = {key(name)}
            for column, kind in [
                ("CLDR display name", "name"),
                ("UNTERM English Short", "name"),
                ("official_name_en", "name"),
                ("UNTERM English Formal", "official"),
            ]:
                alias = clean(row[column]).replace(" & ", " and ").strip(" *")
                alias = re.sub(r"^[Tt]he | \((the|.* of)\)$", "", alias)
                # "Congo" and "Congo - Kinshasa" are written by hand or not at all.
                if len(alias) < 4 or alias == "Congo" or " - " in alias or key(alias) in seen:
                    continue
                seen.add(key(alias))
                yield iso2, iso3, name, kind, alias


def groups(folder):
    with open(folder / "mitre_attack_names.json", encoding="utf-8") as file:
        for entry in json.load(file):
            name = clean(entry["name"])
            campaign = entry["kind"] == "campaign" and name.startswith("Operation ")
            if entry["kind"] == "intrusion-set" or campaign:
                for alias in aliases(name, entry["aliases"]):
                    yield "mitre-attack", entry["id"], name, alias, ""
    with open(folder / "misp_threat_actors.json", encoding="utf-8") as file:
        for entry in json.load(file)["values"]:
            name = clean(entry["name"])
            if name.casefold() in NOT_NAMES:
                continue

            def keep(alias):
                reference = re.match(r"^[GSC]\d{4}$|^Subgroup: ", alias)
                return latin(alias) and not reference and alias.casefold() not in NOT_NAMES

            for alias in aliases(name, entry["synonyms"], keep):
                yield "misp-galaxy", name, name, alias, entry["country"] or ""


def malware(folder):
    with open(folder / "mitre_attack_names.json", encoding="utf-8") as file:
        for entry in json.load(file):
            if entry["kind"] in ("malware", "tool"):
                name = clean(entry["name"])
                for alias in aliases(name, entry["aliases"]):
                    yield "mitre-attack", entry["id"], name, alias, entry["kind"]
    known = {key(name) for name in RANSOMWARE}
    with open(folder / "misp_ransomware.json", encoding="utf-8") as file:
        for entry in json.load(file)["values"]:
            name = clean(entry["name"])

            def short(alias):
                alias = re.sub(r" \(fake[^)]*\)$", "", alias, flags=re.IGNORECASE)
                return re.sub(r" (ransom(e?)ware|ransonware|ransmware)$", "", alias, flags=re.IGNORECASE)

            for alias in aliases(short(name), map(short, entry["synonyms"]), latin):
                sure = key(alias) in known or coined(alias)
                if sure or len(alias) > 2:
                    yield "misp-galaxy", name, name, alias, "malware" if sure else "ransomware"


def write(path, head, rows):
    rows = sorted(set(rows), key=lambda row: [field.encode() for field in row])
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--from", dest="source", type=Path, metavar="FOLDER")
    options.add_argument("--to", dest="target", type=Path, metavar="FOLDER", default=HERE / "data")
    given = options.parse_args()
    source = given.source
    if source is None:
        if "WIREDESK_DATA" not in os.environ:
            sys.exit("where is the input? give --from FOLDER or set WIREDESK_DATA")
        source = Path(os.environ["WIREDESK_DATA"]) / "knowledge"
    write(given.target / "countries.csv", ["iso2", "iso3", "name", "kind", "alias"], countries(source))
    write(given.target / "groups.csv", ["source", "id", "name", "alias", "country"], groups(source))
    write(given.target / "malware.csv", ["source", "id", "name", "alias", "kind"], malware(source))


if __name__ == "__main__":
    main()
