"""HarmoniDiff-RS in PyTorch and diffusers: the reference for harmonidiff's results, speed and training."""
