"""Measures what a share of the peak is computed from, and prints one line of JSON.

python -m bench.gpu.rates --model DIR --device cuda|cpu --dtype fp16|fp32

Run it from the root of the repository.

``unet_flops``: floating-point operations of all UNet calls for one image, in each order of work. The pipeline's
own loops run with a UNet that only counts its calls, and torch.utils.flop_counter counts one sample of each size
(a multiply-add is 2; convolutions, matrix products and attention).
``matmul_flops_per_second``: the rate of large matrix products, the median of several series.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import torch
from diffusers import DDIMInverseScheduler, DDIMScheduler
from torch.utils.flop_counter import FlopCounterMode

from reference.harmonize import Harmonization, Request
from reference.request import load_request
from reference.satunet import SatUNet

DTYPES = {"fp16": torch.float16, "fp32": torch.float32}
SERIES = 8


class CountingUNet:
    """Notes how many samples of which latent size (h, w) it was asked for, and predicts nothing."""

    def __init__(self):
        self.samples: Counter[tuple[int, int]] = Counter()

    def predict(self, latent, timestep, text, metadata):
        self.samples[tuple(latent.shape[2:])] += len(latent)
        return torch.zeros_like(latent)


def read_config(folder: Path, name: str = "config.json") -> dict:
    return json.loads((folder / name).read_text())


def count_samples(folder: Path, request: Request, order: str) -> Counter[tuple[int, int]]:
    """Sample-forwards of one image by latent size."""
    vae = read_config(folder / "vae")
    factor = 2 ** (len(vae["block_out_channels"]) - 1)
    models = SimpleNamespace(
        unet=CountingUNet(),
        vae=SimpleNamespace(config=SimpleNamespace(scaling_factor=vae["scaling_factor"])),
        scheduler=DDIMScheduler.from_pretrained(folder / "scheduler"),
        inverse=DDIMInverseScheduler.from_pretrained(folder / "scheduler"),
        device=torch.device("cpu"),
        factor=factor,
    )
    run = Harmonization(models, request, "ltf", order)
    for name, image in (("source", request.source), ("target", request.target)):
        height, width = (side // factor for side in image.shape[:2])
        run.out[f"vae.{name}_mean"] = torch.zeros(1, vae["latent_channels"], height, width)
    run.out |= {f"text.{name}": torch.zeros(1, 1, 1) for name in ("source", "target", "empty")}
    run.out |= {"metadata": torch.zeros(1, 7), "edge_mask": torch.zeros(1, 1, 1, 1)}
    run.invert("target")
    run.invert("source")
    run.denoise_sequential() if order == "sequential" else run.denoise_lockstep()
    return models.unet.samples


def sample_flops(config: dict, size: tuple[int, int]) -> int:
    """Of the UNet for one sample, (1, C, h, w); on the meta device, so that nothing is computed."""
    with torch.device("meta"):
        unet = SatUNet(config).eval()
        latent = torch.empty(1, config["in_channels"], *size)
        text = torch.empty(1, 77, config["cross_attention_dim"])
        timestep, metadata = torch.empty(1), torch.empty(1, config.get("num_metadata", 7))
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            unet.predict(latent, timestep, text, metadata)
    return counter.get_total_flops()


class TwoClocks:
    """Times a block by the host's clock and by another one: the GPU's, or the processor time of this process."""

    def __init__(self, cuda: bool):
        self.cuda = cuda

    def __enter__(self):
        if self.cuda:
            torch.cuda.synchronize()
            self.events = [torch.cuda.Event(enable_timing=True) for _ in range(2)]
            self.events[0].record()
        self.processor = time.process_time()
        self.begin = time.perf_counter()
        return self

    def __exit__(self, *error):
        if self.cuda:
            self.events[1].record()
            torch.cuda.synchronize()
        self.seconds = time.perf_counter() - self.begin
        if self.cuda:
            self.other = self.events[0].elapsed_time(self.events[1]) / 1000
        else:  # several threads add up
            self.other = (time.process_time() - self.processor) / torch.get_num_threads()

    @property
    def agree(self) -> bool:
        """On a GPU both clocks see the same; a processor that is shared computes for less than the time that passes."""
        close = 0.9 * self.seconds <= self.other <= 1.1 * self.seconds
        return close if self.cuda else self.other <= 1.1 * self.seconds


def matmul_rate(device: str, dtype: torch.dtype) -> dict:
    """The sustained rate of square matrix products: the median of several series.

    Not the best: every share of the peak is divided by it, and one mistimed series would decide them all.
    """
    cuda = device.startswith("cuda")
    side, products = (8192, 30) if cuda else (1024, 5)
    a, b = (torch.randn(side, side, device=device, dtype=dtype) for _ in range(2))
    out = torch.empty(side, side, device=device, dtype=dtype)
    rates, disagreed = [], 0
    for series in range(SERIES + 1):
        with TwoClocks(cuda) as clocks:
            for _ in range(products):
                torch.mm(a, b, out=out)
        if series == 0:
            continue  # warm-up
        if clocks.agree:
            rates.append(products * 2 * side**3 / clocks.seconds)
        else:
            disagreed += 1
    if len(rates) <= SERIES // 2:
        raise RuntimeError(f"the clocks disagreed on {disagreed} of {SERIES} series of matrix products")
    return {
        "matmul_flops_per_second": statistics.median(rates),
        "matmul_series": rates,
        "matmul_series_mistimed": disagreed,
        "matmul_side": side,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--dtype", choices=DTYPES, default="fp16")
    parser.add_argument("--threads", type=int)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    config = read_config(args.model / "unet")
    request = load_request(args.model)
    work = {order: count_samples(args.model, request, order) for order in ("sequential", "lockstep")}
    flops = {size: sample_flops(config, size) for size in work["sequential"]}
    report = {
        "unet_samples": {order: sum(samples.values()) for order, samples in work.items()},
        "unet_flops": {
            order: sum(count * flops[size] for size, count in samples.items()) for order, samples in work.items()
        },
        "sample_flops": flops[max(flops)],
        **matmul_rate(args.device, DTYPES[args.dtype]),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
