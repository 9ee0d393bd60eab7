"""Converts a checkpoint's PyTorch pickles to safetensors. Only weights are read; no code from a pickle is run.

python -m training.convert MODEL_FOLDER --out DIR [--dtype fp16]
    A model in the diffusers layout, such as DiffusionSat's, whose weights are .bin files: DIR becomes the same folder
    with .safetensors, its configs and tokenizer copied.
python -m training.convert discriminator.pt --out MODEL_FOLDER/classifier [--dtype fp16]
    The published harmony classifier, a dict whose entry ``model`` holds ``backbone.*`` and ``fc.*``.

DIR must be empty or not exist. It appears only when everything is in it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

Tensors = dict[str, torch.Tensor]

DTYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
CLASSIFIER_CONFIG = {
    "_class_name": "HarmonyClassifier",
    "architecture": "resnet18",
    "in_channels": 4,
    "image_size": 256,
    "mean": [0.5] * 3,
    "std": [0.5] * 3,
}
"""The published classifier's preprocessing, which its file does not state."""

# diffusers' and transformers' names, with a precision variant and a shard's number before or after it.
WEIGHTS = re.compile(r"(?P<stem>diffusion_pytorch_model|pytorch_model|model)(?P<rest>[\w.-]*)\.(bin|safetensors)")
INDEX = re.compile(r"(?P<stem>diffusion_pytorch_model|pytorch_model|model)\.bin\.index(?P<rest>[\w.]*)\.json")
STEMS = {"pytorch_model": "model"}
COPIED = {".json", ".txt", ".md"}
"""Configs, tokenizer, licence. Everything but these and weights (optimizer states, pictures) is left out."""


class ConvertError(Exception):
    """What is wrong with the input, in one line."""


