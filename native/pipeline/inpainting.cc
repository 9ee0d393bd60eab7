#include "pipeline/inpainting.h"

#include <algorithm>

#include "pipeline/autoencoding.h"
#include "pipeline/conditioning.h"
#include "pipeline/noise.h"

namespace harmonidiff {

Tensor inpaintSeam(Run& run, const Tensor& paste, const LatentPlacement& placement) {
  Latents& latents = run.latents;
  const Request& request = run.request;
  const Schedule& schedule = request.schedule;
  const Conditioning conditioning = encodePrompts(run);

  const int64_t width = std::max<int64_t>(placement.edgeWidth, 1);
  const Tensor band = latents.subtract(latents.dilate(placement.mask, width),
                                       erodeKeepingSome(latents, placement.mask, placement.largestSquare, width));
  const Tensor visible = latents.imageToSample(paste);
  latents.blank(visible, band);
  const Tensor visibleLatent = encodeComposite(run, visible);

  // Both rows of guidance hold the same latent; the UNet's input is its C channels, the mask, and the masked image's C
  // channels.
  const int64_t channels = visibleLatent.shape[1], height = visibleLatent.shape[2], columns = visibleLatent.shape[3];
  const Tensor noise = gaussianNoise(latents, visibleLatent.shape, run.random);
  const Tensor plane = latents.maskToFloat(band);
  run.trace("inpaint.mask", plane);
  run.trace("inpaint.noise", noise);
  const Tensor sample = stack(latents, {noise, noise});
  const Tensor output = latents.allocate(DataType::Float32, sample.shape);
  const Tensor planes = latents.allocate(DataType::Float32, {2 * (2 * channels + 1), 1, height, columns});
  Tensor input = planes;
  input.shape = {2, 2 * channels + 1, height, columns};
  for (const int64_t first : {int64_t{0}, 2 * channels + 1}) {
    latents.copy(plane, planes.rows(first + channels, 1));
    latents.copy(visibleLatent, planes.rows(first + channels + 1, channels));
  }
  const Tensor texts = stack(latents, {conditioning.empty, conditioning.target});
  const Tensor metadata = stack(latents, {conditioning.noMetadata, conditioning.metadata});
  const Tensor timesteps = timestepTable(run, schedule.timesteps, 2);

  run.beginStage("denoise", schedule.steps());
  for (int i = 0; i < schedule.steps(); i++) {
    for (const int64_t row : {0, 1}) {
      latents.copy(sample.rows(row, 1), planes.rows(row * (2 * channels + 1), channels));
    }
    predict(run, input, timesteps, i, texts, metadata, output);
    latents.guidedStep(sample, output, request.guidanceScale, schedule.denoise(i), nullptr, nullptr);
    run.advance(2);
  }
  run.endStage();
  run.trace("inpaint.latent", sample.rows(0, 1));
  return sample.rows(0, 1);
}

int inpaintingWork(const Request& request) { return 2 * request.schedule.steps(); }

}  // namespace harmonidiff
