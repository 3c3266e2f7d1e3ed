#include "station-agent/service/after_answer.hpp"

namespace doorstep::agent {

void AfterAnswer::add(Work work) {
    if (held_) {
        held_->push_back(std::move(work));
        return;
    }
    loop_.post([work = std::move(work), alive = std::weak_ptr<bool>(alive_)] {
        if (alive.lock()) {
            work();
        }
    });
}

void AfterAnswer::hold() {
    held_.emplace();
}

void AfterAnswer::release() {
    auto works = std::move(held_);
    held_.reset();
    for (auto& work : works.value_or(std::vector<Work>{})) {
        add(std::move(work));
    }
}

void AfterAnswer::drop() {
    held_.reset();
}

}  // namespace doorstep::agent
