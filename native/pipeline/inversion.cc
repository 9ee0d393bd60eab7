#include "pipeline/inversion.h"

namespace harmonidiff {
namespace {

Tensor allocateHistory(Latents& latents, const Tensor& clean, size_t depth) {
  Shape shape = clean.shape;
  shape[0] = static_cast<int64_t>(depth);
  Tensor history = latents.allocate(DataType::Float32, shape);
  latents.copy(clean, history.rows(0, 1));
  return history;
}

}  // namespace

Inverted invert(Run& run, const Encoded& encoded, const Conditioning& conditioning) {
  Latents& latents = run.latents;
  const Schedule& schedule = run.request.schedule;
  Inverted inverted;
  for (int i = schedule.steps() - 1; i >= run.request.candidateRange.first; i--) {
    inverted.timesteps.push_back(schedule.timesteps[static_cast<size_t>(i)]);
  }
  const size_t depth = inverted.timesteps.size();
  inverted.target = allocateHistory(latents, encoded.target, depth);
  inverted.source = allocateHistory(latents, encoded.source, depth);

  const bool together = encoded.target.shape == encoded.source.shape;
  const Tensor bothTexts = together ? stack(latents, {conditioning.target, conditioning.source}) : Tensor{};
  const Tensor bothMetadata = together ? stack(latents, {conditioning.metadata, conditioning.metadata}) : Tensor{};

  // The network's memory for one step: both latents in one call, or each in a call of its own.
  const Shape& targetShape = encoded.target.shape;
  Tensor sample, targetOutput, sourceOutput, bothOutputs;
  if (together) {
    const Shape shape{2, targetShape[1], targetShape[2], targetShape[3]};
    sample = latents.allocate(DataType::Float32, shape);
    bothOutputs = latents.allocate(DataType::Float32, shape);
    targetOutput = bothOutputs.rows(0, 1);
    sourceOutput = bothOutputs.rows(1, 1);
  } else {
    targetOutput = latents.allocate(DataType::Float32, targetShape);
    sourceOutput = latents.allocate(DataType::Float32, encoded.source.shape);
  }

  const Tensor timesteps = timestepTable(latents, inverted.timesteps, 2);

  run.beginStage("invert", static_cast<int>(depth) - 1);
  for (size_t k = 0; k + 1 < depth; k++) {
    const DdimStep step = schedule.invert(inverted.timesteps[k]);
    const auto row = static_cast<int64_t>(k);
    const Tensor target = inverted.target.rows(row, 1), source = inverted.source.rows(row, 1);
    if (together) {
      latents.copy(target, sample.rows(0, 1));
      latents.copy(source, sample.rows(1, 1));
      predict(run, sample, timesteps, row, bothTexts, bothMetadata, bothOutputs);
    } else {
      predict(run, target, timesteps, row, conditioning.target, conditioning.metadata, targetOutput);
      predict(run, source, timesteps, row, conditioning.source, conditioning.metadata, sourceOutput);
    }
    latents.ddimStep(target, targetOutput, step, inverted.target.rows(row + 1, 1));
    latents.ddimStep(source, sourceOutput, step, inverted.source.rows(row + 1, 1));
    run.advance(2);
  }
  run.endStage();
  for (size_t k = 0; k < depth; k++) {
    const std::string t = std::to_string(inverted.timesteps[k]);
    run.trace("invert.target." + t, inverted.target.rows(static_cast<int64_t>(k), 1));
    run.trace("invert.source." + t, inverted.source.rows(static_cast<int64_t>(k), 1));
  }
  return inverted;
}

}  // namespace harmonidiff
