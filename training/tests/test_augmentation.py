"""What could go wrong without a sign: test images among the training images, wrong labels, wrong averages."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training import data
from training.augmentation import composing, fit, table
from training.augmentation.split import BACKGROUND, CLASSES, LANDSCAPES, OBJECTS, draw, target


@pytest.fixture
def some_scenes():
    labels = (*OBJECTS, *LANDSCAPES, "harbor")
    return [data.Scene(Path(f"{label}/{label}{i:02}.png"), label) for label in labels for i in range(90)]


@pytest.mark.parametrize("seed", range(3))
def test_no_test_image_is_trained_on(some_scenes, seed):
    chosen = draw(some_scenes, seed, 4, 10)
    training = {*chosen.objects, *chosen.landscapes}
    assert len(training) == 4 * len(OBJECTS) + 10 * len(LANDSCAPES)
    held_out = {scene for scene in data.split(some_scenes)[1] if scene.label != "harbor"}
    assert {*chosen.held_out} == held_out and not training & held_out
    assert held_out < {*chosen.unseen} and not training & {*chosen.unseen}
    assert not {*chosen.validation} & (training | {*chosen.unseen})
    everything = [*training, *chosen.validation, *chosen.unseen]
    assert len(everything) == len({*everything}) == 90 * len(OBJECTS + LANDSCAPES)
    assert {target(scene) for scene in chosen.landscapes} == {BACKGROUND}
    assert {target(scene) for scene in chosen.objects} == {*OBJECTS}


def test_a_draw_depends_on_its_seed_alone(some_scenes):
    assert draw(some_scenes, 1, 4, 10) == draw(some_scenes[::-1], 1, 4, 10)
    assert draw(some_scenes, 1, 4, 10).objects != draw(some_scenes, 2, 4, 10).objects
    assert draw(some_scenes, 1, 4, 10).held_out == draw(some_scenes, 2, 4, 10).held_out


def test_a_class_that_is_not_there_or_too_small_is_refused(some_scenes):
    with pytest.raises(SystemExit, match="airplane"):
        draw([scene for scene in some_scenes if scene.label != "airplane"], 0, 4, 10)
    with pytest.raises(SystemExit, match="only 73"):
        draw(some_scenes, 0, 74, 10)


@pytest.fixture
def chosen(tmp_path):
    """A draw of real files: each image is random, so that two are never alike."""
    rng = np.random.default_rng(0)
    for label in (*OBJECTS, *LANDSCAPES):
        (tmp_path / "data" / label).mkdir(parents=True)
        for i in range(4):
            pixels = rng.integers(0, 256, (256, 256, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(tmp_path / "data" / label / f"{label}{i}.png")
    return draw(data.scenes(tmp_path / "data"), 0, 2, 1)


def pixels_of(path):
    with Image.open(path) as image:
        return np.asarray(image)


def test_the_folders_hold_landscapes_and_central_crops_of_the_objects(chosen, tmp_path):
    (tmp_path / "out" / "scenes" / "airplane").mkdir(parents=True)  # left by an interrupted run
    scenes, patches = composing.write_folders(chosen, tmp_path / "out")
    for root, some, side in ((scenes, chosen.landscapes, 256), (patches, chosen.objects, composing.PATCH)):
        assert sorted(root.rglob("*.png")) == sorted(composing.png(root, scene) for scene in some)
        edge = (256 - side) // 2
        for scene in some:
            middle = data.read_image(scene)[edge : edge + side, edge : edge + side]
            assert np.array_equal(pixels_of(composing.png(root, scene)), middle)
    assert sorted(path.name for path in scenes.iterdir()) == sorted(LANDSCAPES)
    assert sorted(path.name for path in patches.iterdir()) == sorted(OBJECTS)


COMMAND = """
import json, pathlib, sys
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--out") + 1])
out.mkdir(parents=True, exist_ok=True)
(out / "arguments.json").write_text(json.dumps(arguments))
sys.exit(int("poisson" in arguments))
"""


def test_other_methods_take_over_the_places(chosen, tmp_path):
    folder = tmp_path / "seed-7"
    recipe = composing.Recipe([sys.executable, "-c", COMMAND], 12, 7, ["--steps", "3"])
    out = composing.compose(chosen, folder, "harmonidiff", recipe)
    first, second = (
        json.loads((folder / name / "arguments.json").read_text()) for name in ("copy-paste", "harmonidiff")
    )
    assert first[:4] == ["augment", str(folder / "scenes"), "--patches", str(folder / "patches")]
    assert first[4:8] == ["--count", "12", "--seed", "7"]
    assert first[-4:] == ["--out", str(folder / "copy-paste"), "--method", "copy-paste"]
    manifest = str(folder / "copy-paste" / "manifest.jsonl")
    assert second == ["augment", manifest, "--out", str(out), "--method", "harmonidiff", "--steps", "3"]

    # What is complete is kept; what failed is not taken for complete.
    (out / "arguments.json").unlink()
    assert composing.compose(chosen, folder, "harmonidiff", recipe) == out
    assert not (out / "arguments.json").exists()
    for _ in range(2):
        with pytest.raises(Exception, match="non-zero exit status"):
            composing.compose(chosen, folder, "poisson", recipe)


def write_coco(folder, categories_of):
    coco = {
        "images": [{"id": 10 + i, "file_name": f"{i:04}.png"} for i in range(len(categories_of))],
        "categories": [{"id": 5, "name": "tenniscourt"}, {"id": 3, "name": "airplane"}],
        "annotations": [{"image_id": 10 + i, "category_id": c} for i, some in enumerate(categories_of) for c in some],
    }
    folder.mkdir()
    (folder / "labels.json").write_text(json.dumps(coco))


def test_labels_are_the_categories_of_the_annotations(tmp_path):
    write_coco(tmp_path / "set", [[3], [5, 5], [3]])
    labels = composing.read_labels(tmp_path / "set")
    assert [*labels.values()] == ["airplane", "tenniscourt", "airplane"]
    assert [*labels] == [tmp_path / "set" / "images" / f"000{i}.png" for i in range(3)]


@pytest.mark.parametrize("categories", [[], [3, 5]])
def test_an_image_without_one_class_is_refused(tmp_path, categories):
    write_coco(tmp_path / "set", [[3], categories])
    with pytest.raises(ValueError, match="0001"):
        composing.read_labels(tmp_path / "set")


def numbered(count, first):
    """``count`` images of each class but BACKGROUND (all classes if ``first`` is 0), whose pixels are their number."""
    targets = np.repeat(np.arange(1 if first else 0, len(CLASSES)), count)
    values = torch.arange(first, first + len(targets), dtype=torch.uint8)
    return fit.Images(values[:, None, None, None].expand(-1, 3, 4, 4), targets)


@pytest.mark.parametrize("with_composites", [False, True])
def test_batches_are_balanced_and_keep_their_labels(with_composites):
    real, composites = numbered(3, 0), numbered(3, 100)
    pixels, targets = fit.pick(np.random.default_rng(0), real, composites if with_composites else None, 64)
    numbers = pixels[:, 0, 0, 0].tolist()
    assert np.bincount(targets).tolist() == [8] * len(CLASSES)
    for number, of_class in zip(numbers, targets, strict=True):
        assert of_class == (composites.targets[number - 100] if number >= 100 else real.targets[number])
    shares = [sum(n >= 100 for n, t in zip(numbers, targets, strict=True) if t == i) for i in range(len(CLASSES))]
    assert shares == ([0] + [4] * len(OBJECTS) if with_composites else [0] * len(CLASSES))


class Highest(np.random.Generator):
    """Draws turns and flips, but no windows: 100 % is the upper end of their sides."""

    def uniform(self, low, high, size):
        return np.full(size, high)


def test_augmented_images_keep_their_place_and_see_all_symmetries():
    pixels = torch.randint(0, 120, (64, 3, 16, 16), dtype=torch.uint8)
    x = pixels / 255
    mean = x.mean((1, 2, 3), keepdim=True)
    expected = (((x - mean) * 1.3 + mean) * 1.3 * 1.1).clamp(0, 1) * 2 - 1
    changed = fit.augment(Highest(np.random.PCG64(0)), pixels)
    differences = [(data.dihedral(expected, turn) - changed).abs().amax((1, 2, 3)) for turn in range(8)]
    error, turn = torch.stack(differences).min(0)
    assert error.max() < 1e-4
    assert {*turn.tolist()} == {*range(8)}


def test_augmented_images_are_in_range():
    pixels = torch.randint(0, 256, (64, 3, 16, 16), dtype=torch.uint8)
    changed = fit.augment(np.random.default_rng(0), pixels)
    assert changed.shape == pixels.shape and changed.min() >= -1 and changed.max() <= 1


def test_the_same_seed_trains_the_same_network():
    settings = fit.Settings(steps=2, batch=16)
    one, same, other = (fit.train(numbered(2, 0), None, seed, settings) for seed in (0, 0, 1))
    assert torch.equal(one.head.weight, same.head.weight) and not torch.equal(one.head.weight, other.head.weight)


def test_balanced_accuracy_counts_each_class_the_same():
    truth = ["background"] * 8 + ["airplane"] * 2
    assert table.balanced_accuracy(truth, ["background"] * 10) == 0.5
    assert table.balanced_accuracy(truth, truth) == 1
    answers = ["background"] * 6 + ["airplane"] * 3 + ["tenniscourt"]
    assert table.recalls(truth, answers) == {"airplane": 0.5, "background": 0.75}
    assert table.balanced_accuracy(truth, answers) == 0.625


def test_mean_and_standard_error():
    assert table.mean_and_error([0.1, 0.2, 0.3]) == pytest.approx((0.2, 0.1 / 3**0.5))
    assert table.percent([0.5]) == "50.0"


def test_differences_are_taken_within_a_seed():
    def result(seed, variant, accuracy):
        scores = {"balanced_accuracy": accuracy, "recalls": {"airplane": accuracy}, "answers": {"a": "b"}}
        return {"seed": seed, "variant": variant, "held_out": scores, "unseen": scores}

    text = table.tables([result(s, v, a) for s, v, a in (
        (0, "none", 0.3), (0, "poisson", 0.35), (1, "none", 0.5), (1, "poisson", 0.55),
    )])  # fmt: skip
    assert "| held-out scenes (1) | against none |" in text
    assert "| none | 2 | 40.0 ± 10.0 |  | 40.0 ± 10.0 |  |" in text
    assert "| poisson | 2 | 45.0 ± 10.0 | +5.0 ± 0.0 | 45.0 ± 10.0 | +5.0 ± 0.0 |" in text
    assert "| airplane | 40.0 ± 10.0 | 45.0 ± 10.0 |" in text
