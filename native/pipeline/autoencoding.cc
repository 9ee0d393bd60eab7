#include "pipeline/autoencoding.h"

#include <random>

namespace harmonidiff {
namespace {

Tensor gaussianNoise(Latents& latents, const Shape& shape, std::mt19937_64& generator) {
  Tensor noise{DataType::Float32, shape, nullptr};
  std::vector<float> values(static_cast<size_t>(noise.size()));
  std::normal_distribution<float> normal;
  for (float& value : values) value = normal(generator);
  return latents.upload(DataType::Float32, shape, values.data());
}

Tensor upload(Latents& latents, const Image& image) {
  return latents.upload(DataType::UInt8, {image.height, image.width, 3}, image.pixels.data());
}

[[noreturn]] void throwNotFinite(const Model& model) {
  const std::string remedy =
      model.precision == "fp32"
          ? "its weights are damaged, or the metadata or guidance are beyond what it was trained on."
          : model.precision + " cannot hold all that this model computes; load it with precision \"bf16\" (TensorRT) or "
                              "\"fp32\".";
  throw Error("NUMBERS_INVALID", "The model gave infinite values or values that are no numbers: " + remedy);
}

}  // namespace

Encoded encodeImages(Run& run) {
  Latents& latents = run.latents;
  const Model& model = run.model;
  const int64_t f = model.factor;
  std::mt19937_64 generator(run.request.posteriorSeed.value_or(0));

  const auto encode = [&](const std::string& name, const Tensor& image) {
    const Shape shape{1, model.latentChannels, image.shape[0] / f, image.shape[1] / f};
    const Tensor mean = latents.allocate(DataType::Float32, shape);
    const Tensor logVariance = latents.allocate(DataType::Float32, shape);
    const Tensor sample = latents.imageToSample(image);
    model.vaeEncoder->run({{"image", sample}}, {{"mean", mean}, {"logvar", logVariance}}, run.cancellation);
    run.trace("vae." + name + "_mean", mean);
    run.trace("vae." + name + "_logvar", logVariance);
    run.advance(1);
    if (!run.request.posteriorSeed) return latents.scale(mean, model.scalingFactor);
    const Tensor noise = gaussianNoise(latents, shape, generator);
    return latents.scale(latents.samplePosterior(mean, logVariance, noise), model.scalingFactor);
  };

  run.beginStage("encode", 2);
  Encoded encoded;
  encoded.target = encode("target", upload(latents, run.request.target));
  const Box& box = run.request.box;
  const Tensor source = upload(latents, run.request.source);
  encoded.source = encode("source", latents.resizeImage(source, box.height / f * f, box.width / f * f));
  return encoded;
}

Tensor decodeLatent(Run& run, const Tensor& latent) {
  Latents& latents = run.latents;
  const int64_t f = run.model.factor;
  const Tensor unscaled = latents.scale(latent, 1 / run.model.scalingFactor);
  const Tensor sample = latents.allocate(DataType::Float32, {1, 3, latent.shape[2] * f, latent.shape[3] * f});
  run.model.vaeDecoder->run({{"latent", unscaled}}, {{"image", sample}}, run.cancellation);
  // Whatever went wrong before arrives here too. As 8-bit RGB it would be a black image.
  if (!latents.allFinite(sample)) throwNotFinite(run.model);
  return latents.sampleToImage(sample);
}

}  // namespace harmonidiff
