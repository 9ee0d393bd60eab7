"""SatUNet: Stable Diffusion's UNet with DiffusionSat's seven-number metadata conditioning.

Plain Stable Diffusion UNets, whose config has no ``use_metadata``, work too.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from diffusers.models.embeddings import TimestepEmbedding
from safetensors import safe_open


class SatUNet(UNet2DConditionModel):
    """UNet2DConditionModel plus ``metadata_embedding``: one two-layer MLP per metadata number.

    The metadata is passed as ``class_labels``: UNet2DConditionModel adds what ``get_class_embed`` returns to the
    time embedding, which is where DiffusionSat adds the metadata.
    """

    def __init__(self, config: dict):
        known = inspect.signature(UNet2DConditionModel.__init__).parameters
        super().__init__(**{k: v for k, v in config.items() if k in known})
        self.metadata_embedding = None
        if config.get("use_metadata"):
            width = self.config.block_out_channels[0]
            hidden = self.time_embedding.linear_1.out_features
            self.metadata_embedding = torch.nn.ModuleList(
                TimestepEmbedding(width, hidden) for _ in range(config.get("num_metadata", 7))
            )

    def get_class_embed(self, sample, class_labels):
        """sample (B, C, h, w), class_labels = scaled metadata (B, 7) -> (B, hidden) or None."""
        if self.metadata_embedding is None:
            return None
        projected = self.time_proj(class_labels.flatten()).to(sample.dtype)
        projected = projected.view(*class_labels.shape, -1)
        return sum(mlp(projected[:, i]) for i, mlp in enumerate(self.metadata_embedding))

    def predict(self, latent, timestep, text, metadata):
        """latent (B, C, h, w), timestep (B,) int64, text (B, 77, D), metadata (B, 7) -> (B, C, h, w).

        The text embeddings have the network's dtype; latents (in and out) and metadata may stay fp32.
        """
        prediction = self(latent.to(text.dtype), timestep, text, class_labels=metadata, return_dict=False)[0]
        return prediction.to(latent.dtype)


def weight_files(folder: Path, stem: str) -> tuple[list[Path], str | None]:
    """The files that hold a network's weights, whole or sharded, and their variant (such as ``fp16``).

    A variant is used only if there are no files in full precision.
    """
    for variant in (None, "fp16", "bf16"):
        infix = f".{variant}" if variant else ""
        whole = folder / f"{stem}{infix}.safetensors"
        if whole.exists():
            return [whole], variant
        index = folder / f"{stem}.safetensors.index{infix}.json"
        if index.exists():
            names = set(json.loads(index.read_text())["weight_map"].values())
            return [folder / name for name in sorted(names)], variant
    raise FileNotFoundError(f"no {stem} safetensors in {folder}")


def read_weights(folder: Path, stem: str) -> dict[str, torch.Tensor]:
    """All tensors of a network, floating-point ones as fp32 whatever their precision in the file."""
    state = {}
    for file in weight_files(folder, stem)[0]:
        with safe_open(file, "pt") as tensors:
            for name in tensors.keys():  # noqa: SIM118 (safe_open is not a dict)
                tensor = tensors.get_tensor(name)
                state[name] = tensor.float() if tensor.is_floating_point() else tensor
    return state


def load_unet(folder: Path) -> SatUNet:
    """Loads a ``unet`` folder of the diffusers layout in fp32."""
    config = json.loads((folder / "config.json").read_text())
    # The meta device skips random initialisation, which would take longer than reading the weights.
    with torch.device("meta"):
        unet = SatUNet(config)
    unet.load_state_dict(read_weights(folder, "diffusion_pytorch_model"), assign=True)
    return unet.eval().requires_grad_(False)
