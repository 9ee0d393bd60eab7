"""Encodes the bank of latents that the UNet trains on, with the finished VAE.

    python -m training.latents --data DIR --run DIR --minutes 4 --device cpu --seed 0

Every second scene is taken as it is, the others at a random scale: a window of 256 · s pixels, s in 0.5 to 1, becomes a
canvas of GSD 0.3 · s. All are turned at random. It goes through the scenes until the time is used up or ``--count`` is
reached.
"""

from __future__ import annotations

from pathlib import Path

import torch

from training.data import CANVAS, GSD, dihedral, random_crop, read_images, scenes, split, to_unit
from training.loop import Loop, autocast, load_checkpoint, parser, steps_of
from training.vae import load_vae


class Bank:
    """Latents (N, 4, h, w) fp16, already multiplied by the scaling factor, with their GSD and their class."""

    def __init__(self):
        self.latents: list[torch.Tensor] = []
        self.gsd: list[float] = []
        self.labels: list[str] = []

    def __len__(self) -> int:
        return len(self.gsd)

    def add(self, latents: torch.Tensor, gsd: list[float], labels: list[str]) -> None:
        self.latents.append(latents.half().cpu())
        self.gsd += gsd
        self.labels += labels

    def all(self) -> torch.Tensor:
        return torch.cat(self.latents)

    def state_dict(self) -> dict:
        latents = self.all() if self.latents else torch.empty(0)
        return {"latents": latents, "gsd": torch.tensor(self.gsd), "labels": self.labels}

    def load_state_dict(self, state: dict) -> None:
        self.latents, self.gsd, self.labels = [state["latents"].cpu()], state["gsd"].tolist(), list(state["labels"])


def check(extra: dict, run: Path) -> None:
    """Latents fit only the VAE that encoded them."""
    if extra["vae_step"] != steps_of(run, "vae"):
        raise SystemExit(
            f"{run}: the VAE was trained further after its latents were encoded; remove {run / 'latents'}."
        )


def load_bank(run: Path) -> Bank:
    stored = load_checkpoint(run / "latents" / "checkpoint.pt")
    check(stored["extra"], run)
    bank = Bank()
    bank.load_state_dict(stored["bank"])
    return bank


@torch.no_grad()
def encode(vae, images: torch.Tensor, device: str) -> torch.Tensor:
    """(B, 3, H, W) in -1...1 -> scaled posterior means (B, 4, h, w), fp32 on the CPU."""
    images = images.to(device, memory_format=torch.channels_last)
    with autocast(device):
        return (vae.encode(images).latent_dist.mean.float() * vae.config.scaling_factor).cpu()


def main() -> None:
    options = parser("Encodes the bank of latents.", minutes=4, batch=8)
    options.add_argument("--count", type=int, default=8000, help="latents at most")
    options = options.parse_args()
    train, _ = split(scenes(options.data))
    images = read_images(train)
    vae = load_vae(options.run, options.device).to(memory_format=torch.channels_last)
    bank = Bank()
    loop = Loop(options, "latents", {"bank": bank})
    if len(bank):
        check(loop.extra, options.run)
    loop.extra["vae_step"] = steps_of(options.run, "vae")
    g = loop.generator
    # The same order in every run with this seed, whatever was already encoded.
    order = torch.randperm(len(train), generator=torch.Generator().manual_seed(options.seed)).tolist()
    for _ in loop.steps():
        if len(bank) >= options.count:
            break
        first = len(bank)
        crops, gsd, labels = [], [], []
        for index in range(first, min(first + options.batch, options.count)):
            scene = order[index % len(order)]
            if index % 2 == 0:
                scale, crop = 1.0, dihedral(to_unit(images[scene]), int(torch.randint(0, 8, (1,), generator=g)))
            else:
                scale = float(torch.empty(1).uniform_(0.5, 1, generator=g))
                crop = random_crop(images[scene], CANVAS, 1 / scale, g)
            crops.append(crop)
            gsd.append(GSD * scale)
            labels.append(train[scene].label)
        bank.add(encode(vae, torch.stack(crops), options.device), gsd, labels)
    loop.write({"encoded": len(bank)})
    loop.save()
    latents = bank.all().float()
    print(f"{len(bank)} latents, mean {latents.mean((0, 2, 3)).tolist()}, std {latents.std((0, 2, 3)).tolist()}")


if __name__ == "__main__":
    main()
