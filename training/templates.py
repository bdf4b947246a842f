"""Fills the slots of templates.txt. The lists are short on purpose: the encoder knows places and firms already; what
it has to learn is where groups and malware stand in a piece of news."""

from pathlib import Path

from labels import TAG_ID
from tokens import split

GROUPS = """Lazarus Group|Lazarus|Kimsuky|Andariel|BlueNoroff|APT38|APT29|APT28|Fancy Bear|Cozy Bear|Sandworm|Turla|
LockBit|BlackCat|ALPHV|REvil|DarkSide|Conti|Clop|Cl0p|Evil Corp|FIN7|FIN8|Scattered Spider|Lapsus$|Volt Typhoon|
Salt Typhoon|Charming Kitten|MuddyWater|OilRig|APT41|APT10|Winnti|Mustang Panda|Gamaredon|Killnet|Anonymous Sudan|
Hidden Cobra|Stone Panda|Equation Group|Shadow Brokers|ShinyHunters|Black Basta|Rhysida|Medusa|Akira|Vice Society|
TraderTraitor|Jade Sleet|Midnight Blizzard|Nobelium|Hafnium|Transparent Tribe|SideWinder|DarkHotel|Carbanak|Cobalt Group|
TA505|TA453|UNC1878|Wizard Spider|Guardians of Peace|Predatory Sparrow|CyberAv3ngers|NoName057(16)|Ghostwriter""".replace("\n", "").split("|")
MALWARE = """WannaCry|NotPetya|Emotet|TrickBot|QakBot|Ryuk|Cobalt Strike|Mimikatz|AppleJeus|Pegasus|Stuxnet|Industroyer|
Triton|BlackEnergy|Dridex|Zeus|Mirai|SUNBURST|Sunburst|LockBit 3.0|Maui|HermeticWiper|WhisperGate|PlugX|ShadowPad|
Gh0st RAT|njRAT|RedLine|Raccoon|Lumma|IcedID|BazarLoader|Agent Tesla|FormBook|Remcos|Hive|Babuk|Maze|Petya|Olympic Destroyer|
Shamoon|Flame|Duqu|Regin|Dtrack|FALLCHILL|Manuscrypt|Predator|FluBot|Joker|Snake|Drovorub|CaddyWiper|Metasploit""".replace("\n", "").split("|")
FIRST = """James Mary Robert Anne Kim Park Jin Wei Olga Ivan Dmitri Sergei Ahmed Fatima Ali Reza Hassan Maria José Carlos
Lucía Pierre Claire Hans Greta Yuki Kenji Priya Rajesh Amara Kwame Thabo Ngozi Sofia Elena Andrei Lisa Brian Jessica
Daniel Rachel Tom Susan""".split()
LAST = """Smith Johnson Brown Miller Chen Wang Li Zhang Kim Park Choi Jung Tanaka Sato Petrov Ivanov Volkov Sokolov
Khan Hosseini Rahimi Haddad Nasser García Fernández Silva Costa Dubois Martin Müller Schneider Novak Kowalski Okafor
Mensah Dlamini Patel Sharma O'Brien McCarthy Andersson van Dijk""".split()
ORGS = """FBI|CISA|NSA|CIA|Interpol|Europol|Justice Department|U.S. Treasury|Department of Homeland Security|Microsoft|
Google|Mandiant|CrowdStrike|Kaspersky|Symantec|Recorded Future|Chainalysis|Elliptic|Binance|Coinbase|Bybit|Axie Infinity|
Sony Pictures|Colonial Pipeline|JBS|Maersk|Merck|Boeing|Toyota|Samsung|Cisco|Fortinet|Ivanti|Progress Software|SolarWinds|
Kaseya|Okta|MGM Resorts|UnitedHealth|Reuters|BBC|The New York Times|National Cyber Security Centre|National Police Agency|
Foreign Ministry|Central Bank of Bangladesh|Reconnaissance General Bureau|Ministry of State Security|GRU|FSB|SVR|
Revolutionary Guards|European Commission|NATO|United Nations|World Health Organization|ESET|Trend Micro|Check Point|
Palo Alto Networks|Cisco Talos|Proofpoint|Sophos|Secureworks|Group-IB|Unit 42|Royal Mail|Bank of America|Deutsche Bank""".replace("\n", "").split("|")
PLACES = """North Korea|South Korea|Russia|China|Iran|Israel|Ukraine|United States|Britain|Germany|France|Japan|Taiwan|India|
Pakistan|Poland|Estonia|Australia|Canada|Brazil|Vietnam|Cambodia|Singapore|Hong Kong|Pyongyang|Seoul|Moscow|Beijing|Tehran|
Kyiv|London|New York|Washington|Brussels|Berlin|Tokyo|Dubai|Macau|Bangladesh|Albania|Costa Rica|Saudi Arabia|Turkey|Texas|
California|The Hague|Geneva|Minsk|St. Petersburg|Shenzhen""".replace("\n", "").split("|")
DEMONYMS = """North Korean|South Korean|Russian|Chinese|Iranian|Israeli|Ukrainian|American|British|German|French|Japanese|
Taiwanese|Indian|Pakistani|Polish|Estonian|Australian|Canadian|Brazilian|Vietnamese|Turkish|Belarusian|Dutch|European""".replace("\n", "").split("|")
FIXED = {"FBI": "ORG", "WASHINGTON": "LOC", "United States": "LOC", "Treasury Department": "ORG", "Treasury": "ORG",
         "UN Security Council": "ORG", "UN": "ORG", "Council": "ORG", "Justice Department": "ORG", "U.S.": "LOC",
         "Olympic Games": "MISC", "National Health Service": "ORG"}
SLOTS = {"{G}": "GROUP", "{W}": "MALWARE", "{P}": "PER", "{O}": "ORG", "{L}": "LOC", "{M}": "MISC"}


def pick(slot, known, rng):
    if slot == "{P}":
        return rng.choice(FIRST) + " " + rng.choice(LAST) if rng.random() < 0.7 else rng.choice(LAST)
    if slot in ("{G}", "{W}") and rng.random() < 0.4:
        return rng.choice(known[SLOTS[slot]])
    return rng.choice({"{G}": GROUPS, "{W}": MALWARE, "{O}": ORGS, "{L}": PLACES, "{M}": DEMONYMS}[slot])


def fill(line, known, rng):
    words, labels = [], []

    def add(text, kind):
        parts = split(text)
        words.extend(parts)
        labels.extend([TAG_ID["B-" + kind]] + [TAG_ID["I-" + kind]] * (len(parts) - 1))

    tokens = line.split()
    i = 0
    while i < len(tokens):
        if tokens[i] in SLOTS:
            add(pick(tokens[i], known, rng), SLOTS[tokens[i]])
        else:
            n = next((n for n in (3, 2, 1) if " ".join(tokens[i:i + n]) in FIXED), 0)
            if n:
                add(" ".join(tokens[i:i + n]), FIXED[" ".join(tokens[i:i + n])])
                i += n
                continue
            words.append(tokens[i])
            labels.append(0)
        i += 1
    return words, labels


def documents(known, rng, times):
    """The texts, each filled `times` times."""
    text = (Path(__file__).resolve().parent / "templates.txt").read_text(encoding="utf-8")
    docs = [[l for l in d.split("\n") if l and not l.startswith("#")] for d in text.split("\n\n")]
    return [[fill(l, known, rng) for l in d] for d in docs for _ in range(times)]
