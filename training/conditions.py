"""Metadata and prompts for training the UNet, some of which are dropped for guidance."""

from __future__ import annotations

import torch

from training.captions import captions, random_caption

FIELDS = ("longitude", "latitude", "gsd", "cloud cover", "year", "month", "day")
RANGES = torch.tensor([360.0, 180.0, 1.0, 1.0, 120.0, 12.0, 31.0])
"""The value of each number that is scaled to 1000 (DiffusionSat, arXiv 2312.03606)."""
LOW = torch.tensor([-180.0, -90.0, 0.0, 0.0, 1980.0, 1.0, 1.0])
HIGH = torch.tensor([180.0, 90.0, 0.0, 1.0, 2030.0, 12.0, 31.0])
OTHERS_KNOWN = 0.3
"""Fraction of samples with random values in addition to the GSD. They say nothing about the scene, so the UNet learns
to tolerate any value and to rely on none."""


def scale(metadata: torch.Tensor) -> torch.Tensor:
    """(B, 7) -> (B, 7) of about 0...1000; an unknown number (NaN) becomes 0."""
    return torch.nan_to_num(metadata / RANGES * 1000, nan=0.0)


def random_metadata(gsd: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """The real GSD, and sometimes random values for the rest. (B,) -> scaled (B, 7)"""
    count = len(gsd)
    values = LOW + (HIGH - LOW) * torch.rand(count, 7, generator=generator)
    values[:, 4:] = values[:, 4:].round()
    some = torch.rand(count, 1, generator=generator) < OTHERS_KNOWN
    known = some & (torch.rand(count, 7, generator=generator) < 0.7)
    values[~known] = torch.nan
    values[:, 2] = gsd
    return scale(values)


def random_drops(count: int, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Which prompts and which metadata to leave out, 10 % each. -> two masks (count,)

    Usually both at once, because the unconditional half of guidance has neither.
    """
    u = torch.rand(count, generator=generator)
    return u < 0.10, (u < 0.08) | ((u >= 0.10) & (u < 0.12))


class Prompts:
    """The embeddings of all captions, computed once."""

    def __init__(self, encoder, tokenize, labels: list[str]):
        """``tokenize``: list of texts -> ids (N, 77)."""
        texts = {label: captions(label) for label in labels}
        self.first: dict[str, int] = {}
        flat = [""]
        for label, some in texts.items():
            self.first[label] = len(flat)
            flat += some
        with torch.no_grad():
            # (N, 77, D); row 0 is the empty prompt
            self.table = encoder(tokenize(flat)).last_hidden_state.float()

    def empty(self, count: int) -> torch.Tensor:
        return self.table[:1].expand(count, -1, -1)

    def usual(self, labels: list[str]) -> torch.Tensor:
        return self.table[[self.first[label] for label in labels]]

    def random(self, labels: list[str], dropped: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """-> (B, 77, D)"""
        rows = torch.tensor([self.first[label] + random_caption(label, generator) for label in labels])
        return self.table[rows.masked_fill(dropped, 0)]
