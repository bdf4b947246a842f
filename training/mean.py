"""The weights between two: `python mean.py A.pt B.pt SHARE OUT.pt` takes SHARE of B and the rest of A."""

import sys

import model as network


def main():
    first, second = network.load(sys.argv[1]), network.load(sys.argv[2])
    share, weights = float(sys.argv[3]), second.state_dict()
    first.load_state_dict({n: (1 - share) * w + share * weights[n] for n, w in first.state_dict().items()})
    network.save(first, sys.argv[4])


if __name__ == "__main__":
    main()
