// doorstep-worker-page: a scanned page in the spool becomes a straightened one beside it, with a verdict.
#pragma once

#include <filesystem>

#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

// Answers each WorkerPage with `scanned` (straightened, reasons, skew, dpi, size) or a failed JobState: PAGE_UNREADABLE
// (no picture, or too small for a page), DISK_FULL, INTERNAL (the reference was not of this session). Keeps nothing
// between pages.
class PageHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;

  private:
    std::filesystem::path spool_;
};

}  // namespace doorstep::devices
