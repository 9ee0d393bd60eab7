#include "pipeline/autoencoding.h"

#include "pipeline/compositing.h"
#include "pipeline/noise.h"
#include "pipeline/preparation.h"

namespace harmonidiff {
namespace {

void tracePosterior(Run& run, const std::string& name, const Tensor& mean, const Tensor& logVariance) {
  run.trace("vae." + name + "_mean", mean);
  run.trace("vae." + name + "_logvar", logVariance);
}

EncodedImage encodeSample(Run& run, const std::string& name, const Tensor& sample) {
  Latents& latents = run.latents;
  const ModelShape& model = run.model.shape;
  const Shape shape{1, model.latentChannels, sample.shape[2] / model.factor, sample.shape[3] / model.factor};
  const Tensor mean = latents.allocate(DataType::Float32, shape);
  const Tensor logVariance = latents.allocate(DataType::Float32, shape);
  run.turn.call(*run.model.vaeEncoder, {{"image", sample}}, {{"mean", mean}, {"logvar", logVariance}});
  tracePosterior(run, name, mean, logVariance);
  run.advance(1);
  if (run.request.posterior == Posterior::Mean) {
    return {mean, logVariance, latents.scale(mean, model.scalingFactor)};
  }
  const Tensor noise = gaussianNoise(latents, shape, run.random);
  return {mean, logVariance, latents.scale(latents.samplePosterior(mean, logVariance, noise), model.scalingFactor)};
}

EncodedImage encodeTargetImage(Run& run) {
  return encodeSample(run, "target", run.latents.imageToSample(uploadImage(run.latents, run.request.target)));
}

/// As if the target had just been encoded.
Tensor takeTarget(Run& run, const PreparedTarget& prepared) {
  tracePosterior(run, "target", prepared.mean, prepared.logVariance);
  run.random = prepared.random;
  return prepared.inverted.rows(0, 1);
}

}  // namespace

Encoded encodeImages(Run& run) {
  Latents& latents = run.latents;
  run.beginStage("encode", run.prepared ? 1 : 2);
  Encoded encoded;
  encoded.target = run.prepared ? takeTarget(run, *run.prepared) : encodeTargetImage(run).latent;
  const Box& box = run.request.box;
  const int64_t f = run.model.shape.factor;
  const Resizing whole = latents.prepareResize(box.height, box.width, box.height / f * f, box.width / f * f);
  const Tensor source = latents.resizeImage(uploadImage(latents, run.request.source), whole);
  encoded.source = encodeSample(run, "source", latents.imageToSample(source)).latent;
  return encoded;
}

EncodedImage encodeTarget(Run& run) {
  run.beginStage("encode", 1);
  return encodeTargetImage(run);
}

Tensor encodeComposite(Run& run, const Tensor& sample) {
  run.beginStage("encode", 1);
  return encodeSample(run, "composite", sample).latent;
}

Decoder::Decoder(Run& run, const Shape& shape) : run_(run) {
  const int64_t f = run.model.shape.factor;
  unscaled_ = run.latents.allocate(DataType::Float32, shape);
  sample_ = run.latents.allocate(DataType::Float32, {1, 3, shape[2] * f, shape[3] * f});
}

void Decoder::operator()(const Tensor& latent, const Tensor& image, const Tensor& notFinite) const {
  Latents& latents = run_.latents;
  latents.scale(latent, 1 / run_.model.shape.scalingFactor, unscaled_);
  run_.turn.call(*run_.model.vaeDecoder, {{"latent", unscaled_}}, {{"image", sample_}});
  latents.findNonFinite(sample_, notFinite);
  latents.sampleToImage(sample_, image);
}

void throwNotFinite(const std::string& precision) {
  std::string remedy =
      "its weights are damaged, or the metadata or guidance are outside the range that it was trained on.";
  if (precision != "fp32") {
    remedy = precision + " cannot hold all that this model computes; load it with precision " +
             (precision == "fp16" ? "\"bf16\" or " : "") + "\"fp32\".";
  }
  throw Error("NUMBERS_INVALID", "The model gave values that are infinite or not a number: " + remedy);
}

}  // namespace harmonidiff
