"""Measures a model on held-out scenes: the numbers of its model card.

python -m training.evaluate --model DIR --data DIR --out DIR [--count 200] [--seed 0] [--node node] [--threads N]

a   VAE: PSNR of encoding and decoding
b   inversion: PSNR of a scene inverted and regenerated without guidance, by bench/pytorch (whose latents equal the
    product's to 5e-5): the product always pastes and shifts a source, which would count as an error here
c   harmony classifier: AUC of real scenes against copy-pastes and Poisson composites, made as for its training
d   composites: copy-paste, Poisson, Poisson through the VAE, and ours, made by the product (harmonize_jobs.mjs)

OUT gets evaluation.json, evaluation.md, sheet.png and every composite's pictures. A run that was cut off goes on where
it was: what is in OUT already is kept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training import sheets
from training.captions import captions
from training.classifier import digest, held_out_aucs, logits, samples
from training.composites import Box, box_mask, change_radiometry, paste, poisson, random_box, random_corner, vae_pass
from training.data import CANVAS, GSD, Scene, read_image, scenes, split, to_unit
from training.metrics import bgd, gradient_similarity, psnr, ssim

# bench/pytorch, whose folder training.classifier puts on the path
from harmonize import Harmonization, Models, Request, decode, load_models  # isort: skip

METHODS = {"real": "real scene", "paste": "copy-paste", "poisson": "Poisson", "vae": "Poisson + VAE", "ours": "ours"}
BAND = 3
"""Width of BGD's bands in pixels."""
CLASSIFIER_SAMPLES = 1600


@dataclass
class Composite:
    """A patch of one held-out scene for another, with its pictures in ``folder``."""

    folder: Path
    target: Scene
    source: Scene
    box: Box

    def read(self, name: str) -> np.ndarray:
        return np.array(Image.open(self.folder / f"{name}.png").convert("RGB"))

    def write(self, name: str, image: np.ndarray) -> None:
        unfinished = self.folder / f"{name}.partial"
        Image.fromarray(image).save(unfinished, "PNG")
        unfinished.rename(self.folder / f"{name}.png")


def resized(scene: Scene, canvas: int) -> np.ndarray:
    image = read_image(scene)
    if image.shape[0] == canvas:
        return image.copy()
    return np.array(Image.fromarray(image).resize((canvas, canvas), Image.BICUBIC))


def make_composites(held_out: list[Scene], models: Models, out: Path, count: int, seed: int) -> list[Composite]:
    """Two different scenes each, the patch radiometrically changed as for the classifier; composite i depends on i."""
    canvas, made = canvas_of(models), []
    for i in range(count):
        rng = np.random.default_rng([seed, i])
        target, source = (held_out[j] for j in rng.choice(len(held_out), 2, replace=False))
        box = x, y, w, h = random_box(rng, canvas, canvas, grid=models.factor)
        composite = Composite(out / "composites" / f"{i:04d}", target, source, box)
        made.append(composite)
        if (composite.folder / "vae.png").exists():
            continue
        composite.folder.mkdir(parents=True, exist_ok=True)
        scene, other = resized(target, canvas), resized(source, canvas)
        left, top = random_corner(rng, other, box)
        patch = change_radiometry(rng, other[top : top + h, left : left + w], rng.uniform(0.3, 1))
        laid_out = np.zeros_like(scene)
        laid_out[y : y + h, x : x + w] = patch
        mask = box_mask(box, canvas, canvas)
        blended = poisson(scene, laid_out, mask)
        pictures = {"real": scene, "source": patch, "paste": paste(scene, laid_out, mask), "poisson": blended}
        for name, image in {**pictures, "vae": vae_pass(models.vae, blended)}.items():
            composite.write(name, image)
    return made


def canvas_of(models: Models) -> int:
    return models.unet.config.sample_size * models.factor


