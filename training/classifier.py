"""Trains the harmony classifier: does the patch under the mask belong to its scene?

python -m training.classifier --data DIR --run DIR [--minutes M] [--vae DIR] [--samples N] [--epochs N]
    [--start DIR --rate R]

Half of the samples are scenes as they are, a quarter copy-pastes, a quarter Poisson composites, all from scenes that
are not held out. RUN/classifier/ gets model.safetensors and config.json (to be put into a model folder as they are),
the samples, the losses and a sheet of held-out samples with their scores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw
from safetensors.torch import save_file
from torch import nn

from reference.classifier import HarmonyClassifier
from reference.harmonize import load_vae
from reference.satunet import read_weights
from training import data, loop, sheets
from training.composites import KINDS, Sample, grow, make_pair, vae_pass
from training.convert import CLASSIFIER_CONFIG
from training.data import Scene, read_image, scenes, split, to_unit
from training.metrics import auc

WIDTH = 32
"""Channels of the first convolution; torchvision's ResNet-18 has 64."""
SIZE = 128
"""Side of the classifier's input in pixels; the published one takes 256."""
CONFIG = {**CLASSIFIER_CONFIG, "image_size": SIZE}
PATTERN = ("real", "paste", "real", "poisson")
"""The kinds of four samples: two pairs of a scene and a composite of it."""
VAE_EVERY = {"train": 4, "held-out": 2}
"""One in so many samples passes the VAE; on a CPU that takes most of the time."""
HELD_OUT_SAMPLES = 1600
SEAM_WEIGHT = 2.0
VERSION = 3
"""Of the samples; one more whenever composites.py makes others from the same seed."""


