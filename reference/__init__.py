"""HarmoniDiff-RS in PyTorch and diffusers: what harmonidiff's results, speed and training are measured against."""
