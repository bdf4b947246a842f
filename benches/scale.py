"""How long many articles take on many cores: a simulation, for the plan in docs/scale.md.

    python benches/scale.py --rate 14 --load 0.6 --record-bytes 20000 --spread 0.8

The four figures are measured (docs/scale.md says how); everything else is an assumption that has
an option. Cores take the next partition as soon as they are free, as Spark, Ray and GNU parallel
have it. A partition costs the start of a task and its articles, or the writing of its records where
storage is slower; the driver starts one task after the other; a machine may be lost, and its
partition is then done again. The same options give the same table.
"""

import argparse
import heapq
import math
import random

# Beyond this many articles a partition's time is drawn as a sum, not article by article.
ONE_BY_ONE = 200


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--rate", type=float, required=True, help="articles a second on one core, model loaded")
    add("--load", type=float, required=True, help="seconds until a process has its model")
    add("--record-bytes", type=float, required=True, help="bytes of a record, uncompressed")
    add(
        "--spread", type=float, required=True, help="standard deviation of an article's time / mean"
    )
    add("--articles", default="1e6,1e8,1e10", help="sizes of drops")
    add("--cores", default="2,16,128,1024,8192", help="numbers of cores")
    add("--partition", type=int, default=10_000, help="articles in a partition")
    add("--start", type=float, default=0.05, help="seconds that a task costs its core")
    add("--driver", type=float, default=0.002, help="seconds that a task costs the driver")
    add("--storage", type=float, default=2e9, help="bytes a second that storage takes in all")
    add("--packed", type=float, default=0.15, help="size of a record when packed / unpacked")
    add("--loss", type=float, default=1e-3, help="machines lost in an hour, of one core")
    add("--price", type=float, default=0.04, help="of one core for an hour")
    add("--seed", type=int, default=1)
    return parser.parse_args()


def work(random, articles, rate, spread):
    """Seconds that the articles of a partition take: log-normal, of the mean and spread given."""
    mean = 1 / rate
    if articles > ONE_BY_ONE:
        drawn = random.gauss(articles * mean, mean * spread * math.sqrt(articles))
        return max(drawn, articles * mean / 10)
    sigma = math.sqrt(math.log(1 + spread**2))
    mu = math.log(mean) - sigma**2 / 2
    return sum(random.lognormvariate(mu, sigma) for _ in range(articles))


def simulate(o, articles, cores, partition):
    """Seconds from the first task to the last record, and what was lost with machines."""
    draw = random.Random(o.seed)
    free = [0.0] * cores
    cold = cores
    driver = end = lost = 0.0
    todo = articles
    while todo > 0:
        count = min(partition, todo)
        todo -= count
        at = heapq.heappop(free)
        driver = max(driver, at) + o.driver
        begun = max(at, driver)
        # Records are written as they come; where storage is short, all wait for their share.
        share = count * o.record_bytes * o.packed * cores / o.storage
        took = o.start + max(work(draw, count, o.rate, o.spread), share)
        if cold:
            cold -= 1
            took += o.load
        # A machine that goes takes the partition with it; another core begins it again.
        while draw.random() < 1 - math.exp(-o.loss * took / 3600):
            wasted = took * draw.random()
            lost += wasted
            begun += wasted + o.load
        done = begun + took
        heapq.heappush(free, done)
        end = max(end, done)
    return end, lost


def human(seconds):
    for unit, size in [("d", 86400), ("h", 3600), ("min", 60)]:
        if seconds >= 2 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def main():
    o = arguments()
    print("| articles | cores | partitions | time | efficiency | core-hours | price |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for articles in (int(float(n)) for n in o.articles.split(",")):
        # At most 200,000 tasks: a driver keeps each in its memory.
        partition = max(o.partition, -(-articles // 200_000))
        for cores in (int(n) for n in o.cores.split(",")):
            took, _ = simulate(o, articles, cores, partition)
            ideal = articles / o.rate / cores
            hours = took * cores / 3600
            print(
                f"| {articles:.0e} | {cores:,} | {-(-articles // partition):,} | {human(took)} "
                f"| {ideal / took:.3f} | {hours:,.1f} | {hours * o.price:,.2f} |"
            )


if __name__ == "__main__":
    main()
