#include "addon/conversion.h"

#include <map>

namespace harmonidiff {
namespace {

double number(const Napi::Object& object, const char* key) { return object.Get(key).As<Napi::Number>().DoubleValue(); }

int64_t integer(const Napi::Object& object, const char* key) { return object.Get(key).As<Napi::Number>().Int64Value(); }

std::string text(const Napi::Object& object, const char* key) { return object.Get(key).As<Napi::String>().Utf8Value(); }

/// The elements of a typed array of T.
template <typename T>
std::vector<T> elements(const Napi::Object& object, const char* key) {
  const auto array = object.Get(key).As<Napi::TypedArrayOf<T>>();
  return std::vector<T>(array.Data(), array.Data() + array.ElementLength());
}

/// The elements of a typed array of T, or none if the property is not one.
template <typename T>
std::vector<T> elementsIfAny(const Napi::Object& object, const char* key) {
  return object.Get(key).IsTypedArray() ? elements<T>(object, key) : std::vector<T>();
}

Shape readShape(const Napi::Object& object, const char* key) {
  const auto sides = object.Get(key).As<Napi::Array>();
  Shape shape;
  for (uint32_t i = 0; i < sides.Length(); i++) shape.push_back(sides.Get(i).As<Napi::Number>().Int64Value());
  return shape;
}

Image readImage(const Napi::Object& request, const char* key) {
  const auto value = request.Get(key).As<Napi::Object>();
  return {integer(value, "width"), integer(value, "height"), elements<uint8_t>(value, "data")};
}

/// The value that the property's text names. Throws Error OPTION_INVALID for any other text.
template <typename T>
T choice(const Napi::Object& object, const char* key, const std::map<std::string, T>& values) {
  const std::string name = text(object, key);
  if (const auto found = values.find(name); found != values.end()) return found->second;
  std::string known;
  for (const auto& entry : values) known += (known.empty() ? "" : ", ") + entry.first;
  throw Error("OPTION_INVALID", std::string(key) + " is \"" + name + "\"; the core knows " + known + ".");
}

Box readBox(const Napi::Object& request) {
  const auto box = request.Get("box").As<Napi::Object>();
  return {integer(box, "x"), integer(box, "y"), integer(box, "width"), integer(box, "height")};
}

Method readMethod(const Napi::Object& request) {
  return choice<Method>(request, "method",
                        {{"init", Method::Init},
                         {"lms", Method::Lms},
                         {"twr", Method::Twr},
                         {"ltf", Method::Ltf},
                         {"poisson", Method::Poisson},
                         {"poisson-vae", Method::PoissonVae},
                         {"sd2-inpainting", Method::Inpainting},
                         {"freecompose", Method::FreeCompose}});
}

CandidateRange readCandidateRange(const Napi::Object& request) {
  const auto range = request.Get("candidateRange").As<Napi::Array>();
  const auto step = [&](uint32_t i) { return range.Get(i).As<Napi::Number>().Int32Value(); };
  return {step(0), step(1)};
}

ModelShape readModelShape(const Napi::Object& value) {
  ModelShape shape;
  shape.precision = text(value, "precision");
  shape.latentChannels = integer(value, "latentChannels");
  shape.factor = integer(value, "factor");
  shape.scalingFactor = static_cast<float>(number(value, "scalingFactor"));
  shape.tokens = integer(value, "tokens");
  shape.textWidth = integer(value, "textWidth");
  shape.metadata = integer(value, "metadata");
  shape.projection.frequencies = elements<float>(value, "frequencies");
  shape.projection.cosineFirst = value.Get("cosineFirst").As<Napi::Boolean>();
  if (value.Get("classifierFormat").IsObject()) {
    const auto format = value.Get("classifierFormat").As<Napi::Object>();
    shape.classifierFormat.size = integer(format, "imageSize");
    const std::vector<float> mean = elements<float>(format, "mean"), deviation = elements<float>(format, "std");
    std::copy_n(mean.begin(), 3, shape.classifierFormat.mean.begin());
    std::copy_n(deviation.begin(), 3, shape.classifierFormat.deviation.begin());
  }
  return shape;
}

Schedule readSchedule(const Napi::Object& value) {
  Schedule schedule;
  schedule.alphasCumprod = elements<float>(value, "alphasCumprod");
  schedule.finalAlphaCumprod = static_cast<float>(number(value, "finalAlphaCumprod"));
  schedule.prediction = choice<Prediction>(value, "prediction",
                                           {{"epsilon", Prediction::Epsilon}, {"v_prediction", Prediction::Velocity}});
  schedule.clip = static_cast<float>(number(value, "clip"));
  for (const int32_t t : elements<int32_t>(value, "timesteps")) schedule.timesteps.push_back(t);
  return schedule;
}

Napi::Value imageToValue(Napi::Env env, const Result& result, const std::vector<uint8_t>& pixels) {
  Napi::Object image = Napi::Object::New(env);
  image["data"] = Napi::Buffer<uint8_t>::Copy(env, pixels.data(), pixels.size());
  image["width"] = Napi::Number::New(env, static_cast<double>(result.width));
  image["height"] = Napi::Number::New(env, static_cast<double>(result.height));
  image["channels"] = Napi::Number::New(env, 3);
  return image;
}

Napi::Value traceToValue(Napi::Env env, const std::map<std::string, TracedTensor>& trace) {
  Napi::Object value = Napi::Object::New(env);
  for (const auto& [name, tensor] : trace) {
    Napi::Array shape = Napi::Array::New(env, tensor.shape.size());
    for (uint32_t i = 0; i < tensor.shape.size(); i++) {
      shape[i] = Napi::Number::New(env, static_cast<double>(tensor.shape[i]));
    }
    Napi::Object entry = Napi::Object::New(env);
    entry["shape"] = shape;
    entry["data"] = floatsToValue(env, tensor.values);
    value[name] = entry;
  }
  return value;
}

}  // namespace

Target readTarget(const Napi::Object& value) {
  Target target;
  target.threads = static_cast<int>(integer(value, "threads"));
  if (value.Get("cuda").IsObject()) {
    const auto cuda = value.Get("cuda").As<Napi::Object>();
    target.cuda = {text(cuda, "library"), static_cast<int>(integer(cuda, "number"))};
  }
  if (value.Get("tensorRt").IsObject()) {
    const auto tensorRt = value.Get("tensorRt").As<Napi::Object>();
    target.tensorRt = {text(tensorRt, "plugin"), text(tensorRt, "infer"), text(tensorRt, "parser")};
  }
  if (value.Get("openVino").IsString()) target.openVino = text(value, "openVino");
  if (value.Get("onnxRuntime").IsString()) target.onnxRuntime = text(value, "onnxRuntime");
  return target;
}

NetworkSource readNetwork(const Napi::Object& value, std::string name) {
  NetworkSource source;
  source.name = std::move(name);
  if (value.Get("plans").IsArray()) {
    const auto plans = value.Get("plans").As<Napi::Array>();
    for (uint32_t i = 0; i < plans.Length(); i++) source.plans.push_back(plans.Get(i).As<Napi::String>().Utf8Value());
  }
  if (value.Get("precision").IsString()) source.precision = text(value, "precision");
  if (value.Get("graph").IsTypedArray()) {
    source.graph = elements<uint8_t>(value, "graph");
    source.weightsFolder = text(value, "weightsFolder");
    if (value.Get("weightsState").IsString()) source.weightsState = text(value, "weightsState");
  }
  return source;
}

PlanRequest readPlanRequest(const Napi::Object& value) {
  PlanRequest request;
  request.source = readNetwork(value, text(value, "name"));
  request.plan = text(value, "plan");
  request.tf32 = value.Get("tf32").As<Napi::Boolean>();
  request.timingCache = text(value, "timingCache");
  const auto profiles = value.Get("profiles").As<Napi::Array>();
  for (uint32_t i = 0; i < profiles.Length(); i++) {
    const auto profile = profiles.Get(i).As<Napi::Object>();
    for (const auto& entry : profile) {
      const auto range = static_cast<Napi::Value>(entry.second).As<Napi::Object>();
      request.ranges.push_back({static_cast<int>(i), entry.first.ToString(), readShape(range, "least"),
                                readShape(range, "best"), readShape(range, "most")});
    }
  }
  return request;
}

OpenVinoBuild readOpenVinoBuild(const Napi::Object& value) {
  OpenVinoBuild build{text(value, "name"), text(value, "graph"), {}, text(value, "precision"), text(value, "plan")};
  if (value.Get("shapes").IsObject()) {
    const auto shapes = value.Get("shapes").As<Napi::Object>();
    for (const auto& entry : shapes) {
      const std::string input = entry.first.ToString();
      build.shapes.emplace_back(input, readShape(shapes, input.c_str()));
    }
  }
  return build;
}

ModelDescription readModelDescription(const Napi::Object& value) {
  ModelDescription description;
  description.target = readTarget(value);
  description.batching =
      choice<Batching>(value, "batching", {{"turns", Batching::Turns}, {"shared", Batching::Shared}});
  const auto networks = value.Get("networks").As<Napi::Object>();
  const auto network = [&](const char* key) { return readNetwork(networks.Get(key).As<Napi::Object>(), key); };
  description.textEncoder = network("textEncoder");
  description.unet = network("unet");
  description.vaeEncoder = network("vaeEncoder");
  description.vaeDecoder = network("vaeDecoder");
  if (networks.Get("classifier").IsObject()) description.classifier = network("classifier");
  const auto sharedRows = value.Get("sharedRows").As<Napi::Object>();
  for (NetworkSource* source :
       {&description.textEncoder, &description.unet, &description.vaeEncoder, &description.vaeDecoder}) {
    source->sharedRows = integer(sharedRows, source->name.c_str());
  }
  if (description.classifier) description.classifier->sharedRows = integer(sharedRows, "classifier");
  description.shape = readModelShape(value.Get("shape").As<Napi::Object>());
  return description;
}

Request readPreparation(const Napi::Object& value) {
  Request request;
  request.target = readImage(value, "target");
  request.targetTokens = elements<int64_t>(value, "targetTokens");
  request.emptyTokens = elements<int64_t>(value, "emptyTokens");
  request.sourceTokens = request.emptyTokens;
  request.metadata = elements<float>(value, "metadata");
  request.schedule = readSchedule(value.Get("schedule").As<Napi::Object>());
  request.candidateRange = readCandidateRange(value);
  request.seed = static_cast<uint32_t>(integer(value, "seed"));
  request.posterior = choice<Posterior>(value, "posterior", {{"mean", Posterior::Mean}, {"sample", Posterior::Sample}});
  return request;
}

std::optional<PreparedId> readPrepared(const Napi::Object& value) {
  if (!value.Get("prepared").IsNumber()) return std::nullopt;
  return static_cast<PreparedId>(integer(value, "prepared"));
}

Request readRequest(const Napi::Object& value) {
  Request request = readPreparation(value);
  request.method = readMethod(value);
  request.source = readImage(value, "source");
  request.box = readBox(value);
  request.mask = elements<uint8_t>(value, "mask");
  if (value.Get("valid").IsObject()) {
    const auto valid = value.Get("valid").As<Napi::Object>();
    request.valid.target = elementsIfAny<uint8_t>(valid, "target");
    request.valid.source = elementsIfAny<uint8_t>(valid, "source");
  }
  request.sourceTokens = elements<int64_t>(value, "sourceTokens");
  request.guidanceScale = static_cast<float>(number(value, "guidanceScale"));
  request.fusionStart = static_cast<int>(integer(value, "fusionStart"));
  request.edgeWidthRatio = number(value, "edgeWidthRatio");
  request.restoreDetail = value.Get("restoreDetail").As<Napi::Boolean>();
  request.images = value.Get("images").As<Napi::Boolean>();
  request.trace = value.Get("trace").As<Napi::Boolean>();
  return request;
}

ScoreRequest readScoreRequest(const Napi::Object& value) {
  return {readImage(value, "image"), readBox(value), elements<uint8_t>(value, "mask"), number(value, "edgeWidthRatio")};
}

DetailRequest readDetailRequest(const Napi::Object& value) {
  return {{integer(value, "width"), integer(value, "height"), elements<float>(value, "paste")},
          elements<uint8_t>(value, "harmonised"),
          elements<uint8_t>(value, "mask"),
          elementsIfAny<uint8_t>(value, "valid"),
          integer(value, "band")};
}

BlendRequest readBlendRequest(const Napi::Object& value) {
  const Box box = readBox(value);
  return {{integer(value, "width"), integer(value, "height"), elements<float>(value, "target")},
          {box.width, box.height, elements<float>(value, "source")},
          box,
          elements<uint8_t>(value, "mask"),
          {elementsIfAny<uint8_t>(value, "valid"), elementsIfAny<uint8_t>(value, "sourceValid")}};
}

Napi::Value floatsToValue(Napi::Env env, const std::vector<float>& values) {
  Napi::Float32Array array = Napi::Float32Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

Napi::Value scoresToValue(Napi::Env env, const Scores& scores) {
  Napi::Object value = Napi::Object::New(env);
  value["original"] = Napi::Number::New(env, scores.original);
  value["eroded"] = Napi::Number::New(env, scores.eroded);
  value["dilated"] = Napi::Number::New(env, scores.dilated);
  value["mean"] = Napi::Number::New(env, scores.mean());
  return value;
}

Napi::Object reportToValue(Napi::Env env, const Result& result) {
  Napi::Object timings = Napi::Object::New(env), transfers = Napi::Object::New(env);
  for (const StageReport& stage : result.stages) {
    timings[stage.name] = Napi::Number::New(env, stage.milliseconds);
    Napi::Object counts = Napi::Object::New(env);
    counts["uploads"] = Napi::Number::New(env, stage.transfers.uploads);
    counts["downloads"] = Napi::Number::New(env, stage.transfers.downloads);
    transfers[stage.name] = counts;
  }
  Napi::Object predictions = Napi::Object::New(env);
  predictions["calls"] = Napi::Number::New(env, static_cast<double>(result.predictions.calls));
  predictions["rows"] = Napi::Number::New(env, static_cast<double>(result.predictions.rows));
  Napi::Object value = Napi::Object::New(env);
  value["timings"] = timings;
  value["transfers"] = transfers;
  value["predictions"] = predictions;
  value["waited"] = Napi::Number::New(env, result.waited);
  return value;
}

Napi::Value resultToValue(Napi::Env env, const Result& result) {
  Napi::Array candidates = Napi::Array::New(env, result.candidates.size());
  for (uint32_t i = 0; i < result.candidates.size(); i++) {
    const Candidate& candidate = result.candidates[i];
    Napi::Object entry = Napi::Object::New(env);
    entry["timestep"] = candidate.timestep ? Napi::Value(Napi::Number::New(env, *candidate.timestep)) : env.Null();
    entry["scores"] = candidate.scores ? scoresToValue(env, *candidate.scores) : env.Null();
    entry["image"] = candidate.pixels.empty() ? env.Null() : imageToValue(env, result, candidate.pixels);
    candidates[i] = entry;
  }
  Napi::Object value = reportToValue(env, result);
  value["candidates"] = candidates;
  value["winner"] =
      result.winner ? Napi::Value(Napi::Number::New(env, static_cast<double>(*result.winner))) : env.Null();
  value["trace"] = traceToValue(env, result.trace);
  return value;
}

Napi::Value progressToValue(Napi::Env env, const Progress& progress) {
  Napi::Object value = Napi::Object::New(env);
  value["stage"] = Napi::String::New(env, progress.stage);
  value["step"] = Napi::Number::New(env, progress.step);
  value["steps"] = Napi::Number::New(env, progress.steps);
  value["fraction"] = Napi::Number::New(env, progress.fraction);
  return value;
}

Napi::Value buildProgressToValue(Napi::Env env, const BuildProgress& progress) {
  Napi::Object value = Napi::Object::New(env);
  value["phase"] = Napi::String::New(env, progress.phase);
  value["step"] = Napi::Number::New(env, progress.step);
  value["steps"] = Napi::Number::New(env, progress.steps);
  return value;
}

Failure Failure::current() {
  try {
    throw;
  } catch (const Error& error) {
    return {error.code(), error.what()};
  } catch (const std::bad_alloc&) {
    return {"ENGINE_FAILED", "There is not enough memory for this request."};
  } catch (const std::exception& error) {
    return {"", error.what()};
  }
}

Napi::Value Failure::toValue(Napi::Env env) const {
  Napi::Error error = Napi::Error::New(env, message);
  if (!code.empty()) error.Value()["code"] = Napi::String::New(env, code);
  return error.Value();
}

}  // namespace harmonidiff
