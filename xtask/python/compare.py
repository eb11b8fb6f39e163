"""Reads codici fiscali with two Python packages: see `cargo xtask compare`.

usage: compare.py VALID WRONG
"""

import sys
import time

from codicefiscale import codicefiscale
from stdnum.it import codicefiscale as stdnum

ROUNDS = 5
# If one round takes this many seconds, there is no other.
PATIENCE = 10


def judged(is_valid, texts):
    """How many are accepted, and on how many it fails."""
    accepted = crashed = 0
    for text in texts:
        try:
            accepted += is_valid(text)
        except Exception:
            crashed += 1
    return accepted, crashed


def main():
    valid, wrong = (open(path, encoding="utf-8").read().splitlines() for path in sys.argv[1:])
    for name, is_valid in [
        ("`python-codicefiscale` 0.12.1, `is_valid`", codicefiscale.is_valid),
        ("`python-stdnum` 2.2, `it.codicefiscale.is_valid`", stdnum.is_valid),
    ]:
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.process_time()
            counts = judged(is_valid, valid)
            seconds = time.process_time() - start
            best = min(best, seconds)
            if seconds > PATIENCE:
                break
        print(name, best, *counts, *judged(is_valid, wrong), sep="\t", flush=True)


main()
