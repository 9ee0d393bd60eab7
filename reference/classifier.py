"""The harmony classifier: a ResNet-18 on RGB and mask that scores how well a patch fits into its image."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

from reference.satunet import read_weights

Box = tuple[int, int, int, int]  # x, y, w, h


class BasicBlock(nn.Module):
    """ResNet's basic block, with torchvision's names."""

    def __init__(self, inside: int, out: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.downsample = None
        if stride != 1 or inside != out:
            self.downsample = nn.Sequential(nn.Conv2d(inside, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet18(nn.Module):
    """The backbone, (B, 4, 256, 256) -> (B, 8 * width)."""

    def __init__(self, width: int, in_channels: int = 4):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        inside = width
        for level in range(4):
            out = width << level
            first = BasicBlock(inside, out, 1 if level == 0 else 2)
            setattr(self, f"layer{level + 1}", nn.Sequential(first, BasicBlock(out, out, 1)))
            inside = out

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return x.mean((2, 3))


class HarmonyClassifier(nn.Module):
    """Backbone and one logit; its sigmoid is the probability that the image is harmonious."""

    def __init__(self, width: int, config: dict):
        super().__init__()
        self.backbone = ResNet18(width, config.get("in_channels", 4))
        self.fc = nn.Linear(8 * width, 1)
        self.size = config.get("image_size", 256)
        self.mean = config.get("mean", [0.5] * 3)
        self.std = config.get("std", [0.5] * 3)

    def forward(self, x):
        """x (B, 4, size, size) -> logits (B,)."""
        return self.fc(self.backbone(x))[:, 0]

    def input(self, image: np.ndarray, box: Box) -> torch.Tensor:
        """image (H, W, 3) uint8, box in its pixels -> (1, 4, size, size): normalised RGB and mask."""
        height, width = image.shape[:2]
        small = Image.fromarray(image).resize((self.size, self.size), Image.BICUBIC)
        rgb = torch.from_numpy(np.array(small)).permute(2, 0, 1).float() / 255
        rgb = (rgb - torch.tensor(self.mean).view(3, 1, 1)) / torch.tensor(self.std).view(3, 1, 1)
        mask = torch.zeros(1, self.size, self.size)
        x, y, w, h = box
        x0, x1 = int(x * self.size / width), int((x + w) * self.size / width)
        y0, y1 = int(y * self.size / height), int((y + h) * self.size / height)
        mask[:, y0:y1, x0:x1] = 1
        return torch.cat([rgb, mask])[None]

    def score(self, image: np.ndarray, box: Box, margin: int) -> dict[str, float]:
        """Scores of the box as placed, shrunk and grown by ``margin`` pixels, and their mean."""
        canvas = image.shape[1], image.shape[0]
        boxes = {
            "original": box,
            "eroded": grow(box, -margin, canvas),
            "dilated": grow(box, margin, canvas),
        }
        scores = {}
        for name, placed in boxes.items():
            logit = self(self.input(image, placed).to(self.fc.weight))  # its device and dtype
            scores[name] = torch.sigmoid(logit.float())[0].item()
        scores["mean"] = sum(scores.values()) / 3
        return scores


def grow(box: Box, margin: int, canvas: tuple[int, int]) -> Box:
    """The box grown (or shrunk, margin < 0) on all four sides, inside the canvas, at least one pixel."""
    x, y, w, h = box
    x0, y0 = max(0, x - margin), max(0, y - margin)
    x1, y1 = min(canvas[0], x + w + margin), min(canvas[1], y + h + margin)
    return x0, y0, max(1, x1 - x0), max(1, y1 - y0)


def load_classifier(folder: Path) -> HarmonyClassifier:
    """Loads a ``classifier`` folder in fp32; the width is the first convolution's."""
    config = json.loads((folder / "config.json").read_text())
    state = read_weights(folder, "model")
    model = HarmonyClassifier(state["backbone.conv1.weight"].shape[0], config)
    model.load_state_dict(state)
    return model.eval().requires_grad_(False)
