"""Makes the composites with harmonidiff's own command, and reads them with their labels."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from training.augmentation.split import OBJECTS, Draw
from training.data import CANVAS, GSD, Scene, read_image

METHODS = ("copy-paste", "poisson", "harmonidiff")
PATCH = 160
"""Side of the central crop that becomes a patch, in pixels; the objects fit into it."""
COMPLETE = "complete"
"""This file in a folder of composites says that the command came to its end."""


@dataclass(frozen=True)
class Recipe:
    """How the composites of a seed are made."""

    command: list[str]
    """harmonidiff, as a list of arguments."""
    count: int
    seed: int
    sampling: list[str]
    """Options for the method harmonidiff alone, such as ["--steps", "10"]."""


def write_folders(chosen: Draw, folder: Path) -> tuple[Path, Path]:
    """-> ``folder/scenes/CLASS/*.png``, the landscapes, and ``folder/patches/CLASS/*.png``, the objects' middles."""
    scenes, patches = folder / "scenes", folder / "patches"
    margin = (CANVAS - PATCH) // 2
    middle = (margin, margin, margin + PATCH, margin + PATCH)
    for root, some, box in ((scenes, chosen.landscapes, None), (patches, chosen.objects, middle)):
        shutil.rmtree(root, ignore_errors=True)
        for scene in some:
            image = Image.fromarray(read_image(scene))
            (root / scene.label).mkdir(parents=True, exist_ok=True)
            (image.crop(box) if box else image).save(png(root, scene))
    return scenes, patches


def png(root: Path, scene: Scene) -> Path:
    return root / scene.label / f"{scene.path.stem}.png"


def compose(chosen: Draw, folder: Path, method: str, recipe: Recipe) -> Path:
    """-> the folder of one method's composites. Copy-pastes decide the places; the other methods take over theirs."""
    out = folder / method
    if (out / COMPLETE).exists():
        return out
    if method == "copy-paste":
        scenes, patches = write_folders(chosen, folder)
        # Right angles, because the classifier's own augmentation has these: the composites add new surroundings only.
        what = [scenes, "--patches", patches, "--count", recipe.count, "--seed", recipe.seed]
        what += ["--per-scene", 1, "--rotation", "right-angles", "--gsd", GSD, "--patch-gsd", GSD]
    else:
        what = [compose(chosen, folder, "copy-paste", recipe) / "manifest.jsonl"]
    options = recipe.sampling if method == "harmonidiff" else []
    arguments = [str(x) for x in (*recipe.command, "augment", *what, "--out", out, "--method", method, *options)]
    print(" ".join(arguments), flush=True)
    subprocess.run(arguments, check=True)
    (out / COMPLETE).touch()
    return out


def read_labels(folder: Path) -> dict[Path, str]:
    """The composites in ``folder``, each with the one category in ``labels.json``."""
    coco = json.loads((folder / "labels.json").read_text())
    categories = {category["id"]: category["name"] for category in coco["categories"]}
    found: dict[int, set[str]] = {image["id"]: set() for image in coco["images"]}
    for annotation in coco["annotations"]:
        found[annotation["image_id"]].add(categories[annotation["category_id"]])
    labels: dict[Path, str] = {}
    for image in coco["images"]:
        names = found[image["id"]]
        if len(names) != 1 or not names <= {*OBJECTS}:
            raise ValueError(f"{folder}: {image['file_name']} should have one class, not {sorted(names)}.")
        labels[folder / "images" / image["file_name"]] = names.pop()
    return labels
