"""Trains the CLIP-style text encoder with its BPE vocabulary: captions -> (77, 96) for the UNet's cross-attention.

    python -m training.text_encoder --data DIR --run DIR --minutes 4 --device cpu --seed 0

Captions and scenes are pulled together by a contrastive loss (CLIP, arXiv 2103.00020). A batch holds several scenes of
a class, so the target of a caption is spread over all scenes of its class. The encoder is frozen while the UNet trains;
the image tower is kept for CLIP similarity in evaluations.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from training.bpe import LENGTH, write_tokenizer
from training.captions import captions, corpus, random_caption
from training.data import Scene, dihedral, read_images, scenes, split, to_unit
from training.loop import Loop, autocast, load_checkpoint, parser
from training.sheets import curves

WIDTH = 96
JOINT = 64
"""Width of the space where captions and scenes meet."""
RATE = 1e-3
SIDE = 64
"""Side of the scenes as the image tower sees them."""


def build_text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            intermediate_size=4 * WIDTH,
            projection_dim=JOINT,
            num_hidden_layers=3,
            num_attention_heads=4,
            max_position_embeddings=LENGTH,
            hidden_act="gelu",
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def tokenize(tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    """-> ids (N, 77)"""
    return tokenizer(texts, padding="max_length", max_length=LENGTH, truncation=True, return_tensors="pt").input_ids


def load_text_encoder(run: Path, device: str = "cpu") -> tuple[CLIPTextModel, CLIPTokenizer]:
    tokenizer = CLIPTokenizer.from_pretrained(run / "text_encoder" / "tokenizer")
    encoder = build_text_encoder(tokenizer)
    encoder.load_state_dict(load_checkpoint(run / "text_encoder" / "checkpoint.pt", device)["towers"]["text"])
    return encoder.to(device).eval().requires_grad_(False), tokenizer


def load_image_tower(run: Path) -> ImageTower:
    tower = ImageTower()
    tower.load_state_dict(load_checkpoint(run / "text_encoder" / "checkpoint.pt")["towers"]["image"])
    return tower.eval().requires_grad_(False)


def projection(inputs: int) -> nn.Module:
    """Into the joint space.

    At first all captions, and all scenes, look nearly alike. Without the normalisation over the batch, their
    differences are too small for training to start.
    """
    return nn.Sequential(nn.Linear(inputs, JOINT, bias=False), nn.BatchNorm1d(JOINT, affine=False))


class TextTower(nn.Module):
    """ids (B, 77) -> (B, JOINT), of length 1."""

    def __init__(self, encoder: CLIPTextModel):
        super().__init__()
        self.encoder = encoder
        self.projection = projection(WIDTH)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        # The first end token has seen the whole prompt; those after it are padding, which it does not see.
        end = (ids == self.encoder.config.eos_token_id).int().argmax(1)
        hidden = self.encoder(ids[:, : int(end.max()) + 1]).last_hidden_state
        return F.normalize(self.projection(hidden[torch.arange(len(ids)), end].float()), dim=-1)


class ImageTower(nn.Module):
    """A small convolutional network: (B, 3, SIDE, SIDE) -> (B, JOINT), of length 1."""

    def __init__(self):
        super().__init__()
        layers: list[nn.Module] = []
        inputs = 3
        for outputs in (24, 48, 96, 128):
            layers += [nn.Conv2d(inputs, outputs, 3, 2, 1), nn.GroupNorm(8, outputs), nn.SiLU()]
            layers += [nn.Conv2d(outputs, outputs, 3, 1, 1), nn.GroupNorm(8, outputs), nn.SiLU()]
            inputs = outputs
        self.layers = nn.Sequential(*layers)
        self.projection = projection(inputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.projection(self.layers(x).float().mean((2, 3))), dim=-1)


class Towers:
    """Both towers and the temperature, as one part of a checkpoint; the encoder's weights under their own names."""

    def __init__(self, text: TextTower, image: ImageTower, temperature: nn.Parameter):
        self.text, self.image, self.temperature = text, image, temperature

    def state_dict(self) -> dict:
        rest = {"image": self.image.state_dict(), "projection": self.text.projection.state_dict()}
        return {"text": self.text.encoder.state_dict(), "temperature": self.temperature.detach(), **rest}

    def load_state_dict(self, state: dict) -> None:
        self.text.encoder.load_state_dict(state["text"])
        self.text.projection.load_state_dict(state["projection"])
        self.image.load_state_dict(state["image"])
        self.temperature.data.copy_(state["temperature"])


