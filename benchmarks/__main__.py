"""`make bench`: every measurement of the product beside its peer, on this machine, in one run."""

import argparse
import sys
from pathlib import Path

from benchmarks import card_action, report, working_days
from benchmarks.load import CannotMeasure

REPORT = Path("docs/performance.md")


def main() -> int:
    """Measure, print, and with --save write the report that is committed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--save", action="store_true", help=f"write {REPORT}")
    args = parser.parse_args()
    status = working_days.main()
    try:
        measured = card_action.measure()
    except CannotMeasure as why:
        print(why, file=sys.stderr)
        return 2
    text = report.of(measured)
    print(text)
    if args.save:
        REPORT.write_text(text, encoding="utf-8")
    return status or report.verdict(measured)


if __name__ == "__main__":
    raise SystemExit(main())