def harmonize_all(composites: list[Composite], options: argparse.Namespace, canvas: int) -> list[dict]:
    """Ours, by one process of the product; -> a result for each composite."""
    jobs, results = options.out / "jobs.jsonl", options.out / "results.jsonl"
    with jobs.open("w") as file:
        for c in composites:
            job = {
                "id": c.folder.name,
                "out": str(c.folder / "ours.png"),
                "target": str(c.folder / "real.png"),
                "source": str(c.folder / "source.png"),
                "box": dict(zip(("x", "y", "width", "height"), c.box)),
                "prompts": {"target": captions(c.target.label)[0], "source": captions(c.source.label)[0]},
                "metadata": {"gsd": GSD * CANVAS / canvas},
                "steps": options.steps,
            }
            file.write(json.dumps(job) + "\n")
    driver = Path(__file__).with_name("harmonize_jobs.mjs")
    command = [options.node, driver, "--model", options.model, "--jobs", jobs, "--results", results]
    if options.threads:
        command += ["--threads", options.threads]
    subprocess.run([str(part) for part in command], check=True)
    by_id = {result["id"]: result for result in map(json.loads, results.read_text().splitlines())}
    return [by_id[c.folder.name] for c in composites]


def score(models: Models, image: np.ndarray, box: Box) -> float:
    """The harmony score as the product counts it: the mean over the mask as placed, eroded and dilated."""
    margin = min(box[2:]) // models.factor // 10 * models.factor
    with torch.inference_mode():
        return models.classifier.score(image, box, margin)["mean"]


def measure(models: Models, composite: Composite, result: dict) -> dict:
    """All numbers of one composite, by method."""
    x, y, w, h = composite.box
    row: dict = {"id": composite.folder.name, "box": composite.box, "timestep": result["timestep"]}
    row |= {"target": composite.target.path.name, "source": composite.source.path.name, "seconds": result["seconds"]}
    row["harmony_of_all_candidates"] = float(np.mean([c["score"] for c in result["candidates"]]))
    source = composite.read("source")
    for name in METHODS:
        image = composite.read(name)
        row[name] = {
            "bgd": bgd(image, box_mask(composite.box, *image.shape[1::-1]), BAND),
            "harmony": score(models, image, composite.box),
        }
        if name != "real":
            row[name]["source_gradients"] = gradient_similarity(image[y : y + h, x : x + w], source)
    return row


