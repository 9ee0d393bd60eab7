"""Trains the VAE: images (3, H, W) <-> latents (4, H/4, W/4).

    python -m training.vae --data DIR --run DIR --minutes 44 --device cpu --seed 0

The loss is L1, an L1 on the Laplacian pyramid's bands (textures weigh as much as flat areas do), the structural
similarity of the pixels and of their gradients (an L1 alone makes every uncertain texture too faint), a small KL term
and, in the last quarter, a patch discriminator with a hinge loss whose weight is adapted as in VQGAN (arXiv
2012.09841). None of them needs downloaded weights.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import nn

from training.data import random_crop, read_images, scenes, split, to_unit
from training.loop import Average, Loop, autocast, load_checkpoint, parser
from training.sheets import curves, sheet

CONFIG = {
    "in_channels": 3,
    "out_channels": 3,
    "down_block_types": ["DownEncoderBlock2D"] * 3,
    "up_block_types": ["UpDecoderBlock2D"] * 3,
    # Narrow at the full size, where a channel costs most.
    "block_out_channels": [24, 64, 128],
    "layers_per_block": 1,
    "act_fn": "silu",
    "latent_channels": 4,
    # One group: a norm over few channels takes away their mean over the picture, which is its colour.
    "norm_num_groups": 1,
    "sample_size": 256,
    # Attention over all pixels of the middle costs more than it brings at this size.
    "mid_block_add_attention": False,
}
FACTOR = 4
KL_WEIGHT = 1e-6
"""Of the mean over latent elements. At 3e-4 two of the four channels collapsed, and the colours with them."""
LAPLACIAN_WEIGHT = 1.0
SSIM_WEIGHT = 0.5
GRADIENT_WEIGHT = 2.5
COLOUR_WEIGHT = 3.0
ANCHOR_WEIGHT = 0.5
ANCHOR_UNTIL = 0.5
"""Share of the time over which the anchor fades out."""
CHROMA_GAIN = 6.0
ADVERSARIAL_WEIGHT = 0.1
ADVERSARIAL_FROM = 0.75
"""Share of the time after which the discriminator takes part."""
LARGE_FROM = 0.67
"""Share of the time after which the windows are larger."""
RATE = 1e-3
EVALUATE_EVERY = 90
"""Seconds between measurements on held-out scenes."""


def build_vae() -> AutoencoderKL:
    vae = AutoencoderKL(**CONFIG)
    # Posteriors start narrow: at a deviation of 1, channels that are not needed at once drown in their own noise.
    nn.init.constant_(vae.quant_conv.bias[CONFIG["latent_channels"] :], -6.0)
    # Colour differences are a tenth of the brightness differences. The first layer starts with them amplified, because
    # a short training would otherwise end with grey pictures.
    weight = vae.encoder.conv_in.weight.data
    grey = weight.mean(1, keepdim=True)
    vae.encoder.conv_in.weight.data = grey + CHROMA_GAIN * (weight - grey)
    return vae


def colour_anchor(images: torch.Tensor) -> torch.Tensor:
    """Brightness, blue against yellow and red against green of each 4 x 4 block, about equally strong.

    The first three latent channels start as these. Otherwise colours, which vary little compared with the brightness,
    would stay unlearned for long. Latents that hold colours plainly also suit the latent mean shift.
    (B, 3, H, W) -> (B, 3, H/4, W/4)
    """
    r, g, b = F.avg_pool2d(images, FACTOR).unbind(1)
    return torch.stack([2 * (r + g + b) / 3, 6 * (b - (r + g) / 2), 6 * (r - g)], 1)


def shift_colours(crops: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Changes gain and offset of each channel in half of the windows, as composites join scenes of any tone.

    (B, 3, h, w) -> same shape
    """
    count = len(crops)
    gain = torch.empty(count, 3, 1, 1).uniform_(0.7, 1.3, generator=generator)
    offset = torch.empty(count, 3, 1, 1).uniform_(-0.35, 0.35, generator=generator)
    chosen = torch.rand(count, 1, 1, 1, generator=generator) < 0.5
    return torch.where(chosen, crops * gain + offset, crops).clamp(-1, 1)


