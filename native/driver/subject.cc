#include "driver/subject.h"

#include <algorithm>

namespace harmonidiff::driver {
namespace {

// The same properties as native/addon/conversion.cc reads from JavaScript.

Shape readShape(const Values& value) {
  Shape shape;
  for (size_t i = 0; i < value.length(); i++) shape.push_back(value.integer(std::to_string(i)));
  return shape;
}

NetworkSource readNetwork(const Values& value, const std::string& name) {
  NetworkSource source;
  source.name = name;
  source.graph = value.elements<uint8_t>("graph");
  source.weightsFolder = value.text("weightsFolder");
  if (value.has("weightsState")) source.weightsState = value.text("weightsState");
  return source;
}

ModelShape readModelShape(const Values& value) {
  ModelShape shape;
  shape.precision = value.text("precision");
  shape.latentChannels = value.integer("latentChannels");
  shape.factor = value.integer("factor");
  shape.scalingFactor = static_cast<float>(value.number("scalingFactor"));
  shape.tokens = value.integer("tokens");
  shape.textWidth = value.integer("textWidth");
  shape.metadata = value.integer("metadata");
  shape.projection.frequencies = value.elements<float>("frequencies");
  shape.projection.cosineFirst = value.truth("cosineFirst");
  if (value.has("classifierFormat")) {
    const Values format = value.at("classifierFormat");
    shape.classifierFormat.size = format.integer("imageSize");
    const std::vector<float> mean = format.elements<float>("mean"), deviation = format.elements<float>("std");
    std::copy_n(mean.begin(), 3, shape.classifierFormat.mean.begin());
    std::copy_n(deviation.begin(), 3, shape.classifierFormat.deviation.begin());
  }
  return shape;
}

ModelDescription readModel(const Values& value) {
  ModelDescription description;
  description.target.onnxRuntime = value.text("onnxRuntime");
  description.target.threads = static_cast<int>(value.integer("threads"));
  const Values networks = value.at("networks");
  const auto network = [&](const char* name) { return readNetwork(networks.at(name), name); };
  description.textEncoder = network("textEncoder");
  description.unet = network("unet");
  description.vaeEncoder = network("vaeEncoder");
  description.vaeDecoder = network("vaeDecoder");
  if (networks.has("classifier")) description.classifier = network("classifier");
  description.shape = readModelShape(value.at("shape"));
  return description;
}

PlanRequest readPlan(const Values& value) {
  PlanRequest plan;
  plan.source = readNetwork(value, value.text("name"));
  plan.plan = value.text("plan");
  plan.tf32 = value.truth("tf32");
  plan.timingCache = value.text("timingCache");
  const Values profiles = value.at("profiles");
  for (size_t i = 0; i < profiles.length(); i++) {
    for (const std::string& input : profiles.at(i).keys()) {
      const Values range = profiles.at(i).at(input);
      plan.ranges.push_back({static_cast<int>(i), input, readShape(range.at("least")), readShape(range.at("best")),
                             readShape(range.at("most"))});
    }
  }
  return plan;
}

Image readImage(const Values& value) {
  return {value.integer("width"), value.integer("height"), value.elements<uint8_t>("data")};
}

Box readBox(const Values& value) {
  return {value.integer("x"), value.integer("y"), value.integer("width"), value.integer("height")};
}

template <typename T>
T choice(const std::string& name, const std::map<std::string, T>& values) {
  if (const auto found = values.find(name); found != values.end()) return found->second;
  throw std::runtime_error("the driver does not know " + name);
}

Schedule readSchedule(const Values& value) {
  Schedule schedule;
  schedule.alphasCumprod = value.elements<float>("alphasCumprod");
  schedule.finalAlphaCumprod = static_cast<float>(value.number("finalAlphaCumprod"));
  schedule.prediction = choice<Prediction>(value.text("prediction"),
                                           {{"epsilon", Prediction::Epsilon}, {"v_prediction", Prediction::Velocity}});
  schedule.clip = static_cast<float>(value.number("clip"));
  for (const int32_t t : value.elements<int32_t>("timesteps")) schedule.timesteps.push_back(t);
  return schedule;
}

Request readRequest(const Values& value) {
  Request request;
  request.method = choice<Method>(value.text("method"), {{"init", Method::Init},
                                                         {"lms", Method::Lms},
                                                         {"twr", Method::Twr},
                                                         {"ltf", Method::Ltf},
                                                         {"poisson", Method::Poisson},
                                                         {"poisson-vae", Method::PoissonVae},
                                                         {"sd2-inpainting", Method::Inpainting},
                                                         {"freecompose", Method::FreeCompose}});
  request.target = readImage(value.at("target"));
  request.source = readImage(value.at("source"));
  request.box = readBox(value.at("box"));
  request.mask = value.elements<uint8_t>("mask");
  if (value.has("valid/target")) request.valid.target = value.elements<uint8_t>("valid/target");
  if (value.has("valid/source")) request.valid.source = value.elements<uint8_t>("valid/source");
  request.sourceTokens = value.elements<int64_t>("sourceTokens");
  request.targetTokens = value.elements<int64_t>("targetTokens");
  request.emptyTokens = value.elements<int64_t>("emptyTokens");
  request.metadata = value.elements<float>("metadata");
  request.schedule = readSchedule(value.at("schedule"));
  request.guidanceScale = static_cast<float>(value.number("guidanceScale"));
  request.candidateRange = {static_cast<int>(value.integer("candidateRange/0")),
                            static_cast<int>(value.integer("candidateRange/1"))};
  request.fusionStart = static_cast<int>(value.integer("fusionStart"));
  request.edgeWidthRatio = value.number("edgeWidthRatio");
  request.seed = static_cast<uint32_t>(value.integer("seed"));
  request.posterior =
      choice<Posterior>(value.text("posterior"), {{"mean", Posterior::Mean}, {"sample", Posterior::Sample}});
  request.restoreDetail = value.truth("restoreDetail");
  request.images = value.truth("images");
  request.trace = value.truth("trace");
  return request;
}

Subject readSubject(const Values& value) {
  Subject subject;
  subject.name = value.text("name");
  subject.onCpu = readModel(value.at("load"));
  const Values plans = value.at("plans"), requests = value.at("requests");
  subject.requests.reserve(requests.length());
  for (size_t i = 0; i < plans.length(); i++) subject.plans.push_back(readPlan(plans.at(i)));
  for (size_t i = 0; i < requests.length(); i++) {
    subject.requests.push_back({requests.at(i).text("name"), readRequest(requests.at(i).at("request"))});
  }
  if (value.has("score")) {
    const Values score = value.at("score");
    subject.score = {readImage(score.at("image")), readBox(score.at("box")), score.elements<uint8_t>("mask"),
                     score.number("edgeWidthRatio")};
  }
  return subject;
}

}  // namespace

std::vector<Subject> readSubjects(const Values& values) {
  std::vector<Subject> subjects;
  const Values all = values.at("subjects");
  subjects.reserve(all.length());
  for (size_t i = 0; i < all.length(); i++) subjects.push_back(readSubject(all.at(i)));
  return subjects;
}

Gpu readGpu(const Values& values) {
  const Values cuda = values.at("gpu/cuda"), tensorRt = values.at("gpu/tensorRt");
  return {{cuda.text("library"), static_cast<int>(cuda.integer("number"))},
          {tensorRt.text("plugin"), tensorRt.text("infer"), tensorRt.text("parser")}};
}

}  // namespace harmonidiff::driver
