"""HarmoniDiff-RS in PyTorch: DDIM inversion, latent mean shift, timestep-wise latent fusion.

The networks run in fp32 or fp16; the latents between their calls stay in fp32, as in harmonidiff.

There are two orders of work, which give the same numbers:

``sequential``  The paper's: both inversions run through all steps, then each candidate is denoised alone
                (batch 2: the two halves of guidance).
``lockstep``    Inversion stops at the noisiest latent that is needed. All candidates advance together, each
                joining at its own timestep, with one UNet call per step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL, DDIMInverseScheduler, DDIMScheduler
from PIL import Image
from transformers import CLIPTextModel, CLIPTokenizer

from reference.classifier import Box, HarmonyClassifier, load_classifier
from reference.satunet import SatUNet, load_unet, weight_files

GUIDANCE = 3.5


@dataclass
class Models:
    unet: SatUNet
    vae: AutoencoderKL
    text_encoder: CLIPTextModel
    tokenizer: CLIPTokenizer
    scheduler: DDIMScheduler
    inverse: DDIMInverseScheduler
    classifier: HarmonyClassifier | None  # not every checkpoint has one
    device: torch.device
    dtype: torch.dtype  # of UNet, VAE and text encoder

    @property
    def factor(self) -> int:
        """Canvas pixels per latent pixel."""
        return 2 ** (len(self.vae.config.block_out_channels) - 1)


@dataclass
class Request:
    target: np.ndarray  # (H, W, 3) uint8, the canvas
    source: np.ndarray  # (h, w, 3) uint8
    box: Box
    source_prompt: str
    target_prompt: str
    metadata: list[float | None] = field(default_factory=list)  # lon, lat, gsd, cloud, year, month, day
    steps: int = 20


def load_models(folder: Path, device: str = "cpu", dtype: torch.dtype = torch.float32) -> Models:
    """Loads a folder in the diffusers layout and casts it to ``dtype``.

    The classifier stays in fp32, as in harmonidiff, because its scores can be close together.
    """
    place = {"device": torch.device(device), "dtype": dtype}
    has_classifier = (folder / "classifier").exists()
    return Models(
        unet=load_unet(folder / "unet").to(**place),
        vae=load_vae(folder / "vae").to(**place),
        text_encoder=load_text_encoder(folder / "text_encoder").to(**place),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        scheduler=DDIMScheduler.from_pretrained(folder / "scheduler"),
        inverse=DDIMInverseScheduler.from_pretrained(folder / "scheduler"),
        classifier=load_classifier(folder / "classifier").to(place["device"]) if has_classifier else None,
        **place,
    )


def load_vae(folder: Path) -> AutoencoderKL:
    variant = weight_files(folder, "diffusion_pytorch_model")[1]
    vae = AutoencoderKL.from_pretrained(folder, variant=variant, torch_dtype=torch.float32)
    return vae.eval().requires_grad_(False)


def load_text_encoder(folder: Path) -> CLIPTextModel:
    variant = weight_files(folder, "model")[1]
    model = CLIPTextModel.from_pretrained(folder, variant=variant, dtype=torch.float32)
    return model.eval().requires_grad_(False)


def tokenize(models: Models, prompt: str) -> torch.Tensor:
    """-> token ids (1, 77)."""
    tokens = models.tokenizer(prompt, padding="max_length", max_length=77, truncation=True, return_tensors="pt")
    return tokens.input_ids


def encode_text(models: Models, ids: torch.Tensor) -> torch.Tensor:
    """ids (1, 77) -> last hidden state after the final layer norm (1, 77, D)."""
    return models.text_encoder(ids.to(models.device)).last_hidden_state


def scale_metadata(values: list[float | None]) -> torch.Tensor:
    """DiffusionSat's scaling to about 0...1000; unknown values count as 0. -> (1, 7)"""
    ranges = (360, 180, 1, 1, 120, 12, 31)
    pairs = zip(values or [None] * 7, ranges, strict=True)
    return torch.tensor([[0.0 if v is None else v / r * 1000 for v, r in pairs]])


