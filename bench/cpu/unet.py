"""Times one UNet call with PyTorch, ONNX Runtime or OpenVINO from Python, and prints one line of JSON.

python -m bench.cpu.unet --runtime NAME --precision fp32|bf16 --model DIR --request DIR --threads N [--graphs DIR]
    [--cache DIR] [--repeat R] [--out FILE]

Run it from the root of the repository. The request's folder has call.json (shapes), sample.f32 and text.f32.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from bench.cpu.networks import add_arguments, open_unet, versions
from bench.cpu.timing import time_calls


def read_inputs(folder: Path) -> tuple[torch.Tensor, ...]:
    """-> sample (B, C, h, w), timesteps (B,), text (B, 77, D), metadata (B, 7)"""
    call = json.loads((folder / "call.json").read_text())
    sample, text = (
        torch.from_numpy(np.fromfile(folder / f"{name}.f32", np.float32).reshape(call[name]))
        for name in ("sample", "text")
    )
    return sample, torch.full((len(sample),), call["timestep"]), text, torch.zeros(len(sample), 7)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    inputs = read_inputs(args.request)

    def predict(unet) -> torch.Tensor:
        with torch.inference_mode():
            return unet.predict(*inputs)

    report, out = time_calls(lambda: open_unet(args), predict, args.repeat)
    if args.out:
        out.numpy().tofile(args.out)
    report["versions"] = versions(args.runtime)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
