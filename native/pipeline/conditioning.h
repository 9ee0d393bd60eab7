#pragma once

#include "pipeline/run.h"

namespace harmonidiff {

/// The UNet's inputs besides latent and timestep. Texts are [1, tokens, width], metadata is projected
/// [1, numbers, projection's width] (empty for a plain UNet).
struct Conditioning {
  Tensor source, target, empty;
  Tensor metadata, noMetadata;
};

/// One pass of the text encoder over the three prompts.
Conditioning encodePrompts(Run& run);

/// Stacks rows of one shape [1, …] → [rows, …].
Tensor stack(Latents& latents, const std::vector<Tensor>& rows);

/// The projected timesteps, for up to `rows` samples each: [timesteps, rows, projection's width]. Made before a loop,
/// so that nothing is uploaded inside it.
Tensor timestepTable(Run& run, const std::vector<int>& timesteps, int64_t rows);

/// One UNet call: `sample`, `text` and `metadata` have a row for each sample, all at the timestep in row `step` of the
/// table. Writes to `output`.
void predict(Run& run, const Tensor& sample, const Tensor& timesteps, int64_t step, const Tensor& text,
             const Tensor& metadata, const Tensor& output);

}  // namespace harmonidiff
