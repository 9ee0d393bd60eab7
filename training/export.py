"""Assembles the model folder (diffusers' layout, fp16) from the checkpoints of a run.

    python -m training.export --run DIR --out models/harmonidiff-small

The classifier is added where the run has trained one. A model that is there already is replaced; its README.md stays.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import diffusers
import torch
import transformers
from safetensors.torch import save_file

from training.diffusion import SCHEDULER
from training.text_encoder import SIDE, load_image_tower, load_text_encoder
from training.unet import CONFIG as UNET
from training.unet import check_stages, load_unet
from training.vae import CONFIG as VAE
from training.vae import load_vae

FP16_MAX = 65504.0
CLIP_MEAN, CLIP_STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]


def write_json(content: dict, path: Path) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")


def save_weights(network: torch.nn.Module, path: Path) -> None:
    state = {}
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point():
            # NaN compares as false, so a run that diverged stops here too.
            if not tensor.abs().max() < FP16_MAX:
                raise ValueError(f"{path.parent.name}: {name} does not fit fp16")
            tensor = tensor.half()
        state[name] = tensor.contiguous()
    save_file(state, path, metadata={"format": "pt"})
    path.chmod(0o644)  # safetensors makes it readable to its owner alone


def export_vae(run: Path, out: Path) -> None:
    vae = load_vae(run)
    version = {"_class_name": "AutoencoderKL", "_diffusers_version": diffusers.__version__}
    scale = {"scaling_factor": vae.config.scaling_factor, "use_quant_conv": True, "use_post_quant_conv": True}
    write_json(version | VAE | scale, out / "config.json")
    save_weights(vae, out / "diffusion_pytorch_model.safetensors")


def export_unet(run: Path, out: Path) -> None:
    version = {"_class_name": "SatUNet", "_diffusers_version": diffusers.__version__}
    write_json(version | UNET, out / "config.json")
    save_weights(load_unet(run), out / "diffusion_pytorch_model.safetensors")


def export_text_encoder(run: Path, out: Path, tokenizer_out: Path) -> None:
    encoder, _ = load_text_encoder(run)
    config = {"architectures": ["CLIPTextModel"], "transformers_version": transformers.__version__}
    config |= {k: v for k, v in encoder.config.to_diff_dict().items() if v is not None}
    write_json(config | {"dtype": "float16"}, out / "config.json")
    save_weights(encoder, out / "model.safetensors")
    for file in sorted((run / "text_encoder" / "tokenizer").iterdir()):
        shutil.copyfile(file, tokenizer_out / file.name)


def export_scheduler(out: Path) -> None:
    version = {"_class_name": "DDIMScheduler", "_diffusers_version": diffusers.__version__}
    write_json(version | SCHEDULER, out / "scheduler_config.json")


class ImageEncoder(torch.nn.Module):
    """The image tower behind CLIP's normalisation, so that it takes what CLIP image encoders do: (1, 3, 64, 64)."""

    def __init__(self, tower: torch.nn.Module):
        super().__init__()
        self.tower = tower
        # (x * std + mean) * 2 - 1, which is what the tower was trained on
        self.register_buffer("scale", 2 * torch.tensor(CLIP_STD).view(1, 3, 1, 1))
        self.register_buffer("offset", 2 * torch.tensor(CLIP_MEAN).view(1, 3, 1, 1) - 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.tower(image * self.scale + self.offset)


def export_image_encoder(run: Path, out: Path) -> None:
    """The tower that the text encoder was trained against, as ONNX, for CLIP similarity in evaluations."""
    encoder = ImageEncoder(load_image_tower(run)).eval()
    names = {"input_names": ["image"], "output_names": ["image_embeds"]}
    program = torch.onnx.export(encoder, (torch.zeros(1, 3, SIDE, SIDE),), dynamo=True, verbose=False, **names)
    program.save(out / "model.onnx", external_data=False)


def export_classifier(run: Path, out: Path) -> bool:
    """The classifier's training writes the two files of the model folder itself, when it is finished."""
    files = [run / "classifier" / name for name in ("config.json", "model.safetensors")]
    if not all(file.exists() for file in files):
        return False
    out.mkdir()
    for file in files:
        shutil.copyfile(file, out / file.name)
    return True


def export(run: Path, out: Path) -> None:
    """Writes to a folder beside ``out`` first, so that nobody reads half a model."""
    check_stages(run)
    if out.exists() and not (out / "model_index.json").exists():
        raise SystemExit(f"{out}: exists already and is no model folder; give another --out.")
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    for name in ("vae", "unet", "text_encoder", "tokenizer", "scheduler", "image_encoder"):
        (partial / name).mkdir(parents=True)
    export_vae(run, partial / "vae")
    export_unet(run, partial / "unet")
    export_text_encoder(run, partial / "text_encoder", partial / "tokenizer")
    export_scheduler(partial / "scheduler")
    export_image_encoder(run, partial / "image_encoder")
    index = {
        "_class_name": "DiffusionSatPipeline",
        "_diffusers_version": diffusers.__version__,
        "unet": ["diffusers", "SatUNet"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "scheduler": ["diffusers", "DDIMScheduler"],
    }
    if export_classifier(run, partial / "classifier"):
        index["classifier"] = ["harmonidiff", "HarmonyClassifier"]
    write_json(index, partial / "model_index.json")
    if (out / "README.md").exists():
        shutil.copyfile(out / "README.md", partial / "README.md")
    replaced = out.with_name(out.name + ".replaced")
    shutil.rmtree(replaced, ignore_errors=True)
    if out.exists():
        out.rename(replaced)
    partial.rename(out)
    shutil.rmtree(replaced, ignore_errors=True)


def main() -> None:
    options = argparse.ArgumentParser(description="Assembles the model folder from the checkpoints of a run.")
    options.add_argument("--run", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options = options.parse_args()
    export(options.run, options.out)
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    print(f"{options.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
