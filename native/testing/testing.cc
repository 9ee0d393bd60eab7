#include <napi.h>

#include <algorithm>

#include "addon/conversion.h"
#include "blending/laplace.h"
#include "blending/poisson.h"
#include "engines/onnxruntime.h"
#include "latents/latents.h"
#include "pipeline/placement.h"
#include "pipeline/projection.h"
#include "testing/simulated.h"

// Lets the tests call single operations and networks. Not part of the published package.

namespace harmonidiff {
namespace {

/// Set by `useTarget`.
Target target;

/// On the device that `useTarget` chose before any other call.
Latents& latents() {
  static const std::unique_ptr<Device> device = openDevice(target.cuda);
  static Latents instance(*device);
  return instance;
}

/// { shape: number[], data: Float32Array | Uint8Array | BigInt64Array }
Tensor toTensor(const Napi::Value& value) {
  const auto object = value.As<Napi::Object>();
  const auto sides = object.Get("shape").As<Napi::Array>();
  Shape shape;
  for (uint32_t i = 0; i < sides.Length(); i++) shape.push_back(sides.Get(i).As<Napi::Number>().Int64Value());
  const auto array = object.Get("data").As<Napi::TypedArray>();
  const auto* bytes = static_cast<const uint8_t*>(array.ArrayBuffer().Data()) + array.ByteOffset();
  switch (array.TypedArrayType()) {
    case napi_float32_array: return latents().upload(DataType::Float32, shape, bytes);
    case napi_bigint64_array: return latents().upload(DataType::Int64, shape, bytes);
    default: return latents().upload(DataType::UInt8, shape, bytes);
  }
}

Napi::Value toValue(Napi::Env env, const Tensor& tensor) {
  Napi::Array shape = Napi::Array::New(env, tensor.shape.size());
  for (uint32_t i = 0; i < tensor.shape.size(); i++) {
    shape[i] = Napi::Number::New(env, static_cast<double>(tensor.shape[i]));
  }
  const auto count = static_cast<size_t>(tensor.size());
  Napi::Object value = Napi::Object::New(env);
  value["shape"] = shape;
  if (tensor.type == DataType::UInt8) {
    Napi::Uint8Array data = Napi::Uint8Array::New(env, count);
    latents().download(tensor, data.Data());
    value["data"] = data;
  } else {
    Napi::Float32Array data = Napi::Float32Array::New(env, count);
    latents().download(tensor, data.Data());
    value["data"] = data;
  }
  return value;
}

int64_t integer(const Napi::Value& value) { return value.As<Napi::Number>().Int64Value(); }
float real(const Napi::Value& value) { return value.As<Napi::Number>().FloatValue(); }

/// [x0FromLatent, x0FromOutput, epsilonFromLatent, epsilonFromOutput, nextFromX0, nextFromEpsilon, clip]
DdimStep toStep(const Napi::Value& value) {
  const auto list = value.As<Napi::Array>();
  const auto at = [&](uint32_t i) { return real(list.Get(i)); };
  return {at(0), at(1), at(2), at(3), at(4), at(5), at(6)};
}

Tensor resize(const Tensor& image, int64_t height, int64_t width) {
  return latents().resizeImage(image, latents().prepareResize(image.shape[0], image.shape[1], height, width));
}

/// A mask [h, w], or undefined if all pixels count.
CountedLatents::Plane toCounted(const Napi::Value& value) {
  if (!value.IsObject()) return {};
  const auto bytes = value.As<Napi::Object>().Get("data").As<Napi::Uint8Array>();
  return {toTensor(value), std::count(bytes.Data(), bytes.Data() + bytes.ElementLength(), 1)};
}

/// (target, source, box [x, y, width, height], mask, valid pixels of the target?, of the source?) as poissonBlend and
/// poissonMembrane take them
struct Blend {
  explicit Blend(const Napi::CallbackInfo& info)
      : target(toImage(info[0])), source(toImage(info[1])), mask(toBytes(info[3].As<Napi::Object>().Get("data"))) {
    if (info[4].IsObject()) valid.target = toBytes(info[4].As<Napi::Object>().Get("data"));
    if (info[5].IsObject()) valid.source = toBytes(info[5].As<Napi::Object>().Get("data"));
    const auto list = info[2].As<Napi::Array>();
    box = {integer(list.Get(0u)), integer(list.Get(1u)), integer(list.Get(2u)), integer(list.Get(3u))};
  }

