"""Times one image with PyTorch, ONNX Runtime or OpenVINO from Python, and prints one line of JSON.

python -m bench.cpu.peer --runtime NAME --precision fp32|bf16 --order sequential|lockstep --model DIR --request DIR
    --threads N [--graphs DIR] [--cache DIR] [--repeat R] [--out FILE.png]

Run it from the root of the repository. The maths is that of reference/harmonize.py; only the networks are replaced.
The request's folder has target.png, source.png and golden.json (box, prompts, metadata), as in test/fixtures.
"""

from __future__ import annotations

import argparse
import json
import time

import torch
from PIL import Image

from bench.cpu.networks import add_arguments, open_models, versions
from bench.memory import peak_rss_bytes
from reference.harmonize import Models, Request, harmonize
from reference.request import load_request


def timed(models: Models, request: Request, order: str) -> tuple[float, dict]:
    begin = time.perf_counter()
    result = harmonize(models, request, order=order)
    return time.perf_counter() - begin, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--order", choices=("sequential", "lockstep"), required=True)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    request = load_request(args.request)
    begin = time.perf_counter()
    models = open_models(args)
    load_seconds = time.perf_counter() - begin
    # The first call allocates, chooses kernels and compiles. It is reported separately.
    first_seconds, _ = timed(models, request, args.order)
    first_result_at = time.time()
    runs = [timed(models, request, args.order) for _ in range(args.repeat)]
    result = runs[-1][1]
    if args.out:
        Image.fromarray(result["image"]).save(args.out)
    report = {
        "seconds": [seconds for seconds, _ in runs],
        "load_seconds": load_seconds,
        "first_seconds": first_seconds,
        "first_result_at": first_result_at,
        "peak_rss_bytes": peak_rss_bytes(),
        "winner": result["winner"],
        "versions": versions(args.runtime),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
