"""From the answers of the classifiers to a table."""

from __future__ import annotations

import numpy as np

TEST_SETS = {"held_out": "held-out scenes", "unseen": "all scenes not trained on"}


def recalls(truth: list[str], answers: list[str]) -> dict[str, float]:
    """Of the images of each class, the share that was recognised, 0...1."""
    right = np.array([a == b for a, b in zip(truth, answers, strict=True)])
    return {name: float(right[np.array(truth) == name].mean()) for name in sorted(set(truth))}


def balanced_accuracy(truth: list[str], answers: list[str]) -> float:
    """The mean of the classes' recalls: a class counts the same, however many images it has. 0...1"""
    return float(np.mean(list(recalls(truth, answers).values())))


def mean_and_error(values: list[float]) -> tuple[float, float]:
    """The mean and its standard error s / sqrt(n), with n - 1 in s; the error of a single value is unknown (NaN)."""
    error = np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.nan
    return float(np.mean(values)), float(error)


def percent(values: list[float], sign: str = "") -> str:
    mean, error = (100 * x for x in mean_and_error(values))
    return f"{mean:{sign}.1f}" if np.isnan(error) else f"{mean:{sign}.1f} ± {error:.1f}"


def tables(results: list[dict]) -> str:
    """Results of single runs -> Markdown: balanced accuracy with the differences from ``none``, and recalls.

    Differences are taken within a seed, where all variants see the same real images; only seeds with ``none`` count.
    """
    variants = list(dict.fromkeys(result["variant"] for result in results))
    found = {(result["seed"], result["variant"]): result for result in results}
    seeds = sorted({seed for seed, variant in found if variant == "none"})

    def values(variant: str, test: str) -> list[float]:
        return [found[s, variant][test]["balanced_accuracy"] for s in seeds if (s, variant) in found]

    def gains(variant: str, test: str) -> list[float]:
        pairs = [(found[s, variant][test], found[s, "none"][test]) for s in seeds if (s, variant) in found]
        return [one["balanced_accuracy"] - other["balanced_accuracy"] for one, other in pairs]

    sizes = {test: len(results[0][test]["answers"]) for test in TEST_SETS}
    heads = [f"{title} ({sizes[test]}) | against none" for test, title in TEST_SETS.items()]
    lines = [
        "Balanced accuracy in %, mean ± standard error over the seeds:",
        "",
        "| composites | seeds | " + " | ".join(heads) + " |",
        "| --- | --- |" + " --- | --- |" * len(TEST_SETS),
    ]
    for variant in variants:
        cells = [variant, str(len(values(variant, "held_out")))]
        for test in TEST_SETS:
            cells += [percent(values(variant, test)), "" if variant == "none" else percent(gains(variant, test), "+")]
        lines.append("| " + " | ".join(cells) + " |")

    classes = list(results[0]["unseen"]["recalls"])
    lines += ["", "The bundled diffusion model was trained on most of the scenes in the last two columns."]
    lines += ["", f"Recall of each class in %, {TEST_SETS['unseen']}:", ""]
    lines += ["| class | " + " | ".join(variants) + " |", "| --- |" + " --- |" * len(variants)]
    for name in classes:
        shares = [
            percent([found[s, variant]["unseen"]["recalls"][name] for s in seeds if (s, variant) in found])
            for variant in variants
        ]
        lines.append(f"| {name} | " + " | ".join(shares) + " |")
    return "\n".join(lines) + "\n"