  static std::vector<uint8_t> toBytes(const Napi::Value& value) {
    const auto array = value.As<Napi::Uint8Array>();
    return {array.Data(), array.Data() + array.ElementLength()};
  }

  static Image toImage(const Napi::Value& value) {
    const auto object = value.As<Napi::Object>();
    const auto sides = object.Get("shape").As<Napi::Array>();
    return {integer(sides.Get(1u)), integer(sides.Get(0u)), toBytes(object.Get("data"))};
  }

  Image target, source;
  Box box;
  std::vector<uint8_t> mask;
  Validities valid;
  Cancellation cancellation;
};

/// (inputs: { name: tensor }, outputs: { name: shape }): { name: tensor }
Napi::Object runOnce(Napi::Env env, Network& network, const Napi::Object& given, const Napi::Object& wanted) {
  std::map<std::string, Tensor> inputs, outputs;
  for (const auto& entry : given) inputs[entry.first.ToString()] = toTensor(entry.second);
  for (const auto& entry : wanted) {
    const auto sides = static_cast<Napi::Value>(entry.second).As<Napi::Array>();
    Shape shape;
    for (uint32_t i = 0; i < sides.Length(); i++) shape.push_back(integer(sides.Get(i)));
    outputs[entry.first.ToString()] = latents().allocate(DataType::Float32, shape);
  }
  std::vector<Binding> inputBindings, outputBindings;
  for (const auto& [name, tensor] : inputs) inputBindings.push_back({name.c_str(), tensor});
  for (const auto& [name, tensor] : outputs) outputBindings.push_back({name.c_str(), tensor});
  Cancellation cancellation;
  network.run(inputBindings, outputBindings, cancellation);
  Napi::Object result = Napi::Object::New(env);
  for (const auto& [name, tensor] : outputs) result[name] = toValue(env, tensor);
  return result;
}

/// runNetwork({ graph, weightsFolder } | { plan }, ...calls: [inputs, outputs][]): what each call returns
Napi::Value runNetwork(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const NetworkSource source = readNetwork(info[0].As<Napi::Object>(), "network");
  return rethrowing(env, [&] {
    const auto engine = openEngine(target, latents().device());
    Cancellation cancellation;
    const auto network = engine->load(source, cancellation);
    Napi::Array results = Napi::Array::New(env);
    for (uint32_t i = 1; i < info.Length(); i++) {
      const auto call = info[i].As<Napi::Array>();
      const Napi::Value given = call.Get(0u), wanted = call.Get(1u);
      results[i - 1] = runOnce(env, *network, given.As<Napi::Object>(), wanted.As<Napi::Object>());
    }
    return results;
  });
}

/// solveLaplace(cells, borders, attraction [h, w]; values, currents [h, w, 3]): [h, w, 3]. Neighbouring cells that are
/// 1 are linked. Each of them is also linked to its values, `borders` times with conductance 1 and once with
/// `attraction`.
Napi::Value solveLaplace(const Napi::CallbackInfo& info) {
  const auto elements = [&](size_t i) { return info[i].As<Napi::Object>().Get("data"); };
  const uint8_t* cells = elements(0).As<Napi::Uint8Array>().Data();
  const uint8_t* borders = elements(1).As<Napi::Uint8Array>().Data();
  const float* attraction = elements(2).As<Napi::Float32Array>().Data();
  const float* values = elements(3).As<Napi::Float32Array>().Data();
  const float* currents = elements(4).As<Napi::Float32Array>().Data();
  const auto sides = info[0].As<Napi::Object>().Get("shape").As<Napi::Array>();
  const int64_t height = integer(sides.Get(0u)), width = integer(sides.Get(1u));
  LaplaceSystem system(width, height);
  for (int64_t y = 0; y < height; y++) {
    for (int64_t x = 0; x < width; x++) {
      const int64_t i = y * width + x;
      if (!cells[i]) continue;
      if (x + 1 < width && cells[i + 1]) system.linkRight(x, y);
      if (y + 1 < height && cells[i + width]) system.linkDown(x, y);
      for (int k = 0; k < borders[i]; k++) system.ground(x, y, values + 3 * i);
      system.attract(x, y, attraction[i], values + 3 * i);
      system.feed(x, y, currents + 3 * i);
    }
  }
  Cancellation cancellation;
  const LaplaceSolution solution = system.solve(cancellation);
  std::vector<float> solved;
  for (int64_t i = 0; i < 3 * width * height; i++) {
    solved.push_back(solution.at(i / 3 % width, i / 3 / width, static_cast<int>(i % 3)));
  }
  return toValue(info.Env(), latents().upload(DataType::Float32, {height, width, 3}, solved.data()));
}

/// project(numbers, frequencies, cosineFirst): [numbers.length, 2 * frequencies.length]
Napi::Value project(const Napi::CallbackInfo& info) {
  const auto floats = [&](size_t i) {
    const auto array = info[i].As<Napi::Float32Array>();
    return std::vector<float>(array.Data(), array.Data() + array.ElementLength());
  };
  const SinusoidalProjection projection{floats(1), info[2].As<Napi::Boolean>()};
  const std::vector<float> projected = projection.of(floats(0));
  Napi::Float32Array result = Napi::Float32Array::New(info.Env(), projected.size());
  std::copy(projected.begin(), projected.end(), result.Data());
  return result;
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  disableTelemetry();
  using Info = const Napi::CallbackInfo&;
  const auto define = [&](const char* name, Napi::Value (*function)(Info)) {
    exports[name] = Napi::Function::New(env, function, name);
  };
  define("runNetwork", runNetwork);
  define("solveLaplace", solveLaplace);
  define("project", project);
  define("useTarget", [](Info info) {
    target = readTarget(info[0].As<Napi::Object>());
    return info.Env().Undefined();
  });
  define("meanShift", [](Info info) {
    // (source, target, mask, x, y, counted pixels of the source?, of the target?)
    const Corner corner{integer(info[3]), integer(info[4])};
    const CountedLatents counted{toCounted(info[5]), toCounted(info[6])};
    return toValue(info.Env(),
                   latents().meanShift(toTensor(info[0]), toTensor(info[1]), toTensor(info[2]), corner, counted));
  });
  define("dilate",
         [](Info info) { return toValue(info.Env(), latents().dilate(toTensor(info[0]), integer(info[1]))); });
  define("erode", [](Info info) { return toValue(info.Env(), latents().erode(toTensor(info[0]), integer(info[1]))); });
  define("erodeKeepingSome", [](Info info) {
    const auto mask = info[0].As<Napi::Object>();
    const int64_t width = integer(mask.Get("shape").As<Napi::Array>().Get(1u));
    const int64_t square = largestSquare(Blend::toBytes(mask.Get("data")), width);
    return toValue(info.Env(), erodeKeepingSome(latents(), toTensor(mask), square, integer(info[1])));
  });
  define("subtract",
         [](Info info) { return toValue(info.Env(), latents().subtract(toTensor(info[0]), toTensor(info[1]))); });
  define("scale", [](Info info) { return toValue(info.Env(), latents().scale(toTensor(info[0]), real(info[1]))); });
  define("samplePosterior", [](Info info) {
    return toValue(info.Env(), latents().samplePosterior(toTensor(info[0]), toTensor(info[1]), toTensor(info[2])));
  });
  define("ddimStep", [](Info info) {
    const Tensor latent = toTensor(info[0]);
    latents().ddimStep(latent, toTensor(info[1]), toStep(info[2]), latent);
    return toValue(info.Env(), latent);
  });
  define("guidedStep", [](Info info) {
    const Tensor latent = toTensor(info[0]);
    const bool fuse = info[4].IsObject();
    const Tensor edge = fuse ? toTensor(info[4]) : Tensor{};
    const Tensor shifted = fuse ? toTensor(info[5]) : Tensor{};
    latents().guidedStep(latent, toTensor(info[1]), real(info[2]), toStep(info[3]), fuse ? &edge : nullptr,
                         fuse ? &shifted : nullptr);
    return toValue(info.Env(), latent);
  });
  define("allFinite", [](Info info) {
    uint8_t value = 0;
    const Tensor found = latents().upload(DataType::UInt8, {1}, &value);
    latents().findNonFinite(toTensor(info[0]), found);
    latents().download(found, &value);
    return Napi::Value(Napi::Boolean::New(info.Env(), value == 0));
  });
  define("imageToSample", [](Info info) { return toValue(info.Env(), latents().imageToSample(toTensor(info[0]))); });
  define("sampleToImage", [](Info info) {
    const Tensor sample = toTensor(info[0]);
    const Tensor image = latents().allocate(DataType::UInt8, {sample.shape[2], sample.shape[3], 3});
    latents().sampleToImage(sample, image);
    return toValue(info.Env(), image);
  });
  define("resizeImage",
         [](Info info) { return toValue(info.Env(), resize(toTensor(info[0]), integer(info[1]), integer(info[2]))); });
  define("pasteImage", [](Info info) {
    const Corner corner{integer(info[3]), integer(info[4])};
    return toValue(info.Env(), latents().pasteImage(toTensor(info[0]), toTensor(info[1]), toTensor(info[2]), corner));
  });
  define("poissonBlend", [](Info info) {
    Blend blend(info);
    const auto pixels =
        poissonBlend(blend.target, blend.source, blend.box, blend.mask, blend.valid, blend.cancellation);
    const Shape shape{blend.target.height, blend.target.width, 3};
    return toValue(info.Env(), latents().upload(DataType::UInt8, shape, pixels.data()));
  });
  define("poissonMembrane", [](Info info) {
    Blend blend(info);
    const auto values =
        poissonMembrane(blend.target, blend.source, blend.box, blend.mask, blend.valid, blend.cancellation);
    const Shape shape{blend.source.height, blend.source.width, 3};
    return toValue(info.Env(), latents().upload(DataType::Float32, shape, values.data()));
  });
  define("classifierInput", [](Info info) {
    ClassifierFormat format;
    format.size = integer(info[2]);
    const Tensor image = resize(toTensor(info[0]), format.size, format.size);
    const Tensor input = latents().allocate(DataType::Float32, {1, 4, format.size, format.size});
    latents().classifierInput(image, {toTensor(info[1])}, format, input);
    return toValue(info.Env(), input);
  });
  define("placeLatent", [](Info info) {
    // (canvas side, box [x, y, width, height], mask, f, edge width ratio)
    Request request;
    request.target.width = request.target.height = integer(info[0]);
    const auto box = info[1].As<Napi::Array>();
    request.box = {integer(box.Get(0u)), integer(box.Get(1u)), integer(box.Get(2u)), integer(box.Get(3u))};
    const auto mask = info[2].As<Napi::Uint8Array>();
    request.mask.assign(mask.Data(), mask.Data() + mask.ElementLength());
    request.edgeWidthRatio = info[4].As<Napi::Number>().DoubleValue();
    const Napi::Env env = info.Env();
    return rethrowing(env, [&] {
      const LatentPlacement placement = placeLatent(latents(), request, integer(info[3]));
      requireLatents(request, placement, integer(info[3]));
      Napi::Object value = Napi::Object::New(env);
      value["x"] = Napi::Number::New(env, static_cast<double>(placement.corner.x));
      value["y"] = Napi::Number::New(env, static_cast<double>(placement.corner.y));
      value["width"] = Napi::Number::New(env, static_cast<double>(placement.width));
      value["height"] = Napi::Number::New(env, static_cast<double>(placement.height));
      value["edgeWidth"] = Napi::Number::New(env, static_cast<double>(placement.edgeWidth));
      value["mask"] = toValue(env, placement.mask);
      value["edge"] = toValue(env, placement.edge);
      return Napi::Value(value);
    });
  });
  defineSimulated(env, exports);
  return exports;
}

}  // namespace
}  // namespace harmonidiff

static Napi::Object initialize(Napi::Env env, Napi::Object exports) { return harmonidiff::initialize(env, exports); }
NODE_API_MODULE(harmonidiff_testing, initialize)
