#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "image.h"
#include "latents/latents.h"
#include "pipeline/schedule.h"
#include "pipeline/scoring.h"
#include "tensor.h"

namespace harmonidiff {

/// What makes the composite: HarmoniDiff-RS, whole or in part (the ablations by the paper's names), or what it is
/// compared with.
enum class Method {
  Init,        ///< the plain paste
  Lms,         ///< latent mean shift of the clean latent, decoded
  Twr,         ///< timestep-wise reconstruction: every candidate denoised on its own, without fusion
  Ltf,         ///< the whole method, with timestep-wise latent fusion
  Poisson,     ///< Poisson blending
  PoissonVae,  ///< the same, encoded and decoded by the VAE
  Inpainting,  ///< the seam repainted by a UNet made for inpainting
  FreeCompose  ///< the paste's latent moved along the delta denoising score
};

/// What to take from the VAE's posterior.
enum class Posterior { Mean, Sample };

/// Indices into the timesteps at which candidates start.
struct CandidateRange {
  int first = 0, end = 0;  ///< first included, end not
  int count() const { return end - first; }
};

/// One image to harmonise. The caller has checked every value against its range.
struct Request {
  Method method = Method::Ltf;
  Image target;               ///< the canvas
  Image source;               ///< of the box's size
  Box box;                    ///< inside the canvas
  std::vector<uint8_t> mask;  ///< [canvas height, canvas width], 1 where the source goes, nothing outside the box
  Validities valid;           ///< pixels with data; the others count in no mean and no equation
  std::vector<int64_t> sourceTokens, targetTokens, emptyTokens;
  std::vector<float> metadata;  ///< scaled; one number for each that the UNet embeds
  Schedule schedule;
  float guidanceScale = 3.5f;
  CandidateRange candidateRange;
  int fusionStart = 0;  ///< index of the first step before which latents are fused
  double edgeWidthRatio = 0.1;
  uint32_t seed = 0;  ///< of everything that is drawn: posterior, noise, timesteps
  Posterior posterior = Posterior::Mean;
  bool restoreDetail = false;  ///< restore the fine detail of target and source
  bool images = false;         ///< return every candidate's pixels, not only the winner's
  bool trace = false;          ///< return the intermediate tensors
};

/// Names a prepared target of a loaded model; the caller counts up.
using PreparedId = uint32_t;

struct Candidate {
  std::optional<int> timestep;  ///< where it started; the plain paste has none
  std::optional<Scores> scores;
  std::vector<uint8_t> pixels;  ///< [height, width, 3]; empty unless wanted
};

struct TracedTensor {
  Shape shape;
  std::vector<float> values;
};

/// Time and transfers of one stage.
struct StageReport {
  std::string name;
  double milliseconds;
  Transfers transfers;
};

/// UNet calls that a request made, and its rows in all calls. A call that several requests share counts for one of
/// them.
struct Predictions {
  int64_t calls = 0, rows = 0;
};

struct Result {
  int64_t width = 0, height = 0;
  std::vector<Candidate> candidates;  ///< by ascending timestep
  std::optional<size_t> winner;       ///< the best scored candidate, which always has its pixels
  std::vector<StageReport> stages;    ///< in their order
  Predictions predictions;
  double waited = 0;  ///< milliseconds that it waited for the turns of other requests
  std::map<std::string, TracedTensor> trace;
};

}  // namespace harmonidiff
