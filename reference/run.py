"""Times the PyTorch pipeline and prints one line of JSON.

python -m reference.run --model DIR --threads N --order sequential|lockstep [--repeat R]

DIR is like the folders in test/fixtures: a checkpoint in the diffusers layout with target.png, source.png and
golden.json (box, prompts, metadata).
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from reference.harmonize import Request, harmonize, load_models


def load_request(folder: Path) -> Request:
    facts = json.loads((folder / "golden.json").read_text())
    target, source = (np.array(Image.open(folder / f"{name}.png").convert("RGB")) for name in ("target", "source"))
    return Request(
        target=target,
        source=source,
        box=tuple(facts["bbox"]),
        source_prompt=facts["prompts"]["source"],
        target_prompt=facts["prompts"]["target"],
        metadata=facts.get("metadata") or [],
        steps=facts.get("steps", 20),
    )


def peak_rss_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # macOS counts bytes, Linux KiB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--order", choices=("sequential", "lockstep"), required=True)
    parser.add_argument("--repeat", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    begin = time.perf_counter()
    models = load_models(args.model)
    load_seconds = time.perf_counter() - begin
    request = load_request(args.model)
    harmonize(models, request, order=args.order)  # warm-up: the first calls allocate and choose kernels
    seconds = []
    for _ in range(args.repeat):
        begin = time.perf_counter()
        result = harmonize(models, request, order=args.order)
        seconds.append(time.perf_counter() - begin)
    report = {
        "order": args.order,
        "threads": args.threads,
        "seconds": seconds,
        "load_seconds": load_seconds,
        "peak_rss_bytes": peak_rss_bytes(),
        "torch": torch.__version__,
        "winner": result["winner"],
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