def read_weights(file: Path) -> object:
    """The plain data and tensors in the file. A pickle that would run code is refused before it does."""
    try:
        if file.suffix == ".safetensors":
            return load_file(file)
        # Safe since PyTorch 2.6; before that, weights_only could be bypassed (CVE-2025-32434).
        return torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        wanted = re.search(r"GLOBAL ([\w.]+)", str(error))
        why = f"it asks for {wanted[1]}, which plain tensors never do" if wanted else "it is no file of plain tensors"
        raise ConvertError(f"{file}: refused, {why}. Nothing of it was run.") from None
    except (OSError, RuntimeError, EOFError, ValueError, KeyError, SafetensorError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ConvertError(f"{file}: cannot be read as weights: {reason}") from None


def check_tensors(state: object, file: Path) -> Tensors:
    if not isinstance(state, dict):
        raise ConvertError(f"{file}: refused, it holds a {type(state).__name__} where names and tensors should be.")
    if not state:
        raise ConvertError(f"{file}: holds no tensors.")
    for name, value in state.items():
        if not isinstance(name, str) or not isinstance(value, torch.Tensor):
            raise ConvertError(f"{file}: refused, its entry {name!r} is a {type(value).__name__}, not a tensor.")
        if value.layout != torch.strided or value.is_quantized or value.is_complex() or value.is_meta:
            raise ConvertError(f"{file}: refused, its tensor {name} is not a plain dense one.")
    return state


def plain(state: Tensors, dtype: torch.dtype | None, file: Path) -> Tensors:
    """Contiguous tensors that share no memory, floating-point ones in ``dtype`` (None: unchanged)."""
    result, seen = {}, set()
    for name, value in state.items():
        value = value.detach()
        if dtype and value.is_floating_point():
            cast = value.to(dtype)
            if value.isfinite().all() and not cast.isfinite().all():
                short = str(dtype).removeprefix("torch.")
                raise ConvertError(f"{file}: {name} overflows in {short}; take another --dtype.")
            value = cast
        value = value.contiguous()
        # Tied weights, and views into larger buffers: safetensors takes neither.
        storage = value.untyped_storage()
        if storage.data_ptr() in seen or storage.nbytes() != value.nbytes:
            value = value.clone()
        seen.add(value.untyped_storage().data_ptr())
        result[name] = value
    return result


def safetensors_name(match: re.Match) -> str:
    """pytorch_model-00001-of-00002.bin -> model-00001-of-00002.safetensors: as transformers and diffusers name them."""
    return f"{STEMS.get(match['stem'], match['stem'])}{match['rest']}.safetensors"


def index_name(match: re.Match) -> str:
    return f"{STEMS.get(match['stem'], match['stem'])}.safetensors.index{match['rest']}.json"


def convert_index(index: Path, written: dict[str, tuple[str, dict[str, int]]], out: Path) -> None:
    """The index of shards, checked against their contents.

    written: for each .bin file, the name of the new file and the bytes of its tensors
    """
    try:
        wanted = json.loads(index.read_text())["weight_map"]
        names = {(name, shard) for name, shard in wanted.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConvertError(f"{index}: is not an index of shards.") from None
    missing = next((s for _, s in names if s not in written), None)
    if missing is not None:
        raise ConvertError(f"{index}: names the shard {missing}, which is not there.")
    lacking = next(((n, s) for n, s in names if n not in written[s][1]), None)
    if lacking:
        raise ConvertError(f"{index}: {lacking[0]} should be in {lacking[1]}, and is not.")
    total = sum(written[shard][1][name] for name, shard in names)
    content = {
        "metadata": {"total_size": total},
        "weight_map": {name: written[shard][0] for name, shard in sorted(names)},
    }
    out.write_text(json.dumps(content, indent=2) + "\n")


def convert_folder(folder: Path, out: Path, dtype: torch.dtype | None) -> list[str]:
    """Converts every folder of a model into ``out``; -> a line about each weight file and each file left out."""
    report = []
    found = 0
    for inside, files in list(files_by_folder(folder)):
        place = out / inside.relative_to(folder)
        place.mkdir(parents=True, exist_ok=True)
        written: dict[str, tuple[str, dict[str, int]]] = {}
        for file in files:
            name = file.relative_to(folder)
            match = WEIGHTS.fullmatch(file.name)
            if not match:
                if file.suffix in COPIED and not INDEX.fullmatch(file.name):
                    shutil.copyfile(file, place / file.name)
                elif not INDEX.fullmatch(file.name):
                    report.append(f"{name}: left out")
                continue
            found += 1
            new = safetensors_name(match)
            if file.suffix == ".bin" and (inside / new).exists():
                report.append(f"{name}: left out, {new} is there already")
            elif file.suffix == ".safetensors" and dtype is None:
                shutil.copyfile(file, place / new)
                report.append(f"{name}: copied")
            else:
                state = plain(check_tensors(read_weights(file), file), dtype, file)
                save_file(state, place / new, {"format": "pt"})
                shutil.copymode(file, place / new)  # safetensors makes files readable only by their owner
                written[file.name] = new, {key: value.nbytes for key, value in state.items()}
                report.append(f"{name}: {len(state)} tensors -> {new}")
        for file in files:
            if (match := INDEX.fullmatch(file.name)) and not (inside / index_name(match)).exists():
                convert_index(file, written, place / index_name(match))
    if not found:
        raise ConvertError(f"{folder}: no diffusion_pytorch_model.bin or pytorch_model.bin in it or its folders.")
    return report


def files_by_folder(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Every folder that has files, and its files, sorted, without hidden ones (.git, .cache)."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        link = next((Path(path) / name for name in folders if (Path(path) / name).is_symlink()), None)
        if link:
            raise ConvertError(f"{link}: is a link to a folder, which is not followed; put the folder itself there.")
        visible = [Path(path) / name for name in sorted(files) if not name.startswith(".")]
        if visible:
            yield Path(path), visible


def convert_classifier(file: Path, out: Path, dtype: torch.dtype | None) -> list[str]:
    state = read_weights(file)
    if isinstance(state, dict) and "model" in state:
        state = state["model"]
    state = check_tensors(state, file)
    # DataParallel's prefix, which some training scripts leave on.
    state = {name.removeprefix("module."): value for name, value in state.items()}
    first, last = state.get("backbone.conv1.weight"), state.get("fc.weight")
    if first is None or last is None:
        raise ConvertError(
            f"{file}: is not the harmony classifier (backbone.conv1.weight and fc.weight are not in it); "
            "of any other model give the folder."
        )
    if tuple(first.shape[1:]) != (4, 7, 7) or tuple(last.shape) != (1, 8 * first.shape[0]):
        raise ConvertError(
            f"{file}: is no ResNet-18 with 4 input channels and one logit: backbone.conv1.weight is "
            f"{list(first.shape)}, fc.weight {list(last.shape)}."
        )
    kept = {name: value for name, value in state.items() if name.startswith(("backbone.", "fc."))}
    # torchvision's own head for 1000 classes, if the backbone still has it; nothing reads it.
    kept = {name: value for name, value in kept.items() if not name.startswith("backbone.fc.")}
    save_file(plain(kept, dtype, file), out / "model.safetensors", {"format": "pt"})
    shutil.copymode(file, out / "model.safetensors")
    (out / "config.json").write_text(json.dumps(CLASSIFIER_CONFIG, indent=1) + "\n")
    return [f"{file.name}: {len(kept)} tensors -> model.safetensors"]


def convert(source: Path, out: Path, dtype: torch.dtype | None = None) -> list[str]:
    """Converts a folder or the classifier's file; -> a line about each file.

    Raises ConvertError, which leaves ``out`` unchanged.
    """
    if not source.exists():
        raise ConvertError(f"{source}: no such file or folder.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConvertError(f"{out}: exists already; give a folder that does not.")
    out.parent.mkdir(parents=True, exist_ok=True)
    # Next to ``out``, so that the last step is a rename within one file system.
    partial = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        made = partial / "made"
        made.mkdir()
        report = (convert_folder if source.is_dir() else convert_classifier)(source, made, dtype)
        os.replace(made, out)
        return report
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="model folder, or the classifier's .pt or .bin file")
    parser.add_argument("--out", type=Path, required=True, help="folder to make")
    parser.add_argument("--dtype", choices=DTYPES, help="of the floating tensors; default: as they are")
    args = parser.parse_args()
    try:
        print("\n".join(convert(args.source, args.out, DTYPES.get(args.dtype))))
    except ConvertError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
