"""Pictures of a run: curves of its losses, sheets of its samples."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image


def to_bytes(x: torch.Tensor) -> np.ndarray:
    """(3, H, W) in -1...1 -> (H, W, 3) uint8."""
    unit = (x.detach().float().cpu() / 2 + 0.5).clamp(0, 1)
    return (unit * 255).round().byte().permute(1, 2, 0).numpy()


def sheet(rows: list[list[torch.Tensor]], path: Path, gap: int = 4) -> None:
    """Images (3, H, W) in -1...1 of one size, a row for each list, as one PNG."""
    tiles = [[to_bytes(x) for x in row] for row in rows]
    height, width = tiles[0][0].shape[:2]
    columns = max(len(row) for row in tiles)
    page = np.full((len(tiles) * (height + gap) - gap, columns * (width + gap) - gap, 3), 255, np.uint8)
    for i, row in enumerate(tiles):
        for j, tile in enumerate(row):
            y, x = i * (height + gap), j * (width + gap)
            page[y : y + height, x : x + width] = tile
    Image.fromarray(page).save(path)


def curves(folder: Path) -> None:
    """``losses.jsonl`` -> ``losses.png``: each value over the minutes of training."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    lines = [json.loads(line) for line in (folder / "losses.jsonl").read_text().splitlines()]
    names = sorted({name for line in lines for name in line} - {"step", "minutes"})
    figure, axes = plt.subplots(len(names), 1, figsize=(8, 2.2 * len(names)), sharex=True, squeeze=False)
    for axis, name in zip(axes[:, 0], names, strict=True):
        points = [(line["minutes"], line[name]) for line in lines if name in line]
        axis.plot(*zip(*points, strict=True), marker="." if len(points) < 60 else None)
        axis.set_ylabel(name)
        axis.grid(alpha=0.3)
        # Losses fall by orders of magnitude; a linear axis would show only the first minute.
        if "loss" in name and min(value for _, value in points) > 0:
            axis.set_yscale("log")
    axes[-1, 0].set_xlabel("minutes of training")
    figure.tight_layout()
    figure.savefig(folder / "losses.png", dpi=100)
    plt.close(figure)
