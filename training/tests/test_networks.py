"""The parts of the training code that can be checked without training."""

import tempfile
import unittest
from pathlib import Path

import torch
from transformers import CLIPTokenizer

from training.bpe import write_tokenizer
from training.captions import WORDS, caption, captions, corpus
from training.conditions import random_drops, random_metadata, scale
from training.data import Scene, dihedral, random_crop, split
from training.diffusion import alphas_cumprod, noised, sample
from training.vae import laplacian_l1, psnr


class Data(unittest.TestCase):
    def test_every_tenth_of_a_class_is_held_out(self):
        scenes = [Scene(Path(f"{label}{i:02}.png"), label) for i in range(25) for label in "ab"]
        train, held_out = split(scenes)
        self.assertEqual([s.path.name for s in held_out], ["a09.png", "a19.png", "b09.png", "b19.png"])
        self.assertEqual(len(train), 46)

    def test_the_eight_symmetries_differ(self):
        x = torch.arange(9).view(1, 3, 3)
        self.assertEqual(len({tuple(dihedral(x, turn).flatten().tolist()) for turn in range(8)}), 8)

    def test_a_crop_has_its_size_at_any_scale(self):
        image = torch.randint(0, 256, (3, 64, 64), dtype=torch.uint8)
        for side, crop_scale in ((32, 1.0), (32, 0.5), (64, 2.0), (64, 0.5)):
            crop = random_crop(image, side, crop_scale, torch.Generator().manual_seed(0))
            self.assertEqual(tuple(crop.shape), (3, side, side))
            self.assertLessEqual(float(crop.abs().max()), 1)


class Text(unittest.TestCase):
    def test_captions(self):
        self.assertEqual(caption("harbor"), "a satellite image of a harbor in the United States")
        self.assertEqual(captions("airplane")[1], "a satellite image of an airplane")
        self.assertEqual(captions("ice_field")[1], "a satellite image of an ice field")

    def test_the_vocabulary_splits_any_prompt(self):
        with tempfile.TemporaryDirectory() as folder:
            size = write_tokenizer(Path(folder), corpus(sorted(WORDS)))
            tokenizer = CLIPTokenizer.from_pretrained(folder)
            self.assertEqual(len(tokenizer), size)
            for prompt in ("", "a satellite image of a harbor in Peru", "Ein Bild, 12 Häuser!", "漢字"):
                ids = tokenizer(prompt).input_ids
                self.assertEqual((ids[0], ids[-1]), (size - 2, size - 1))
                self.assertEqual(tokenizer.decode(ids[1:-1]).replace(" ", ""), prompt.lower().replace(" ", ""))


class Conditions(unittest.TestCase):
    def test_unknown_metadata_is_zero(self):
        values = torch.tensor([[180.0, -90.0, 0.3, 0.5, 2040.0, 6.0, torch.nan]])
        expected = torch.tensor([[500.0, -500.0, 300.0, 500.0, 17000.0, 500.0, 0.0]])
        self.assertTrue(torch.allclose(scale(values), expected))

    def test_the_gsd_is_always_real(self):
        metadata = random_metadata(torch.tensor([0.15, 0.3]).repeat(50), torch.Generator().manual_seed(0))
        self.assertTrue(torch.allclose(metadata[:, 2], torch.tensor([150.0, 300.0]).repeat(50)))

    def test_a_tenth_is_dropped(self):
        for dropped in random_drops(20_000, torch.Generator().manual_seed(0)):
            self.assertAlmostEqual(float(dropped.float().mean()), 0.1, delta=0.01)


class Diffusion(unittest.TestCase):
    def test_v_gives_back_latent_and_noise(self):
        z, noise, alpha = torch.randn(2, 4, 8, 8), torch.randn(2, 4, 8, 8), alphas_cumprod()[[100, 900]]
        x, v = noised(z, noise, alpha)
        a, s = alpha.sqrt()[:, None, None, None], (1 - alpha).sqrt()[:, None, None, None]
        self.assertTrue(torch.allclose(a * x - s * v, z, atol=1e-5))
        self.assertTrue(torch.allclose(s * x + a * v, noise, atol=1e-5))

    def test_ddim_returns_where_the_noise_is_known(self):
        """A v that always stands for the same noise makes every step exact."""
        z, noise, alphas = torch.randn(1, 4, 8, 8), torch.randn(1, 4, 8, 8), alphas_cumprod()

        def predict(latent, t):
            a = alphas[t].view(-1, 1, 1, 1)
            return (noise - (1 - a).sqrt() * latent) / a.sqrt()

        start, _ = noised(z, noise, alphas[:1])  # the schedule's first ᾱ belongs to the clean end
        noisy, _ = noised(z, noise, alphas[[651]])
        self.assertTrue(torch.allclose(sample(predict, noisy, skip=6), start, atol=1e-3))


class Vae(unittest.TestCase):
    def test_measures(self):
        a = torch.zeros(1, 3, 32, 32)
        self.assertEqual(float(laplacian_l1(a, a)), 0)
        self.assertGreater(float(laplacian_l1(a, a + 0.1)), 0)
        self.assertAlmostEqual(float(psnr(a - 1, a + 1)), 0, places=4)


if __name__ == "__main__":
    unittest.main()