def to_tensor(image: np.ndarray) -> torch.Tensor:
    """(H, W, 3) uint8 -> (1, 3, H, W) in -1...1."""
    return torch.from_numpy(image.copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


def to_image(x: torch.Tensor) -> np.ndarray:
    """(1, 3, H, W) in -1...1 -> (H, W, 3) uint8."""
    unit = (x[0] / 2 + 0.5).clamp(0, 1)
    return (unit * 255).round().byte().permute(1, 2, 0).cpu().numpy()


def decode(models: Models, latent: torch.Tensor) -> np.ndarray:
    """latent (1, C, h, w) -> (H, W, 3) uint8."""
    scaled = latent / models.vae.config.scaling_factor
    return to_image(models.vae.decode(scaled.to(models.dtype)).sample.float())


def floor_sides(source: np.ndarray, factor: int) -> np.ndarray:
    """Resizes so that both sides are multiples of the VAE's factor, if they are not already."""
    height, width = (side - side % factor for side in source.shape[:2])
    if (height, width) == source.shape[:2]:
        return source
    return np.array(Image.fromarray(source).resize((width, height), Image.BICUBIC))


def mean_shift(source: torch.Tensor, target: torch.Tensor, corner: tuple[int, int]) -> torch.Tensor:
    """LMS: shifts the source's latent to the target's mean, per channel, and pastes it at ``corner`` (x, y).

    source (1, C, h, w), target (1, C, H, W) -> (1, C, H, W)
    """
    x, y = corner
    moved = source - source.mean((2, 3), keepdim=True) + target.mean((2, 3), keepdim=True)
    shifted = target.clone()
    shifted[:, :, y : y + source.shape[2], x : x + source.shape[3]] = moved
    return shifted


def edge_mask(mask: torch.Tensor, width: int) -> torch.Tensor:
    """dilate(mask) - erode(mask) with a square of side 2 * width + 1; the outside counts as background.

    mask (1, 1, H, W) of 0 and 1 -> same shape
    """
    side = 2 * width + 1
    padded = F.pad(mask, (width,) * 4)  # max_pool2d's own padding is -inf, which erosion must not see
    dilated = F.max_pool2d(padded, side, 1)
    eroded = -F.max_pool2d(-padded, side, 1)
    return dilated - eroded


class Harmonization:
    """One request in the pipeline; ``out`` collects every intermediate by name."""

    def __init__(self, models: Models, request: Request, mode: str, order: str):
        self.models, self.request, self.mode, self.order = models, request, mode, order
        self.out: dict[str, torch.Tensor] = {}
        models.scheduler.set_timesteps(request.steps)
        models.inverse.set_timesteps(request.steps)
        self.timesteps = [int(t) for t in models.scheduler.timesteps]
        self.inverse_timesteps = [int(t) for t in models.inverse.timesteps]
        first, end = (3 * request.steps) // 10, (7 * request.steps) // 10
        self.starts = self.timesteps[first:end]
        self.fusion_start = math.ceil(8 * request.steps / 10) - 1

    @property
    def latent_box(self) -> Box:
        source = self.out["vae.source_mean"]
        x, y = (round(offset / self.models.factor) for offset in self.request.box[:2])  # half to even
        return x, y, source.shape[3], source.shape[2]

    @property
    def edge_width(self) -> int:
        return min(self.latent_box[2:]) // 10

    def condition(self) -> None:
        """Token ids, text embeddings and scaled metadata."""
        prompts = {"source": self.request.source_prompt, "target": self.request.target_prompt, "empty": ""}
        for name, prompt in prompts.items():
            ids = self.out[f"ids.{name}"] = tokenize(self.models, prompt)
            self.out[f"text.{name}"] = encode_text(self.models, ids)
        self.out["metadata"] = scale_metadata(self.request.metadata).to(self.models.device)

    def encode(self) -> None:
        """Posterior means of both images (unscaled), and the masks on the latent grid."""
        source = floor_sides(self.request.source, self.models.factor)
        for name, image in (("source", source), ("target", self.request.target)):
            pixels = to_tensor(image).to(self.models.device, self.models.dtype)
            posterior = self.models.vae.encode(pixels).latent_dist
            self.out[f"vae.{name}_mean"] = posterior.mean.float()
            self.out[f"vae.{name}_logvar"] = posterior.logvar.float()
        x, y, w, h = self.latent_box
        mask = torch.zeros_like(self.out["vae.target_mean"][:, :1])
        mask[:, :, y : y + h, x : x + w] = 1
        self.out["edge_mask"] = edge_mask(mask, self.edge_width)

    def invert(self, name: str) -> None:
        """Deterministic DDIM inversion; the latent stored for t is the one before the step at t."""
        text, metadata = self.out[f"text.{name}"], self.out["metadata"]
        latent = self.out[f"vae.{name}_mean"] * self.models.vae.config.scaling_factor
        for t in self.inverse_timesteps:
            self.out[f"invert.{name}.{t}"] = latent
            if self.order == "lockstep" and t == self.starts[0]:
                break  # nothing reads the noisier latents
            prediction = self.models.unet.predict(latent, self.timestep_rows(t, 1), text, metadata)
            latent = self.models.inverse.step(prediction, t, latent).prev_sample

    def timestep_rows(self, t: int, rows: int) -> torch.Tensor:
        return torch.full((rows,), t, device=self.models.device)

    def shifted(self, t: int) -> torch.Tensor:
        """The mean-shifted latent at t, computed once."""
        if f"shifted.{t}" not in self.out:
            pair = self.out[f"invert.source.{t}"], self.out[f"invert.target.{t}"]
            self.out[f"shifted.{t}"] = mean_shift(*pair, self.latent_box[:2])
        return self.out[f"shifted.{t}"]

    def step(self, latents: torch.Tensor, i: int) -> torch.Tensor:
        """One guided DDIM step of n candidates, (n, C, H, W) -> (n, C, H, W)."""
        n, t = len(latents), self.timesteps[i]
        if self.mode == "ltf" and i >= self.fusion_start:
            edge = self.out["edge_mask"]
            latents = edge * latents + (1 - edge) * self.shifted(t)
        # The unconditional half has seven zeros as metadata, embedded like any other.
        metadata = self.out["metadata"].expand(n, -1)
        text = torch.cat([self.out[f"text.{name}"].expand(n, -1, -1) for name in ("empty", "source")])
        prediction = self.models.unet.predict(
            latents.repeat(2, 1, 1, 1),
            self.timestep_rows(t, 2 * n),
            text,
            torch.cat([torch.zeros_like(metadata), metadata]),
        )
        plain, conditional = prediction.chunk(2)
        guided = plain + GUIDANCE * (conditional - plain)
        return self.models.scheduler.step(guided, t, latents).prev_sample

    def denoise_sequential(self) -> None:
        for start in self.starts:
            latent = self.shifted(start)
            for i in range(self.timesteps.index(start), len(self.timesteps)):
                latent = self.step(latent, i)
            self.out[f"candidate.{start}"] = latent

    def denoise_lockstep(self) -> None:
        latents = torch.empty(0)
        for i in range(self.timesteps.index(self.starts[0]), len(self.timesteps)):
            t = self.timesteps[i]
            if t in self.starts:
                latents = torch.cat([latents, self.shifted(t)]) if len(latents) else self.shifted(t)
            latents = self.step(latents, i)
        self.out |= {f"candidate.{t}": latents[k : k + 1] for k, t in enumerate(self.starts)}

    def select(self) -> tuple[np.ndarray, int, list[dict]]:
        """Decodes and scores every candidate. Returns the best one's image and timestep, and all scores."""
        margin = self.edge_width * self.models.factor
        best, scores = None, []
        for t in sorted(self.starts):
            image = decode(self.models, self.out[f"candidate.{t}"])
            score = {"timestep": t, **self.models.classifier.score(image, self.request.box, margin)}
            scores.append(score)
            if best is None or score["mean"] > best[0]:
                best = score["mean"], image, t
        return best[1], best[2], scores


def harmonize(models: Models, request: Request, mode: str = "ltf", order: str = "lockstep") -> dict:
    """Runs one request.

    mode: ``ltf`` (everything), ``twr`` (candidates without fusion), ``lms`` (the mean-shifted clean latent
    decoded) or ``init`` (the plain paste).
    Returns ``image`` (H, W, 3) uint8, ``tensors`` (every intermediate by name) and, for ltf and twr,
    ``winner`` (timestep) and ``scores``.
    """
    if mode == "init":
        image = request.target.copy()
        x, y, w, h = request.box
        image[y : y + h, x : x + w] = request.source
        return {"image": image, "tensors": {}}
    run = Harmonization(models, request, mode, order)
    with torch.inference_mode():
        run.condition()
        run.encode()
        if mode == "lms":
            latents = (run.out[f"vae.{name}_mean"] * models.vae.config.scaling_factor for name in ("source", "target"))
            shifted = mean_shift(*latents, run.latent_box[:2])
            run.out[f"shifted.{run.inverse_timesteps[0]}"] = shifted
            return {"image": decode(models, shifted), "tensors": run.out}
        run.invert("target")
        run.invert("source")
        run.denoise_sequential() if order == "sequential" else run.denoise_lockstep()
        image, winner, scores = run.select()
    return {"image": image, "tensors": run.out, "winner": winner, "scores": scores, "run": run}
