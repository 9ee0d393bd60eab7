"""Times the PyTorch pipeline on one device and prints one line of JSON.

python -m bench.gpu.pytorch --model DIR --device cuda|cpu --dtype fp16|fp32 --order sequential|lockstep [--compile]
    [--compile-mode MODE] [--repeat R] [--threads N] [--image FILE.png]

Run it from the root of the repository.

``sequential`` is the paper's order: eager, one candidate after the other, the two halves of guidance as a batch
of 2. ``--compile`` gives PyTorch its best: torch.compile with one graph for each of the few shapes (two
inversions, batches 2, 4 ... 16), and cuDNN's search for the fastest convolutions. Compilation happens in the
warm-up run, which is not timed; its time is reported separately.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch
from PIL import Image

from bench.memory import peak_rss_bytes
from reference.harmonize import Models, Request, harmonize, load_models
from reference.request import load_request

DTYPES = {"fp16": torch.float16, "fp32": torch.float32}
# Each shape needs its own graph, and torch stops at eight by default.
MAX_GRAPHS = 64


class TimedUNet:
    """The UNet with a clock around every call: CUDA events where there is a GPU, so that nothing waits."""

    def __init__(self, unet, device: torch.device):
        self.unet, self.cuda = unet, device.type == "cuda"
        self.marks: list[tuple] = []

    def predict(self, *inputs):
        begin = self.mark()
        prediction = self.unet.predict(*inputs)
        self.marks.append((begin, self.mark()))
        return prediction

    def mark(self):
        if not self.cuda:
            return time.perf_counter()
        event = torch.cuda.Event(enable_timing=True)
        event.record()
        return event

    def take_seconds(self) -> float:
        """The sum over all calls since the last time; the device must have finished."""
        marks, self.marks = self.marks, []
        if self.cuda:
            return sum(begin.elapsed_time(end) for begin, end in marks) / 1000
        return sum(end - begin for begin, end in marks)


def prepare(args: argparse.Namespace) -> Models:
    models = load_models(args.model, args.device, DTYPES[args.dtype])
    if args.compile:
        torch._dynamo.config.recompile_limit = MAX_GRAPHS
        torch.backends.cudnn.benchmark = True
        models.unet.compile(mode=args.compile_mode, dynamic=False)
    models.unet = TimedUNet(models.unet, models.device)
    return models


def synchronize(models: Models) -> None:
    if models.device.type == "cuda":
        torch.cuda.synchronize()


def timed_run(models: Models, request: Request, order: str) -> tuple[float, float, dict]:
    """-> seconds, seconds in the UNet, result"""
    synchronize(models)
    begin = time.perf_counter()
    result = harmonize(models, request, order=order)
    synchronize(models)
    return time.perf_counter() - begin, models.unet.take_seconds(), result


def memory(models: Models) -> dict[str, int]:
    if models.device.type != "cuda":
        return {}
    return {
        "torch_allocated_bytes": torch.cuda.max_memory_allocated(),
        "torch_reserved_bytes": torch.cuda.max_memory_reserved(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--dtype", choices=DTYPES, default="fp16")
    parser.add_argument("--order", choices=("sequential", "lockstep"), required=True)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--compile-mode", default="default")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--image", type=Path)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)

    begin = time.perf_counter()
    models = prepare(args)
    synchronize(models)
    load_seconds = time.perf_counter() - begin
    request = load_request(args.model)
    # The first run allocates, chooses kernels and compiles; the second finds all of that done.
    first_seconds = timed_run(models, request, args.order)[0]
    timed_run(models, request, args.order)
    runs = [timed_run(models, request, args.order) for _ in range(args.repeat)]
    result = runs[-1][2]
    if args.image:
        Image.fromarray(result["image"]).save(args.image)
    report = {
        "seconds": [seconds for seconds, _, _ in runs],
        "unet_seconds": [seconds for _, seconds, _ in runs],
        "load_seconds": load_seconds,
        "first_seconds": first_seconds,
        "peak_rss_bytes": peak_rss_bytes(),
        **memory(models),
        "winner": result["winner"],
        "scores": {score["timestep"]: score["mean"] for score in result["scores"]},
        "versions": {"torch": torch.__version__, "cuda": torch.version.cuda},
    }
    if models.device.type == "cuda":
        report["gpu"] = torch.cuda.get_device_name(models.device)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