def discriminator() -> nn.Module:
    """A small PatchGAN: (B, 3, H, W) -> (B, 1, H/8, W/8), each number judging 22 x 22 pixels."""

    def block(inputs: int, outputs: int) -> list[nn.Module]:
        return [nn.Conv2d(inputs, outputs, 4, 2, 1), nn.GroupNorm(8, outputs), nn.LeakyReLU(0.2)]

    first = [nn.Conv2d(3, 24, 4, 2, 1), nn.LeakyReLU(0.2)]
    return nn.Sequential(*first, *block(24, 48), *block(48, 96), nn.Conv2d(96, 1, 1))


def laplacian_l1(a: torch.Tensor, b: torch.Tensor, levels: int = 3) -> torch.Tensor:
    """Mean L1 between the bands of two Laplacian pyramids, the coarsest being 8 x 8 means. (B, 3, H, W) each.

    In that last band colours count several times, because most of a plain L1 is brightness, and a short training would
    end grey.
    """
    difference, total = a - b, a.new_zeros(())  # the pyramid is linear: one of the difference is enough
    for _ in range(levels):
        smaller = F.avg_pool2d(difference, 2)
        total = total + (difference - F.interpolate(smaller, scale_factor=2, mode="bilinear")).abs().mean()
        difference = smaller
    colour = difference - difference.mean(1, keepdim=True)
    return (total + difference.abs().mean() + COLOUR_WEIGHT * colour.abs().mean()) / levels


def gaussian(x: torch.Tensor) -> torch.Tensor:
    """Local means under SSIM's window (sigma 1.5, 11 x 11), where it lies within the image. (B, C, H, W)"""
    channels = x.shape[1]
    window = torch.exp(-((torch.arange(11, device=x.device) - 5.0) ** 2) / (2 * 1.5**2))
    window = (window / window.sum()).expand(channels, 1, 1, 11)
    return F.conv2d(F.conv2d(x, window, groups=channels), window.transpose(2, 3), groups=channels)


