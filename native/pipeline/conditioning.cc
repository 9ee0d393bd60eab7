#include "pipeline/conditioning.h"

namespace harmonidiff {

Conditioning encodePrompts(Run& run) {
  const ModelShape& model = run.model.shape;
  const Request& request = run.request;
  run.beginStage("text", 1);
  std::vector<int64_t> tokens = request.sourceTokens;
  tokens.insert(tokens.end(), request.targetTokens.begin(), request.targetTokens.end());
  tokens.insert(tokens.end(), request.emptyTokens.begin(), request.emptyTokens.end());
  const Tensor ids = run.latents.upload(DataType::Int64, {3, model.tokens}, tokens.data());
  const Tensor states = run.latents.allocate(DataType::Float32, {3, model.tokens, model.textWidth});
  run.turn.call(*run.model.textEncoder, {{"input_ids", ids}}, {{"last_hidden_state", states}});

  Conditioning conditioning{states.rows(0, 1), states.rows(1, 1), states.rows(2, 1), {}, {}};
  run.trace("text.source", conditioning.source);
  run.trace("text.target", conditioning.target);
  run.trace("text.empty", conditioning.empty);
  if (model.metadata > 0) {
    std::vector<float> numbers = request.metadata;
    numbers.resize(2 * static_cast<size_t>(model.metadata), 0.0f);
    const Tensor both = run.latents.upload(DataType::Float32, {2, model.metadata, model.projection.width()},
                                           model.projection.of(numbers).data());
    conditioning.metadata = both.rows(0, 1);
    conditioning.noMetadata = both.rows(1, 1);
    run.trace("metadata", {1, model.metadata}, request.metadata);
  }
  run.advance(0);
  return conditioning;
}

Tensor stack(Latents& latents, const std::vector<Tensor>& rows) {
  if (!rows.at(0).memory) return {};
  Shape shape = rows[0].shape;
  shape[0] = static_cast<int64_t>(rows.size());
  Tensor result = latents.allocate(rows[0].type, shape);
  for (size_t i = 0; i < rows.size(); i++) latents.copy(rows[i], result.rows(static_cast<int64_t>(i), 1));
  return result;
}

Tensor timestepTable(Run& run, const std::vector<int>& timesteps, int64_t rows) {
  const SinusoidalProjection& projection = run.model.shape.projection;
  std::vector<float> numbers;
  for (const int t : timesteps) numbers.insert(numbers.end(), static_cast<size_t>(rows), static_cast<float>(t));
  return run.latents.upload(DataType::Float32, {static_cast<int64_t>(timesteps.size()), rows, projection.width()},
                            projection.of(numbers).data());
}

void predict(Run& run, const Tensor& sample, const Tensor& timesteps, int64_t step, const Tensor& text,
             const Tensor& metadata, const Tensor& output) {
  Tensor timestep = timesteps.rows(step, 1);
  timestep.shape = {sample.shape[0], timesteps.shape[2]};
  std::vector<Binding> inputs{{"sample", sample}, {"timestep_projection", timestep}, {"encoder_hidden_states", text}};
  if (metadata.memory) inputs.push_back({"metadata_projection", metadata});
  if (run.turn.call(*run.model.unet, inputs, {{"out", output}})) run.result.predictions.calls++;
  run.result.predictions.rows += sample.shape[0];
}

}  // namespace harmonidiff