def shrink_mask(mask: np.ndarray, size: int) -> np.ndarray:
    """(H, W) bool -> (size, size); a box's edges fall on floor(edge · size / side), as in the product."""
    rows, columns = (((np.arange(size) + 1) * side - 1) // size for side in mask.shape)
    return mask[np.ix_(rows, columns)]


def pack(sample: Sample, size: int) -> np.ndarray:
    """-> (5, size, size) uint8: RGB by Pillow's bicubic, as in the product, then mask and patch as 0 and 1."""
    rgb = np.asarray(Image.fromarray(sample.image).resize((size, size), Image.BICUBIC))
    masks = [shrink_mask(mask, size) for mask in (sample.mask, sample.patch)]
    return np.concatenate([rgb.transpose(2, 0, 1), masks]).astype(np.uint8)


def to_device(packed: torch.Tensor, device: str) -> torch.Tensor:
    """Samples (N, 5, size, size) -> the network's input (N, 4, size, size): normalised RGB, mask.

    Channels last, which is faster on CPUs.
    """
    unpacked = torch.cat([to_unit(packed[:, :3]), packed[:, 3:4].float()], 1)
    return unpacked.to(device, memory_format=torch.channels_last)


def seams(packed: torch.Tensor, side: int) -> torch.Tensor:
    """Samples (N, 5, size, size) -> (N, 1, side, side): 1 where the patch's outline crosses a cell, else 0."""
    patch = packed[:, 4:].float()
    outline = F.max_pool2d(patch, 3, 1, 1) + F.max_pool2d(-patch, 3, 1, 1)  # dilated minus eroded
    return F.adaptive_max_pool2d(outline, side)


class SeamHead(nn.Module):
    """Says in training where the seams are, from what the backbone's second stage sees. (N, 1, size / 8, size / 8)

    One bit for a whole image teaches slowly where to look; this does it in a fraction of the samples. It is left out of
    the saved model.
    """

    def __init__(self, model: HarmonyClassifier, width: int):
        super().__init__()
        self.head = nn.Conv2d(2 * width, 1, 1)
        nn.init.constant_(self.head.bias, -2)  # seams are rare
        self.seen: torch.Tensor | None = None
        model.backbone.layer2.register_forward_hook(self.remember)

    def remember(self, module: nn.Module, inputs: tuple, output: torch.Tensor) -> None:
        self.seen = output

    def forward(self) -> torch.Tensor:
        return self.head(self.seen)


def kinds_of(count: int) -> np.ndarray:
    """(count,) index into KINDS of each sample."""
    return np.array([KINDS.index(kind) for kind in PATTERN])[np.arange(count) % 4]


def passes_vae(count: int, every: int) -> np.ndarray:
    """(count,) whether a sample passes the VAE where there is one: all four kinds of PATTERN, every so often."""
    return np.arange(count) // 4 % every == every - 1


def samples(
    folder: Path, name: str, some: list[Scene], count: int, options: argparse.Namespace, size: int = SIZE
) -> np.ndarray:
    """(count, 5, size, size) uint8, made once and kept in ``folder``.

    In the order of PATTERN; a pair depends on the seed, ``name`` and its number alone.

    name: ``train`` or ``held-out``; count: even; options: seed, vae (folder or None), device
    """
    tag = f"{name}-{count}-{size}px-seed{options.seed}-v{VERSION}-scenes-{data.digest(some)}"
    if options.vae:
        tag += f"-vae-{digest(options.vae)}"
    path = folder / f"samples-{tag}.npy"
    if path.exists():
        return np.load(path, mmap_mode="r")
    begin = time.monotonic()
    images = [read_image(scene) for scene in some]
    vae = load_vae(options.vae).to(options.device, memory_format=torch.channels_last) if options.vae else None

    def through(image: np.ndarray) -> np.ndarray:
        with loop.autocast(options.device):
            return vae_pass(vae, image)

    unfinished = path.with_suffix(".partial")
    made = np.lib.format.open_memmap(unfinished, "w+", np.uint8, (count, 5, size, size))
    kinds, passes = kinds_of(count), passes_vae(count, VAE_EVERY[name])
    for i in range(0, count, 2):
        rng = np.random.default_rng([options.seed, *name.encode(), i])
        target, source = (images[j] for j in rng.choice(len(images), 2, replace=False))
        pair = make_pair(rng, KINDS[kinds[i + 1]], target, source, through if vae and passes[i] else None)
        made[i : i + 2] = [pack(sample, size) for sample in pair]
        if (i + 2) % 1000 == 0:
            print(f"{name}: {i + 2} of {count} samples, {(time.monotonic() - begin) / 60:.1f} minutes", flush=True)
    made.flush()
    os.replace(unfinished, path)
    return np.load(path, mmap_mode="r")


def digest(folder: Path) -> str:
    """Tells the weights in a folder from others."""
    content = hashlib.sha256()
    for file in sorted(folder.glob("*.safetensors")):
        content.update(file.read_bytes())
    return content.hexdigest()[:12]


def logits(model: HarmonyClassifier, packed: np.ndarray, device: str) -> np.ndarray:
    """(N,) in fp32, without changing the model."""
    was_training = model.training
    model.eval()
    with torch.inference_mode():
        batches = (torch.from_numpy(packed[i : i + 64].copy()) for i in range(0, len(packed), 64))
        result = torch.cat([model(to_device(batch, device)).float().cpu() for batch in batches])
    model.train(was_training)
    return result.numpy()


def held_out_aucs(scores: np.ndarray, with_vae: bool) -> dict[str, float]:
    """Real against copy-paste and against Poisson; with a VAE also among those that passed it."""
    kinds, passes = kinds_of(len(scores)), passes_vae(len(scores), VAE_EVERY["held-out"])
    result = {}
    for suffix, chosen in (("", ~passes), ("_vae", passes)) if with_vae else (("", passes | True),):
        real, *others = (scores[chosen & (kinds == k)] for k in range(len(KINDS)))
        result |= {f"auc_{kind}{suffix}": auc(real, other) for kind, other in zip(KINDS[1:], others, strict=True)}
    return result


def picture(packed: np.ndarray, score: float) -> torch.Tensor:
    """A sample, its mask's outline in red and its score in a corner, (3, SIZE, SIZE) in -1...1."""
    mask = packed[3] > 0
    rgb = np.where((mask & ~grow(mask, -1))[..., None], [255, 0, 0], packed[:3].transpose(1, 2, 0)).astype(np.uint8)
    image = Image.fromarray(rgb)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 28, 11), fill="black")
    draw.text((2, 0), f"{score:.2f}", fill="white")
    return to_unit(torch.from_numpy(np.array(image)).permute(2, 0, 1))


def draw_sheet(packed: np.ndarray, scores: np.ndarray, path: Path, columns: int = 10) -> None:
    """Two rows for each kind: with outline and score, and as it is; from the lowest score to the highest."""
    kinds = kinds_of(len(scores))
    rows = []
    for kind in range(len(KINDS)):
        ordered = np.flatnonzero(kinds == kind)[np.argsort(scores[kinds == kind])]
        shown = ordered[np.linspace(0, len(ordered) - 1, columns).astype(int)]
        rows.append([picture(packed[i], scores[i]) for i in shown])
        rows.append([to_unit(torch.from_numpy(packed[i, :3].copy())) for i in shown])
    sheets.sheet(rows, path)


