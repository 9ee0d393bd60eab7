"""Interrupting and resuming a stage."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from training.loop import Loop


@pytest.fixture
def options(tmp_path: Path) -> argparse.Namespace:
    (tmp_path / "data" / "beach").mkdir(parents=True)
    for i in range(3):
        Image.new("RGB", (8, 8)).save(tmp_path / "data" / "beach" / f"{i}.png")
    return argparse.Namespace(data=tmp_path / "data", run=tmp_path / "run", minutes=60, device="cpu", seed=3)


class Tiny:
    """A network that learns from the noise of both generators."""

    def __init__(self, options: argparse.Namespace):
        torch.manual_seed(1)
        self.network = torch.nn.Linear(4, 1)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), 1e-2)
        self.loop = Loop(options, "tiny", {"network": self.network, "optimizer": self.optimizer})

    def run(self, steps: int) -> None:
        for step in self.loop.steps():
            if step == steps:
                break
            x = torch.randn(8, 4, generator=self.loop.generator) + torch.rand(8, 4)
            loss = (self.network(x) - x.sum(1, keepdim=True)).square().mean()
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            self.loop.write({"loss": float(loss.detach())})

    def lines(self) -> list[dict]:
        record = (self.loop.folder / "losses.jsonl").read_text().splitlines()
        return [{name: value for name, value in json.loads(line).items() if name != "minutes"} for line in record]


def test_what_was_killed_goes_on_as_if_it_had_not_been(options, tmp_path):
    whole = Tiny(options)
    whole.run(10)

    options.run = tmp_path / "killed"
    first = Tiny(options)
    first.run(5)
    first.loop.save()
    first.run(8)  # after the checkpoint: lost
    with (first.loop.folder / "losses.jsonl").open("a") as record:
        record.write('{"step": 8, "los')
    second = Tiny(options)
    assert second.loop.step == 5
    second.run(10)
    assert torch.equal(second.network.weight, whole.network.weight)
    # The lines of a step are numbered before it is counted.
    unique = {line["step"]: line for line in second.lines()}
    assert list(unique.values()) == whole.lines()


def test_training_begins_anew_only_after_its_end(options):
    first = Tiny(options)
    first.run(5)
    first.loop.save()
    assert Tiny(options).loop.began == 0, "interrupted"
    options.minutes = 1e-9
    ended = Tiny(options)
    ended.run(10)  # no time is left
    assert ended.loop.began == 0
    options.minutes = 60
    assert Tiny(options).loop.began == 5, "given more minutes"


def test_other_scenes_are_refused(options):
    Tiny(options).loop.save()
    Image.new("RGB", (8, 8)).save(options.data / "beach" / "new.png")
    with pytest.raises(SystemExit, match="other scenes"):
        Tiny(options)
