#include "pipeline/preparation.h"

#include "pipeline/autoencoding.h"
#include "pipeline/conditioning.h"
#include "pipeline/inversion.h"

namespace harmonidiff {

Preparation prepareTarget(const Model& model, Turn& turn, const Request& request,
                          std::function<void(const Progress&)> onProgress) {
  Run run(model, turn, request, std::move(onProgress));
  run.totalWork = 1 + inversionsOf(request);
  const Conditioning conditioning = encodePrompts(run);
  const EncodedImage encoded = encodeTarget(run);
  const Tensor inverted = invertTarget(run, encoded.latent, conditioning);
  return {{encoded.mean, encoded.logVariance, inverted, run.random}, run.result.stages, run.result.predictions};
}

}  // namespace harmonidiff
