"""Do composites help a small classifier? Trains it with and without them, and tests it on real scenes.

python -m training.augmentation --data DATA --out OUT [--seeds N] [--harmonidiff "node dist/cli/main.js"]

Each seed draws a few images of each object and some landscapes. All variants train on these; most also on composites
that put the same objects into the same landscapes, by different methods at the same places. OUT gets table.md and
results.json with every single result. Re-run to resume: finished results and composites are kept.
"""

from __future__ import annotations

import argparse
import json
import shlex
import time
from dataclasses import asdict
from pathlib import Path

import torch

from training.augmentation import fit, table
from training.augmentation.composing import METHODS, PATCH, Recipe, compose, read_labels
from training.augmentation.split import Draw, draw, target
from training.data import Scene, digest, scenes

VARIANTS = ("none", *METHODS)


def real_images(chosen: Draw) -> fit.Images:
    return fit.to_images({scene.path: target(scene) for scene in chosen.objects + chosen.landscapes})


def composite_images(chosen: Draw, folder: Path, variant: str, recipe: Recipe) -> fit.Images | None:
    """The composites of a variant, made first if they are not there."""
    if variant == "none":
        return None
    labels = read_labels(compose(chosen, folder, variant, recipe))
    same = read_labels(compose(chosen, folder, "copy-paste", recipe))
    if len(labels) != recipe.count or [*labels.values()] != [*same.values()]:
        raise SystemExit(f"{folder / variant} should hold {recipe.count} composites of the same patches as copy-paste.")
    return fit.to_images(labels)


def test(network: torch.nn.Module, some: list[Scene]) -> dict:
    """Balanced accuracy and recalls over some scenes, with the answer for each."""
    truth = [target(scene) for scene in some]
    answers = fit.name_all(network, [scene.path for scene in some])
    return {
        "balanced_accuracy": table.balanced_accuracy(truth, answers),
        "recalls": table.recalls(truth, answers),
        "answers": {f"{s.label}/{s.path.name}": answer for s, answer in zip(some, answers, strict=True)},
    }


def run(options: argparse.Namespace, settings: fit.Settings, seed: int, variant: str) -> dict:
    """One result, from its file if it is there."""
    file = options.out / "results" / f"seed-{seed}-{variant}.json"
    if file.exists():
        return json.loads(file.read_text())
    chosen = draw(scenes(options.data), seed, options.shots, options.backgrounds)
    sampling = ["--steps", str(options.sampling_steps), "--candidate-range", options.candidate_range]
    recipe = Recipe(shlex.split(options.harmonidiff), options.count, seed, sampling)
    composites = composite_images(chosen, options.out / f"seed-{seed}", variant, recipe)
    started = time.monotonic()
    network = fit.train(real_images(chosen), composites, seed, settings)
    result = {"seed": seed, "variant": variant, "seconds": round(time.monotonic() - started, 1)}
    result |= {name: test(network, getattr(chosen, name)) for name in table.TEST_SETS}
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps(result, indent=1) + "\n")
    partial.rename(file)
    print(f"seed {seed}, {variant}: {100 * result['held_out']['balanced_accuracy']:.1f} %", flush=True)
    return result


def validate(options: argparse.Namespace, settings: fit.Settings) -> None:
    """For choosing hyper-parameters: without composites, on the validation scenes alone."""
    found = []
    for seed in range(options.seeds):
        chosen = draw(scenes(options.data), seed, options.shots, options.backgrounds)
        started = time.monotonic()
        network = fit.train(real_images(chosen), None, seed, settings)
        found.append(test(network, chosen.validation)["balanced_accuracy"])
        print(f"seed {seed}: {100 * found[-1]:.1f} %, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{settings}: {table.percent(found)} %")


def keep_settings(options: argparse.Namespace, settings: fit.Settings) -> None:
    """Refuses to add results to those of other settings."""
    names = ("shots", "backgrounds", "count", "sampling_steps", "candidate_range")
    now = {name: getattr(options, name) for name in names} | asdict(settings)
    now |= {"patch": PATCH, "side": fit.SIDE, "scenes": digest(scenes(options.data))}
    file = options.out / "settings.json"
    if file.exists() and json.loads(file.read_text()) != now:
        raise SystemExit(f"{options.out} has results of other settings or scenes; give another --out.")
    options.out.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(now, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    defaults = fit.Settings()
    parser.add_argument("--data", type=Path, required=True, help="folder of images, one folder for each class")
    parser.add_argument("--out", type=Path, required=True, help="folder for composites, results and the table")
    parser.add_argument("--harmonidiff", default="npx harmonidiff", help="the command that makes composites")
    parser.add_argument("--seeds", type=int, default=5, help="how often everything is done, with other images")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=VARIANTS)
    parser.add_argument("--shots", type=int, default=4, help="real training images of each object")
    parser.add_argument("--backgrounds", type=int, default=10, help="training images of each landscape")
    parser.add_argument("--count", type=int, default=84, help="composites of each seed")
    parser.add_argument("--sampling-steps", type=int, default=10, help="harmonidiff's --steps")
    parser.add_argument("--candidate-range", default="3-4", help="harmonidiff's --candidate-range")
    parser.add_argument("--steps", type=int, default=defaults.steps, help="training steps of each classifier")
    parser.add_argument("--rate", type=float, default=defaults.rate, help="peak of the learning rate")
    parser.add_argument("--validate", action="store_true", help="only measure the variant none on validation scenes")
    options = parser.parse_args()
    torch.set_num_threads(1)
    settings = fit.Settings(steps=options.steps, rate=options.rate)
    if options.validate:
        return validate(options, settings)
    keep_settings(options, settings)
    results = [run(options, settings, seed, variant) for seed in range(options.seeds) for variant in options.variants]
    (options.out / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (options.out / "table.md").write_text(table.tables(results))
    print(table.tables(results))
    return None


if __name__ == "__main__":
    main()