def shrink(images: torch.Tensor) -> torch.Tensor:
    """(N, 3, H, W) uint8 -> (N, 3, SIDE, SIDE) in -1...1"""
    parts = [F.interpolate(to_unit(part), (SIDE, SIDE), mode="area") for part in images.split(64)]
    return torch.cat(parts)


def contrast(text: torch.Tensor, image: torch.Tensor, classes: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """Cross-entropy both ways; every pair of the same class counts as a match. (B, JOINT), (B, JOINT), (B,)"""
    same = (classes[:, None] == classes[None]).float()
    target = same / same.sum(1, keepdim=True)
    logits = scale * text @ image.T
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


class Trainer:
    def __init__(self, options):
        self.options, self.device = options, options.device
        train, held_out = split(scenes(options.data))
        self.labels = sorted({scene.label for scene in train})
        folder = options.run / "text_encoder" / "tokenizer"
        write_tokenizer(folder, corpus(self.labels))
        self.tokenizer = CLIPTokenizer.from_pretrained(folder)
        self.ids = {label: tokenize(self.tokenizer, captions(label)) for label in self.labels}
        self.train, self.train_classes = shrink(read_images(train)), self.classes(train)
        self.held_out, self.held_out_classes = shrink(read_images(held_out)), self.classes(held_out)
        torch.manual_seed(options.seed)
        self.text = TextTower(build_text_encoder(self.tokenizer)).to(self.device)
        self.image = ImageTower().to(self.device)
        self.temperature = nn.Parameter(torch.tensor(math.log(10.0), device=self.device))
        parameters = [*self.text.parameters(), *self.image.parameters(), self.temperature]
        self.optimizer = torch.optim.AdamW(parameters, RATE, weight_decay=1e-2, fused=True)
        towers = Towers(self.text, self.image, self.temperature)
        self.loop = Loop(options, "text_encoder", {"towers": towers, "optimizer": self.optimizer})

    def classes(self, some: list[Scene]) -> torch.Tensor:
        return torch.tensor([self.labels.index(scene.label) for scene in some])

    def step(self) -> None:
        g, loop = self.loop.generator, self.loop
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * (0.02 + 0.98 * (1 + math.cos(math.pi * loop.progress)) / 2)
        picks = torch.randint(0, len(self.train), (self.options.batch,), generator=g)
        classes = self.train_classes[picks]
        labels = [self.labels[int(c)] for c in classes]
        ids = torch.stack([self.ids[label][random_caption(label, g)] for label in labels]).to(self.device)
        turns = torch.randint(0, 8, (len(picks),), generator=g).tolist()
        turned = [dihedral(self.train[i], turn) for i, turn in zip(picks, turns, strict=True)]
        images = torch.stack(turned).to(self.device)
        with autocast(self.device):
            image = self.image(images).float()
        text = self.text(ids)
        loss = contrast(text, image, classes.to(self.device), self.temperature.exp().clamp(max=100))
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        loop.log(loss=loss.detach())

    @torch.no_grad()
    def evaluate(self) -> None:
        """Share of the held-out scenes whose nearest caption is that of their class."""
        self.loop.flush()
        for tower in (self.text, self.image):
            tower.eval()
        usual = torch.stack([self.ids[label][0] for label in self.labels]).to(self.device)
        nearest = (self.image(self.held_out.to(self.device)) @ self.text(usual).T).argmax(1).cpu()
        for tower in (self.text, self.image):
            tower.train()
        self.loop.write({"held_out_accuracy": float((nearest == self.held_out_classes).float().mean())})
        curves(self.loop.folder)

    def run(self) -> None:
        measured = self.loop.seconds
        for _ in self.loop.steps():
            self.step()
            if self.loop.seconds - measured > 30:
                self.evaluate()
                measured = self.loop.seconds
        self.evaluate()


def main() -> None:
    Trainer(parser("Trains the text encoder.", minutes=4, batch=64).parse_args()).run()


if __name__ == "__main__":
    main()
