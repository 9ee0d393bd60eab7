#include "pipeline/compositing.h"

#include "blending/poisson.h"

namespace harmonidiff {

Tensor uploadImage(Latents& latents, const Image& image) {
  return latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
}

Tensor plainPaste(Run& run, const Tensor& mask) {
  Latents& latents = run.latents;
  const Request& request = run.request;
  return latents.pasteImage(uploadImage(latents, request.target), uploadImage(latents, request.source), mask,
                            {request.box.x, request.box.y});
}

Tensor poissonBlending(Run& run) {
  const Request& request = run.request;
  run.beginStage("blend", 1);
  const std::vector<uint8_t> blended = run.turn.aside([&] {
    return poissonBlend(request.target, request.source, request.box, request.mask, request.valid, run.cancellation);
  });
  run.advance(0);
  return run.latents.upload(DataType::UInt8, {request.target.height, request.target.width, 3}, blended.data());
}

}  // namespace harmonidiff
