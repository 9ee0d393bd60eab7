#include "pipeline/autoencoding.h"

#include "pipeline/compositing.h"
#include "pipeline/noise.h"

namespace harmonidiff {
namespace {

[[noreturn]] void throwNotFinite(const std::string& precision) {
  const std::string remedy =
      precision == "fp32"
          ? "its weights are damaged, or the metadata or guidance are outside the range that it was trained on."
          : precision +
                " cannot hold all that this model computes; load it with precision \"bf16\" (TensorRT) or "
                "\"fp32\".";
  throw Error("NUMBERS_INVALID", "The model gave values that are infinite or not a number: " + remedy);
}

Tensor encodeSample(Run& run, const std::string& name, const Tensor& sample) {
  Latents& latents = run.latents;
  const ModelShape& model = run.model.shape;
  const Shape shape{1, model.latentChannels, sample.shape[2] / model.factor, sample.shape[3] / model.factor};
  const Tensor mean = latents.allocate(DataType::Float32, shape);
  const Tensor logVariance = latents.allocate(DataType::Float32, shape);
  run.model.vaeEncoder->run({{"image", sample}}, {{"mean", mean}, {"logvar", logVariance}}, run.cancellation);
  run.trace("vae." + name + "_mean", mean);
  run.trace("vae." + name + "_logvar", logVariance);
  run.advance(1);
  if (run.request.posterior == Posterior::Mean) return latents.scale(mean, model.scalingFactor);
  const Tensor noise = gaussianNoise(latents, shape, run.random);
  return latents.scale(latents.samplePosterior(mean, logVariance, noise), model.scalingFactor);
}

}  // namespace

Encoded encodeImages(Run& run) {
  Latents& latents = run.latents;
  run.beginStage("encode", 2);
  Encoded encoded;
  encoded.target = encodeSample(run, "target", latents.imageToSample(uploadImage(latents, run.request.target)));
  const Box& box = run.request.box;
  const int64_t f = run.model.shape.factor;
  const Tensor source =
      latents.resizeImage(uploadImage(latents, run.request.source), box.height / f * f, box.width / f * f);
  encoded.source = encodeSample(run, "source", latents.imageToSample(source));
  return encoded;
}

Tensor encodeComposite(Run& run, const Tensor& sample) {
  run.beginStage("encode", 1);
  return encodeSample(run, "composite", sample);
}

Tensor decodeLatent(Run& run, const Tensor& latent) {
  Latents& latents = run.latents;
  const int64_t f = run.model.shape.factor;
  const Tensor unscaled = latents.scale(latent, 1 / run.model.shape.scalingFactor);
  const Tensor sample = latents.allocate(DataType::Float32, {1, 3, latent.shape[2] * f, latent.shape[3] * f});
  run.model.vaeDecoder->run({{"latent", unscaled}}, {{"image", sample}}, run.cancellation);
  // Earlier failures show up here too. As 8-bit RGB they would be a black image.
  if (!latents.allFinite(sample)) throwNotFinite(run.model.shape.precision);
  return latents.sampleToImage(sample);
}

}  // namespace harmonidiff
