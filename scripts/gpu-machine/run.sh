#!/bin/bash
# Runs check:gpu and bench:gpu on a machine with a GPU that has no network and nothing to build with. It needs Linux on
# x64 with glibc 2.35 or later, the driver for CUDA 13, python3 with PyTorch (whose cuBLAS and cuDNN are used), bash,
# coreutils, and a checkout of the commit whose pieces pack.mjs has written.
#
#   scripts/gpu-machine/run.sh unpack PIECE.tar.xz...   each piece may come on its own
#   scripts/gpu-machine/run.sh check [ARGUMENTS]        check:gpu
#   scripts/gpu-machine/run.sh bench [ARGUMENTS]        bench:gpu, one round
#
# Each command ends within LIMIT seconds (570 by default), which its parts share. Logs, facts about the machine, and
# files for bench/results/ go to the folder OUT within seconds after each check and contender, so that a run that is cut
# off leaves what it found. A second command adds its results to those of the first, which stay in
# build/gpu-machine/results/.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

own=$PWD/build/gpu-machine
LIMIT=${LIMIT:-570}
OUT=${OUT:-$own/out}
# What ONNX Runtime's CUDA provider links to, and cuDNN, which it opens.
libraries="libcuda.so.1 libcudart.so.13 libcublas.so.13 libcublasLt.so.13 libcurand.so.10 libcudnn.so.9 libstdc++.so.6"

main() {
  case ${1:-} in
    unpack) shift && unpack "$@" ;;
    check) shift && prepare && limited check node scripts/check-gpu.mjs --limit $((LIMIT - SECONDS - 15)) "$@" ;;
    bench)
      # One round: a model of this size takes half a minute to make, and a contender a minute or two.
      shift && prepare && limited bench node bench/gpu/bench.mjs --rounds 1 --images 8 --limit $((LIMIT / 2)) "$@"
      ;;
    *) echo "run.sh unpack PIECE.tar.xz... | check [ARGUMENTS] | bench [ARGUMENTS]" >&2 && exit 2 ;;
  esac
}

unpack() {
  local piece
  for piece in "$@"; do
    if command -v tar >/dev/null && command -v xz >/dev/null; then
      tar --extract --no-same-owner --touch --file "$piece" || exit 1
    else
      python3 -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall()' "$piece" || exit 1
    fi
    echo "Unpacked $piece"
  done
}

# Sets the environment, and writes down what this machine is.
prepare() {
  mkdir -p "$OUT" || exit 1
  [ -x "$own/bin/node" ] || { echo "Node is not there: unpack the pieces first (run.sh unpack PIECE.tar.xz...)" >&2 && exit 1; }
  # A checkout that is newer than the pieces must not look like changed sources.
  touch build/*.stamp dist/index.js build/*/*.node build/cuda/*.so
  export PATH=$own/bin:$PATH
  export HARMONIDIFF_RESULTS=$own/results
  export HARMONIDIFF_CACHE=${HARMONIDIFF_CACHE:-$own/engines}
  export HARMONIDIFF_ONNXRUNTIME=${HARMONIDIFF_ONNXRUNTIME:-$(echo "$own"/onnxruntime/libonnxruntime.so.*)}
  local folders
  folders=$(python_folders)
  export LD_LIBRARY_PATH=$folders${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  facts 2>&1 | tee "$OUT/machine.txt"
}

# The folders of the CUDA libraries that came with Python's packages, or are where the CUDA toolkit puts them.
python_folders() {
  python3 - <<'PYTHON'
import glob, os, sys
places = [f"{site}/{pattern}" for site in sys.path if site for pattern in ("nvidia/*/lib", "torch/lib")]
places += ["/usr/local/cuda*/lib64", "/usr/local/cuda*/targets/x86_64-linux/lib"]
names = ("libcudart.so.13", "libcublas.so.13", "libcurand.so.10", "libcudnn.so.9")
folders = [folder for place in places for folder in sorted(glob.glob(place))]
print(":".join(dict.fromkeys(
    folder for folder in folders if any(os.path.exists(f"{folder}/{name}") for name in names))))
PYTHON
}

facts() {
  date -u +%FT%TZ
  local file
  for file in "$own"/{bin/node,onnxruntime/libonnxruntime_providers_{shared,cuda}.so} node_modules/ava build/cuda; do
    [ -e "$file" ] || echo "not unpacked: $file"
  done
  uname -sr
  nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader || echo "no nvidia-smi"
  echo "LD_LIBRARY_PATH=$LD_LIBRARY_PATH"
  node --version
  timeout 60 python3 - $libraries <<'PYTHON'
import ctypes, os, sys
print("Python", sys.version.split()[0], ", glibc", os.confstr("CS_GNU_LIBC_VERSION").split()[-1])
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError as error:
        print(f"missing: {error}")
for name in ("torch", "diffusers", "transformers"):
    try:
        print(name, __import__(name).__version__)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
PYTHON
}

# limited NAME COMMAND...: runs the command with its output in OUT/NAME.log too
limited() {
  local name=$1
  shift
  while sleep 5; do hand_over; done &
  local copier=$!
  timeout --kill-after=5 $((LIMIT - SECONDS)) "$@" 2>&1 | tee "$OUT/$name.log"
  local status=${PIPESTATUS[0]}
  kill "$copier"
  hand_over
  [ "$status" != 124 ] || echo "$name was stopped after $LIMIT s" | tee -a "$OUT/$name.log"
  return "$status"
}

hand_over() {
  local file
  for file in "$own"/results/*.json; do
    [ ! -e "$file" ] || cp "$file" "$OUT/"
  done
}

main "$@"
