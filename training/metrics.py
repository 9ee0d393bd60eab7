"""Metrics for comparing composites. Images are (H, W, 3) uint8 RGB, masks (H, W) bool."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import correlate1d, gaussian_filter
from scipy.stats import rankdata

from training.composites import grow


def grey(image: np.ndarray) -> np.ndarray:
    """(H, W, 3) uint8 -> (H, W) float 0...255: the mean of RGB."""
    return image.mean(-1, dtype=np.float64)


def sobel(image: np.ndarray) -> np.ndarray:
    """G = sqrt(Gx^2 + Gy^2), 3 x 3 Sobel, not normalised; pixels at the edge are repeated beyond it.

    image (H, W) 0...255 -> (H, W) 0...1442
    """

    def derivative(axis: int) -> np.ndarray:
        slope = correlate1d(image, [-1, 0, 1], axis=axis, mode="nearest")
        return correlate1d(slope, [1, 2, 1], axis=1 - axis, mode="nearest")

    return np.hypot(derivative(0), derivative(1))


def bgd(image: np.ndarray, mask: np.ndarray, width: int = 3) -> float:
    """Boundary gradient difference: |mean of G over the inner band - mean of G over the outer band|.

    G: Sobel magnitude of the grey image. Inner band: mask - erode(mask, width); outer: dilate(mask, width) - mask;
    square element of side 2 width + 1, everything outside the canvas is background. 0 if a band is empty.
    """
    g = sobel(grey(image))
    inner = mask & ~grow(mask, -width)
    outer = grow(mask, width) & ~mask
    if not inner.any() or not outer.any():
        return 0.0
    return float(abs(g[inner].mean() - g[outer].mean()))


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """10 log10(255^2 / mean((a - b)^2)) in dB, over all pixels and channels; infinite for equal images."""
    error = np.mean((a.astype(np.float64) - b) ** 2)
    return float(10 * np.log10(255**2 / error)) if error else float("inf")


def ssim_map(a: np.ndarray, b: np.ndarray, span: float) -> np.ndarray:
    """SSIM of every pixel (Wang et al. 2004), of two (H, W) float arrays whose values span ``span``.

    (2 ma mb + C1)(2 sab + C2) / ((ma^2 + mb^2 + C1)(sa^2 + sb^2 + C2)), C1 = (0.01 span)^2, C2 = (0.03 span)^2, with
    means, variances and covariance under a Gaussian of sigma 1.5 cut off at 5 px; mirrored at the edge.
    """

    def mean(x: np.ndarray) -> np.ndarray:
        return gaussian_filter(x, 1.5, radius=5)

    c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2))


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Mean of the SSIM map over all channels and all pixels whose window lies within the image (5 px rim left out)."""
    maps = [ssim_map(a[..., c].astype(np.float64), b[..., c].astype(np.float64), 255) for c in range(a.shape[-1])]
    return float(np.mean([m[5:-5, 5:-5] for m in maps]))


def gradient_similarity(result: np.ndarray, source: np.ndarray) -> float:
    """How much of the source's structure is preserved: mean SSIM map of G(result) and G(source), span 4 · 255.

    Both are the same box, (h, w, 3): the part of the result and the given patch. G is the Sobel magnitude of
    the grey patch alone, so that nothing around it counts; 4 · 255 is the largest response of one Sobel kernel. All
    pixels of the box count.
    """
    return float(ssim_map(sobel(grey(result)), sobel(grey(source)), 4 * 255).mean())


def auc(positives: np.ndarray, negatives: np.ndarray) -> float:
    """Area under the ROC curve: P(positive > negative) + P(equal) / 2, by the Mann-Whitney rank sum."""
    ranks = rankdata(np.concatenate([positives, negatives]))
    n, m = len(positives), len(negatives)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))
