"""Trains the classifier on real images and composites, and lets it name others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.augmentation.network import Network
from training.augmentation.split import BACKGROUND, CLASSES

SIDE = 64
"""Side of the classifier's input in pixels; a scene of 77 m then has 1.2 m per pixel."""


@dataclass(frozen=True)
class Settings:
    """The same for all variants."""

    steps: int = 400
    batch: int = 32
    """Images of a step, the same number of each class; a multiple of twice the classes."""
    rate: float = 4e-3
    """Peak of the learning rate."""
    weight_decay: float = 0.05


@dataclass(frozen=True)
class Images:
    """Images for training: (N, 3, SIDE, SIDE) uint8, and the class of each as a place in CLASSES, (N,)."""

    pixels: torch.Tensor
    targets: np.ndarray


@cache
def shrunk(file: Path) -> np.ndarray:
    """-> (SIDE, SIDE, 3) uint8, kept in memory: most images are read again for the next variant."""
    with Image.open(file) as image:
        return np.asarray(image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX))


def load(files: Sequence[Path]) -> torch.Tensor:
    """-> (N, 3, SIDE, SIDE) uint8."""
    return torch.from_numpy(np.stack([shrunk(file) for file in files])).permute(0, 3, 1, 2).contiguous()


def to_images(labelled: dict[Path, str]) -> Images:
    targets = np.array([CLASSES.index(name) for name in labelled.values()])
    return Images(load(list(labelled)), targets)


def pick(rng: np.random.Generator, real: Images, composites: Images | None, batch: int) -> tuple[torch.Tensor, list]:
    """A batch with the same number of each class; half of an object's images are composites, if there are any.

    -> (batch, 3, SIDE, SIDE) uint8, and the targets
    """
    each = batch // len(CLASSES)
    pixels, targets = [], []
    for number, name in enumerate(CLASSES):
        mixed = composites is not None and name != BACKGROUND
        shares = [(real, each // 2), (composites, each - each // 2)] if mixed else [(real, each)]
        for images, count in shares:
            pixels.append(images.pixels[rng.choice(np.flatnonzero(images.targets == number), count)])
        targets += [number] * each
    return torch.cat(pixels), targets


def augment(rng: np.random.Generator, pixels: torch.Tensor) -> torch.Tensor:
    """Flips, right-angle turns, windows of 75 to 100 % of the side, and changes of brightness, contrast and colour.

    (B, 3, s, s) uint8 -> float -1...1
    """
    count = len(pixels)
    turn = rng.integers(4, size=count) * np.pi / 2
    flip = rng.choice([-1, 1], size=count)
    scale = rng.uniform(0.75, 1, count)
    shift = rng.uniform(-1, 1, (count, 2)) * (1 - scale)[:, None]
    place = np.zeros((count, 2, 3))
    place[:, 0, 0], place[:, 0, 1] = scale * np.cos(turn) * flip, -scale * np.sin(turn)
    place[:, 1, 0], place[:, 1, 1] = scale * np.sin(turn) * flip, scale * np.cos(turn)
    place[:, :, 2] = shift
    grid = F.affine_grid(torch.from_numpy(place).float(), list(pixels.shape), align_corners=False)
    x = F.grid_sample(pixels.float() / 255, grid, padding_mode="reflection", align_corners=False)

    contrast = torch.from_numpy(rng.uniform(0.7, 1.3, (count, 1, 1, 1))).float()
    gain = torch.from_numpy(rng.uniform(0.7, 1.3, (count, 1, 1, 1)) * rng.uniform(0.9, 1.1, (count, 3, 1, 1))).float()
    mean = x.mean((1, 2, 3), keepdim=True)
    changed = ((x - mean) * contrast + mean) * gain
    return (changed.clamp(0, 1) * 2 - 1).contiguous(memory_format=torch.channels_last)


def train(real: Images, composites: Images | None, seed: int, settings: Settings) -> Network:
    """The seed decides the first weights, too, so the variants of a seed start from the same network."""
    torch.manual_seed(seed)
    rng = np.random.default_rng([seed, 1])
    network = Network(len(CLASSES)).train().to(memory_format=torch.channels_last)  # faster on a CPU
    optimizer = torch.optim.AdamW(network.parameters(), settings.rate, weight_decay=settings.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.rate, settings.steps, pct_start=0.1, cycle_momentum=False
    )
    for _ in range(settings.steps):
        pixels, targets = pick(rng, real, composites, settings.batch)
        loss = F.cross_entropy(network(augment(rng, pixels)), torch.tensor(targets))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
    return network


@torch.no_grad()
def name_all(network: Network, files: Sequence[Path]) -> list[str]:
    """The class that the network takes each image for."""
    network.eval()
    names: list[str] = []
    for start in range(0, len(files), 128):
        x = load(files[start : start + 128]).float() / 127.5 - 1
        names += [CLASSES[i] for i in network(x).argmax(1).tolist()]
    return names