def save_model(model: HarmonyClassifier, folder: Path) -> None:
    """fp16, in the layout of a model folder's ``classifier/``."""
    state = {
        name: (value.half() if value.is_floating_point() else value).contiguous().cpu()
        for name, value in model.state_dict().items()
    }
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n")
    shutil.copymode(folder / "config.json", folder / "model.safetensors")  # written for its owner alone


def cosine(progress: float) -> float:
    """Learning rate over its peak: a linear warm-up over the first 3 %, then half a cosine down to 0."""
    return min(progress / 0.03, 0.5 + 0.5 * float(np.cos(np.pi * progress)))


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    model = HarmonyClassifier(WIDTH, CONFIG).train().to(options.device, memory_format=torch.channels_last)
    if options.start:
        model.load_state_dict(read_weights(options.start, "model"))
    seam_head = SeamHead(model, WIDTH).to(options.device)
    parameters = [*model.parameters(), *seam_head.parameters()]
    optimizer = torch.optim.AdamW(parameters, options.rate, weight_decay=0.05)
    folder = options.run / "classifier"
    if options.start and (folder / "checkpoint.pt").exists():
        raise SystemExit(f"{folder} has a checkpoint already, which --start would not touch; give another --run.")
    folder.mkdir(parents=True, exist_ok=True)

    train_scenes, held_out_scenes = split(scenes(options.data))
    train_set = samples(folder, "train", train_scenes, options.samples, options)
    held_out = samples(folder, "held-out", held_out_scenes, HELD_OUT_SAMPLES, options)
    labels = torch.from_numpy(kinds_of(len(train_set)) == KINDS.index("real")).float()

    work = loop.Loop(options, "classifier", {"model": model, "seam_head": seam_head, "optimizer": optimizer})
    steps_in_epoch = len(train_set) // options.batch
    total = options.epochs * steps_in_epoch
    for step in work.steps():
        if step >= total:
            break
        epoch, place = divmod(step, steps_in_epoch)
        # Drawn anew from the epoch's number: a resumed run meets the samples that the first one would have met.
        order = np.random.default_rng([options.seed, epoch]).permutation(len(train_set) // 2)
        pairs = np.sort(order[place * options.batch // 2 :][: options.batch // 2])
        chosen = np.stack([2 * pairs, 2 * pairs + 1], 1).ravel()
        turn = int(np.random.default_rng([options.seed, epoch, place]).integers(8))
        batch = torch.from_numpy(train_set[chosen])
        batch = torch.rot90(batch.flip(-1) if turn >= 4 else batch, turn % 4, (-2, -1))
        for group in optimizer.param_groups:
            group["lr"] = options.rate * cosine(max(step / total, work.progress))
        with loop.autocast(options.device):
            logit = model(to_device(batch, options.device))
            seam_logit = seam_head()
        loss = F.binary_cross_entropy_with_logits(logit.float(), labels[chosen].to(options.device))
        outline = seams(batch, seam_logit.shape[-1]).to(options.device)
        seam_loss = F.binary_cross_entropy_with_logits(seam_logit.float(), outline)
        optimizer.zero_grad(set_to_none=True)
        (loss + SEAM_WEIGHT * seam_loss).backward()
        optimizer.step()
        work.log(loss=loss.item(), seam_loss=seam_loss.item())
        if place + 1 == steps_in_epoch:
            work.flush()
            work.write(held_out_aucs(logits(model, held_out, options.device), options.vae is not None))
    work.flush()
    work.save()

    save_model(model, folder)
    scores = logits(model, held_out, options.device)
    result = held_out_aucs(scores, options.vae is not None)
    result |= {"steps": work.step, "epochs": round(work.step / steps_in_epoch, 2), "minutes": work.seconds / 60}
    (folder / "result.json").write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result))
    draw_sheet(held_out, 1 / (1 + np.exp(-scores)), folder / "sheet.png")
    sheets.curves(folder)


def main() -> None:
    options = loop.parser(__doc__, minutes=25, batch=64)
    options.add_argument("--vae", type=Path, help="AutoencoderKL folder that every fourth sample passes through")
    options.add_argument("--samples", type=int, default=20_000)
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--rate", type=float, default=2e-3, help="peak of the learning rate")
    options.add_argument(
        "--start", type=Path, help="classifier folder to go on from, such as one trained without a VAE"
    )
    train(options.parse_args())


if __name__ == "__main__":
    main()
