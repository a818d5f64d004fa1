"""Scratch"""
import sys, time, shutil, tempfile, traceback
from collections import Counter
from pathlib import Path
from tests.support.mutations import OPERATORS, sample
from tests.support.hostile import HOSTILE
from tests.support.trying import Bench
from tests.support.building import ROOT

def main(name, count):
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(ROOT, name, Path(scratch))
        only=sys.argv[3:]
        for operator in OPERATORS + HOSTILE:
            if only and operator.__name__ not in only: continue
            start=time.process_time()
            found = sample(bench.book, operator, count, "1")
            bad=0
            for mutation in found:
                wrong = bench.judge(mutation)
                if wrong:
                    bad+=1
                    if bad<=6: print("  ", mutation.operator, "|", mutation.what, *(f"\n        {w}" for w in wrong[:3]))
            print(f"{operator.__name__:20} {len(found):5} bad {bad} {time.process_time()-start:.1f}s", flush=True)
main(sys.argv[1], int(sys.argv[2]))
