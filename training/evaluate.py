"""Measures a model's networks on held-out scenes, for its model card.

python -m training.evaluate --model DIR --data DIR --out DIR [--seed 0] [--threads N]

VAE         PSNR and SSIM of encoding and decoding
inversion   PSNR of a scene inverted and regenerated without guidance, by the reference, whose latents equal the
            product's to 5e-5. The product always pastes and shifts a source, which would count as an error here.
classifier  AUC of real scenes against copy-pastes and Poisson composites, made as for its training

The product itself measures what the model makes of composites: `harmonidiff dataset` and `harmonidiff evaluate`.
evaluation.json and evaluation.md are written to --out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from reference.harmonize import Harmonization, Models, Request, decode, load_models
from training.captions import captions
from training.classifier import held_out_aucs, logits, samples
from training.composites import vae_pass
from training.data import CANVAS, GSD, Scene, read_image, scenes, split
from training.metrics import psnr, ssim

CLASSIFIER_SAMPLES = 1600


def resized(scene: Scene, canvas: int) -> np.ndarray:
    image = read_image(scene)
    if image.shape[0] == canvas:
        return image.copy()
    return np.array(Image.fromarray(image).resize((canvas, canvas), Image.BICUBIC))


def canvas_of(models: Models) -> int:
    return models.unet.config.sample_size * models.factor


def regenerate(models: Models, image: np.ndarray, scene: Scene, steps: int) -> tuple[dict[int, np.ndarray], np.ndarray]:
    """Inverts the scene and regenerates it with the same prompt, without guidance, from each candidate's timestep.

    -> the regenerated images by timestep, and the VAE's reconstruction
    """
    factor, canvas = models.factor, image.shape[0]
    metadata = [None, None, GSD * CANVAS / canvas, None, None, None, None]
    # A request needs a source too; it is not read here.
    source, box, caption = image[:factor, :factor], (0, 0, factor, factor), captions(scene.label)[0]
    request = Request(image, source, box, caption, caption, metadata, steps)
    run = Harmonization(models, request, "twr", "lockstep")
    run.condition()
    run.encode()
    run.invert("target")
    again = {}
    for start in run.starts:
        latent = run.out[f"invert.target.{start}"]
        for t in run.timesteps[run.timesteps.index(start) :]:
            rows = run.timestep_rows(t, 1)
            prediction = models.unet.predict(latent, rows, run.out["text.target"], run.out["metadata"])
            latent = models.scheduler.step(prediction, t, latent).prev_sample
        again[int(start)] = decode(models, latent)
    clean = run.out["vae.target_mean"] * models.vae.config.scaling_factor
    return again, decode(models, clean)


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
    rows, of_vae = [], []
    for scene in firsts:
        image = resized(scene, canvas)
        with torch.inference_mode():
            again, reconstruction = regenerate(models, image, scene, options.steps)
        rows.append([psnr(regenerated, image) for regenerated in again.values()])
        of_vae.append(psnr(reconstruction, image))
    report["inversion"] = {
        "scenes": len(rows),
        "psnr_by_timestep": dict(zip(again, np.mean(rows, 0).tolist(), strict=True)),
        "psnr_of_vae_reconstruction": float(np.mean(of_vae)),
    }
    return report


def measure_classifier(models: Models, held_out: list[Scene], options: argparse.Namespace) -> dict:
    """(c), of samples half of which went through the model's own VAE."""
    how = argparse.Namespace(seed=options.seed, vae=options.model / "vae", device="cpu")
    packed = samples(options.out, "held-out", held_out, options.samples, how, models.classifier.size)
    return {"samples": len(packed), **held_out_aucs(logits(models.classifier, packed, "cpu"), with_vae=True)}


def relations(report: dict) -> list[dict]:
    """What is asked of a model that ships, and whether it holds."""
    vae, classifier = report["vae"]["psnr"], report["classifier"]
    by_timestep = report["inversion"]["psnr_by_timestep"]
    inversion = by_timestep[max(by_timestep)] - report["inversion"]["psnr_of_vae_reconstruction"]
    auc_paste, auc_poisson = classifier["auc_paste"], classifier["auc_poisson"]
    return [
        {"relation": f"VAE at least 24 dB ({vae:.2f})", "holds": vae >= 24},
        {"relation": f"inversion and regeneration within 3 dB of it ({inversion:+.2f})", "holds": inversion >= -3},
        {"relation": f"AUC real / copy-paste at least 0.95 ({auc_paste:.3f})", "holds": auc_paste >= 0.95},
        {"relation": f"AUC real / Poisson at least 0.85 ({auc_poisson:.3f})", "holds": auc_poisson >= 0.85},
    ]


def markdown(report: dict) -> str:
    vae, inversion, classifier = report["vae"], report["inversion"], report["classifier"]
    depths = ", ".join(f"{t}: {value:.2f} dB" for t, value in inversion["psnr_by_timestep"].items())
    aucs = ", ".join(f"{key.removeprefix('auc_')} {value:.3f}" for key, value in classifier.items() if key != "samples")
    lines = [
        f"Held-out scenes only, seed {report['seed']}, {report['steps']} steps.",
        "",
        f"- VAE: {vae['psnr']:.2f} dB PSNR, SSIM {vae['ssim']:.3f} ({vae['scenes']} scenes)",
        f"- Inversion and regeneration without guidance, from each candidate's timestep: {depths}; the VAE alone "
        f"{inversion['psnr_of_vae_reconstruction']:.2f} dB ({inversion['scenes']} scenes)",
        f"- Classifier, AUC of real scenes against: {aucs} ({classifier['samples']} samples; vae: all through the VAE)",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {row['relation']} | {'holds' if row['holds'] else '**does not hold**'} |" for row in report["relations"]),
    ]
    return "\n".join(lines) + "\n"


def evaluate(options: argparse.Namespace) -> dict:
    if options.threads:
        torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    models = load_models(options.model)
    _, held_out = split(scenes(options.data))
    report = {"seed": options.seed, "steps": options.steps}
    report |= measure_networks(models, held_out, options)
    report["classifier"] = measure_classifier(models, held_out, options)
    report["relations"] = relations(report)
    (options.out / "evaluation.json").write_text(json.dumps(report, indent=1) + "\n")
    (options.out / "evaluation.md").write_text(markdown(report))
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="model folder with a classifier")
    parser.add_argument("--data", type=Path, required=True, help="folder of images, one folder for each class")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=CLASSIFIER_SAMPLES, help="of the classifier's AUC")
    parser.add_argument("--inversions", type=int, default=21, help="scenes to invert, of different classes")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, help="default: one for each core")
    options = parser.parse_args()
    evaluate(options)
    print((options.out / "evaluation.md").read_text())


if __name__ == "__main__":
    main()
