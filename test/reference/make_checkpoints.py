"""Makes the small random checkpoints and their goldens: sd1, sharded and inpainting.

python test/reference/make_checkpoints.py --tokenizer DIR --out DIR [NAME ...]

Needs the packages installed: pip install -e .

The checkpoints differ in the ways that real ones do: prediction type, projections, precision, file layout, names
of old versions, missing config keys. The goldens are what the reference computes in fp32 from the written files.
Everything is seeded, so the same versions of the packages give the same files. ``--tokenizer`` is a folder with
CLIP's vocab.json and merges.txt.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from PIL import Image
from safetensors.torch import save_file
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel

from reference.classifier import HarmonyClassifier, grow
from reference.harmonize import (
    GUIDANCE,
    Request,
    encode_text,
    harmonize,
    load_models,
    to_tensor,
)
from reference.harmonize import tokenize as tokenize_with
from reference.satunet import SatUNet

START, END = "<|startoftext|>", "<|endoftext|>"

PROMPTS = {
    "source": "a satellite image of a parking lot in Brazil",
    "target": "a satellite image of a harbor in Brazil",
    "empty": "",
    "odd": "  Zürich's  AIRPORT, no. 42!!  (2016) — naïve café ",
    "long": " ".join(["a hospital near the harbor"] * 24),
}


# Weights


def scale_(parameter: torch.Tensor, gain: float) -> None:
    parameter.data.mul_(gain)


# Under default initialisation attention is nearly uniform, and the prompt hardly shows.
GAINS = {"to_q": 2, "to_k": 2, "q_proj": 2, "k_proj": 2, "attn2.to_v": 3, "attn2.to_out.0": 2}


def randomise(network: nn.Module, generator: torch.Generator) -> None:
    """Seeded weights under which every input shows in the output.

    Norms get gains and biases of their own: at 1 and 0 a mistake there would go unseen.
    """
    for name, module in network.named_modules():
        if isinstance(module, (nn.GroupNorm, nn.LayerNorm, nn.BatchNorm2d)):
            module.weight.data = 1 + 0.25 * torch.randn(module.weight.shape, generator=generator)
            module.bias.data = 0.1 * torch.randn(module.bias.shape, generator=generator)
        elif isinstance(module, (nn.Linear, nn.Conv2d)):
            fan_in = module.weight[0].numel()
            gain = next((gain for ending, gain in GAINS.items() if name.endswith(ending)), 1)
            spread = gain / (3 * fan_in) ** 0.5  # PyTorch's own spread
            module.weight.data = spread * torch.randn(module.weight.shape, generator=generator)
            if module.bias is not None:
                module.bias.data = 0.1 * torch.randn(module.bias.shape, generator=generator)
        elif isinstance(module, nn.Embedding):
            module.weight.data = 0.5 * torch.randn(module.weight.shape, generator=generator)


def random_unet(config: dict, generator: torch.Generator, gain: float) -> dict[str, torch.Tensor]:
    """``gain`` sets how strong the prediction is.

    A strong random prediction makes the many steps chaotic: rounding errors would grow until no two
    implementations agree.
    """
    unet = SatUNet(config)
    randomise(unet, generator)
    scale_(unet.conv_out.weight, gain)
    return unet.state_dict()


def random_vae(config: dict, generator: torch.Generator, target: np.ndarray) -> dict[str, torch.Tensor]:
    """A VAE whose scaled latents of ``target`` have a standard deviation of about one.

    (config without scaling_factor: diffusers' default, the one of SD 1.x and 2.x.)
    """
    vae = AutoencoderKL(**{k: v for k, v in config.items() if not k.startswith("_")})
    randomise(vae, generator)
    mean = vae.encode(to_tensor(target)).latent_dist.mean
    gain = 1 / (mean.std().item() * vae.config.scaling_factor)
    channels = config["latent_channels"]
    for parameter in (vae.quant_conv.weight, vae.quant_conv.bias):
        parameter.data[:channels] *= gain
    scale_(vae.post_quant_conv.weight, 1 / gain)
    scale_(vae.decoder.conv_out.weight, 0.5)  # keeps most of the decoded image inside -1...1
    return vae.state_dict()


def random_text_encoder(config: dict, generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Names without the ``text_model.`` prefix, whatever the version of transformers writes."""
    model = CLIPTextModel(CLIPTextConfig(**config))
    randomise(model, generator)
    state = {name.removeprefix("text_model."): value for name, value in model.state_dict().items()}
    state.pop("embeddings.position_ids", None)
    return state


def random_classifier(
    width: int, config: dict, generator: torch.Generator, target: np.ndarray, gain: float
) -> dict[str, torch.Tensor]:
    """A classifier whose scores lie away from 0 and 1 and differ visibly between similar images."""
    model = HarmonyClassifier(width, config)
    randomise(model, generator)
    # Running statistics of images like those it will see: otherwise a random ResNet says the same of all.
    noise = np.random.default_rng(7)
    height, side = target.shape[:2]
    inputs = []
    for _ in range(8):
        rough = np.clip(target + noise.normal(0, 40, target.shape), 0, 255).astype(np.uint8)
        box = grow((side // 4, height // 4, side // 2, height // 2), int(noise.integers(-8, 9)), (side, height))
        inputs.append(model.input(rough, box))
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
    model.train()
    batch = torch.cat(inputs)
    model(batch)
    model.eval()
    scale_(model.fc.weight, gain)
    model.fc.bias.data -= model(batch).mean()
    return model.state_dict()


# Files


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def cast(state: dict[str, torch.Tensor], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    return {k: (v.to(dtype) if v.is_floating_point() else v).contiguous() for k, v in state.items()}


def write_weights(folder: Path, name: str, state: dict[str, torch.Tensor]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_file(state, folder / f"{name}.safetensors", metadata={"format": "pt"})


def write_shards(folder: Path, stem: str, state: dict[str, torch.Tensor], count: int) -> None:
    """Splits by size in the order of names, with the index file that diffusers and transformers write."""
    total = sum(v.numel() * v.element_size() for v in state.values())
    shards, weight_map, written = [{} for _ in range(count)], {}, 0
    for name in sorted(state):
        shard = min(count - 1, written * count // total)
        shards[shard][name] = state[name]
        weight_map[name] = f"{stem}-{shard + 1:05d}-of-{count:05d}.safetensors"
        written += state[name].numel() * state[name].element_size()
    for i, shard in enumerate(shards):
        write_weights(folder, f"{stem}-{i + 1:05d}-of-{count:05d}", shard)
    write_json(folder / f"{stem}.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": weight_map})


def write_tokenizer(folder: Path, vocabulary: Path, pad: str, old: bool) -> None:
    """The vocabulary with settings of its own; ``old`` writes special tokens as SD 1.x does, as objects."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("vocab.json", "merges.txt"):
        shutil.copyfile(vocabulary / name, folder / name)

    def token(text: str, typed: bool) -> object:
        if not old:
            return text
        fields = {"content": text, "lstrip": False, "normalized": True, "rstrip": False, "single_word": False}
        return {"__type": "AddedToken", **fields} if typed else fields

    def special(typed: bool) -> dict:
        names = {"bos_token": START, "eos_token": END, "unk_token": END}
        return {key: token(text, typed) for key, text in names.items()} | {"pad_token": pad}

    write_json(folder / "special_tokens_map.json", special(False))
    rest = {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "do_lower_case": True, "errors": "replace"}
    write_json(folder / "tokenizer_config.json", {**rest, **special(True)})


def write_model_index(folder: Path, pipeline: str, unet: str, scheduler: str, classifier: bool) -> None:
    index = {
        "_class_name": pipeline,
        "_diffusers_version": "0.6.0" if scheduler == "PNDMScheduler" else "0.38.0",
        "unet": ["diffusers", unet],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "scheduler": ["diffusers", scheduler],
    }
    if classifier:
        index["classifier"] = ["harmonidiff", "HarmonyClassifier"]
    write_json(folder / "model_index.json", index)


def write_config(folder: Path, kind: str, version: str, config: dict) -> None:
    write_json(folder / "config.json", {"_class_name": kind, "_diffusers_version": version, **config})


# Images


def texture(seed: int, width: int, height: int, base: tuple[int, int, int], contrast: float) -> np.ndarray:
    """Fields, a road and a little noise: (height, width, 3) uint8."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(float)
    image = np.empty((height, width, 3))
    image[:] = base
    for _ in range(6):
        angle, wavelength = random.uniform(0, np.pi), random.uniform(12, 80)
        wave = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / wavelength + random.uniform(0, 6))
        image += contrast * np.sign(wave)[..., None] * random.uniform(-10, 10, 3)
        image += contrast * wave[..., None] * random.uniform(-10, 10, 3)
    slope, offset = random.uniform(-1, 1), random.uniform(0.2, 0.8) * height
    image[np.abs(y - slope * x - offset) < 3] = (150, 145, 140)
    image += random.integers(-3, 4, (height, width, 1))
    return np.clip(image, 0, 255).astype(np.uint8)


# Goldens


def unet_goldens(unet: SatUNet, rows: list[dict], golden: dict, generator: torch.Generator) -> None:
    """A batch whose rows differ in timestep, prompt and metadata (a factor of the scaled numbers).

    Its height is odd, so that up-blocks must follow the skip's size.
    """
    channels = unet.config.in_channels
    golden["unet.sample"] = torch.randn(len(rows), channels, 13, 10, generator=generator)
    golden["unet.timesteps"] = torch.tensor([row["timestep"] for row in rows])
    text = torch.cat([golden[f"text.{row['text']}"] for row in rows])
    metadata = None
    if "metadata" in golden:
        metadata = torch.cat([golden["metadata"] * row["metadata"] for row in rows])
    golden["unet.out"] = unet.predict(golden["unet.sample"], golden["unet.timesteps"], text, metadata)


def text_goldens(models, golden: dict) -> None:
    for name, prompt in PROMPTS.items():
        golden[f"ids.{name}"] = tokenize_with(models, prompt)
        if name in ("source", "target", "empty"):
            golden[f"text.{name}"] = encode_text(models, golden[f"ids.{name}"])


def unet_rows(timesteps: list[int], metadata: bool) -> list[dict]:
    prompts, factors = ("empty", "source", "target"), (0, 1, 0.5)
    pairs = zip(timesteps, prompts, factors, strict=True)
    return [{"timestep": t, "text": text, "metadata": factor if metadata else None} for t, text, factor in pairs]


def write_goldens(folder: Path, request: Request, with_twr: bool, generator: torch.Generator) -> None:
    """Runs the pipeline on the written files; keeps enough tensors to find a mistake, not all of them."""
    models = load_models(folder)
    result = harmonize(models, request, order="sequential")
    run, tensors = result["run"], result["tensors"]
    keep = {"metadata"} if request.metadata else set()
    keep |= {"vae.source_mean", "vae.target_mean", "vae.target_logvar", "edge_mask"}
    keep |= {name for name in tensors if name.startswith("candidate.")}
    inversions = (run.inverse_timesteps[0], run.starts[-1], run.inverse_timesteps[-1])
    keep |= {f"invert.{name}.{t}" for name in ("source", "target") for t in inversions}
    keep |= {f"shifted.{t}" for t in (run.starts[0], run.timesteps[run.fusion_start])}
    golden = {name: tensors[name] for name in sorted(keep)}
    text_goldens(models, golden)
    rows = unet_rows([run.timesteps[0], run.timesteps[request.steps // 2], run.timesteps[-1]], bool(request.metadata))
    unet_goldens(models.unet, rows, golden, generator)
    # The middle of the image only: the whole would be the largest tensor by far.
    side, crop = request.target.shape[0], 32
    corner = (side - crop) // 2
    decoded = models.vae.decode(golden["vae.target_mean"]).sample
    golden["vae.decode_target"] = decoded[:, :, corner : corner + crop, corner : corner + crop]
    golden["classifier.logit"] = models.classifier(models.classifier.input(result["image"], request.box))
    if with_twr:
        plain = harmonize(models, request, mode="twr", order="sequential")
        golden |= {f"twr.{k}": v for k, v in plain["tensors"].items() if k.startswith("candidate.")}
    save_file({k: v.contiguous() for k, v in golden.items()}, folder / "golden.safetensors")
    Image.fromarray(result["image"]).save(folder / "expected.png", optimize=True)
    facts = {
        "variant": folder.name,
        "bbox": request.box,
        "size": side,
        "prediction_type": models.scheduler.config.prediction_type,
        "prompts": PROMPTS,
        "metadata": request.metadata or None,
        "steps": request.steps,
        "timesteps": run.timesteps,
        "inverse_timesteps": run.inverse_timesteps,
        "latent_bbox": run.latent_box,
        "edge_width": run.edge_width,
        "candidates": sorted(run.starts),
        "replace_step": run.timesteps[run.fusion_start],
        "guidance_scale": GUIDANCE,
        "unet_rows": rows,
        "decode_crop": [corner, corner, crop, crop],
        "classifier_input": "expected.png",
        "scores": result["scores"],
        "best_timestep": result["winner"],
    }
    if with_twr:
        facts |= {"twr_scores": plain["scores"], "twr_best_timestep": plain["winner"]}
    write_json(folder / "golden.json", facts)


def write_images(folder: Path, target: np.ndarray, source: np.ndarray) -> None:
    for name, image in (("target", target), ("source", source)):
        Image.fromarray(image).save(folder / f"{name}.png", optimize=True)


# The checkpoints

CLASSIFIER = {
    "_class_name": "HarmonyClassifier",
    "architecture": "resnet18",
    "in_channels": 4,
    "image_size": 256,
    "mean": [0.5, 0.5, 0.5],
    "std": [0.5, 0.5, 0.5],
}


def text_config(width: int, layers: int, heads: int, activation: str, vocabulary: int) -> dict:
    return {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": 4 * width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "max_position_embeddings": 77,
        "hidden_act": activation,
        "layer_norm_eps": 1e-5,
        "bos_token_id": 0,
        "eos_token_id": 2,
        "pad_token_id": 1,
        "model_type": "clip_text_model",
    }


def make_sd1(folder: Path, vocabulary: Path, words: int) -> None:
    """As SD 1.5 was published: few config keys, fp16 files only, old attention names in the VAE."""
    generator = torch.Generator().manual_seed(101)
    folder.mkdir(parents=True, exist_ok=True)
    target, source = texture(1, 80, 80, (96, 118, 80), 1.0), texture(2, 48, 32, (150, 128, 104), 1.3)
    write_images(folder, target, source)
    write_model_index(folder, "StableDiffusionPipeline", "UNet2DConditionModel", "PNDMScheduler", True)

    unet = {
        "act_fn": "silu",
        "attention_head_dim": 2,
        "block_out_channels": [8, 16],
        "center_input_sample": False,
        "cross_attention_dim": 16,
        "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
        "downsample_padding": 1,
        "flip_sin_to_cos": True,
        "freq_shift": 0,
        "in_channels": 4,
        "layers_per_block": 2,
        "mid_block_scale_factor": 1,
        "norm_eps": 1e-05,
        "norm_num_groups": 4,
        "out_channels": 4,
        "sample_size": 10,
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
    }
    write_config(folder / "unet", "UNet2DConditionModel", "0.6.0", unet)
    state = cast(random_unet(unet, generator, 2.0), torch.float16)
    write_weights(folder / "unet", "diffusion_pytorch_model.fp16", state)

    vae = {
        "act_fn": "silu",
        "block_out_channels": [8, 8, 8, 8],
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "in_channels": 3,
        "latent_channels": 4,
        "layers_per_block": 1,
        "norm_num_groups": 4,
        "out_channels": 3,
        "sample_size": 80,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
    }
    write_config(folder / "vae", "AutoencoderKL", "0.6.0", vae)
    state = cast(random_vae(vae, generator, target), torch.float16)
    old_names = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    for new, old in old_names.items():
        state = {name.replace(f".attentions.0.{new}.", f".attentions.0.{old}."): value for name, value in state.items()}
    write_weights(folder / "vae", "diffusion_pytorch_model.fp16", state)

    text = text_config(16, 2, 2, "quick_gelu", words)
    write_json(folder / "text_encoder" / "config.json", {"architectures": ["CLIPTextModel"], **text})
    state = cast(random_text_encoder(text, generator), torch.float16)
    state = {f"text_model.{name}": value for name, value in state.items()}
    state["text_model.embeddings.position_ids"] = torch.arange(77)[None]
    write_weights(folder / "text_encoder", "model.fp16", state)
    write_tokenizer(folder / "tokenizer", vocabulary, END, old=True)

    scheduler = {
        "_class_name": "PNDMScheduler",
        "_diffusers_version": "0.6.0",
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "beta_start": 0.00085,
        "num_train_timesteps": 1000,
        "set_alpha_to_one": False,
        "skip_prk_steps": True,
        "steps_offset": 1,
        "trained_betas": None,
        "clip_sample": False,
    }
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler)

    write_json(folder / "classifier" / "config.json", CLASSIFIER)
    state = random_classifier(3, CLASSIFIER, generator, target, gain=2.0)
    write_weights(folder / "classifier", "model", cast(state, torch.float16))

    # A small box in the bottom right corner: its edge is 0 latent pixels wide.
    request = Request(target, source, (32, 48, 48, 32), PROMPTS["source"], PROMPTS["target"])
    write_goldens(folder, request, True, generator)


def make_sharded(folder: Path, vocabulary: Path, words: int) -> None:
    """A SatUNet in bf16 shards; linear betas, trailing timesteps, f = 4, sizes that do not divide."""
    generator = torch.Generator().manual_seed(202)
    folder.mkdir(parents=True, exist_ok=True)
    target, source = texture(3, 72, 72, (110, 116, 92), 0.9), texture(4, 41, 45, (84, 92, 120), 1.2)
    write_images(folder, target, source)
    write_model_index(folder, "DiffusionSatPipeline", "SatUNet", "DDIMScheduler", True)

    unet = {
        "sample_size": 18,
        "in_channels": 4,
        "out_channels": 4,
        "center_input_sample": False,
        "flip_sin_to_cos": True,
        "freq_shift": 0,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        "block_out_channels": [8, 8, 12],
        "layers_per_block": 1,
        "downsample_padding": 1,
        "mid_block_scale_factor": 1,
        "act_fn": "silu",
        "norm_num_groups": 4,
        "norm_eps": 1e-05,
        "cross_attention_dim": 8,
        "attention_head_dim": [1, 2, 3],
        "use_linear_projection": True,
        "upcast_attention": False,
        "use_metadata": True,
        "num_metadata": 7,
    }
    write_config(folder / "unet", "SatUNet", "0.38.0", unet)
    state = cast(random_unet(unet, generator, 1.4), torch.bfloat16)
    write_shards(folder / "unet", "diffusion_pytorch_model", state, 3)

    vae = {
        "in_channels": 3,
        "out_channels": 3,
        "down_block_types": ["DownEncoderBlock2D"] * 3,
        "up_block_types": ["UpDecoderBlock2D"] * 3,
        "block_out_channels": [8, 8, 8],
        "layers_per_block": 1,
        "act_fn": "silu",
        "latent_channels": 4,
        "norm_num_groups": 4,
        "sample_size": 72,
        "scaling_factor": 0.75,
    }
    write_config(folder / "vae", "AutoencoderKL", "0.38.0", vae)
    state = cast(random_vae(vae, generator, target), torch.bfloat16)
    write_weights(folder / "vae", "diffusion_pytorch_model", state)

    text = text_config(8, 2, 4, "gelu", words)
    write_json(folder / "text_encoder" / "config.json", {"architectures": ["CLIPTextModel"], **text})
    state = cast(random_text_encoder(text, generator), torch.bfloat16)
    write_shards(folder / "text_encoder", "model", state, 2)
    write_tokenizer(folder / "tokenizer", vocabulary, "!", old=False)

    scheduler = {
        "_class_name": "DDIMScheduler",
        "_diffusers_version": "0.38.0",
        "num_train_timesteps": 1000,
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "linear",
        "clip_sample": True,
        "clip_sample_range": 3.0,
        "set_alpha_to_one": True,
        "steps_offset": 0,
        "prediction_type": "epsilon",
        "timestep_spacing": "trailing",
    }
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler)

    write_json(folder / "classifier" / "config.json", CLASSIFIER)
    state = random_classifier(2, CLASSIFIER, generator, target, gain=2.0)
    write_weights(folder / "classifier", "model", cast(state, torch.bfloat16))

    # x = 2 is half a latent pixel (to even: 0), and the grown box of the scores is clipped on the left.
    metadata = [8.5, 47.4, None, 0.1, 2019, None, 21]
    request = Request(target, source, (2, 13, 41, 45), PROMPTS["source"], PROMPTS["target"], metadata, steps=10)
    write_goldens(folder, request, True, generator)


def make_inpainting(folder: Path, vocabulary: Path, words: int) -> None:
    """Single networks only: an inpainting UNet (9 channels in) with two-layer transformers in the middle level."""
    generator = torch.Generator().manual_seed(303)
    write_model_index(folder, "StableDiffusionInpaintPipeline", "UNet2DConditionModel", "DDIMScheduler", False)
    unet = {
        "sample_size": 12,
        "in_channels": 9,
        "out_channels": 4,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"],
        "block_out_channels": [8, 8, 16],
        "layers_per_block": 1,
        "norm_num_groups": 4,
        "cross_attention_dim": 8,
        "transformer_layers_per_block": [1, 2, 1],
        "attention_head_dim": [1, 2, 2],
        "use_linear_projection": True,
    }
    write_config(folder / "unet", "UNet2DConditionModel", "0.38.0", unet)
    write_weights(folder / "unet", "diffusion_pytorch_model", cast(random_unet(unet, generator, 2.0), torch.float32))
    vae = {
        "in_channels": 3,
        "out_channels": 3,
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "block_out_channels": [4, 4, 4, 4],
        "layers_per_block": 1,
        "latent_channels": 4,
        "norm_num_groups": 2,
        "sample_size": 96,
        "scaling_factor": 0.18215,
    }
    write_config(folder / "vae", "AutoencoderKL", "0.38.0", vae)
    state = random_vae(vae, generator, texture(5, 96, 96, (110, 116, 92), 0.9))
    write_weights(folder / "vae", "diffusion_pytorch_model", cast(state, torch.float32))
    text = text_config(8, 1, 2, "gelu", words)
    write_json(folder / "text_encoder" / "config.json", {"architectures": ["CLIPTextModel"], **text})
    write_weights(folder / "text_encoder", "model", cast(random_text_encoder(text, generator), torch.float32))
    write_tokenizer(folder / "tokenizer", vocabulary, "!", old=False)
    scheduler = {
        "_class_name": "DDIMScheduler",
        "_diffusers_version": "0.38.0",
        "num_train_timesteps": 1000,
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "clip_sample": False,
        "set_alpha_to_one": False,
        "steps_offset": 1,
        "prediction_type": "v_prediction",
    }
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler)

    models = load_models(folder)
    golden: dict[str, torch.Tensor] = {}
    text_goldens(models, golden)
    rows = unet_rows([951, 501, 1], False)
    unet_goldens(models.unet, rows, golden, generator)
    save_file({k: v.contiguous() for k, v in golden.items()}, folder / "golden.safetensors")
    facts = {
        "variant": folder.name,
        "prediction_type": "v_prediction",
        "prompts": PROMPTS,
        "metadata": None,
        "unet_rows": rows,
    }
    write_json(folder / "golden.json", facts)


MAKERS = {"sd1": make_sd1, "sharded": make_sharded, "inpainting": make_inpainting}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MAKERS))
    args = parser.parse_args()
    torch.set_num_threads(1)  # sums in the same order from run to run
    words = len(json.loads((args.tokenizer / "vocab.json").read_text()))
    for name in args.names or MAKERS:
        folder = args.out / name
        shutil.rmtree(folder, ignore_errors=True)
        with torch.no_grad():
            MAKERS[name](folder, args.tokenizer, words)
        print(name, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()), "bytes")


if __name__ == "__main__":
    main()
