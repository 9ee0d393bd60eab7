// Runs whole requests with every method and with any values that pass the checks of the caller. The networks return
// numbers of the fuzzer's, including infinities and NaN, which damaged weights could produce.
#include <iterator>

#include "error.h"
#include "fuzz/inputs.h"
#include "loading/loading.h"
#include "pipeline/harmonize.h"

using namespace harmonidiff;

namespace {

constexpr int64_t kSide = 32, kFactor = 8, kTokens = 3, kTimesteps = 20;

constexpr Method kMethods[] = {Method::Init,    Method::Lms,        Method::Twr,        Method::Ltf,
                               Method::Poisson, Method::PoissonVae, Method::Inpainting, Method::FreeCompose};

/// Fills its outputs with a few numbers, repeated.
class StubNetwork : public Network {
 public:
  explicit StubNetwork(std::vector<float> numbers) : numbers_(std::move(numbers)) {}

  void run(const std::vector<Binding>&, const std::vector<Binding>& outputs, Cancellation&) override {
    for (const Binding& output : outputs) {
      fuzz::require(output.tensor.type == DataType::Float32);
      auto* values = output.tensor.data<float>();
      for (int64_t i = 0; i < output.tensor.size(); i++) values[i] = numbers_[next_++ % numbers_.size()];
    }
  }

 private:
  std::vector<float> numbers_;
  size_t next_ = 0;
};

std::unique_ptr<Network> network(fuzz::Bytes& data) {
  std::vector<float> numbers(5);
  for (float& number : numbers) number = data.truth() ? data.real<float>(-2, 2) : data.any<float>();
  return std::make_unique<StubNetwork>(std::move(numbers));
}

Model model(fuzz::Bytes& data, bool forInpainting) {
  Model model;
  model.shape.factor = kFactor;
  model.shape.tokens = kTokens;
  model.shape.textWidth = 2;
  model.shape.metadata = forInpainting ? 0 : 2;
  model.shape.projection.frequencies = {1, 0.5f};
  model.shape.classifierFormat.size = 16;
  model.textEncoder = network(data);
  model.unet = network(data);
  model.vaeEncoder = network(data);
  model.vaeDecoder = network(data);
  if (data.truth()) model.classifier = network(data);
  return model;
}

/// ᾱ descends and stays above 0, and timesteps descend, as in scheduler.ts.
Schedule schedule(fuzz::Bytes& data) {
  Schedule schedule;
  float alpha = 1;
  for (int64_t t = 0; t < kTimesteps; t++) {
    alpha *= data.real<float>(0.1f, 1);
    schedule.alphasCumprod.push_back(alpha);
  }
  schedule.finalAlphaCumprod = data.truth() ? 1 : schedule.alphasCumprod[0];
  schedule.prediction = data.truth() ? Prediction::Epsilon : Prediction::Velocity;
  schedule.clip = data.truth() ? 1 : 0;
  const int steps = data.whole(2, 6);
  for (int i = steps - 1; i >= 0; i--) schedule.timesteps.push_back(i * (static_cast<int>(kTimesteps) / steps) + 1);
  return schedule;
}

Request request(fuzz::Bytes& data, const Model& model, Method method) {
  Request request;
  request.method = method;
  request.box = fuzz::box(data, kSide, kSide);
  const Box& box = request.box;
  request.mask = fuzz::maskInBox(data, box, kSide, kSide);
  request.valid = {fuzz::validity(data, kSide * kSide), fuzz::validity(data, box.width * box.height)};
  for (auto* tokens : {&request.sourceTokens, &request.targetTokens, &request.emptyTokens}) {
    *tokens = data.elements<int64_t>(kTokens);
  }
  request.metadata = data.elements<float>(model.shape.metadata);
  request.schedule = schedule(data);
  const int steps = request.schedule.steps();
  request.candidateRange.first = data.whole(0, steps - 1);
  request.candidateRange.end = data.whole(request.candidateRange.first + 1, steps);
  request.fusionStart = data.whole(0, steps);
  request.guidanceScale = data.real<float>(0, 100);
  request.edgeWidthRatio = data.real<double>(0, 0.5);
  request.seed = data.any<uint32_t>();
  request.posterior = data.truth() ? Posterior::Mean : Posterior::Sample;
  request.restoreDetail = data.truth();
  request.images = data.truth();
  request.trace = data.truth();
  request.target = fuzz::image(data, kSide, kSide);
  request.source = fuzz::image(data, box.width, box.height);
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  fuzz::Bytes data(bytes, size);
  const Method method = kMethods[data.whole<size_t>(0, std::size(kMethods) - 1)];
  const Model networks = model(data, method == Method::Inpainting);
  const Request asked = request(data, networks, method);
  const auto device = makeCpuDevice();
  Turns turns(*device, Batching::Turns);
  Cancellation cancellation;
  try {
    Turn turn(turns, cancellation);
    const Result result = harmonize(networks, turn, asked, [](const Progress&) {});
    fuzz::require(!result.candidates.empty());
    if (result.winner) fuzz::require(result.candidates.at(*result.winner).pixels.size() == 3 * kSide * kSide);
  } catch (const Error& error) {
    const std::string& code = error.code();
    fuzz::require(code == "PLACEMENT_INVALID" || code == "NUMBERS_INVALID");
  }
  return 0;
}
