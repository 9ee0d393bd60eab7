#pragma once

#include <cstddef>
#include <cstdint>

namespace harmonidiff::openvino {

// The part of OpenVINO's C API that is used here, declared by hand: the library is opened at run time, and building
// needs none of its headers.

struct Core;
struct Model;
struct CompiledModel;
struct InferRequest;
struct TensorView;
struct Port;

struct Version {
  const char* buildNumber;
  const char* description;
};

struct Dims {
  int64_t rank;
  int64_t* sides;
};

struct Range {
  int64_t least, most;
};

/// A shape whose sides may be ranges. A side that is not fixed has different limits.
struct PartialDims {
  Range rank;
  Range* sides;
};

using Status = int;
constexpr Status kOk = 0;

enum ElementType : int { kFloat = 4, kInt32 = 9, kInt64 = 10, kUInt8 = 16 };

// One X(name, result, arguments) for each function, without the prefix "ov_".
#define HARMONIDIFF_OV_FUNCTIONS(X)                                                                                    \
  X(get_last_err_msg, char*, ())                                                                                       \
  X(free, void, (const char* text))                                                                                    \
  X(get_openvino_version, Status, (Version * out))                                                                     \
  X(version_free, void, (Version*))                                                                                    \
  X(core_create, Status, (Core * *out))                                                                                \
  X(core_free, void, (Core*))                                                                                          \
  X(core_set_property, Status, (const Core*, const char* device, ...))                                                 \
  X(core_get_property, Status, (const Core*, const char* device, const char* key, char** out))                         \
  X(core_read_model, Status, (const Core*, const char* path, const char* weights, Model** out))                        \
  X(core_compile_model, Status,                                                                                        \
    (const Core*, const Model*, const char* device, size_t arguments, CompiledModel** out, ...))                       \
  X(core_import_model, Status, (const Core*, const char* data, size_t bytes, const char* device, CompiledModel** out)) \
  X(model_reshape, Status, (const Model*, const char** inputs, const PartialDims* shapes, size_t count))               \
  X(model_free, void, (Model*))                                                                                        \
  X(partial_shape_create_static, Status, (int64_t rank, const int64_t* sides, PartialDims* out))                       \
  X(partial_shape_free, void, (PartialDims*))                                                                          \
  X(compiled_model_export_model, Status, (const CompiledModel*, const char* path))                                     \
  X(compiled_model_get_property, Status, (const CompiledModel*, const char* key, char** out))                          \
  X(compiled_model_inputs_size, Status, (const CompiledModel*, size_t* out))                                           \
  X(compiled_model_input_by_index, Status, (const CompiledModel*, size_t index, Port** out))                           \
  X(compiled_model_create_infer_request, Status, (const CompiledModel*, InferRequest** out))                           \
  X(compiled_model_free, void, (CompiledModel*))                                                                       \
  X(port_get_any_name, Status, (const Port*, char** out))                                                              \
  X(port_get_partial_shape, Status, (const Port*, PartialDims* out))                                                   \
  X(output_const_port_free, void, (Port*))                                                                             \
  X(tensor_create_from_host_ptr, Status, (int type, Dims, void* data, TensorView** out))                               \
  X(tensor_free, void, (TensorView*))                                                                                  \
  X(infer_request_set_tensor, Status, (InferRequest*, const char* name, const TensorView*))                            \
  X(infer_request_start_async, Status, (InferRequest*))                                                                \
  X(infer_request_wait, Status, (InferRequest*))                                                                       \
  X(infer_request_cancel, Status, (InferRequest*))                                                                     \
  X(infer_request_free, void, (InferRequest*))

/// The functions, by name.
struct Api {
#define HARMONIDIFF_OV_MEMBER(name, result, arguments) result(*name) arguments;
  HARMONIDIFF_OV_FUNCTIONS(HARMONIDIFF_OV_MEMBER)
#undef HARMONIDIFF_OV_MEMBER
};

}  // namespace harmonidiff::openvino