def regenerate(models: Models, image: np.ndarray, scene: Scene, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """-> the scene inverted up to the first candidate's timestep and regenerated by the same prompt without guidance,
    and its VAE reconstruction."""
    factor, canvas = models.factor, image.shape[0]
    metadata = [None, None, GSD * CANVAS / canvas, None, None, None, None]
    # The request wants a source as well; nothing of it is read here.
    source, box, caption = image[:factor, :factor], (0, 0, factor, factor), captions(scene.label)[0]
    request = Request(image, source, box, caption, caption, metadata, steps)
    run = Harmonization(models, request, "twr", "lockstep")
    run.condition()
    run.encode()
    run.invert("target")
    start = run.starts[0]
    latent = run.out[f"invert.target.{start}"]
    for t in run.timesteps[run.timesteps.index(start) :]:
        rows = run.timestep_rows(t, 1)
        prediction = models.unet.predict(latent, rows, run.out["text.target"], run.out["metadata"])
        latent = models.scheduler.step(prediction, t, latent).prev_sample
    clean = run.out["vae.target_mean"] * models.vae.config.scaling_factor
    return decode(models, latent), decode(models, clean)


def measure_networks(models: Models, held_out: list[Scene], options: argparse.Namespace) -> dict:
    """(a) over all held-out scenes, (b) over the first of each class."""
    canvas = canvas_of(models)
    report: dict = {}
    pairs = [(image, vae_pass(models.vae, image)) for image in (resized(scene, canvas) for scene in held_out)]
    report["vae"] = {
        "scenes": len(pairs),
        "psnr": float(np.mean([psnr(*pair) for pair in pairs])),
        "ssim": float(np.mean([ssim(*pair) for pair in pairs])),
    }
    firsts = list({scene.label: scene for scene in reversed(held_out)}.values())[: options.inversions]
    rows = []
    for scene in firsts:
        image = resized(scene, canvas)
        with torch.inference_mode():
            again, reconstruction = regenerate(models, image, scene, options.steps)
        rows.append((psnr(again, image), psnr(again, reconstruction), psnr(reconstruction, image)))
    names = ("psnr", "psnr_to_vae_reconstruction", "psnr_of_vae_reconstruction")
    report["inversion"] = {"scenes": len(rows), **dict(zip(names, np.mean(rows, 0).tolist()))}
    return report


def measure_classifier(models: Models, held_out: list[Scene], options: argparse.Namespace) -> dict:
    """(c), of samples half of which went through the model's own VAE."""
    how = argparse.Namespace(seed=options.seed, vae=options.model / "vae", device="cpu")
    packed = samples(options.out, "held-out", held_out, options.samples, how, models.classifier.size)
    return {"samples": len(packed), **held_out_aucs(logits(models.classifier, packed, "cpu"), with_vae=True)}


def check_same_run(options: argparse.Namespace) -> None:
    """What a folder holds of another model, data, seed or number of steps must not be mixed with this run's."""
    parts = ("unet", "vae", "text_encoder", "classifier")
    settings: dict = {part: digest(options.model / part) for part in parts}
    settings |= {"data": str(options.data.resolve()), "seed": options.seed, "steps": options.steps}
    path = options.out / "settings.json"
    if not path.exists():
        path.write_text(json.dumps(settings, indent=1) + "\n")
    elif json.loads(path.read_text()) != settings:
        sys.exit(f"error: {options.out} is of another model, data, seed or number of steps; give another --out.")


def summarise(rows: list[dict]) -> dict:
    """Mean and standard error of every number, by method."""
    table: dict = {}
    for name in METHODS:
        table[name] = {}
        for key in rows[0][name]:
            values = np.array([row[name][key] for row in rows])
            error = values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else float("nan")
            table[name][key] = {"mean": float(values.mean()), "standard_error": float(error)}
    return table


def relations(table: dict, classifier: dict) -> list[dict]:
    """What is asked of a model that ships, and whether it holds."""
    mean = {key: {name: table[name][key]["mean"] for name in METHODS if key in table[name]} for key in table["ours"]}
    b, hs = mean["bgd"], mean["harmony"]
    fall = 1 - b["ours"] / b["paste"]
    auc_paste, auc_poisson = classifier["auc_paste"], classifier["auc_poisson"]
    gradients = mean["source_gradients"]["ours"]
    return [
        {"relation": "BGD: ours < Poisson + VAE", "holds": b["ours"] < b["vae"]},
        {"relation": "BGD: Poisson + VAE < Poisson", "holds": b["vae"] < b["poisson"]},
        {"relation": "BGD: Poisson < copy-paste", "holds": b["poisson"] < b["paste"]},
        {"relation": f"BGD: ours at least 70 % below copy-paste ({100 * fall:.0f} %)", "holds": fall >= 0.7},
        {"relation": "harmony: ours > Poisson", "holds": hs["ours"] > hs["poisson"]},
        {"relation": "harmony: Poisson > copy-paste", "holds": hs["poisson"] > hs["paste"]},
        {"relation": f"source gradients: ours at least 0.6 ({gradients:.2f})", "holds": gradients >= 0.6},
        {"relation": f"AUC real / copy-paste at least 0.95 ({auc_paste:.3f})", "holds": auc_paste >= 0.95},
        {"relation": f"AUC real / Poisson at least 0.85 ({auc_poisson:.3f})", "holds": auc_poisson >= 0.85},
    ]


def markdown(report: dict) -> str:
    vae, inversion, classifier = report["vae"], report["inversion"], report["classifier"]
    lines = [
        f"Held-out scenes only, seed {report['seed']}, {report['steps']} steps; mean ± standard error.",
        "",
        f"| {report['composites']} composites | BGD (w = {BAND}) | harmony score | source gradients |",
        "| --- | --- | --- | --- |",
    ]
    for name, title in METHODS.items():
        shown = []
        for key, digits in (("bgd", 2), ("harmony", 3), ("source_gradients", 3)):
            cell = report["table"][name].get(key)
            shown.append(f"{cell['mean']:.{digits}f} ± {cell['standard_error']:.{digits}f}" if cell else "")
        lines.append(f"| {title} | {' | '.join(shown)} |")
    aucs = ", ".join(f"{key.removeprefix('auc_')} {value:.3f}" for key, value in classifier.items() if key != "samples")
    lines += [
        "",
        f"Ours is the best of {report['candidates']} candidates by the classifier that also scores it here; the mean "
        f"score of all candidates is {report['harmony_of_all_candidates']:.3f}.",
        "",
        f"- VAE: {vae['psnr']:.2f} dB PSNR, SSIM {vae['ssim']:.3f} ({vae['scenes']} scenes)",
        f"- Inversion and regeneration without guidance: {inversion['psnr']:.2f} dB to the scene, "
        f"{inversion['psnr_to_vae_reconstruction']:.2f} dB to its VAE reconstruction ({inversion['scenes']} scenes)",
        f"- Classifier, AUC of real scenes against: {aucs} ({classifier['samples']} samples; vae: all through the VAE)",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {row['relation']} | {'holds' if row['holds'] else '**does not hold**'} |" for row in report["relations"]),
    ]
    return "\n".join(lines) + "\n"


def draw_sheet(composites: list[Composite], rows: list[dict], path: Path) -> None:
    """Real scene, source at its place, then the methods: two each with the best, median and worst harmony of ours."""
    order = np.argsort([-row["ours"]["harmony"] for row in rows])
    middle = len(order) // 2
    chosen = dict.fromkeys([*order[:2], *order[middle - 1 : middle + 1], *order[-2:]])  # few composites: each once
    page = []
    for i in chosen:
        composite = composites[i]
        page.append([to_unit(torch.from_numpy(composite.read(name)).permute(2, 0, 1)) for name in METHODS])
    sheets.sheet(page, path)


def evaluate(options: argparse.Namespace) -> dict:
    if options.threads:
        torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    check_same_run(options)
    models = load_models(options.model)
    _, held_out = split(scenes(options.data))
    composites = make_composites(held_out, models, options.out, options.count, options.seed)
    results = harmonize_all(composites, options, canvas_of(models))
    rows = [measure(models, composite, result) for composite, result in zip(composites, results)]
    report = {"seed": options.seed, "steps": options.steps, "composites": len(rows)}
    report |= measure_networks(models, held_out, options)
    report["classifier"] = measure_classifier(models, held_out, options)
    report["table"] = summarise(rows)
    report["candidates"] = len(results[0]["candidates"])
    report["harmony_of_all_candidates"] = float(np.mean([row["harmony_of_all_candidates"] for row in rows]))
    report["relations"] = relations(report["table"], report["classifier"])
    report["rows"] = rows
    (options.out / "evaluation.json").write_text(json.dumps(report, indent=1) + "\n")
    (options.out / "evaluation.md").write_text(markdown(report))
    draw_sheet(composites, rows, options.out / "sheet.png")
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="model folder with a classifier")
    parser.add_argument("--data", type=Path, required=True, help="folder of images, one folder for each class")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200, help="composites")
    parser.add_argument("--samples", type=int, default=CLASSIFIER_SAMPLES, help="of the classifier's AUC")
    parser.add_argument("--inversions", type=int, default=21, help="scenes to invert, of different classes")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, help="default: one for each core")
    parser.add_argument("--node", default="node")
    options = parser.parse_args()
    evaluate(options)
    print((options.out / "evaluation.md").read_text())


if __name__ == "__main__":
    main()
