#include "pipeline/finite.h"

namespace harmonidiff {

void throwNotFinite(const Model& model, const std::string& what, const std::string& cause) {
  const std::string& precision = model.shape.precision;
  const std::string remedy =
      precision == "fp32" ? cause
                          : precision +
                                " cannot hold all that this model computes; load it with precision \"bf16\" (TensorRT) "
                                "or \"fp32\".";
  throw Error("NUMBERS_INVALID", "The " + what + " gave values that are infinite or not a number: " + remedy);
}

}  // namespace harmonidiff
