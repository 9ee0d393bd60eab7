#pragma once

#include <memory>
#include <string>

#include "engines/engine.h"
#include "latents/latents.h"
#include "pipeline/projection.h"

namespace harmonidiff {

/// What the pipeline must know of a model's networks.
struct ModelShape {
  std::string precision = "fp32";  ///< in which the networks compute: fp32, fp16 or bf16
  int64_t latentChannels = 4;
  int64_t factor = 8;              ///< f: image pixels per latent pixel
  float scalingFactor = 0.18215f;  ///< latents are multiplied by it after encoding
  int64_t tokens = 77;
  int64_t textWidth = 768;
  int64_t metadata = 0;             ///< numbers that the UNet embeds besides the timestep; 0 for a plain UNet
  SinusoidalProjection projection;  ///< of the timestep and of each of these numbers
  ClassifierFormat classifierFormat;
};

/// The networks of one model folder, loaded by one engine.
struct Model {
  ModelShape shape;
  std::unique_ptr<Network> textEncoder, unet, vaeEncoder, vaeDecoder;
  std::unique_ptr<Network> classifier;  ///< absent if the model has none; candidates are then unscored
};

}  // namespace harmonidiff
