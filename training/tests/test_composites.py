import cv2
import numpy as np
import pytest
import torch

from training import composites
from training.composites import box_mask, make_pair, paste, poisson


@pytest.fixture
def pair():
    """Two smooth pictures with some grain, 64 x 72."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[:64, :72]
    target = np.stack([90 + x, 60 + y, 120 + 0 * x], -1) + rng.normal(0, 4, (64, 72, 3))
    source = np.stack([160 - y, 140 + x / 2, 60 + y / 2], -1) + rng.normal(0, 8, (64, 72, 3))
    return composites.to_uint8(target), composites.to_uint8(source)


def ellipse():
    y, x = np.mgrid[:64, :72]
    return ((x - 36) / 20) ** 2 + ((y - 30) / 14) ** 2 < 1


MASKS = {
    "box": box_mask((20, 10, 30, 24), 72, 64),
    "box in the corner": box_mask((0, 0, 30, 24), 72, 64),
    "whole canvas": np.ones((64, 72), bool),
    "ellipse": ellipse(),
}


@pytest.mark.parametrize("name", MASKS)
def test_poisson_keeps_the_laplacian_and_the_rim(pair, name):
    target, source = pair
    mask = MASKS[name]
    result = poisson(target, source, mask)
    assert np.array_equal(result[~mask], target[~mask])
    padded = np.pad(mask, 1)
    neighbours = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    inside = mask & neighbours
    assert inside.any()
    assert np.array_equal(result[mask & ~inside], target[mask & ~inside])
    assert not np.array_equal(result[inside], target[inside])

    def laplacian(image):
        image = image.astype(float)
        return 4 * image[1:-1, 1:-1] - image[:-2, 1:-1] - image[2:, 1:-1] - image[1:-1, :-2] - image[1:-1, 2:]

    # Off by rounding only, half a level for each of the eight weights; where nothing was clipped.
    clipped = ((result == 0) | (result == 255)).any(-1)
    assert not clipped.any()
    error = np.abs(laplacian(result) - laplacian(source))[inside[1:-1, 1:-1]]
    assert error.max() <= 4


def test_the_two_solvers_agree():
    rng = np.random.default_rng(0)
    rim = rng.normal(0, 50, (20, 31, 3))
    inside = np.zeros((20, 31), bool)
    inside[1:-1, 1:-1] = True
    np.testing.assert_allclose(
        composites.harmonic_in_box(rim, inside)[1:-1, 1:-1], composites.harmonic(rim, inside)[1:-1, 1:-1], atol=1e-9
    )


def test_poisson_resembles_opencv(pair):
    target, source = pair
    box = (20, 10, 30, 24)
    mask = box_mask(box, 72, 64)
    # The source has to have a rim around the mask, and the centre is that of the mask's bounding box.
    centre = (box[0] + box[2] // 2, box[1] + box[3] // 2)
    theirs = cv2.seamlessClone(source, target, mask.astype(np.uint8) * 255, centre, cv2.NORMAL_CLONE)
    ours = poisson(target, source, mask)
    inside = box_mask((22, 12, 26, 20), 72, 64)
    assert np.abs(ours[inside].astype(float) - theirs[inside]).mean() < 6
    assert np.abs(paste(target, source, mask)[inside].astype(float) - theirs[inside]).mean() > 12


def test_poisson_of_a_patch_too_thin_to_blend(pair):
    target, source = pair
    assert np.array_equal(poisson(target, source, box_mask((5, 5, 2, 30), 72, 64)), target)


@pytest.fixture
def scenes(pair):
    return [np.tile(image, (2, 2, 1))[:96, :96] for image in pair]


@pytest.mark.parametrize("kind", ["paste", "poisson"])
def test_pairs_depend_on_their_seed_alone(scenes, kind):
    before = [scene.copy() for scene in scenes]
    first, second, other = (make_pair(np.random.default_rng(seed), kind, *scenes) for seed in (7, 7, 8))
    for a, b, c in zip(first, second, other, strict=True):
        assert np.array_equal(a.image, b.image) and np.array_equal(a.mask, b.mask)
        assert not np.array_equal(a.image, c.image)
        assert a.image.dtype == np.uint8 and a.image.shape == (96, 96, 3)
        assert a.mask.dtype == bool and a.mask.any()
    assert [sample.kind for sample in first] == ["real", kind]
    assert first[1].patch.any() and not first[0].patch.any()
    assert all(np.array_equal(*both) for both in zip(scenes, before, strict=True))


def test_only_the_patch_tells_a_pair_apart(scenes):
    rng = np.random.default_rng(3)
    turned = [np.rot90(flipped, k) for flipped in (scenes[0], scenes[0][:, ::-1]) for k in range(4)]
    untouched = 0
    for _ in range(40):
        real, composite = make_pair(rng, "paste", *scenes)
        assert np.array_equal(real.mask, composite.mask)
        differs = (real.image != composite.image).any(-1)
        assert differs.any()
        if any(np.array_equal(real.image, t) for t in turned):  # neither altered, resampled nor compressed
            untouched += 1
            # The mask that the classifier sees is the patch's, up to its jitter.
            near = composites.grow(real.mask, min(composites.bounding_box(real.mask)[2:]) // 8 + 5)
            assert not (differs & ~near).any()
    assert untouched > 0


def test_both_of_a_pair_pass_through(scenes):
    real, composite = make_pair(np.random.default_rng(0), "paste", *scenes, lambda image: image // 2)
    assert real.image.max() <= 140 and composite.image.max() <= 140


def test_masks_are_inside_and_jittered_masks_stay_near():
    rng = np.random.default_rng(0)
    for _ in range(200):
        mask, (x, y, w, h) = composites.random_mask(rng, 96, 80)
        assert composites.bounding_box(mask) == (x, y, w, h)
        jittered = composites.jitter_mask(rng, mask)
        assert jittered.shape == mask.shape and jittered.any()
        reach = min(w, h) // 10 + 3
        assert not (jittered & ~composites.grow(mask, reach)).any()


def test_boxes_are_within_the_canvas_and_reach_its_edges():
    rng = np.random.default_rng(0)
    boxes = [composites.random_box(rng, 256, 256) for _ in range(1000)]
    assert min(b[0] for b in boxes) == 0 and max(b[0] + b[2] for b in boxes) == 256
    assert all(0.19 * 256 <= side <= 0.6 * 256 for b in boxes for side in b[2:])


def test_radiometry_without_strength_changes_nothing(pair):
    rng = np.random.default_rng(0)
    for _ in range(20):
        assert np.array_equal(composites.change_radiometry(rng, pair[0], 0.0), pair[0])


def test_the_classifier_sees_samples_as_the_product_shows_them():
    """Box, image and normalisation as in reference/classifier.py, which follows the published classifier."""
    from training.classifier import CONFIG, HarmonyClassifier, pack, to_device

    rng = np.random.default_rng(0)
    model = HarmonyClassifier(4, CONFIG)
    for _ in range(20):
        box = composites.random_box(rng, 250, 200)
        image = rng.integers(0, 256, (200, 250, 3), dtype=np.uint8)
        mask = box_mask(box, 250, 200)
        packed = pack(composites.Sample(image, mask, mask, "paste"), CONFIG["image_size"])
        ours = to_device(torch.from_numpy(packed)[None], "cpu")
        assert torch.allclose(ours, model.input(image, box), atol=1e-6)
