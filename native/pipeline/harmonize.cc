#include "pipeline/harmonize.h"

#include "pipeline/autoencoding.h"
#include "pipeline/candidates.h"
#include "pipeline/conditioning.h"
#include "pipeline/inversion.h"
#include "pipeline/placement.h"
#include "pipeline/selection.h"

namespace harmonidiff {
namespace {

std::vector<Contender> pasteOnly(Run& run, const Tensor& mask) {
  return {{std::nullopt, [&run, mask] {
             Latents& latents = run.latents;
             const Request& request = run.request;
             const auto upload = [&](const Image& image) {
               return latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
             };
             return latents.pasteImage(upload(request.target), upload(request.source), mask,
                                       {request.box.x, request.box.y});
           }}};
}

std::vector<Contender> shiftOnly(Run& run, const LatentPlacement& placement) {
  const Encoded encoded = encodeImages(run);
  const Tensor shifted =
      run.latents.meanShift(encoded.source, encoded.target, placement.mask, placement.corner);
  const int t = run.request.schedule.timesteps.back();
  run.trace("shifted." + std::to_string(t), shifted);
  return {{t, [&run, shifted] { return decodeLatent(run, shifted); }}};
}

std::vector<Contender> reconstruct(Run& run, const LatentPlacement& placement) {
  const Conditioning conditioning = encodePrompts(run);
  const Encoded encoded = encodeImages(run);
  const Inverted inverted = invert(run, encoded, conditioning);
  const std::vector<Tensor> latents = denoiseCandidates(run, inverted, placement, conditioning);
  std::vector<Contender> contenders;
  for (int k = static_cast<int>(latents.size()) - 1; k >= 0; k--) {
    const Tensor latent = latents[static_cast<size_t>(k)];
    const int t = run.request.schedule.timesteps[static_cast<size_t>(run.request.firstCandidate + k)];
    contenders.push_back({t, [&run, latent] { return decodeLatent(run, latent); }});
  }
  return contenders;
}

double workOf(const Request& request) {
  switch (request.mode) {
    case Mode::Init: return 1;
    case Mode::Lms: return 2 + 1;
    default: break;
  }
  const int inversions = request.schedule.steps() - request.firstCandidate - 1;
  return 2 + 2 * inversions + denoisingWork(request) + (request.endCandidate - request.firstCandidate);
}

}  // namespace

Result harmonize(const Model& model, Latents& latents, const Request& request, Cancellation& cancellation,
                 std::function<void(const Progress&)> onProgress) {
  Run run(model, latents, request, cancellation, std::move(onProgress));
  run.totalWork = workOf(request);
  run.result.width = request.target.width;
  run.result.height = request.target.height;
  cancellation.throwIfCancelled();

  const Tensor mask =
      latents.upload(DataType::UInt8, {request.target.height, request.target.width}, request.mask.data());
  const LatentPlacement placement = placeLatent(latents, request, model.factor);
  const Shape& grid = placement.edge.shape;
  run.trace("edge_mask", placement.edge, {1, 1, grid[0], grid[1]});

  std::vector<Contender> contenders;
  switch (request.mode) {
    case Mode::Init: contenders = pasteOnly(run, mask); break;
    case Mode::Lms: contenders = shiftOnly(run, placement); break;
    case Mode::Twr:
    case Mode::Ltf: contenders = reconstruct(run, placement); break;
  }
  selectCandidate(run, contenders, mask, placement.edgeWidth * model.factor);
  run.endStage();
  return std::move(run.result);
}

}  // namespace harmonidiff
