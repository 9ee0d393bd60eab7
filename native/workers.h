#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "error.h"

namespace harmonidiff {

/// Threads that run tasks, several at the same time, in the order in which the tasks were posted. A thread starts when
/// a task needs it, and stays.
class Workers {
 public:
  Workers() = default;
  ~Workers() { stop(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// The most tasks at the same time, at least 1. Those that run already go on.
  void setLimit(size_t most) {
    const std::lock_guard<std::mutex> lock(mutex_);
    most_ = most;
  }

  /// Throws Error ENGINE_FAILED if not even one thread can be started.
  void post(std::function<void()> task) { add({std::move(task), false}); }

  /// A task that runs on its own: it waits for those before it, and those after it wait for it. Throws as `post`.
  void postAlone(std::function<void()> task) { add({std::move(task), true}); }

  /// Waits until all tasks are done and ends the threads. Tasks posted later are dropped.
  void stop() {
    std::vector<std::thread> threads;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
      threads.swap(threads_);
    }
    changed_.notify_all();
    for (std::thread& thread : threads) thread.join();
  }

 private:
  struct Task {
    std::function<void()> run;
    bool alone;
  };

  void add(Task task) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (stopping_) return;
      tasks_.push_back(std::move(task));
      const size_t wanted = std::min(most_, running_ + tasks_.size());
      if (threads_.size() < wanted) startThread();
    }
    changed_.notify_all();
  }

  /// The system may have no more threads. Then those that run do the work.
  void startThread() {
    try {
      threads_.emplace_back([this] { loop(); });
    } catch (const std::system_error& error) {
      if (!threads_.empty()) return;
      tasks_.pop_back();
      throw Error("ENGINE_FAILED", std::string("A thread could not be started: ") + error.what() + ".");
    }
  }

  bool canStart() const {
    if (tasks_.empty() || runsAlone_) return false;
    return tasks_.front().alone ? running_ == 0 : running_ < most_;
  }

  void loop() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return canStart() || (stopping_ && tasks_.empty()); });
      if (tasks_.empty()) return;
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      running_++;
      runsAlone_ = task.alone;
      lock.unlock();
      task.run();
      // What the task holds goes before the next one starts.
      task.run = nullptr;
      lock.lock();
      running_--;
      runsAlone_ = false;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  size_t most_ = 1;
  size_t running_ = 0;
  bool runsAlone_ = false;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace harmonidiff
