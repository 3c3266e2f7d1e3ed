#include "device-drivers/scanner/page_writer.hpp"

#include <utility>

namespace doorstep::devices {

PageWriter::PageWriter(Work work) : work_(std::move(work)), thread_([this] { run(); }) {}

PageWriter::~PageWriter() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void PageWriter::wait_until_idle(std::unique_lock<std::mutex>& lock) {
    changed_.wait(lock, [this] { return !page_; });
}

Status PageWriter::hand_over(int index, vision::Image page) {
    std::unique_lock lock(mutex_);
    wait_until_idle(lock);
    if (outcome_) {
        page_.emplace(Page{index, std::move(page)});
        changed_.notify_all();
    }
    return outcome_;
}

Status PageWriter::finish() {
    std::unique_lock lock(mutex_);
    wait_until_idle(lock);
    return outcome_;
}

// What was handed over is worked on also when the end has come meanwhile.
void PageWriter::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ended_ || page_; });
        if (!page_) {
            return;
        }
        lock.unlock();
        auto done = work_(page_->index, page_->image);  // nobody touches the page while it stands there
        lock.lock();
        outcome_ = std::move(done);
        page_.reset();
        changed_.notify_all();
    }
}

}  // namespace doorstep::devices
