// One scan job through the hub: pages as they come, with a verdict on each. Thread-bound to the Qt thread.
#pragma once

#include <functional>

#include <QObject>

#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

// What is shown and handed in of it: straightened where that could be done. Lives as long as the page.
inline const wire::SpoolRef& file_of(const wire::ScannedPage& page) {
    return page.straightened().name().empty() ? page.original() : page.straightened();
}

class ScanDesk : public QObject {
    Q_OBJECT
  public:
    explicit ScanDesk(Session& session, QObject* parent = nullptr);
    bool scanning() const { return scanning_; }
    // True when a scanner is there.
    bool usable() const { return session_.hub().usable(wire::Device::SCANNER); }
    // Starts; at most `pages` pages come. A second call while one runs does nothing.
    void scan(std::uint32_t pages);
    void cancel();

  signals:
    void changed();
    void page(const doorstep::wire::ScannedPage& page);
    // The job ended; FAULT_NONE when all went well.
    void done(const doorstep::wire::Fault& fault);

  private:
    void on_page(const wire::ScannedPage& page);
    void on_job(const wire::JobState& job);
    void end(const wire::Fault& fault);
    Session& session_;
    bool scanning_ = false;
    std::uint64_t job_ = 0;
    // What came before the answer with the job's number.
    std::vector<wire::ScannedPage> early_pages_;
    std::vector<wire::JobState> early_jobs_;
};

}  // namespace doorstep::kiosk
