# Prints the races in a ThreadSanitizer log (argument 1) that are none of Mutex's making.
#
# Swift's Mutex waits in a library that isn't instrumented, so a lock that changes hands under
# contention looks like no lock: four threads that only count under one are "racing". A report
# counts unless both accesses happen inside a withLock closure, which the symbol of a closure of an
# `inout` value tells (zYuYTXEfU; with what it throws, or of a tuple, zYu…YKYTXEfU and z_tYTXEfU), or one resumes a continuation (sScc6resume): the task
# that it wakes is handed over by Concurrency and Dispatch, which aren't instrumented either.
import re
import sys

within_lock = re.compile(r"z(?:_t)?(?:Yu(?:\w*?YK)?)?YTXEfU")
text = open(sys.argv[1], errors="replace").read()
real = 0
for report in re.split(r"(?=WARNING: ThreadSanitizer)", text)[1:]:
    accesses = re.split(r"\n\s*\n", report)[:2]
    locked = all(within_lock.search(access) for access in accesses)
    handed_over = any("sScc6resume" in access for access in accesses)
    if not locked and not handed_over:
        real += 1
        print("\n\n".join(accesses)[:4000])
sys.exit(1 if real else 0)
