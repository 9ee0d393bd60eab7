#include "pipeline/inversion.h"

#include "pipeline/preparation.h"

namespace harmonidiff {
namespace {

/// Ascending, up to the highest candidate's.
std::vector<int> timestepsOf(const Request& request) {
  std::vector<int> timesteps;
  for (int i = request.schedule.steps() - 1; i >= request.candidateRange.first; i--) {
    timesteps.push_back(request.schedule.timesteps[static_cast<size_t>(i)]);
  }
  return timesteps;
}

/// Latents at `depth` timesteps, of which the first is known.
Tensor allocateHistory(Latents& latents, const Tensor& clean, size_t depth) {
  Shape shape = clean.shape;
  shape[0] = static_cast<int64_t>(depth);
  Tensor history = latents.allocate(DataType::Float32, shape);
  latents.copy(clean, history.rows(0, 1));
  return history;
}

/// An image that is inverted.
struct Subject {
  Tensor history;  ///< [D, C, h, w]
  Tensor text;     ///< of its prompt
};

/// Images of one size, which share one call of the network in every step, and the network's memory for it.
class Group {
 public:
  Group(Latents& latents, std::vector<Subject> subjects, const Tensor& metadata) : subjects_(std::move(subjects)) {
    Shape shape = subjects_[0].history.shape;
    shape[0] = count();
    outputs_ = latents.allocate(DataType::Float32, shape);
    texts_ = subjects_[0].text;
    metadata_ = metadata;
    if (count() == 1) return;
    samples_ = latents.allocate(DataType::Float32, shape);
    std::vector<Tensor> texts;
    texts.reserve(subjects_.size());
    for (const Subject& subject : subjects_) texts.push_back(subject.text);
    texts_ = stack(latents, texts);
    metadata_ = stack(latents, std::vector<Tensor>(subjects_.size(), metadata));
  }

  int64_t count() const { return static_cast<int64_t>(subjects_.size()); }

  /// From the latents in row k to those in row k + 1.
  void advance(Run& run, const Tensor& timesteps, int64_t k, const DdimStep& step) const {
    if (count() > 1) {
      for (int64_t i = 0; i < count(); i++) run.latents.copy(latent(i, k), samples_.rows(i, 1));
    }
    predict(run, count() > 1 ? samples_ : latent(0, k), timesteps, k, texts_, metadata_, outputs_);
    for (int64_t i = 0; i < count(); i++) {
      run.latents.ddimStep(latent(i, k), outputs_.rows(i, 1), step, latent(i, k + 1));
    }
  }

 private:
  Tensor latent(int64_t i, int64_t k) const { return subjects_[static_cast<size_t>(i)].history.rows(k, 1); }

  std::vector<Subject> subjects_;
  Tensor texts_, metadata_;
  Tensor samples_, outputs_;  ///< a single subject's sample is its latent itself
};

void invertAll(Run& run, const std::vector<int>& timesteps, const std::vector<Group>& groups) {
  const Tensor table = timestepTable(run, timesteps, 2);
  const auto steps = static_cast<int64_t>(timesteps.size()) - 1;
  run.beginStage("invert", static_cast<int>(steps));
  for (int64_t k = 0; k < steps; k++) {
    const DdimStep step = run.request.schedule.invert(timesteps[static_cast<size_t>(k)]);
    int64_t images = 0;
    for (const Group& group : groups) {
      group.advance(run, table, k, step);
      images += group.count();
    }
    run.advance(static_cast<double>(images));
  }
  run.endStage();
}

}  // namespace

Inverted invert(Run& run, const Encoded& encoded, const Conditioning& conditioning) {
  Latents& latents = run.latents;
  Inverted inverted;
  inverted.timesteps = timestepsOf(run.request);
  const size_t depth = inverted.timesteps.size();
  inverted.target = run.prepared ? run.prepared->inverted.rows(0, static_cast<int64_t>(depth))
                                 : allocateHistory(latents, encoded.target, depth);
  inverted.source = allocateHistory(latents, encoded.source, depth);
  const Subject target{inverted.target, conditioning.target}, source{inverted.source, conditioning.source};

  std::vector<Group> groups;
  if (run.prepared) {
    groups.emplace_back(latents, std::vector{source}, conditioning.metadata);
  } else if (encoded.target.shape == encoded.source.shape) {
    groups.emplace_back(latents, std::vector{target, source}, conditioning.metadata);
  } else {
    groups.emplace_back(latents, std::vector{target}, conditioning.metadata);
    groups.emplace_back(latents, std::vector{source}, conditioning.metadata);
  }
  invertAll(run, inverted.timesteps, groups);

  for (size_t k = 0; k < depth; k++) {
    const std::string t = std::to_string(inverted.timesteps[k]);
    run.trace("invert.target." + t, inverted.target.rows(static_cast<int64_t>(k), 1));
    run.trace("invert.source." + t, inverted.source.rows(static_cast<int64_t>(k), 1));
  }
  return inverted;
}

Tensor invertTarget(Run& run, const Tensor& clean, const Conditioning& conditioning) {
  const std::vector<int> timesteps = timestepsOf(run.request);
  Tensor history = allocateHistory(run.latents, clean, timesteps.size());
  const Subject target{history, conditioning.target};
  invertAll(run, timesteps, {Group(run.latents, {target}, conditioning.metadata)});
  return history;
}

int inversionsOf(const Request& request) { return request.schedule.steps() - request.candidateRange.first - 1; }

}  // namespace harmonidiff
