"""Trains the SatUNet on the bank of latents: v-prediction with text and metadata (DiffusionSat, arXiv 2312.03606).

    python -m training.unet --data DIR --run DIR --minutes 30 --device cpu --seed 0

The network itself is reference/satunet.py.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch

from reference.satunet import SatUNet
from training.conditions import RANGES, Prompts, random_drops, random_metadata
from training.data import CANVAS, GSD, read_images, scenes, split, to_unit
from training.diffusion import alphas_cumprod, invert, noised, sample
from training.latents import encode, load_bank
from training.loop import Average, Loop, autocast, load_checkpoint, parser, steps_of
from training.sheets import curves, sheet
from training.text_encoder import WIDTH, load_text_encoder, tokenize
from training.vae import FACTOR, load_vae, psnr

CONFIG = {
    "sample_size": CANVAS // FACTOR,
    "in_channels": 4,
    "out_channels": 4,
    # Attention only at 16 x 16 and below: above, it would cost more than all the rest.
    "down_block_types": ["DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "mid_block_type": "UNetMidBlock2DCrossAttn",
    "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"],
    "block_out_channels": [32, 64, 128, 160],
    "layers_per_block": 1,
    # Wide groups: a norm over few channels takes away their mean over the canvas, which is its colour.
    "norm_num_groups": 2,
    "attention_head_dim": [1, 2, 4, 5],  # heads of each level, whatever the name says
    "use_linear_projection": True,
    "cross_attention_dim": WIDTH,
    "use_metadata": True,
    "num_metadata": 7,
}
RATE = 8e-4
WARM_UP = 300
"""Steps until the learning rate is reached, also where a finished run is given more minutes: Adam's second moments are
small there, and without warming up again such a run lost within a minute what it had learnt."""
GAMMA = 5.0
"""min-SNR weighting (arXiv 2303.09556)."""
FULL_SHARE = 0.25
"""Share of the steps on whole canvases; the others see windows of half the side. Harmonisation inverts sources of their
own, smaller size, and a window costs a quarter."""
GUIDANCE = 3.5
CANDIDATE = 6
"""Number of the earliest timestep that a candidate starts from, of 20."""
EVALUATE_EVERY = 420
"""Seconds between measurements on held-out scenes, which take as long as thirty training steps."""


def build_unet() -> SatUNet:
    return SatUNet(CONFIG)


def load_unet(run: Path, device: str = "cpu") -> SatUNet:
    """The averaged UNet of a run."""
    unet = build_unet()
    unet.load_state_dict(load_checkpoint(run / "unet" / "checkpoint.pt", device)["average"]["weights"])
    return unet.to(device).eval().requires_grad_(False)


def stages(run: Path) -> dict[str, int]:
    """How far that is trained which a UNet is trained with; it fits no other."""
    return {stage: steps_of(run, stage) for stage in ("vae", "text_encoder")}


def check_stages(run: Path) -> None:
    trained_with = load_checkpoint(run / "unet" / "checkpoint.pt")["extra"]["stages"]
    for stage, steps in stages(run).items():
        if steps != trained_with[stage]:
            raise SystemExit(f"{run}: {stage} has been trained on since the UNet was trained; remove {run / 'unet'}.")


def weight(alpha: torch.Tensor) -> torch.Tensor:
    """min-SNR weight of the v-loss: min(SNR, γ) / (SNR + 1), but never so small that a timestep is forgotten."""
    snr = alpha / (1 - alpha)
    return (snr.clamp(max=GAMMA) / (snr + 1)).clamp_min(0.1)


def predictor(unet: SatUNet, text: torch.Tensor, metadata: torch.Tensor, empty: torch.Tensor | None = None):
    """The UNet under fixed conditions, guided where ``empty`` (the empty prompt's embedding) is given."""
    device = next(unet.parameters()).device
    text, metadata = text.to(device), metadata.to(device)

    def plain(latent, t):
        with autocast(device.type):
            return unet(latent, t, text, class_labels=metadata).sample.float()

    def guided(latent, t):
        both = torch.cat([empty.to(device), text])
        numbers = torch.cat([torch.zeros_like(metadata), metadata])
        with autocast(device.type):
            v = unet(latent.repeat(2, 1, 1, 1), t.repeat(2), both, class_labels=numbers).sample.float()
        without, with_text = v.chunk(2)
        return without + GUIDANCE * (with_text - without)

    return plain if empty is None else guided


def gsd_only(count: int) -> torch.Tensor:
    metadata = torch.zeros(count, 7)
    metadata[:, 2] = GSD / RANGES[2] * 1000
    return metadata


class Trainer:
    def __init__(self, options):
        self.options, self.device = options, options.device
        all_scenes = scenes(options.data)
        _, held_out = split(all_scenes)
        self.vae = load_vae(options.run, self.device)
        encoder, tokenizer = load_text_encoder(options.run)
        labels = sorted({scene.label for scene in all_scenes})
        self.prompts = Prompts(encoder, lambda texts: tokenize(tokenizer, texts), labels)
        bank = load_bank(options.run)
        self.latents, self.gsd, self.labels = bank.all(), torch.tensor(bank.gsd), bank.labels
        picks = torch.linspace(0, len(held_out) - 1, 24).long().tolist()
        self.held_out = [held_out[i] for i in picks]
        self.images = read_images(self.held_out)
        self.targets = torch.cat([encode(self.vae, to_unit(part), self.device) for part in self.images.split(4)])
        torch.manual_seed(options.seed)
        self.unet = build_unet().to(self.device, memory_format=torch.channels_last)
        self.average = Average(self.unet, 0.998)
        self.optimizer = torch.optim.AdamW(self.unet.parameters(), options.rate, weight_decay=1e-2, fused=True)
        parts = {"unet": self.unet, "average": self.average, "optimizer": self.optimizer}
        self.loop = Loop(options, "unet", parts)
        if self.loop.step:
            check_stages(options.run)
        self.loop.extra["stages"] = stages(options.run)
        self.alpha = alphas_cumprod()

    def batch(self) -> tuple[torch.Tensor, list[int]]:
        """Latents of whole canvases, or of windows at four times the number. -> (B, 4, h, w) and their places"""
        g, side = self.loop.generator, self.latents.shape[-1]
        whole = float(torch.rand(1, generator=g)) < FULL_SHARE
        count = max(1, self.options.batch // 4) if whole else self.options.batch
        picks = torch.randint(0, len(self.latents), (count,), generator=g).tolist()
        window = side if whole else side // 2
        corners = torch.randint(0, side - window + 1, (count, 2), generator=g).tolist()
        rows = [self.latents[i, :, y : y + window, x : x + window] for i, (y, x) in zip(picks, corners, strict=True)]
        return torch.stack(rows).float(), picks

    def step(self) -> None:
        g, loop = self.loop.generator, self.loop
        for group in self.optimizer.param_groups:
            warm = min(1.0, (loop.step - loop.began + 1) / WARM_UP)
            group["lr"] = self.options.rate * warm * (0.02 + 0.98 * (1 + math.cos(math.pi * loop.progress)) / 2)
        z, picks = self.batch()
        no_text, no_metadata = random_drops(len(picks), g)
        text = self.prompts.random([self.labels[i] for i in picks], no_text, g)
        metadata = random_metadata(self.gsd[picks], g) * ~no_metadata[:, None]
        # One timestep from each equal part of the schedule: less noise in the loss than independent draws.
        t = ((torch.arange(len(picks)) + torch.rand(len(picks), generator=g)) / len(picks) * 1000).long()
        alpha = self.alpha[t]
        x, v = noised(z, torch.randn(z.shape, generator=g), alpha)
        x = x.to(self.device, memory_format=torch.channels_last)
        with autocast(self.device):
            out = self.unet(x, t.to(self.device), text.to(self.device), class_labels=metadata.to(self.device)).sample
        errors = (out.float() - v.to(self.device)).square().mean((1, 2, 3))
        loss = (weight(alpha).to(self.device) * errors).mean()
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.unet.parameters(), 1.0)
        self.optimizer.step()
        self.average.update(self.unet)
        loop.log(loss=loss.detach(), v_loss=errors.detach().mean())

    def averaged(self) -> SatUNet:
        unet = build_unet().to(self.device)
        unet.load_state_dict(self.average.weights)
        return unet.eval()

    def decode(self, z: torch.Tensor) -> torch.Tensor:
        parts = []
        for part in z.split(4):
            with torch.no_grad(), autocast(self.device):
                scaled = part.to(self.device) / self.vae.config.scaling_factor
                parts.append(self.vae.decode(scaled).sample.float().cpu())
        return torch.cat(parts)

    @torch.no_grad()
    def held_out_loss(self, unet: SatUNet) -> float:
        """v-loss on held-out scenes, with the same noise and timesteps every time."""
        g = torch.Generator().manual_seed(1)
        count = len(self.targets)
        t = ((torch.arange(count) + 0.5) / count * 1000).long()
        x, v = noised(self.targets, torch.randn(self.targets.shape, generator=g), self.alpha[t])
        text = self.prompts.usual([scene.label for scene in self.held_out])
        out = predictor(unet, text, gsd_only(count))(x.to(self.device), t.to(self.device)).cpu()
        return float((out - v).square().mean())

    def round_trip(self, unet: SatUNet, count: int) -> dict[str, float]:
        """PSNR of held-out scenes after inversion and regeneration without guidance, beside the VAE's own.

        From the earliest candidate's timestep, as harmonisation does it; the same with the step that the noise level
        lacks; and over all 20 steps.
        """
        picks = torch.linspace(0, len(self.held_out) - 1, count).long().tolist()
        real, z = to_unit(self.images[picks]), self.targets[picks].to(self.device)
        predict = predictor(unet, self.prompts.usual([self.held_out[i].label for i in picks]), gsd_only(count))
        ways = {
            "psnr_vae": z,
            "psnr_candidate": sample(predict, invert(predict, z, skip=CANDIDATE), skip=CANDIDATE),
            "psnr_exact": sample(predict, invert(predict, z, skip=CANDIDATE, last=True), skip=CANDIDATE),
            "psnr_all_steps": sample(predict, invert(predict, z, last=True)),
        }
        decoded = {name: self.decode(latent) for name, latent in ways.items()}
        sheet([list(row[:6]) for row in (real, *decoded.values())], self.loop.folder / "round-trip.png")
        return {name: float(psnr(images, real).mean()) for name, images in decoded.items()}

    def generate(self, unet: SatUNet, labels: list[str]) -> None:
        """A sheet from pure noise: without guidance, then with it."""
        g = torch.Generator().manual_seed(2)
        side = CONFIG["sample_size"]
        noise = torch.randn(len(labels), 4, side, side, generator=g).to(self.device)
        text, metadata = self.prompts.usual(labels), gsd_only(len(labels))
        plain = sample(predictor(unet, text, metadata), noise)
        guided = sample(predictor(unet, text, metadata, self.prompts.empty(len(labels))), noise)
        sheet([list(self.decode(plain)), list(self.decode(guided))], self.loop.folder / "samples.png")

    def evaluate(self, count: int) -> None:
        """``count`` round trips and as many samples."""
        self.loop.flush()
        unet = self.averaged()
        self.loop.write({"held_out_v_loss": self.held_out_loss(unet)} | self.round_trip(unet, count))
        labels = sorted(set(self.labels))
        self.generate(unet, [labels[i * (len(labels) - 1) // (count - 1)] for i in range(count)])
        curves(self.loop.folder)

    def run(self) -> None:
        measured = self.loop.seconds
        for _ in self.loop.steps():
            self.step()
            if self.loop.seconds - measured > EVALUATE_EVERY:
                self.loop.save()
                self.evaluate(3)
                measured = self.loop.seconds
        self.evaluate(6)


def main() -> None:
    options = parser("Trains the UNet.", minutes=30, batch=16)
    options.add_argument("--rate", type=float, default=RATE, help="learning rate at the start; lower to go on")
    Trainer(options.parse_args()).run()


if __name__ == "__main__":
    main()
