#include "pipeline/preparation.h"

#include "pipeline/autoencoding.h"
#include "pipeline/conditioning.h"
#include "pipeline/inversion.h"

namespace harmonidiff {

Preparation prepareTarget(const Model& model, Latents& latents, const Request& request, Cancellation& cancellation,
                          std::function<void(const Progress&)> onProgress) {
  Run run(model, latents, request, cancellation, std::move(onProgress));
  run.totalWork = 1 + inversionsOf(request);
  cancellation.throwIfCancelled();
  const Conditioning conditioning = encodePrompts(run);
  const EncodedImage encoded = encodeTarget(run);
  const Tensor inverted = invertTarget(run, encoded.latent, conditioning);
  return {{encoded.mean, encoded.logVariance, inverted, run.random}, run.result.stages};
}

}  // namespace harmonidiff
