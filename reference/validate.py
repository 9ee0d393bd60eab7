"""Compares both orders of work with the goldens of a fixture.

python -m reference.validate --model DIR [--threads N]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file

from reference.harmonize import Models, decode, encode_text, harmonize, load_models, tokenize
from reference.request import load_request

# The prompt, and the factor of the scaled metadata, of each row of unet.out if golden.json does not give them.
SHARED_ROWS = (
    {"text": "empty", "metadata": 0},
    {"text": "source", "metadata": 1},
    {"text": "target", "metadata": 0.5},
)


def expected_image(folder: Path) -> np.ndarray:
    return np.array(Image.open(folder / "expected.png").convert("RGB"))


def relative(value: torch.Tensor, golden: torch.Tensor) -> float:
    """Relative L2 distance."""
    return ((value - golden).norm() / golden.norm()).item()


def single_networks(models: Models, folder: Path, facts: dict, golden: dict) -> dict[str, torch.Tensor]:
    """Goldens other than the pipeline's tensors: other prompts, a UNet batch, a decoded image, a logit."""
    out = {}
    for name, prompt in facts["prompts"].items():
        out[f"ids.{name}"] = tokenize(models, prompt)
        out[f"text.{name}"] = encode_text(models, out[f"ids.{name}"])
    if "vae.decode_target" in golden:
        decoded = models.vae.decode(golden["vae.target_mean"]).sample
        x, y, w, h = facts.get("decode_crop", (0, 0, decoded.shape[3], decoded.shape[2]))
        out["vae.decode_target"] = decoded[:, :, y : y + h, x : x + w]
    if "classifier.input" in golden:
        out["classifier.logit"] = models.classifier(golden["classifier.input"])
    elif "classifier.logit" in golden:
        out["classifier.logit"] = models.classifier(models.classifier.input(expected_image(folder), facts["bbox"]))
    rows = facts.get("unet_rows", SHARED_ROWS)
    text = torch.cat([golden[f"text.{row['text']}"] for row in rows])
    metadata = torch.cat([golden["metadata"] * row["metadata"] for row in rows]) if "metadata" in golden else None
    out["unet.out"] = models.unet.predict(golden["unet.sample"], golden["unet.timesteps"], text, metadata)
    return out


def report(values: dict[str, torch.Tensor], golden: dict[str, torch.Tensor]) -> None:
    """Prints the largest distance of each group of tensors (invert.target.*, ...), and the goldens not computed."""
    worst: dict[str, tuple[float, str]] = {}
    for name in sorted(golden.keys() & values.keys()):
        error = relative(values[name].float(), golden[name].float())
        group = name if not name.rsplit(".", 1)[-1].isdigit() else name.rsplit(".", 1)[0]
        worst[group] = max(worst.get(group, (0.0, name)), (error, name))
    for error, name in worst.values():
        print(f"  {error:8.2e}  {name}")
    print("  not computed:", sorted(golden.keys() - values.keys() - {"unet.sample", "unet.timesteps"}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    facts = json.loads((args.model / "golden.json").read_text())
    golden = load_file(args.model / "golden.safetensors")
    models = load_models(args.model)
    with torch.inference_mode():
        single = single_networks(models, args.model, facts, golden)
    if "bbox" not in facts:  # single networks only
        report(single, golden)
        return
    request = load_request(args.model)
    for order in ("sequential", "lockstep"):
        result = harmonize(models, request, order=order)
        values = result["tensors"] | single
        if any(name.startswith("twr.") for name in golden):
            plain = harmonize(models, request, mode="twr", order=order)
            values |= {f"twr.{k}": v for k, v in plain["tensors"].items() if k.startswith("candidate.")}
        if "classifier.input" in golden:  # the least noised candidate's, not the winner's
            first = decode(models, values[f"candidate.{min(facts['candidates'])}"])
            values["classifier.input"] = models.classifier.input(first, facts["bbox"])
        print(f"{order}:")
        report(values, golden)
        pairs = zip(result["scores"], facts["scores"], strict=True)
        gaps = [abs(ours[key] - theirs[key]) for ours, theirs in pairs for key in theirs]
        print(f"  scores: {max(gaps):.2e}  winner: {result['winner']} (golden {facts['best_timestep']})")
        levels = np.abs(result["image"].astype(int) - expected_image(args.model)).max()
        print(f"  expected.png: {levels} levels at most")


if __name__ == "__main__":
    main()
