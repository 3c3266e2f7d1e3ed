// The code on a receipt, held before the reader: which case it names. It is no key (SECURITY 26): it only picks among
// the cases that the card has opened, so its signature would prove nothing here. Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <string>

#include <QObject>

#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

struct ReadCode {
    std::string case_number;  // 12 digits; empty: no receipt, or the fault says why nothing was read
    wire::Fault fault;
};

class ReceiptCode : public QObject {
    Q_OBJECT
  public:
    explicit ReceiptCode(Session& session, QObject* parent = nullptr) : QObject(parent), session_(session) {}
    // Seconds in which the code is to be held before the reader.
    static constexpr std::uint32_t seconds = 30;
    bool usable() const { return session_.hub().usable(wire::Device::CODE_READER); }
    // Waits for the next code; `then` comes once, within the seconds and an answer's way, and not after stop().
    void wait(std::function<void(const ReadCode&)> then);
    // The reader is let go.
    void stop();

  private:
    Session& session_;
    std::uint64_t waiting_ = 0;  // answers to an earlier waiting are dropped
};

}  // namespace doorstep::kiosk
