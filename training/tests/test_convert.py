import json
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import load_file

from training.convert import CLASSIFIER_CONFIG, ConvertError, convert

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT / "test" / "fixtures" / "mini"
CLI = ROOT / "dist" / "cli" / "main.js"


class Malicious:
    def __init__(self, command: str):
        self.command = command

    def __reduce__(self):
        return os.system, (self.command,)


def tiny_vae():
    torch.manual_seed(0)
    return AutoencoderKL(block_out_channels=(8, 16), norm_num_groups=4, down_block_types=("DownEncoderBlock2D",) * 2,
                         up_block_types=("UpDecoderBlock2D",) * 2)  # fmt: skip


def tiny_unet():
    torch.manual_seed(0)
    return UNet2DConditionModel(
        sample_size=8,
        block_out_channels=(8, 16),
        layers_per_block=1,
        norm_num_groups=4,
        cross_attention_dim=8,
        attention_head_dim=2,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    )


def classifier_state():
    state = load_file(MINI / "classifier" / "model.safetensors")
    return {name: value.float() if value.is_floating_point() else value for name, value in state.items()}


def left_nothing(tmp_path: Path, *expected: str) -> bool:
    return sorted(path.name for path in tmp_path.iterdir()) == sorted(expected)


@pytest.mark.parametrize("container", ["zip", "inside a dict", "pickle of protocol 2", "pickle of protocol 5"])
def test_a_malicious_pickle_is_refused_and_not_run(tmp_path, container):
    mark, file = tmp_path / "was-run", tmp_path / "discriminator.pt"
    content = Malicious(f"touch {mark}")
    if container.startswith("pickle"):
        file.write_bytes(pickle.dumps(content, int(container[-1])))
    else:
        torch.save({"model": content} if container == "inside a dict" else content, file)
    with pytest.raises(ConvertError, match=r"refused, it .*Nothing of it was run") as caught:
        convert(file, tmp_path / "out")
    assert "\n" not in str(caught.value)
    # torch names what is asked for in the protocols that it writes.
    assert ("posix.system" in str(caught.value)) == (container != "pickle of protocol 5")
    assert left_nothing(tmp_path, "discriminator.pt")
    # The file does what it is said to: this test could fail.
    if container.startswith("pickle"):
        pickle.loads(file.read_bytes())
        assert mark.exists()


def test_a_malicious_file_deep_in_a_folder_leaves_nothing(tmp_path):
    model = tmp_path / "model"
    tiny_unet().save_pretrained(model / "unet", safe_serialization=False)
    (model / "vae").mkdir()
    torch.save(Malicious(f"touch {tmp_path / 'was-run'}"), model / "vae" / "diffusion_pytorch_model.bin")
    with pytest.raises(ConvertError, match="refused"):
        convert(model, tmp_path / "out")
    assert left_nothing(tmp_path, "model")


def test_a_folder_round_trip(tmp_path):
    model = tmp_path / "model"
    unet, vae = tiny_unet(), tiny_vae()
    unet.save_pretrained(model / "unet", safe_serialization=False)
    vae.save_pretrained(model / "vae", safe_serialization=False)
    shutil.copytree(MINI / "tokenizer", model / "tokenizer")
    (model / "optimizer.bin").write_bytes(b"not read")
    report = convert(model, tmp_path / "out")
    out = tmp_path / "out"
    assert "optimizer.bin: left out" in report
    assert not list(out.rglob("*.bin"))
    assert (out / "unet" / "config.json").read_bytes() == (model / "unet" / "config.json").read_bytes()
    for file in (MINI / "tokenizer").iterdir():
        assert (out / "tokenizer" / file.name).read_bytes() == file.read_bytes()
    for name, network in (("unet", unet), ("vae", vae)):
        again = type(network).from_pretrained(out / name, use_safetensors=True)
        assert all(torch.equal(value, again.state_dict()[key]) for key, value in network.state_dict().items())


def test_shards_and_a_dtype(tmp_path):
    unet = tiny_unet()
    unet.save_pretrained(tmp_path / "unet", safe_serialization=False, max_shard_size="30KB")
    assert len(list((tmp_path / "unet").glob("*.bin"))) > 1
    convert(tmp_path / "unet", tmp_path / "out", torch.float16)
    index = json.loads((tmp_path / "out" / "diffusion_pytorch_model.safetensors.index.json").read_text())
    assert set(index["weight_map"]) == set(unet.state_dict())
    again = UNet2DConditionModel.from_pretrained(tmp_path / "out", use_safetensors=True, torch_dtype=torch.float16)
    for key, value in unet.state_dict().items():
        assert torch.equal(value.half(), again.state_dict()[key])


def test_a_shard_that_is_missing(tmp_path):
    tiny_unet().save_pretrained(tmp_path / "unet", safe_serialization=False, max_shard_size="30KB")
    lost = sorted((tmp_path / "unet").glob("*.bin"))[0]
    lost.unlink()
    with pytest.raises(ConvertError, match=f"names the shard {lost.name}"):
        convert(tmp_path / "unet", tmp_path / "out")
    assert left_nothing(tmp_path, "unet")


def test_a_link_to_a_folder_is_refused_rather_than_left_out(tmp_path):
    tiny_vae().save_pretrained(tmp_path / "elsewhere", safe_serialization=False)
    tiny_unet().save_pretrained(tmp_path / "model" / "unet", safe_serialization=False)
    (tmp_path / "model" / "vae").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConvertError, match="vae: is a link to a folder"):
        convert(tmp_path / "model", tmp_path / "out")
    assert left_nothing(tmp_path, "elsewhere", "model")


