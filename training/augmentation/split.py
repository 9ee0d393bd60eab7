"""Which scenes each run trains on, and which it is tested on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training import data
from training.data import Scene

OBJECTS = (
    "airplane",
    "baseballdiamond",
    "mobilehomepark",
    "parkinglot",
    "sparseresidential",
    "storagetanks",
    "tenniscourt",
)
"""What is to be recognised from a few images: compact things that are near the middle of their scene."""
LANDSCAPES = ("agricultural", "beach", "chaparral", "forest", "freeway", "golfcourse", "river", "runway")
"""Without the objects. Other classes are left out: intersections have car parks, built-up areas tennis courts."""
BACKGROUND = "background"
CLASSES = (BACKGROUND, *OBJECTS)


def target(scene: Scene) -> str:
    """What the classifier is to call a scene."""
    return BACKGROUND if scene.label in LANDSCAPES else scene.label


@dataclass(frozen=True)
class Draw:
    """The scenes of one seed; all lists are disjoint, except that ``unseen`` contains ``held_out``."""

    objects: list[Scene]
    """Training images of the objects, also the sources of the patches."""
    landscapes: list[Scene]
    """Training images of the background, also the scenes that the patches are put into."""
    validation: list[Scene]
    """Only for choosing hyper-parameters."""
    held_out: list[Scene]
    """The test set: scenes that the bundled diffusion model was not trained on either."""
    unseen: list[Scene]
    """A larger test set: all scenes that are neither for training nor for validation."""


def draw(all_scenes: list[Scene], seed: int, shots: int, backgrounds: int) -> Draw:
    """Draws ``shots`` training images of each object and ``backgrounds`` of each landscape.

    They come from the nine tenths that training.data does not hold out, less a tenth of these for validation.
    """
    used = [scene for scene in all_scenes if scene.label in OBJECTS + LANDSCAPES]
    missing = {*OBJECTS, *LANDSCAPES} - {scene.label for scene in used}
    if missing:
        raise SystemExit(f"The data lack the classes {', '.join(sorted(missing))}.")
    rest, held_out = data.split(used)
    pool, validation = data.split(rest)
    rng = np.random.default_rng(seed)

    def some(label: str, count: int) -> list[Scene]:
        candidates = [scene for scene in pool if scene.label == label]
        if count > len(candidates):
            raise SystemExit(f"{label} has only {len(candidates)} images to draw {count} from.")
        return [candidates[i] for i in sorted(rng.choice(len(candidates), count, replace=False))]

    objects = [scene for label in OBJECTS for scene in some(label, shots)]
    landscapes = [scene for label in LANDSCAPES for scene in some(label, backgrounds)]
    drawn = {*objects, *landscapes}
    unseen = [scene for scene in pool if scene not in drawn] + held_out
    return Draw(objects, landscapes, validation, held_out, unseen)
