"""The training data: a folder of images sorted by class, a tenth of which is never used for training."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

SUFFIXES = {".webp", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
CANVAS = 256
"""Side of a scene in pixels."""
GSD = 0.3
"""Ground sampling distance of the scenes at their own size, metres per pixel."""


@dataclass(frozen=True)
class Scene:
    path: Path
    label: str
    """Name of the class folder."""


def scenes(folder: str | Path) -> list[Scene]:
    """All images of ``folder/CLASS/*``, sorted by class, then by file name."""
    found = [
        Scene(path, classes.name)
        for classes in sorted(Path(folder).iterdir())
        if classes.is_dir()
        for path in sorted(classes.iterdir())
        if path.suffix.lower() in SUFFIXES
    ]
    if not found:
        raise FileNotFoundError(f"{folder}: no images in class folders.")
    return found


def split(all_scenes: list[Scene]) -> tuple[list[Scene], list[Scene]]:
    """-> (train, held out): within each class, every tenth scene by file name is held out."""
    train: list[Scene] = []
    held_out: list[Scene] = []
    seen: dict[str, int] = {}
    for scene in sorted(all_scenes, key=lambda s: (s.label, s.path.name)):
        index = seen.get(scene.label, 0)
        seen[scene.label] = index + 1
        (held_out if index % 10 == 9 else train).append(scene)
    return train, held_out


def digest(some: list[Scene]) -> str:
    """Identifies a list of scenes, wherever they are stored."""
    names = "\n".join(f"{scene.label}/{scene.path.name}" for scene in some)
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def read_image(scene: Scene) -> np.ndarray:
    """-> (CANVAS, CANVAS, 3) uint8."""
    with Image.open(scene.path) as image:
        rgb = image.convert("RGB")
        if rgb.size != (CANVAS, CANVAS):
            rgb = rgb.resize((CANVAS, CANVAS), Image.BICUBIC)
        return np.asarray(rgb)


def read_images(some: list[Scene]) -> torch.Tensor:
    """-> (N, 3, CANVAS, CANVAS) uint8, all in memory (1,700 scenes are 330 MB)."""
    return torch.stack([torch.from_numpy(read_image(s).copy()).permute(2, 0, 1) for s in some])


def to_unit(images: torch.Tensor) -> torch.Tensor:
    """uint8 0...255 -> float -1...1, as the VAE takes them."""
    return images.float() / 127.5 - 1


def dihedral(x: torch.Tensor, turn: int) -> torch.Tensor:
    """One of the eight symmetries of the square, turn 0...7; seen from above, all are equally valid. (..., s, s)"""
    x = torch.rot90(x, turn % 4, (-2, -1))
    return x.flip(-1) if turn >= 4 else x


def random_crop(image: torch.Tensor, side: int, scale: float, generator: torch.Generator) -> torch.Tensor:
    """A random square window, turned at random and resized so that the scene's GSD is divided by ``scale``.

    image (3, H, W) uint8; a window of side / scale pixels becomes (3, side, side) float in -1...1.
    scale > 1 enlarges (finer GSD), scale < 1 shrinks (coarser).
    """
    window = min(round(side / scale), *image.shape[-2:])
    y, x = (int(torch.randint(0, n - window + 1, (1,), generator=generator)) for n in image.shape[-2:])
    crop = to_unit(image[:, y : y + window, x : x + window])
    if window != side:
        crop = F.interpolate(crop[None], (side, side), mode="bicubic", antialias=True, align_corners=False)[0]
        crop = crop.clamp(-1, 1)
    return dihedral(crop, int(torch.randint(0, 8, (1,), generator=generator)))