def moments(a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """-> local means of both, the sum of their variances, and their covariance"""
    ma, mb, squares, product = gaussian(torch.cat([a, b, a * a + b * b, a * b], 1)).chunk(4, 1)
    return ma, mb, squares - ma * ma - mb * mb, product - ma * mb


def ssim(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Mean structural similarity (Wang et al. 2004) of images in -1...1. (B, 3, H, W) each"""
    c1, c2 = (0.01 * 2) ** 2, (0.03 * 2) ** 2
    ma, mb, variances, covariance = moments(a, b)
    luminance = (2 * ma * mb + c1) / (ma * ma + mb * mb + c1)
    return (luminance * (2 * covariance + c2) / (variances + c2)).mean()


def gradient_ssim(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """SSIM's contrast and structure of the brightness's central differences along x and y. (B, 3, H, W) each

    It counts whether a fine texture goes the same way *and* as far: the least L1 of an uncertain one is a faint one.
    """

    def differences(x: torch.Tensor) -> torch.Tensor:
        x = x.mean(1, keepdim=True)
        return torch.cat([x[..., 1:-1, 2:] - x[..., 1:-1, :-2], x[..., 2:, 1:-1] - x[..., :-2, 1:-1]], 1)

    c2 = (0.03 * 2) ** 2
    _, _, variances, covariance = moments(differences(a), differences(b))
    return ((2 * covariance + c2) / (variances + c2)).mean()


def psnr(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Peak signal-to-noise ratio of images in -1...1, after rounding to 8 bits. (B, 3, H, W) -> (B,)"""
    a, b = ((x.float().clamp(-1, 1) * 127.5 + 127.5).round() for x in (a, b))
    return 10 * torch.log10(255**2 / (a - b).square().mean((1, 2, 3)).clamp_min(1e-9))


def rate(progress: float) -> float:
    """Warm-up over the first hundredth, then a cosine to a fiftieth."""
    return min(1.0, progress / 0.01 + 0.05) * (0.02 + 0.98 * (1 + math.cos(math.pi * progress)) / 2)


def load_vae(run: Path, device: str = "cpu") -> AutoencoderKL:
    """The averaged VAE of a finished run, with its measured scaling factor."""
    stored = load_checkpoint(run / "vae" / "checkpoint.pt", device)
    vae = build_vae()
    vae.load_state_dict(stored["average"]["weights"])
    if "scaling_factor" not in stored["extra"]:
        raise SystemExit(f"{run}: the VAE is not finished; call training.vae again.")
    vae.register_to_config(scaling_factor=stored["extra"]["scaling_factor"])
    return vae.to(device).eval().requires_grad_(False)


@torch.no_grad()
def reconstruct(vae: AutoencoderKL, images: torch.Tensor, device: str) -> torch.Tensor:
    """uint8 (N, 3, H, W) -> float (N, 3, H, W): decoded posterior means."""
    parts = []
    for image in images.split(4):
        with autocast(device):
            parts.append(vae.decode(vae.encode(to_unit(image).to(device)).latent_dist.mean).sample.float().cpu())
    return torch.cat(parts)


@torch.no_grad()
def latent_std(vae: AutoencoderKL, images: torch.Tensor, device: str) -> float:
    parts = []
    for image in images.split(4):
        with autocast(device):
            parts.append(vae.encode(to_unit(image).to(device)).latent_dist.mean.float().cpu())
    return float(torch.cat(parts).std())


class Trainer:
    def __init__(self, options):
        self.options, self.device = options, options.device
        train, held_out = split(scenes(options.data))
        self.images, self.held_out = read_images(train), read_images(held_out)
        torch.manual_seed(options.seed)
        # oneDNN and cuDNN convolve faster with the channels last.
        self.vae = build_vae().to(self.device, memory_format=torch.channels_last)
        self.critic = discriminator().to(self.device, memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(
            self.vae.parameters(), RATE, betas=(0.9, 0.99), weight_decay=1e-4, fused=True
        )
        self.critic_optimizer = torch.optim.AdamW(self.critic.parameters(), 3e-4, betas=(0.5, 0.9), fused=True)
        self.average = Average(self.vae, 0.998)
        parts = {"vae": self.vae, "critic": self.critic, "average": self.average}
        parts |= {"optimizer": self.optimizer, "critic_optimizer": self.critic_optimizer}
        self.loop = Loop(options, "vae", parts)
        self.last_layer = self.vae.decoder.conv_out.weight

    def batch(self) -> torch.Tensor:
        """Random windows at 0.5 to 1.25 of the scenes' size. -> (B, 3, crop, crop)

        The last third of the time goes to fewer windows of twice the side: the group norms' statistics there are closer
        to those of a whole canvas.
        """
        g, crop, count = self.loop.generator, self.options.crop, self.options.batch
        if self.loop.progress > LARGE_FROM:
            crop, count = crop * 2, max(1, count // 4)
        picks = torch.randint(0, len(self.images), (count,), generator=g)
        scales = torch.empty(len(picks)).uniform_(0.5, 1.25, generator=g)
        # Half of them stay at their own size: resampling blurs, and sharp textures are the harder ones.
        scales[torch.rand(len(picks), generator=g) < 0.5] = 1
        crops = [random_crop(self.images[int(i)], crop, float(s), g) for i, s in zip(picks, scales, strict=True)]
        return shift_colours(torch.stack(crops), g).to(self.device, memory_format=torch.channels_last)

    def adversarial(self, fake: torch.Tensor, rest: torch.Tensor) -> torch.Tensor:
        """The term that makes patches look real, weighed so that it pulls the last layer as hard as the rest does."""
        self.critic.requires_grad_(False)
        with autocast(self.device):
            fooled = -self.critic(fake).float().mean()
        pull = torch.autograd.grad(rest, self.last_layer, retain_graph=True)[0].norm()
        push = torch.autograd.grad(fooled, self.last_layer, retain_graph=True)[0].norm()
        self.critic.requires_grad_(True)
        return ADVERSARIAL_WEIGHT * (pull / (push + 1e-4)).clamp(0, 1e4).detach() * fooled

    def judge(self, real: torch.Tensor, fake: torch.Tensor) -> float:
        """One step of the discriminator (hinge loss)."""
        with autocast(self.device):
            verdict_real, verdict_fake = self.critic(real).float(), self.critic(fake.detach()).float()
        loss = (F.relu(1 - verdict_real).mean() + F.relu(1 + verdict_fake).mean()) / 2
        self.critic_optimizer.zero_grad()
        loss.backward()
        self.critic_optimizer.step()
        return float(loss.detach())

    def step(self) -> None:
        loop = self.loop
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * rate(loop.progress)
        real = self.batch()
        with autocast(self.device):
            posterior = self.vae.encode(real).latent_dist
            fake = self.vae.decode(posterior.sample(loop.generator)).sample
        fake = fake.float()
        l1, bands = (fake - real).abs().mean(), laplacian_l1(fake, real)
        kl = (
            posterior.mean.float().square() + posterior.logvar.float().exp() - 1 - posterior.logvar.float()
        ).mean() / 2
        anchor = (posterior.mean[:, :3].float() - colour_anchor(real)).abs().mean()
        structure = SSIM_WEIGHT * (1 - ssim(fake, real)) + GRADIENT_WEIGHT * (1 - gradient_ssim(fake, real))
        loss = l1 + LAPLACIAN_WEIGHT * bands + structure
        critic = loop.progress > ADVERSARIAL_FROM and not self.options.plain
        anchored = ANCHOR_WEIGHT * max(0.0, 1 - loop.progress / ANCHOR_UNTIL)
        total = loss + KL_WEIGHT * kl + anchored * anchor + (self.adversarial(fake, loss) if critic else 0)
        self.optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.vae.parameters(), 1.0)
        self.optimizer.step()
        self.average.update(self.vae)
        terms = {"l1_loss": l1, "band_loss": bands, "structure_loss": structure, "anchor_loss": anchor, "kl": kl}
        values = {name: float(term.detach()) for name, term in terms.items()}
        if critic:
            values["critic_loss"] = self.judge(real, fake)
        loop.log(**values)

    def averaged(self) -> AutoencoderKL:
        vae = build_vae().to(self.device)
        vae.load_state_dict(self.average.weights)
        return vae.eval()

    def evaluate(self, count: int) -> None:
        """PSNR of held-out scenes, spread over the classes, and a sheet of some: as they are, then reconstructed."""
        self.loop.flush()
        picks = self.held_out[torch.linspace(0, len(self.held_out) - 1, min(count, len(self.held_out))).long()]
        restored = reconstruct(self.averaged(), picks, self.device)
        score = float(psnr(restored, to_unit(picks)).mean())
        self.loop.write({"held_out_psnr": score})
        shown = torch.linspace(0, len(picks) - 1, min(6, len(picks))).long()
        sheet([list(to_unit(picks[shown])), list(restored[shown])], self.loop.folder / "reconstructions.png")
        curves(self.loop.folder)

    def run(self) -> None:
        measured = self.loop.seconds
        for _ in self.loop.steps():
            # It is of other weights now. Where no step is left a finished VAE keeps it: the UNet was trained with it.
            self.loop.extra.pop("scaling_factor", None)
            self.step()
            if self.loop.seconds - measured > EVALUATE_EVERY:
                self.evaluate(21)
                measured = self.loop.seconds
        if "scaling_factor" not in self.loop.extra:
            sample = self.images[torch.randperm(len(self.images), generator=self.loop.generator)[:100]]
            self.loop.extra["scaling_factor"] = round(1 / latent_std(self.averaged(), sample, self.device), 5)
            self.loop.save()
        self.evaluate(63)
        print(f"scaling factor {self.loop.extra['scaling_factor']}", flush=True)


def main() -> None:
    options = parser("Trains the VAE.", minutes=44, batch=8)
    options.add_argument("--crop", type=int, default=64, help="side of the training windows in pixels")
    options.add_argument("--plain", action="store_true", help="without the patch discriminator")
    Trainer(options.parse_args()).run()


if __name__ == "__main__":
    main()
