"""Makes the pairs in examples/: pictures decoded by the model that ships, so that no image of the data travels along.

    python -m training.examples --model models/harmonidiff-small --data DIR --out examples

Targets and sources are held-out scenes, encoded and decoded by the model's VAE. A source is first hazed and made
brighter or darker, as if another sensor had taken it on another day.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from reference.harmonize import load_vae
from training.captions import captions
from training.composites import Box, gain, haze, to_uint8, vae_pass
from training.data import GSD, read_image, scenes, split


@dataclass
class Example:
    name: str
    target: tuple[str, int]
    """Class, and the number among its held-out scenes."""
    source: tuple[str, int]
    part: Box
    """Of the source scene, in pixels; sides are multiples of the VAE's factor."""
    corner: tuple[int, int]
    """Where its corner goes in the target."""
    haze: float
    """0...1, towards a bluish white."""
    gain: float
    """Factor on the source's brightness."""


EXAMPLES = (
    Example("villa", ("chaparral", 3), ("sparseresidential", 8), (40, 24, 168, 160), (48, 52), 0.3, 0.85),
    Example("diamond", ("golfcourse", 3), ("baseballdiamond", 7), (96, 64, 152, 148), (20, 16), 0.25, 1.1),
    Example("tanks", ("chaparral", 0), ("storagetanks", 7), (48, 96, 172, 120), (44, 64), 0.2, 1.0),
)
AIRLIGHT = np.array([205.0, 212.0, 225.0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    vae = load_vae(options.model / "vae")
    by_label: dict[str, list] = {}
    for scene in split(scenes(options.data))[1]:
        by_label.setdefault(scene.label, []).append(scene)

    for example in EXAMPLES:
        folder = options.out / example.name
        folder.mkdir(parents=True, exist_ok=True)
        target, source = (by_label[label][number] for label, number in (example.target, example.source))
        x, y, w, h = example.part
        patch = read_image(source)[y : y + h, x : x + w]
        patch = to_uint8(haze(gain(patch.astype(np.float64), example.gain, 0), example.haze, AIRLIGHT))
        Image.fromarray(vae_pass(vae, read_image(target))).save(folder / "target.png")
        Image.fromarray(vae_pass(vae, patch)).save(folder / "source.png")
        request = {
            "box": [*example.corner, w, h],
            "prompts": {"target": captions(target.label)[0], "source": captions(source.label)[0]},
            "metadata": {"gsd": GSD},
        }
        (folder / "example.json").write_text(json.dumps(request, indent=2) + "\n")


if __name__ == "__main__":
    main()
