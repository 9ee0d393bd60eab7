"""Makes the goldens of the methods that harmonidiff is compared with: `methods.safetensors` in inpainting and sd1.

python test/reference/make_methods.py [--node node]

Needs the packages installed (pip install -e .) and a build of harmonidiff (npm run build).

The noise comes from harmonidiff (`--trace`), because no two libraries draw the same. Everything else is computed from
the checkpoint by diffusers: inpainting by its own pipeline, FreeCompose by the formula of DDS (arXiv 2304.07090,
eq. 4-6).
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch
from diffusers import DDIMScheduler, StableDiffusionInpaintPipeline
from PIL import Image
from safetensors.torch import load_file, save_file

from reference.harmonize import encode_text, load_models, tokenize

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "test" / "fixtures"
PROMPTS = ("a satellite image of a parking lot in Brazil", "a satellite image of a harbor in Brazil")
GUIDANCE = 3.5


def trace(node: str, model: Path, method: str, images: tuple[Path, Path], box: tuple, steps: int, *more) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        command = [node, ROOT / "dist/cli/main.js", "harmonize", "--model", model, "--method", method]
        command += ["--target", images[0], "--source", images[1], "--box", ",".join(map(str, box))]
        command += ["--source-prompt", PROMPTS[0], "--target-prompt", PROMPTS[1], "--steps", str(steps)]
        command += [*more, "--seed", "7", "--out", out / "out.png", "--trace", out / "trace.safetensors"]
        subprocess.run([str(part) for part in command], check=True)
        return load_file(out / "trace.safetensors")


def paste(images: tuple[Path, Path], box: tuple) -> Image.Image:
    target, source = (Image.open(path).convert("RGB") for path in images)
    target.paste(source, box[:2])
    return target


def make_inpainting(node: str) -> None:
    folder = FIXTURES / "inpainting"
    box, steps = (16, 24, 48, 40), 6
    images = folder / "target.png", folder / "source.png"
    rng = np.random.default_rng(11)
    for path, (width, height), tone in ((images[0], (96, 96), 90), (images[1], box[2:], 150)):
        coarse = rng.normal(tone, 45, (height // 8, width // 8, 3)).clip(0, 255).astype(np.uint8)
        Image.fromarray(coarse).resize((width, height), Image.BICUBIC).save(path)
    traced = trace(node, folder, "sd2-inpainting", images, box, steps)

    # The band of one latent pixel to each side of a box of 6 x 5 latent pixels at 2, 3.
    band = np.zeros((12, 12), np.uint8)
    band[2:9, 1:9] = 255
    band[4:7, 3:7] = 0
    mask = Image.fromarray(band).resize((96, 96), Image.NEAREST)
    pipe = StableDiffusionInpaintPipeline.from_pretrained(folder, safety_checker=None, requires_safety_checker=False)
    pipe.scheduler = DDIMScheduler.from_config(pipe.scheduler.config)
    composed = torch.from_numpy(np.array(paste(images, box))).permute(2, 0, 1)[None].float() / 127.5 - 1
    visible = composed * (torch.from_numpy(np.array(mask)) < 128)
    with torch.inference_mode():
        # Its own default is a sample of the posterior; the product takes the mean.
        masked = pipe.vae.encode(visible).latent_dist.mean * pipe.vae.config.scaling_factor
        latent = pipe(
            prompt=PROMPTS[1],
            negative_prompt="",
            image=paste(images, box),
            mask_image=mask,
            masked_image_latents=masked,
            height=96,
            width=96,
            strength=1.0,
            num_inference_steps=steps,
            guidance_scale=GUIDANCE,
            latents=traced["inpaint.noise"],
            output_type="latent",
        ).images
    golden = {"mask": torch.from_numpy(band / 255)[None, None].float(), "noise": traced["inpaint.noise"]}
    save_file({**golden, "latent": latent.contiguous()}, folder / "methods.safetensors")
    error = float((traced["inpaint.latent"] - latent).norm() / latent.norm())
    print(f"inpainting: relative error {error:.2e}")


@torch.inference_mode()
def make_freecompose(node: str) -> None:
    folder = FIXTURES / "sd1"
    box, steps = (32, 48, 48, 32), 8
    images = folder / "target.png", folder / "source.png"
    # An edge band of one latent pixel: the patch is 4 of them high.
    traced = trace(node, folder, "freecompose", images, box, steps, "--edge-width-ratio", "0.25")
    models = load_models(folder)
    text = {
        "empty": encode_text(models, tokenize(models, "")),
        "target": encode_text(models, tokenize(models, PROMPTS[1])),
    }
    composed = torch.from_numpy(np.array(paste(images, box))).permute(2, 0, 1)[None].float() / 127.5 - 1
    reference = models.vae.encode(composed).latent_dist.mean * models.vae.config.scaling_factor
    f = models.factor
    region = torch.zeros(reference.shape[-2:])
    region[box[1] // f - 1 : (box[1] + box[3]) // f + 1, box[0] // f - 1 : (box[0] + box[2]) // f + 1] = 1
    assert models.scheduler.config.prediction_type == "epsilon"
    alphas = models.scheduler.alphas_cumprod
    z = reference.clone()

    def estimate(latent: torch.Tensor, noise: torch.Tensor, t: int, prompt: str) -> torch.Tensor:
        noised = alphas[t].sqrt() * latent + (1 - alphas[t]).sqrt() * noise
        return models.unet(noised, torch.tensor([t]), text[prompt]).sample

    for timestep, noise in zip(traced["freecompose.timesteps"], traced["freecompose.noise"], strict=True):
        t = int(timestep)
        unconditional = estimate(z, noise, t, "empty")
        guided = unconditional + GUIDANCE * (estimate(z, noise, t, "target") - unconditional)
        z = z - 3 / steps * region * (guided - estimate(reference, noise, t, "empty"))
    golden = {name: traced[f"freecompose.{name}"] for name in ("noise", "timesteps")}
    save_file({**golden, "latent": z.contiguous()}, folder / "methods.safetensors")
    error = float((traced["freecompose.latent"] - z).norm() / z.norm())
    moved = float((z - reference).norm() / reference.norm())
    print(f"freecompose: relative error {error:.2e}; moved by {moved:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--node", default="node")
    node = parser.parse_args().node
    make_inpainting(node)
    make_freecompose(node)


if __name__ == "__main__":
    main()
