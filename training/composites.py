"""Composites: a patch of one scene put into another, and the untouched scenes that they are told apart from.

Images are (H, W, 3) uint8 RGB arrays, masks (H, W) bool arrays (true = where the patch is), boxes x, y, w, h in pixels.
Whatever is random comes out of the numpy generator that the caller passes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw
from scipy import sparse
from scipy.fft import dstn, idstn
from scipy.ndimage import maximum_filter, minimum_filter
from scipy.sparse.linalg import splu

Box = tuple[int, int, int, int]
KINDS = ("real", "paste", "poisson")


# Where the patch goes


def random_box(rng: np.random.Generator, width: int, height: int, low=0.2, high=0.6) -> Box:
    """Each side ``low``...``high`` of the canvas' side, anywhere on it, also at its edge."""

    def span(side: int) -> tuple[int, int]:
        length = max(1, int(rng.uniform(low, high) * side))
        return int(rng.integers(0, side - length + 1)), length

    (x, w), (y, h) = span(width), span(height)
    return x, y, w, h


def box_mask(box: Box, width: int, height: int) -> np.ndarray:
    x, y, w, h = box
    mask = np.zeros((height, width), bool)
    mask[y : y + h, x : x + w] = True
    return mask


def random_mask(rng: np.random.Generator, width: int, height: int) -> tuple[np.ndarray, Box]:
    """A box (7 of 10), an ellipse or a polygon, and the box around it."""
    box = x, y, w, h = random_box(rng, width, height)
    form = rng.random()
    if form < 0.7:
        return box_mask(box, width, height), box
    picture = Image.new("1", (width, height))
    draw = ImageDraw.Draw(picture)
    if form < 0.85:
        draw.ellipse((x, y, x + w - 1, y + h - 1), fill=1)
    else:
        # Corners around the centre in the order of their angles: the outline never crosses itself.
        angles = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(5, 10)))
        reach = rng.uniform(0.6, 1, len(angles))
        xs = x + (w - 1) / 2 * (1 + reach * np.cos(angles))
        ys = y + (h - 1) / 2 * (1 + reach * np.sin(angles))
        draw.polygon(list(zip(xs, ys, strict=True)), fill=1)
    mask = np.array(picture)
    if mask.sum() < 0.2 * w * h:  # the angles happened to lie on one side
        return box_mask(box, width, height), box
    return mask, bounding_box(mask)


def bounding_box(mask: np.ndarray) -> Box:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    x, y = int(columns[0]), int(rows[0])
    return x, y, int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y


def grow(mask: np.ndarray, by: int) -> np.ndarray:
    """Dilated by ``by`` pixels (eroded if below 0) with a square of side 2 |by| + 1; outside is background."""
    if by == 0:
        return mask
    operation = maximum_filter if by > 0 else minimum_filter
    return operation(mask.astype(np.uint8), 2 * abs(by) + 1, mode="constant") > 0


def jitter_mask(rng: np.random.Generator, mask: np.ndarray) -> np.ndarray:
    """The mask shifted by up to 3 px each way and grown or shrunk by up to a tenth of its shorter side.

    A tenth, because the product also scores its results with masks grown and shrunk that far; and so that the
    classifier looks around the outline in place of learning that a seam lies exactly on it.
    """
    _, _, w, h = bounding_box(mask)
    moved = np.zeros_like(mask)
    dx, dy = (int(step) for step in rng.integers(-3, 4, 2))
    height, width = mask.shape
    part = mask[max(0, -dy) : height - max(0, dy), max(0, -dx) : width - max(0, dx)]
    moved[max(0, dy) : height + min(0, dy), max(0, dx) : width + min(0, dx)] = part
    most = min(w, h) // 10
    jittered = grow(moved, int(rng.integers(-most, most + 1)))
    return jittered if jittered.any() else mask


# What differs between two acquisitions


def haze(image: np.ndarray, amount: float, airlight: np.ndarray) -> np.ndarray:
    """Koschmieder: (1 - amount) image + amount airlight; amount 0...0.35, airlight RGB 190...245."""
    return image * (1 - amount) + airlight * amount


def season(image: np.ndarray, amount: float) -> np.ndarray:
    """Vegetation turned brown (amount up to 1) or lusher (down to -1), by how much green leads in a pixel."""
    lead = image[..., 1] - np.maximum(image[..., 0], image[..., 2])
    vegetation = np.clip((lead + 8) / 32, 0, 1)[..., None]
    return image + amount * vegetation * np.array([45.0, -10.0, -15.0])