def test_tied_and_strided_tensors(tmp_path):
    (tmp_path / "text_encoder").mkdir()
    base = torch.arange(24.0).view(4, 6)
    state = {"a": base, "tied": base, "turned": base.t(), "window": base[1:3, 2:4], "count": torch.tensor(3)}
    torch.save(state, tmp_path / "text_encoder" / "pytorch_model.bin")
    convert(tmp_path / "text_encoder", tmp_path / "out")
    again = load_file(tmp_path / "out" / "model.safetensors")
    assert again.keys() == state.keys()
    assert all(torch.equal(again[name], value) and again[name].dtype == value.dtype for name, value in state.items())


def test_safetensors_that_are_there_already_are_kept(tmp_path):
    (tmp_path / "vae").mkdir()
    tiny_vae().save_pretrained(tmp_path / "vae")
    torch.save({"other": torch.zeros(1)}, tmp_path / "vae" / "diffusion_pytorch_model.bin")
    convert(tmp_path / "vae", tmp_path / "out")
    name = "diffusion_pytorch_model.safetensors"
    assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "vae" / name).read_bytes()


def test_an_overflow_is_an_error(tmp_path):
    torch.save({"large": torch.tensor([1e6])}, tmp_path / "pytorch_model.bin")
    with pytest.raises(ConvertError, match="large overflows in float16"):
        convert(tmp_path, tmp_path.parent / "out-overflow", torch.float16)


@pytest.mark.parametrize("form", ["published", "bare", "data parallel"])
def test_the_published_classifier(tmp_path, form):
    state = classifier_state()
    if form == "published":
        # An optimizer's state and a number of an epoch are plain data, and no tensors of the classifier's.
        content = {"model": state, "optimizer": {"state": {0: {"step": torch.tensor(1.0)}}}, "epoch": 5}
    else:
        content = state if form == "bare" else {f"module.{name}": value for name, value in state.items()}
    torch.save(content, tmp_path / "discriminator.pt")
    convert(tmp_path / "discriminator.pt", tmp_path / "classifier")
    again = load_file(tmp_path / "classifier" / "model.safetensors")
    assert again.keys() == state.keys()
    assert all(torch.equal(again[name], value) for name, value in state.items())
    assert (tmp_path / "classifier" / "model.safetensors").stat().st_mode == (
        tmp_path / "discriminator.pt"
    ).stat().st_mode
    assert json.loads((tmp_path / "classifier" / "config.json").read_text()) == CLASSIFIER_CONFIG
    assert left_nothing(tmp_path, "classifier", "discriminator.pt")


@pytest.mark.parametrize(
    "content, message",
    [
        ({"model": {"weight": torch.zeros(2)}}, "not the harmony classifier"),
        (
            {"model": {"backbone.conv1.weight": torch.zeros(8, 3, 7, 7), "fc.weight": torch.zeros(1, 64)}},
            "4 input channels",
        ),
        ({"model": {"backbone.conv1.weight": "text"}}, "is a str, not a tensor"),
        ([torch.zeros(2)], "holds a list"),
        ({"model": {"a": torch.zeros(2, 2).to_sparse()}}, "not a plain dense one"),
    ],
)
def test_what_is_no_classifier_is_refused(tmp_path, content, message):
    torch.save(content, tmp_path / "other.pt")
    with pytest.raises(ConvertError, match=message) as caught:
        convert(tmp_path / "other.pt", tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert left_nothing(tmp_path, "other.pt")


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04 half a zip file"])
def test_a_damaged_file(tmp_path, content):
    (tmp_path / "damaged.pt").write_bytes(content)
    with pytest.raises(ConvertError) as caught:
        convert(tmp_path / "damaged.pt", tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert left_nothing(tmp_path, "damaged.pt")


def test_a_folder_that_is_not_empty_is_never_written_to(tmp_path):
    torch.save(classifier_state(), tmp_path / "discriminator.pt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("kept")
    with pytest.raises(ConvertError, match="exists already"):
        convert(tmp_path / "discriminator.pt", tmp_path / "out")
    assert left_nothing(tmp_path / "out", "mine")


def test_the_command_says_it_in_one_line(tmp_path):
    command = [sys.executable, "-m", "training.convert", str(tmp_path / "none"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == f"error: {tmp_path / 'none'}: no such file or folder.\n"


@pytest.mark.skipif(not CLI.exists() or not shutil.which("node"), reason="the package is not built")
def test_the_product_takes_what_was_converted(tmp_path):
    model = tmp_path / "model"
    shutil.copytree(MINI, model)
    for file in [*model.glob("*/*.safetensors")]:
        name = "pytorch_model.bin" if file.name == "model.safetensors" else "diffusion_pytorch_model.bin"
        torch.save(load_file(file), file.with_name(name))
        file.unlink()
    shutil.rmtree(model / "classifier")
    assert subprocess.run(["node", str(CLI), "inspect", str(model)], capture_output=True).returncode != 0
    convert(model, tmp_path / "out")
    torch.save({"model": classifier_state()}, tmp_path / "discriminator.pt")
    convert(tmp_path / "discriminator.pt", tmp_path / "out" / "classifier")
    done = subprocess.run(
        ["node", str(CLI), "inspect", "--json", str(tmp_path / "out")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["classifier"] is True
