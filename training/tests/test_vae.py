"""The terms of the VAE's loss."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from skimage.metrics import structural_similarity

from training.vae import gradient_ssim, laplacian_l1, ssim


@pytest.fixture
def pair() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(4)
    image = torch.rand(1, 3, 40, 48, generator=generator) * 2 - 1
    return image, (image + 0.3 * torch.randn(image.shape, generator=generator)).clamp(-1, 1)


def test_ssim_equals_scikit_image(pair):
    a, b = (x[0].permute(1, 2, 0).double().numpy() for x in pair)
    how = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False, "data_range": 2}
    assert float(ssim(*pair)) == pytest.approx(structural_similarity(a, b, channel_axis=2, **how), abs=1e-5)


def test_gradient_ssim_is_that_of_differences_without_the_luminance(pair):
    """By loops over windows, in double precision."""
    c2 = (0.03 * 2) ** 2
    weights = np.exp(-((np.arange(11) - 5) ** 2) / (2 * 1.5**2))
    window = np.outer(weights, weights) / weights.sum() ** 2
    grey = [x[0].double().mean(0).numpy() for x in pair]
    values = []
    for axis in (0, 1):
        a, b = (np.roll(x, -1, axis) - np.roll(x, 1, axis) for x in grey)
        for y in range(6, 40 - 6):
            for x in range(6, 48 - 6):
                p, q = a[y - 5 : y + 6, x - 5 : x + 6], b[y - 5 : y + 6, x - 5 : x + 6]
                mp, mq = (window * p).sum(), (window * q).sum()
                vp, vq = (window * (p - mp) ** 2).sum(), (window * (q - mq) ** 2).sum()
                values.append((2 * (window * (p - mp) * (q - mq)).sum() + c2) / (vp + vq + c2))
    assert float(gradient_ssim(*pair)) == pytest.approx(np.mean(values), abs=1e-5)


def test_a_fainter_texture_costs_more_than_in_l1(pair):
    """Half the contrast is half way to grey in L1, but less than half the similarity."""
    image, _ = pair
    faint, grey = image / 2, torch.zeros_like(image)
    l1 = float(laplacian_l1(faint, image) / laplacian_l1(grey, image))
    assert l1 == pytest.approx(0.5, abs=1e-4)
    lost = [1 - float(gradient_ssim(x, image)) for x in (faint, grey)]
    assert lost[0] < 0.25 < 0.9 < lost[1]
    assert float(gradient_ssim(image, image)) == pytest.approx(1, abs=1e-4)
