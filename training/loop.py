"""What all stages share: their options, seeds, time budget, checkpoints and the record of losses."""

from __future__ import annotations

import argparse
import json
import os
import time
from contextlib import nullcontext
from pathlib import Path

import torch

from training.data import digest, scenes

SAVE_EVERY = 60
"""Seconds between checkpoints."""
LOG_EVERY = 10
"""Seconds between lines of the record."""


def parser(description: str, minutes: float, batch: int) -> argparse.ArgumentParser:
    """The options that every stage takes."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--data", type=Path, required=True, help="folder of images, one folder for each class")
    options.add_argument("--run", type=Path, required=True, help="folder for checkpoints, curves and sheets")
    options.add_argument("--minutes", type=float, default=minutes, help="training time in all, resumed runs included")
    options.add_argument("--device", default="cpu", help="cpu or cuda")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--batch", type=int, default=batch, help="samples in a step")
    return options


def autocast(device: str):
    """bf16 where the device multiplies it; weights, gradients and the optimiser stay in fp32."""
    kind = torch.device(device).type
    return torch.autocast(kind, torch.bfloat16) if kind in ("cpu", "cuda") else nullcontext()


def save_atomically(content: dict, path: Path) -> None:
    """A run cut off in mid-write leaves the checkpoint before it intact."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(content, partial)
    os.replace(partial, path)


def load_checkpoint(path: Path, device: str = "cpu") -> dict:
    if not path.exists():
        raise SystemExit(f"{path} is not there: training.{path.parent.name} comes first.")
    return torch.load(path, map_location=device, weights_only=True)


def steps_of(run: Path, stage: str) -> int:
    """How far a stage of a run is trained."""
    return load_checkpoint(run / stage / "checkpoint.pt")["step"]


class Loop:
    """The time budget and the checkpoint of one stage, in ``run/name``.

    ``parts`` are what a checkpoint holds: anything with ``state_dict`` and ``load_state_dict``. A run that finds a
    checkpoint continues from it: steps, seconds spent and the generator's state are restored with the parts. It is
    refused if the scenes in ``data`` have changed, because other scenes would then be held out.
    """

    def __init__(self, options: argparse.Namespace, name: str, parts: dict):
        self.folder = options.run / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.folder / "checkpoint.pt"
        self.budget = options.minutes * 60
        self.parts = parts
        self.step = 0
        self.began = 0  # the step at which training began, or went on with more minutes after its end
        self.spent = 0.0
        self.extra: dict = {}
        torch.manual_seed(options.seed)
        self.generator = torch.Generator().manual_seed(options.seed)
        self.sums: dict[str, float] = {}
        self.count = 0
        scenes_now = digest(scenes(options.data))
        if self.path.exists():
            self._restore(options.device)
            if self.extra["scenes"] != scenes_now:
                raise SystemExit(f"{self.folder} was trained on other scenes than {options.data}; give another --run.")
        self.extra["scenes"] = scenes_now
        self._started = time.monotonic() - self.spent
        self._saved = self._logged = time.monotonic()

    def _restore(self, device: str) -> None:
        stored = load_checkpoint(self.path, device)
        for name, part in self.parts.items():
            part.load_state_dict(stored[name])
        self.step, self.spent, self.extra = stored["step"], stored["seconds"], stored["extra"]
        self.began = self.step if self.spent >= stored["budget"] else stored["began"]
        self._forget_lines()
        self.generator.set_state(stored["generator"].cpu())
        torch.set_rng_state(stored["rng"].cpu())
        print(f"{self.folder}: goes on at step {self.step}, {self.spent / 60:.1f} minutes in", flush=True)

    def _forget_lines(self) -> None:
        """Takes out of the record what came after the checkpoint: it is done again."""
        record = self.folder / "losses.jsonl"
        lines = record.read_text().splitlines(keepends=True) if record.exists() else []
        kept = [line for line in lines if line.endswith("\n") and json.loads(line)["step"] <= self.step]
        if kept != lines:
            record.write_text("".join(kept))

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    @property
    def progress(self) -> float:
        """0 at the start, 1 when the time is used up."""
        return min(1.0, self.seconds / self.budget)

    def steps(self):
        """Counts steps until the time is used up; saves and logs on the way, and at the end."""
        while self.seconds < self.budget:
            yield self.step
            self.step += 1
            now = time.monotonic()
            if now - self._logged > LOG_EVERY:
                self.flush()
            if now - self._saved > SAVE_EVERY:
                self.save()
        self.flush()
        self.save()

    def log(self, **values: float) -> None:
        """Adds to the means of the current line."""
        for name, value in values.items():
            self.sums[name] = self.sums.get(name, 0.0) + float(value)
        self.count += 1

    def flush(self) -> None:
        if self.count:
            self.write({name: total / self.count for name, total in self.sums.items()})
        self.sums, self.count = {}, 0
        self._logged = time.monotonic()

    def write(self, values: dict) -> None:
        """One line of ``losses.jsonl``."""
        line = {"step": self.step, "minutes": round(self.seconds / 60, 3)}
        line |= {name: float(f"{value:.5g}") for name, value in values.items()}
        print(json.dumps(line), flush=True)
        with (self.folder / "losses.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")

    def save(self) -> None:
        content = {name: part.state_dict() for name, part in self.parts.items()}
        content |= {
            "step": self.step,
            "began": self.began,
            "seconds": self.seconds,
            "budget": self.budget,
            "generator": self.generator.get_state(),
            "rng": torch.get_rng_state(),
            "extra": self.extra,
        }
        save_atomically(content, self.path)
        self._saved = time.monotonic()


class Average:
    """An exponential moving average of a network's weights, with a warm-up so that short runs profit too."""

    def __init__(self, network: torch.nn.Module, decay: float = 0.999):
        self.decay, self.count = decay, 0
        self.weights = {name: value.detach().clone().float() for name, value in network.state_dict().items()}

    def update(self, network: torch.nn.Module) -> None:
        self.count += 1
        keep = min(self.decay, (1 + self.count) / (10 + self.count))
        with torch.no_grad():
            values = [value.float() for value in network.state_dict().values()]
            torch._foreach_lerp_(list(self.weights.values()), values, 1 - keep)

    def state_dict(self) -> dict:
        return {"count": self.count, "weights": self.weights}

    def load_state_dict(self, state: dict) -> None:
        self.count, self.weights = state["count"], state["weights"]
