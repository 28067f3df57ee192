"""PyYAML's C loader over the same deck files, checking nothing: what most programs do; prints JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import yaml

if __name__ == "__main__":
    start = time.perf_counter()
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    print(json.dumps({"read": time.perf_counter() - start}))
