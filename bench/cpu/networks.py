"""The networks of every peer: PyTorch's modules, eager or compiled, or ONNX graphs."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from bench.cpu.graphs import Opener, load_graph_models, load_unet, onnxruntime_opener, openvino_opener
from reference.harmonize import Models, load_models
from reference.satunet import load_unet as load_torch_unet

RUNTIMES = ("pytorch", "pytorch-compile", "onnxruntime", "openvino")
PRECISIONS = ("fp32", "bf16")
# Each shape needs its own graph, and torch stops at eight by default.
MAX_GRAPHS = 64


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runtime", choices=RUNTIMES, required=True)
    parser.add_argument("--precision", choices=PRECISIONS, required=True)
    parser.add_argument("--model", type=Path, required=True, help="a folder in the diffusers layout")
    parser.add_argument("--request", type=Path, required=True, help="a folder with the inputs")
    parser.add_argument("--out", type=Path, help="file for the result")
    parser.add_argument("--graphs", type=Path, help="what export.mjs wrote for the model")
    parser.add_argument("--cache", type=Path, help="folder for OpenVINO's compiled models")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--repeat", type=int, default=1)


def open_models(args: argparse.Namespace) -> Models:
    """All networks of the model, on the runtime and in the precision that were asked for."""
    if not args.runtime.startswith("pytorch"):
        return load_graph_models(opener(args), args.model, args.graphs / args.runtime, args.precision)
    models = load_models(args.model)
    adapt(models.unet, "forward", args)
    adapt(models.text_encoder, "forward", args)
    adapt(models.vae, "encode", args)
    adapt(models.vae, "decode", args)
    # The classifier computes in fp32 everywhere.
    adapt(models.classifier, "forward", argparse.Namespace(runtime=args.runtime, precision="fp32"))
    return models


def open_unet(args: argparse.Namespace):
    """The UNet alone; it has ``predict``."""
    if not args.runtime.startswith("pytorch"):
        return load_unet(opener(args), args.model, args.graphs / args.runtime, args.precision)
    unet = load_torch_unet(args.model / "unet")
    adapt(unet, "forward", args)
    return unet


def opener(args: argparse.Namespace) -> Opener:
    if args.runtime == "onnxruntime":
        return onnxruntime_opener(args.precision, args.threads)
    return openvino_opener(args.precision, args.threads, args.cache)


def adapt(module: torch.nn.Module, method: str, args: argparse.Namespace) -> None:
    """Compiles a method of a module and runs it under autocast, as asked for."""
    function = getattr(module, method)
    if args.runtime == "pytorch-compile":
        torch._dynamo.config.recompile_limit = MAX_GRAPHS
        function = torch.compile(function, dynamic=False)
    if args.precision == "bf16":
        function = torch.autocast("cpu", torch.bfloat16)(function)
    setattr(module, method, function)


def versions(runtime: str) -> dict[str, str]:
    found = {"torch": torch.__version__}
    if not runtime.startswith("pytorch"):
        module = __import__(runtime)
        found[runtime] = module.__version__
    return found
