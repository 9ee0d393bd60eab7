"""The metrics against independent implementations: scikit-image, and plain loops."""

import numpy as np
import pytest

from training import metrics

skimage_metrics = pytest.importorskip("skimage.metrics")


@pytest.fixture
def pair():
    rng = np.random.default_rng(0)
    a = rng.integers(0, 256, (40, 52, 3), dtype=np.uint8)
    b = np.clip(a + rng.normal(0, 20, a.shape), 0, 255).astype(np.uint8)
    return a, b


def loop_sobel(grey):
    padded = np.pad(grey, 1, mode="edge")
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    out = np.zeros_like(grey)
    for y in range(grey.shape[0]):
        for x in range(grey.shape[1]):
            window = padded[y : y + 3, x : x + 3]
            out[y, x] = np.hypot((window * kernel).sum(), (window * kernel.T).sum())
    return out


def loop_bgd(image, mask, width):
    g = loop_sobel(image.astype(float).mean(-1))
    padded = np.pad(mask, width)
    side = 2 * width + 1
    inner, outer = [], []
    for y in range(mask.shape[0]):
        for x in range(mask.shape[1]):
            window = padded[y : y + side, x : x + side]
            if mask[y, x] and not window.all():
                inner.append(g[y, x])
            if not mask[y, x] and window.any():
                outer.append(g[y, x])
    return abs(np.mean(inner) - np.mean(outer))


@pytest.mark.parametrize("box", [(10, 8, 20, 15), (0, 0, 20, 15), (32, 25, 20, 15), (30, 20, 4, 3)])
@pytest.mark.parametrize("width", [1, 3])
def test_bgd_equals_the_loops(pair, box, width):
    x, y, w, h = box
    mask = np.zeros(pair[0].shape[:2], bool)
    mask[y : y + h, x : x + w] = True
    assert metrics.bgd(pair[0], mask, width) == pytest.approx(loop_bgd(pair[0], mask, width), rel=1e-9)


def test_bgd_of_a_step_beside_the_mask():
    """A step of 100 between columns 12 and 13: both touch it, |G| = 400 there; the bands are 3 wide."""
    image = np.zeros((40, 40, 3), np.uint8)
    image[:, 13:] = 100
    mask = np.zeros((40, 40), bool)
    mask[:, 13:] = True
    # The outer band is three columns, of which one has 400. The inner band also follows the other edges of the canvas.
    inner = 40 * 27 - 34 * 21
    assert metrics.bgd(image, mask) == pytest.approx(abs(40 * 400 / inner - 400 / 3))


def test_bgd_without_an_outer_band_is_zero(pair):
    assert metrics.bgd(pair[0], np.ones(pair[0].shape[:2], bool)) == 0


def test_sobel_equals_skimage(pair):
    filters = pytest.importorskip("skimage.filters")
    grey = pair[0].astype(float).mean(-1)
    # skimage divides each kernel by 4 and the magnitude by sqrt(2).
    ours = metrics.sobel(grey) / 4 / np.sqrt(2)
    np.testing.assert_allclose(ours[1:-1, 1:-1], filters.sobel(grey)[1:-1, 1:-1], rtol=1e-9)


def test_psnr_equals_skimage(pair):
    expected = skimage_metrics.peak_signal_noise_ratio(*pair, data_range=255)
    assert metrics.psnr(*pair) == pytest.approx(expected)
    assert metrics.psnr(pair[0], pair[0]) == float("inf")


def test_ssim_equals_skimage(pair):
    options = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False, "data_range": 255}
    expected = skimage_metrics.structural_similarity(*pair, channel_axis=-1, **options)
    assert metrics.ssim(*pair) == pytest.approx(expected, abs=1e-9)


def test_gradient_similarity(pair):
    options = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False, "data_range": 1020}
    sobels = [loop_sobel(image.astype(float).mean(-1)) for image in pair]
    full = skimage_metrics.structural_similarity(*sobels, full=True, **options)[1]
    assert metrics.gradient_similarity(*pair) == pytest.approx(full.mean(), abs=1e-9)
    assert metrics.gradient_similarity(pair[0], pair[0]) == pytest.approx(1)
    brighter = (pair[0] // 2 + 60).astype(np.uint8)
    darker = (pair[0] // 2).astype(np.uint8)
    assert metrics.gradient_similarity(brighter, darker) == pytest.approx(1)


def test_auc_counts_pairs():
    rng = np.random.default_rng(1)
    positives, negatives = rng.integers(0, 8, 50) + 1.0, rng.integers(0, 8, 70) + 0.0
    more = (positives[:, None] > negatives).mean() + (positives[:, None] == negatives).mean() / 2
    assert metrics.auc(positives, negatives) == pytest.approx(more)
