"""Names of groups and malware that nobody knows, so that the words around a name must tell what it is.

Other words and patterns than those of `tests/eval/unknown_names.py`, which measures what comes of it.
"""

ONSETS = "b c d f g h j k l m n p r s t v w z br cr dr fl gr kl pr sk sl sn st tr ch sh th".split()
NUCLEI = "a e i o u ai ea ie oo ou y".split()
CODAS = ["", "", "", "n", "r", "s", "x", "l", "m", "t", "ck", "rd", "nt", "sh"]
WEATHER = "Hail Mist Frost Thunder Drizzle Squall Sleet Breeze Gale Haze Cyclone Monsoon".split()
ADJECTIVES = ("Brazen Quiet Timid Lonely Iron Copper Salted Bitter Clever Sleepy Northern Spotted Slender Heavy Restless Painted Muted "
              "Obscure Greedy Polite Stubborn Wandering").split()
CREATURES = ("Panda Kitten Spider Bear Tiger Leopard Chollima Wolf Fox Eagle Dolphin Scorpion Ant Beetle Crow Owl Shark Salmon Lizard "
             "Toad Hyena Camel").split()
PROGRAMS = "Loader Stealer RAT Bot Door Shell Locker Crypt Drop Spy Grab Miner Wiper Kit Tunnel Rootkit".split()
CREWS = "Group Team Crew Gang Collective Syndicate Brigade Squad".split()
SCHEMES = ("UAT-", "UAC-", "G-", "Group ", "APT-C-", "CTG-", "GOLD ", "Cluster ", "Actor-", "Threat Group-")


def word(rng, syllables=(2, 2, 3)):
    """A word that is none."""
    return "".join(rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(rng.choice(syllables))).capitalize()


def group(rng):
    """A name for a group."""
    of = rng.random()
    if of < 0.25:
        scheme = rng.choice(SCHEMES)
        return scheme + (word(rng, (1, 2)).upper() if scheme == "GOLD " else str(rng.randrange(10, 10_000)))
    if of < 0.5:
        return f"{rng.choice(ADJECTIVES)} {rng.choice(CREATURES + WEATHER)}"
    if of < 0.65:
        return f"{word(rng)} {rng.choice(CREWS)}"
    if of < 0.8:
        return rng.choice(ADJECTIVES) + rng.choice(CREATURES + WEATHER)
    return word(rng)


def malware(rng):
    """A name for malicious software."""
    of = rng.random()
    if of < 0.3:
        return word(rng, (1, 2)) + rng.choice(PROGRAMS)
    if of < 0.45:
        return rng.choice(ADJECTIVES) + rng.choice(PROGRAMS)
    if of < 0.55:
        return word(rng).upper()
    if of < 0.65:
        return f"{word(rng)}.{rng.choice('ABCDEFGHKX')}"
    if of < 0.72:
        return rng.choice(ADJECTIVES) + rng.choice(CREATURES + WEATHER)
    return word(rng)


MAKERS = {"GROUP": group, "MALWARE": malware}
