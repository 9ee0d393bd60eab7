#include "pipeline/harmonize.h"

#include "pipeline/autoencoding.h"
#include "pipeline/candidates.h"
#include "pipeline/compositing.h"
#include "pipeline/conditioning.h"
#include "pipeline/freecompose.h"
#include "pipeline/inpainting.h"
#include "pipeline/inversion.h"
#include "pipeline/placement.h"
#include "pipeline/restoration.h"
#include "pipeline/selection.h"

namespace harmonidiff {
namespace {

/// Of a method that makes one image.
std::vector<Contender> onlyImage(const Tensor& image) { return {{std::nullopt, {}, image}}; }

std::vector<Contender> onlyLatent(const Tensor& latent) { return {{std::nullopt, latent, {}}}; }

std::vector<Contender> shiftOnly(Run& run, const LatentPlacement& placement) {
  const Encoded encoded = encodeImages(run);
  const Tensor shifted =
      run.latents.meanShift(encoded.source, encoded.target, placement.mask, placement.corner, placement.counted);
  const int t = run.request.schedule.timesteps.back();
  run.trace("shifted." + std::to_string(t), shifted);
  return {{t, shifted, {}}};
}

std::vector<Contender> reconstruct(Run& run, const LatentPlacement& placement) {
  const Conditioning conditioning = encodePrompts(run);
  const Encoded encoded = encodeImages(run);
  const Inverted inverted = invert(run, encoded, conditioning);
  const std::vector<Tensor> latents = denoiseCandidates(run, inverted, placement, conditioning);
  std::vector<Contender> contenders;
  const auto first = static_cast<size_t>(run.request.candidateRange.first);
  for (size_t k = latents.size(); k-- > 0;) {
    contenders.push_back({run.request.schedule.timesteps[first + k], latents[k], {}});
  }
  return contenders;
}

/// For these a patch may be smaller, and a mask thinner, than a latent pixel.
bool worksOnPixels(Method method) { return method == Method::Init || method == Method::Poisson; }

std::vector<Contender> compose(Run& run, const Tensor& mask, const LatentPlacement& placement) {
  Latents& latents = run.latents;
  switch (run.request.method) {
    case Method::Init: return onlyImage(plainPaste(run, mask));
    case Method::Poisson: return onlyImage(poissonBlending(run));
    case Method::PoissonVae: {
      const Tensor blended = poissonBlending(run);
      return onlyLatent(encodeComposite(run, latents.imageToSample(blended)));
    }
    case Method::Inpainting: return onlyLatent(inpaintSeam(run, plainPaste(run, mask), placement));
    case Method::FreeCompose: return onlyLatent(composeFreely(run, plainPaste(run, mask), placement));
    case Method::Lms: return shiftOnly(run, placement);
    case Method::Twr:
    case Method::Ltf: break;
  }
  return reconstruct(run, placement);
}

double workOf(const Request& request, bool isPrepared) {
  const int images = isPrepared ? 1 : 2;  // to be encoded and inverted
  switch (request.method) {
    case Method::Init:
    case Method::Poisson: return 1;
    case Method::PoissonVae: return 1 + 1;
    case Method::Lms: return images + 1;
    case Method::Inpainting: return 1 + inpaintingWork(request) + 1;
    case Method::FreeCompose: return 1 + composingWork(request) + 1;
    case Method::Twr:
    case Method::Ltf: break;
  }
  return images * (1 + inversionsOf(request)) + static_cast<double>(denoisingWork(request)) +
         request.candidateRange.count();
}

}  // namespace

Result harmonize(const Model& model, Turn& turn, const Request& request,
                 std::function<void(const Progress&)> onProgress, const PreparedTarget* prepared) {
  Run run(model, turn, request, std::move(onProgress));
  Latents& latents = run.latents;
  run.prepared = prepared;
  run.totalWork = workOf(request, prepared != nullptr);
  run.result.width = request.target.width;
  run.result.height = request.target.height;

  const Tensor mask =
      latents.upload(DataType::UInt8, {request.target.height, request.target.width}, request.mask.data());
  const int64_t factor = model.shape.factor;
  const LatentPlacement placement = placeLatent(latents, request, factor);
  if (!worksOnPixels(request.method)) requireLatents(request, placement, factor);
  const Shape& grid = placement.edge.shape;
  run.trace("edge_mask", placement.edge, {1, 1, grid[0], grid[1]});

  const std::vector<Contender> contenders = compose(run, mask, placement);
  std::optional<DetailRestoration> restore;
  if (request.restoreDetail) restore.emplace(run, placement);
  selectCandidate(run, contenders, mask, placement.edgeWidth * factor, restore ? &*restore : nullptr);
  run.endStage();
  return std::move(run.result);
}

}  // namespace harmonidiff