def gain(image: np.ndarray, factor: float, offset: float) -> np.ndarray:
    """factor · image + offset: exposure and sun angle; factor 0.7...1.35, offset -20...20 grey levels."""
    return image * factor + offset


def gamma(image: np.ndarray, exponent: float) -> np.ndarray:
    """255 (image / 255)^exponent, 0.7...1.4: another tone curve."""
    return 255 * (np.clip(image, 0, 255) / 255) ** exponent


def tint(image: np.ndarray, factors: np.ndarray, saturation: float) -> np.ndarray:
    """Another sensor: gain of each band (0.88...1.12) and saturation (0.6...1.3)."""
    grey = image.mean(-1, keepdims=True)
    return (grey + saturation * (image - grey)) * factors


def change_radiometry(rng: np.random.Generator, image: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Season, gain, gamma, sensor tint and haze, each with probability 0.6, in the order light meets them.

    ``strength`` 0...1 narrows all the ranges towards no change.
    """
    x = image.astype(np.float64)

    def around_one(low: float, high: float, size=None):
        return np.exp(strength * rng.uniform(np.log(low), np.log(high), size))

    if rng.random() < 0.6:
        x = season(x, strength * rng.uniform(-0.6, 1))
    if rng.random() < 0.6:
        x = gain(x, around_one(0.7, 1.35), strength * rng.uniform(-20, 20))
    if rng.random() < 0.6:
        x = gamma(x, around_one(0.7, 1.4))
    if rng.random() < 0.6:
        x = tint(x, around_one(0.88, 1.12, 3), around_one(0.6, 1.3))
    if rng.random() < 0.6:
        x = haze(x, strength * rng.uniform(0, 0.35), rng.uniform(190, 235) + np.array([0, 4, 10]))
    return to_uint8(x)


def to_uint8(x: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(x), 0, 255).astype(np.uint8)


# How the patch is put in


def paste(target: np.ndarray, source: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Copy-paste: target outside the mask, source inside. All of the canvas' size."""
    return np.where(mask[..., None], source, target)


def poisson(target: np.ndarray, source: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Poisson blending (Perez et al. 2003, imported gradients): the source's Laplacian, the target's values around.

    The mask's outermost pixels (all that touch something outside it; the canvas' edge counts as outside) keep the
    target's values. Inside, result = source + u with u harmonic and u = target - source on that rim, which is the same
    as solving for the result and needs no gradient of the source beyond the mask.
    """
    inside = minimum_filter(mask.astype(np.uint8), footprint=CROSS, mode="constant") > 0
    result = target.copy()
    if not inside.any():
        return result
    x, y, w, h = bounding_box(inside)
    there = (slice(y - 1, y + h + 1), slice(x - 1, x + w + 1))
    difference = target[there].astype(np.float64) - source[there]
    solve = harmonic_in_box if inside.sum() == w * h else harmonic
    u = solve(difference, inside[there])
    blended = to_uint8(source[there] + u)
    result[there] = np.where(inside[there][..., None], blended, target[there])
    return result


CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]])


def harmonic_in_box(rim: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """(H, W, C) with its outermost ring given -> the same with the 5-point Laplace equation solved within.

    The discrete sine transform diagonalises the Laplacian of a rectangle: exact, and fast.
    """
    h, w = rim.shape[0] - 2, rim.shape[1] - 2
    right = np.zeros((h, w, rim.shape[2]))
    right[0] += rim[0, 1:-1]
    right[-1] += rim[-1, 1:-1]
    right[:, 0] += rim[1:-1, 0]
    right[:, -1] += rim[1:-1, -1]
    eigenvalues = [2 - 2 * np.cos(np.pi * np.arange(1, n + 1) / (n + 1)) for n in (h, w)]
    coefficients = dstn(right, type=1, axes=(0, 1)) / (eigenvalues[0][:, None] + eigenvalues[1])[..., None]
    u = rim.copy()
    u[1:-1, 1:-1] = idstn(coefficients, type=1, axes=(0, 1))
    return u


def harmonic(rim: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The same for any shape: solved where ``inside`` (H, W), which stays off the array's edge; given elsewhere."""
    ys, xs = np.nonzero(inside)
    number = np.full(inside.shape, -1)
    number[ys, xs] = np.arange(len(ys))
    right = np.zeros((len(ys), rim.shape[2]))
    rows, columns = [], []
    for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        neighbour = number[ys + dy, xs + dx]
        unknown = neighbour >= 0
        rows.append(np.flatnonzero(unknown))
        columns.append(neighbour[unknown])
        right[~unknown] += rim[(ys + dy)[~unknown], (xs + dx)[~unknown]]
    pairs = (np.concatenate(rows), np.concatenate(columns))
    links = sparse.coo_matrix((np.ones(len(pairs[0])), pairs), shape=(len(ys), len(ys)))
    laplacian = (4 * sparse.identity(len(ys)) - links).tocsc()
    u = rim.copy()
    u[ys, xs] = splu(laplacian, permc_spec="MMD_AT_PLUS_A").solve(right)
    return u


# Samples


@dataclass
class Sample:
    image: np.ndarray
    mask: np.ndarray  # where the classifier is told to look
    patch: np.ndarray  # where a patch really is, as a mask; empty in a real sample
    kind: str  # one of KINDS


def finish(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Resampled (half of the images, from 0.7...1 of the size) and compressed as JPEG or WebP (half, quality 75...98).

    The same for all kinds: blending rounds anew and a paste does not, which must not give either away.
    """
    if rng.random() < 0.5:
        height, width = image.shape[:2]
        part = rng.uniform(0.7, 1)
        small = Image.fromarray(image).resize((round(width * part), round(height * part)), Image.BICUBIC)
        image = np.array(small.resize((width, height), Image.BICUBIC))
    if rng.random() < 0.5:
        file = io.BytesIO()
        form = "JPEG" if rng.random() < 0.7 else "WEBP"
        options = {"method": 0} if form == "WEBP" else {}
        Image.fromarray(image).save(file, form, quality=int(rng.integers(75, 99)), **options)
        image = np.array(Image.open(file).convert("RGB"))
    return image


def turn(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """One of the eight turns and mirrorings; a scene seen from above has no right way up."""
    image = np.rot90(image, int(rng.integers(4)))
    return np.ascontiguousarray(image[:, ::-1] if rng.random() < 0.5 else image)


def lay_out(source: np.ndarray, corner: tuple[int, int], box: Box, width: int, height: int) -> np.ndarray:
    """The patch of ``source`` at ``corner`` (x, y), of the box's size, on an empty canvas at the box."""
    canvas = np.zeros((height, width, 3), np.uint8)
    x, y, w, h = box
    canvas[y : y + h, x : x + w] = source[corner[1] : corner[1] + h, corner[0] : corner[0] + w]
    return canvas


def random_corner(rng: np.random.Generator, image: np.ndarray, box: Box) -> tuple[int, int]:
    height, width = image.shape[:2]
    return int(rng.integers(0, width - box[2] + 1)), int(rng.integers(0, height - box[3] + 1))


def make_pair(
    rng: np.random.Generator,
    kind: str,
    target: np.ndarray,
    source: np.ndarray,
    through: Callable[[np.ndarray], np.ndarray] | None = None,
) -> tuple[Sample, Sample]:
    """-> a real sample and a composite of the same scene, of its size.

    Both have the same mask, and all that is done to a whole picture is done to both in the same way: half of the scenes
    are altered, and all are finished. So only the patch tells them apart, altered once more and by itself, and a
    classifier that sees both in one batch finds it sooner.

    kind: of the composite, ``paste`` or ``poisson``
    source: another scene, not smaller than the target
    through: what the finished pictures pass, such as a VAE's encoder and decoder
    """
    scene = turn(rng, target)
    height, width = scene.shape[:2]
    if rng.random() < 0.5:
        scene = change_radiometry(rng, scene, rng.uniform(0.3, 1))
    mask, box = random_mask(rng, width, height)
    source = turn(rng, source)
    patch = lay_out(source, random_corner(rng, source, box), box, width, height)
    patch = change_radiometry(rng, patch, rng.uniform(0.3, 1))
    composite = (paste if kind == "paste" else poisson)(scene, patch, mask)
    seen, seed = jitter_mask(rng, mask), int(rng.integers(2**32))

    def sample(image: np.ndarray, patch: np.ndarray, kind: str) -> Sample:
        image = through(image) if through else image
        return Sample(finish(np.random.default_rng(seed), image), seen, patch, kind)

    return sample(scene, np.zeros_like(mask), "real"), sample(composite, mask, kind)


def vae_pass(vae, image: np.ndarray) -> np.ndarray:
    """Encoded (posterior mean) and decoded by a diffusers AutoencoderKL; sides must be multiples of its factor."""
    import torch

    with torch.inference_mode():
        pixels = torch.from_numpy(image.copy()).permute(2, 0, 1)[None].to(vae.device, vae.dtype) / 127.5 - 1
        decoded = vae.decode(vae.encode(pixels).latent_dist.mean).sample[0].float()
    return to_uint8((decoded.permute(1, 2, 0).cpu().numpy() / 2 + 0.5) * 255)
