"""The request of a fixture: target.png, source.png and golden.json (box, prompts, metadata), as in test/fixtures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from reference.harmonize import Request


def load_request(folder: Path) -> Request:
    facts = json.loads((folder / "golden.json").read_text())
    target, source = (np.array(Image.open(folder / f"{name}.png").convert("RGB")) for name in ("target", "source"))
    return Request(
        target=target,
        source=source,
        box=tuple(facts["bbox"]),
        source_prompt=facts["prompts"]["source"],
        target_prompt=facts["prompts"]["target"],
        metadata=facts.get("metadata") or [],
        steps=facts.get("steps", 20),
    )
