"""The networks of a model as ONNX graphs that ONNX Runtime or OpenVINO runs, in place of the PyTorch modules.

The graphs are those of bench/cpu/export.mjs, in fp32. Everything between two network calls is the reference's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from diffusers import DDIMInverseScheduler, DDIMScheduler
from diffusers.models.embeddings import Timesteps
from transformers import CLIPTokenizer

from reference.classifier import HarmonyClassifier
from reference.harmonize import Models

# Named arrays in, the outputs in the graph's order out.
Network = Callable[[dict[str, np.ndarray]], list[np.ndarray]]
Opener = Callable[[Path, str], Network]


def onnxruntime_opener(precision: str, threads: int) -> Opener:
    """Opens a network with ONNX Runtime's CPU provider."""
    import onnxruntime

    if precision != "fp32":
        raise RuntimeError("ONNX Runtime has no bf16 kernels for these networks on a CPU")

    def open_network(folder: Path, _: str) -> Network:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        return lambda inputs: session.run(None, inputs)

    return open_network


def openvino_opener(precision: str, threads: int, cache: Path | None) -> Opener:
    """Opens a network with OpenVINO's CPU plugin. Every size of the inputs gets a model of its own, as it is faster."""
    import openvino

    core = openvino.Core()
    if precision == "bf16" and "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        raise RuntimeError("OpenVINO has no bf16 on this processor")

    def open_network(folder: Path, precision: str) -> Network:
        settings = {
            "INFERENCE_PRECISION_HINT": {"fp32": "f32", "bf16": "bf16"}[precision],
            "INFERENCE_NUM_THREADS": threads,
            "PERFORMANCE_HINT": "LATENCY",
            # In bf16, OpenVINO 2026.4 returns NaN from models in its cache.
            **({"CACHE_DIR": str(cache)} if cache and precision == "fp32" else {}),
        }
        requests = {}

        def run(inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
            shapes = {name: value.shape for name, value in inputs.items()}
            key = tuple(shapes.values())
            if key not in requests:
                model = core.read_model(folder / "model.onnx")
                model.reshape({name: openvino.PartialShape(list(shape)) for name, shape in shapes.items()})
                requests[key] = core.compile_model(model, "CPU", settings).create_infer_request()
            return list(requests[key].infer(inputs, share_inputs=True).values())

        return run

    return open_network


class GraphUNet:
    """Has the interface of SatUNet that the pipeline uses."""

    def __init__(self, network: Network, config: dict):
        self.network, self.metadata = network, config.get("use_metadata", False)
        self.project = Timesteps(
            config["block_out_channels"][0], config.get("flip_sin_to_cos", True), config.get("freq_shift", 0)
        )

    def predict(self, latent, timestep, text, metadata):
        timestep_projection = self.project(timestep)
        inputs = {"sample": latent, "timestep_projection": timestep_projection, "encoder_hidden_states": text}
        if self.metadata:
            inputs["metadata_projection"] = self.project(metadata.flatten()).unflatten(0, metadata.shape)
        return call(self.network, inputs)[0]


class GraphVae:
    """Has the interface of AutoencoderKL that the pipeline uses."""

    def __init__(self, encoder: Network, decoder: Network, config: dict):
        self.encoder, self.decoder, self.config = encoder, decoder, SimpleNamespace(**config)

    def encode(self, pixels):
        mean, logvar = call(self.encoder, {"image": pixels})
        return SimpleNamespace(latent_dist=SimpleNamespace(mean=mean, logvar=logvar))

    def decode(self, latent):
        return SimpleNamespace(sample=call(self.decoder, {"latent": latent})[0])


def call(network: Network, inputs: dict[str, torch.Tensor]) -> list[torch.Tensor]:
    arrays = {name: np.ascontiguousarray(value.numpy()) for name, value in inputs.items()}
    return [torch.from_numpy(np.array(output)) for output in network(arrays)]


def load_unet(open_network: Opener, folder: Path, graphs: Path, precision: str) -> GraphUNet:
    config = json.loads((folder / "unet/config.json").read_text())
    return GraphUNet(open_network(graphs / "unet", precision), config)


def load_graph_models(open_network: Opener, folder: Path, graphs: Path, precision: str) -> Models:
    """The reference's models with every network replaced. ``graphs`` holds one folder for each network."""
    encode_text = open_network(graphs / "textEncoder", precision)
    vae = json.loads((folder / "vae/config.json").read_text())
    return Models(
        unet=load_unet(open_network, folder, graphs, precision),
        vae=GraphVae(*(open_network(graphs / f"vae{part}", precision) for part in ("Encoder", "Decoder")), vae),
        text_encoder=lambda ids: SimpleNamespace(last_hidden_state=call(encode_text, {"input_ids": ids})[0]),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        scheduler=DDIMScheduler.from_pretrained(folder / "scheduler"),
        inverse=DDIMInverseScheduler.from_pretrained(folder / "scheduler"),
        classifier=load_graph_classifier(open_network, folder, graphs),
        device=torch.device("cpu"),
        dtype=torch.float32,
    )


def load_graph_classifier(open_network: Opener, folder: Path, graphs: Path) -> HarmonyClassifier:
    """The reference prepares the input and the boxes; only the network, in fp32 as everywhere, is the graph."""
    network = open_network(graphs / "classifier", "fp32")
    classifier = HarmonyClassifier(1, json.loads((folder / "classifier/config.json").read_text()))
    classifier.forward = lambda x: call(network, {"input": x})[0][:, 0]
    return classifier
