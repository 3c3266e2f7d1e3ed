// Works on one page while the scanner feeds the next: a page is encoded in the time that its follower takes to come.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

// Thread-bound; the work runs on a thread of its own, one page after another. One page is in work while the next is put
// together: no more than two are in memory.
class PageWriter {
  public:
    using Work = std::function<Status(int index, const vision::Image& page)>;
    explicit PageWriter(Work work);
    // Waits for the page in hand.
    ~PageWriter();
    PageWriter(const PageWriter&) = delete;
    PageWriter& operator=(const PageWriter&) = delete;

    // Takes the page once the one before is done. An error is that one's, or an earlier one's: nothing more is worked
    // on.
    Status hand_over(int index, vision::Image page);
    // Once the last one is done; the first error of all.
    Status finish();

  private:
    struct Page {
        int index;
        vision::Image image;
    };
    void run();
    void wait_until_idle(std::unique_lock<std::mutex>& lock);

    const Work work_;
    std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    std::optional<Page> page_;  // in work, or about to be
    Status outcome_;
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace doorstep::devices
