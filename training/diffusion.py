"""The schedule, and the samplers of the sheets and the round trip: DDIM and its inverse, as in harmonisation."""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers import DDIMInverseScheduler, DDIMScheduler

SCHEDULER = {
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "prediction_type": "v_prediction",
    "timestep_spacing": "leading",
}
"""Stable Diffusion 2.1's."""

Predict = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""latent (B, 4, h, w), timestep (B,) -> prediction (B, 4, h, w)"""


def alphas_cumprod() -> torch.Tensor:
    """ᾱ, (1000,)"""
    return DDIMScheduler(**SCHEDULER).alphas_cumprod


def noised(z: torch.Tensor, noise: torch.Tensor, alpha: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """-> (√ᾱ z + √(1 - ᾱ) ε, v = √ᾱ ε - √(1 - ᾱ) z); ᾱ (B,)"""
    a, s = alpha.sqrt()[:, None, None, None], (1 - alpha).sqrt()[:, None, None, None]
    return a * z + s * noise, a * noise - s * z


def _rows(t: torch.Tensor, latent: torch.Tensor) -> torch.Tensor:
    return t.to(latent.device).expand(len(latent))


@torch.no_grad()
def sample(predict: Predict, latent: torch.Tensor, steps: int = 20, skip: int = 0) -> torch.Tensor:
    """Denoises by deterministic DDIM, from the timestep number ``skip``."""
    scheduler = DDIMScheduler(**SCHEDULER)
    scheduler.set_timesteps(steps)
    for t in scheduler.timesteps[skip:]:
        latent = scheduler.step(predict(latent, _rows(t, latent)), t, latent).prev_sample
    return latent


@torch.no_grad()
def invert(predict: Predict, latent: torch.Tensor, steps: int = 20, skip: int = 0, last: bool = False) -> torch.Tensor:
    """The latent that ``sample`` with the same ``skip`` starts from, by deterministic DDIM inversion.

    Harmonisation takes the latent from before the inversion step at that timestep; ``last`` takes that step as well, so
    that the noise level is the one that ``sample`` assumes.
    """
    inverse = DDIMInverseScheduler(**SCHEDULER)
    inverse.set_timesteps(steps)
    for t in inverse.timesteps[: steps - skip - (0 if last else 1)]:
        latent = inverse.step(predict(latent, _rows(t, latent)), t, latent).prev_sample
    return latent
