"""Makes test/fixtures/metrics: small images and feature sets, with the values other implementations give for them.

python test/reference/make_metrics.py [--out DIR]

Needs the packages installed: pip install -e '.[test]'

Everything is seeded. If training/metrics.py defines a metric, its value is written as well, and the two must agree
before anything is written.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy import linalg, ndimage
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from reference.classifier import load_classifier
from training import metrics as ours

ROOT = Path(__file__).resolve().parents[2]

GAUSSIAN = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False}


def sobel(image: np.ndarray) -> np.ndarray:
    """Magnitude of scipy's own Sobel filters on the mean of RGB."""
    grey = image.astype(np.float64).sum(-1) / 3
    x, y = (ndimage.sobel(grey, axis=axis, mode="nearest") for axis in (1, 0))
    return np.sqrt(x**2 + y**2)


def bgd(image: np.ndarray, mask: np.ndarray, width: int) -> float:
    """By binary morphology, one pixel ``width`` times: the same square, made otherwise."""
    square = {"structure": np.ones((3, 3)), "iterations": width}
    inner = mask ^ ndimage.binary_erosion(mask, **square)
    outer = mask ^ ndimage.binary_dilation(mask, **square)
    gradients = sobel(image)
    if not inner.any() or not outer.any():
        return 0.0
    return float(abs(np.average(gradients, weights=inner) - np.average(gradients, weights=outer)))


def gradient_similarity(a: np.ndarray, b: np.ndarray) -> float:
    """scikit-image's SSIM map of the two gradients, all pixels of it."""
    return float(structural_similarity(sobel(a), sobel(b), data_range=1020, full=True, **GAUSSIAN)[1].mean())


def frechet_sqrtm(a: np.ndarray, b: np.ndarray) -> float:
    """pytorch-fid's formula, with its remedy for a square root that does not exist."""
    c1, c2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    root = linalg.sqrtm(c1 @ c2)
    if not np.isfinite(root).all():
        offset = np.eye(len(c1)) * 1e-6
        root = linalg.sqrtm((c1 + offset) @ (c2 + offset))
    difference = a.mean(0) - b.mean(0)
    return float(difference @ difference + np.trace(c1) + np.trace(c2) - 2 * np.trace(root).real)


def frechet_eigenvalues(a: np.ndarray, b: np.ndarray) -> float:
    """By the eigenvalues of C1 C2, as torch-fidelity and torchmetrics do it."""
    c1, c2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    values = np.linalg.eigvals(c1 @ c2).real.clip(min=0)
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(c1) + np.trace(c2) - 2 * np.sqrt(values).sum())


def images(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Two of 53 x 41 px with structure at all scales, one like the other; and a coarse scene of 256 px."""

    def rough(height: int, width: int, sigma: float) -> np.ndarray:
        return ndimage.gaussian_filter(rng.normal(0, 1, (height, width, 3)), (sigma, sigma, 0)) * sigma * 80

    first = np.clip(128 + rough(41, 53, 4) + rough(41, 53, 1) * 0.2, 0, 255).astype(np.uint8)
    second = np.clip(first * 0.8 + 20 + rng.normal(0, 6, first.shape), 0, 255).astype(np.uint8)
    scene = np.kron(rng.integers(0, 256, (32, 32, 3)), np.ones((8, 8, 1))).astype(np.uint8)
    return {"first": first, "second": second, "scene": scene}


def masks() -> dict[str, np.ndarray]:
    """A disc, a box in the image's corner, one that is too thin to erode, and one that has no outside."""
    y, x = np.mgrid[:41, :53]
    corner, line = np.zeros((2, 41, 53), bool)
    corner[20:, 30:] = True
    line[10:12, 5:40] = True
    return {
        "disc": (x - 25) ** 2 + (y - 18) ** 2 < 12**2,
        "corner": corner,
        "line": line,
        "all": np.ones((41, 53), bool),
    }


def feature_sets(rng: np.random.Generator) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Fewer rows than columns, more, one set of each, rank 3 of 10 columns, and a set with itself."""

    def some(rows: int, columns: int, shift: float) -> np.ndarray:
        mixed = rng.normal(0, 1, (rows, columns)) @ rng.normal(0, 1, (columns, columns)) / columns**0.5
        return np.round(mixed + shift, 3)

    def flat(rows: int, columns: int, rank: int) -> np.ndarray:
        # Whole numbers: the rank is exact.
        return (rng.integers(-3, 4, (rows, rank)) @ rng.integers(-2, 3, (rank, columns))).astype(np.float64)

    same = some(20, 6, 0)
    return {
        "n < d": (some(7, 16, 0), some(9, 16, 0.5)),
        "n > d": (some(40, 6, 0), some(30, 6, 0.3)),
        "n > d > m": (some(30, 10, 0), some(5, 10, 0.2)),
        "singular": (flat(25, 10, 3), flat(20, 10, 3)),
        "identical": (same, same),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "test" / "fixtures")
    out = parser.parse_args().out
    (out / "metrics").mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20)
    pictures = images(rng)
    a, b = pictures["first"], pictures["second"]

    expected: dict = {
        "bgd": [
            {"mask": name, "width": width, "value": bgd(a, mask, width), "python": ours.bgd(a, mask, width)}
            for name, mask in masks().items()
            for width in (1, 3, 6)
        ],
        "psnr": {"value": float(peak_signal_noise_ratio(a, b, data_range=255)), "python": ours.psnr(a, b)},
        "ssim": {
            "value": float(structural_similarity(a, b, data_range=255, channel_axis=-1, **GAUSSIAN)),
            "python": ours.ssim(a, b),
        },
        "gradientSimilarity": {"value": gradient_similarity(a, b), "python": ours.gradient_similarity(a, b)},
    }
    for entry in [*expected["bgd"], *(expected[name] for name in ("psnr", "ssim", "gradientSimilarity"))]:
        assert abs(entry["value"] - entry["python"]) < 1e-9, entry

    expected["frechet"] = {
        name: {"a": x.tolist(), "b": y.tolist(), "sqrtm": frechet_sqrtm(x, y), "eigenvalues": frechet_eigenvalues(x, y)}
        for name, (x, y) in feature_sets(rng).items()
    }

    classifier = load_classifier(ROOT / "test" / "fixtures" / "mini" / "classifier")
    with torch.inference_mode():
        for name in ("scene", "first"):
            whole = classifier.input(pictures[name], (0, 0, 0, 0))
            assert not whole[:, 3].any()
            expected.setdefault("features", {})[name] = classifier.backbone(whole)[0].tolist()

    (out / "metrics.json").write_text(json.dumps(expected, indent=1) + "\n")
    for name, picture in pictures.items():
        Image.fromarray(picture).save(out / "metrics" / f"{name}.png", optimize=True)
    for name, mask in masks().items():
        Image.fromarray(mask.astype(np.uint8) * 255).save(out / "metrics" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
