// Work that nobody waits for: done in the loop's next turn, when the answers have left. Thread-bound to the loop, which
// must outlive it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/event_loop.hpp"

namespace doorstep::agent {

class AfterAnswer {
  public:
    using Work = std::function<void()>;
    explicit AfterAnswer(EventLoop& loop) : loop_(loop) {}

    // Nothing of it runs once this object has gone.
    void add(Work work);
    // From now on work is kept: what it follows is not durable yet. Then either it is to be done, or it never was.
    void hold();
    void release();
    void drop();

  private:
    EventLoop& loop_;
    std::optional<std::vector<Work>> held_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace doorstep::agent
