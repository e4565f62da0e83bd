"""python -m bench [name …]: runs the named benchmarks, or all of them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

NAMES = sorted(
    path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem != "common"
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 64
    for name in names or NAMES:
        runpy.run_module(f"bench.{name}", run_name="__main__")
    return 0


sys.exit(main(sys.argv[1:]))
