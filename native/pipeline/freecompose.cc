#include "pipeline/freecompose.h"

#include "pipeline/autoencoding.h"
#include "pipeline/conditioning.h"
#include "pipeline/noise.h"

namespace harmonidiff {
namespace {

/// How far all steps together may move the latent, in units of the noise estimates' difference. DDS, which edits a
/// whole picture, takes 200 steps of 0.05; harmonising a composite needs less.
constexpr float kReach = 3;

std::vector<int> drawTimesteps(const Request& request, std::mt19937_64& generator) {
  const auto all = static_cast<uint64_t>(request.schedule.alphasCumprod.size());
  const uint64_t lowest = all * 2 / 100, highest = all * 98 / 100;
  std::vector<int> timesteps;
  timesteps.reserve(static_cast<size_t>(request.schedule.steps()));
  for (int k = 0; k < request.schedule.steps(); k++) {
    timesteps.push_back(static_cast<int>(lowest + generator() % (highest - lowest)));
  }
  return timesteps;
}

}  // namespace

Tensor composeFreely(Run& run, const Tensor& paste, const LatentPlacement& placement) {
  Latents& latents = run.latents;
  const Request& request = run.request;
  const Schedule& schedule = request.schedule;
  const Conditioning conditioning = encodePrompts(run);
  const Tensor reference = encodeComposite(run, latents.imageToSample(paste));
  const Tensor latent = latents.allocate(DataType::Float32, reference.shape);
  latents.copy(reference, latent);
  const Tensor region = latents.dilate(placement.mask, placement.edgeWidth);

  const std::vector<int> drawn = drawTimesteps(request, run.random);
  const Tensor timesteps = timestepTable(run, drawn, 3);
  Shape shape = reference.shape;
  shape[0] = schedule.steps();
  const Tensor noises = gaussianNoise(latents, shape, run.random);
  run.trace("freecompose.timesteps", {schedule.steps()}, {drawn.begin(), drawn.end()});
  run.trace("freecompose.noise", noises);
  const Tensor texts = stack(latents, {conditioning.empty, conditioning.target, conditioning.empty});
  const Tensor metadata = stack(latents, {conditioning.noMetadata, conditioning.metadata, conditioning.noMetadata});
  shape[0] = 3;
  const Tensor sample = latents.allocate(DataType::Float32, shape);
  const Tensor output = latents.allocate(DataType::Float32, shape);

  const float rate = kReach / static_cast<float>(schedule.steps());
  run.beginStage("denoise", schedule.steps());
  for (int k = 0; k < schedule.steps(); k++) {
    const int t = drawn[static_cast<size_t>(k)];
    const float alphaCumprod = schedule.alphasCumprod[static_cast<size_t>(t)];
    const Tensor noise = noises.rows(k, 1);
    latents.addNoise(latent, noise, alphaCumprod, sample.rows(0, 1));
    latents.copy(sample.rows(0, 1), sample.rows(1, 1));
    latents.addNoise(reference, noise, alphaCumprod, sample.rows(2, 1));
    predict(run, sample, timesteps, k, texts, metadata, output);
    latents.deltaDenoise(latent, sample, output, region, schedule.at(t), request.guidanceScale, rate);
    run.advance(3);
  }
  run.endStage();
  run.trace("freecompose.latent", latent);
  return latent;
}

int composingWork(const Request& request) { return 3 * request.schedule.steps(); }

}  // namespace harmonidiff
