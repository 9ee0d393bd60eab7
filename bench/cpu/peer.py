"""Times one image with PyTorch, ONNX Runtime or OpenVINO from Python, and prints one line of JSON.

python -m bench.cpu.peer --runtime NAME --precision fp32|bf16 --order sequential|lockstep --model DIR --request DIR
    --threads N [--graphs DIR] [--cache DIR] [--repeat R] [--out FILE.png]

Run it from the root of the repository. The maths is that of reference/harmonize.py; only the networks are replaced.
The request's folder has target.png, source.png and golden.json (box, prompts, metadata), as in test/fixtures.
"""

from __future__ import annotations

import argparse
import json

import torch
from PIL import Image

from bench.cpu.networks import add_arguments, open_models, versions
from bench.cpu.timing import time_calls
from reference.harmonize import harmonize
from reference.request import load_request


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--order", choices=("sequential", "lockstep"), required=True)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    request = load_request(args.request)
    report, result = time_calls(
        lambda: open_models(args), lambda models: harmonize(models, request, order=args.order), args.repeat
    )
    if args.out:
        Image.fromarray(result["image"]).save(args.out)
    report |= {"winner": result["winner"], "versions": versions(args.runtime)}
    print(json.dumps(report))


if __name__ == "__main__":
    main()
