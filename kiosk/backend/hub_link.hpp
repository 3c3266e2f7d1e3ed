// kiosk → hub on the Qt thread: typed calls, events as signals, the devices as last told.
#pragma once

#include <map>

#include "kiosk/backend/rpc_link.hpp"
#include "protocol/messages/hub.pb.h"

namespace doorstep::kiosk {

// Longest waits for an answer, in milliseconds. Jobs (scan, print) answer at once and go on by events.
struct HubDelays {
    std::int64_t quick = 3000;
    std::int64_t read_card = 12000;  // a slow reader with its retries
    std::int64_t face = 25000;       // the seconds asked for and the model's own time
    std::int64_t code = 33000;       // the 30 s in which a code is to be held before the reader, and an answer's way
};

class HubLink : public RpcLink {
    Q_OBJECT
  public:
    using Answer = std::function<void(const wire::HubReply&)>;
    explicit HubLink(const std::string& address, QObject* parent = nullptr, protocol::RpcDelays delays = {});
    ~HubLink() override;
    // `answer` comes once on this thread; a call that failed has the reply's fault set.
    void ask(const wire::HubRequest& request, std::int64_t deadline_ms, QObject* context, Answer answer);
    const HubDelays& delays() const { return delays_; }
    // Worth asking: ready, in use, or a printer that goes on by itself once somebody has seen to it (paper out, jam …).
    bool usable(wire::Device::Class device) const;
    // Why a device of that class is out of order as the hub last said; FAULT_NONE when one works or nothing is known.
    wire::Fault trouble(wire::Device::Class device) const;
    // What the printer prints on, as it said itself; PAPER_UNKNOWN before it said so.
    wire::Device::Paper paper() const;
    // Headphones are in and the loudspeaker is surely silent; false when nothing is known.
    bool headphones_alone() const;
    const std::map<std::string, wire::Device>& devices() const { return devices_; }
    // All of them, as the hub has just told in an answer.
    void know(const wire::DeviceList& all);

  signals:
    void devicesChanged();
    void card(const doorstep::wire::CardEvent& event);
    void preview(const QByteArray& jpeg);
    void page(const doorstep::wire::ScannedPage& page);
    void job(const doorstep::wire::JobState& state);
    void glass(const doorstep::wire::GlassReport& report);
    void faceHint(const doorstep::wire::FaceHint& hint);
    void voiceHeard(const doorstep::wire::VoiceHeard& heard);
    void voice(const doorstep::wire::VoiceRecording& recording);
    // The hub answers (again): its sessions of before are gone.
    void restarted();

  protected:
    void on_event(const std::string& payload) override;
    void on_up() override;

  private:
    HubDelays delays_;
    std::map<std::string, wire::Device> devices_;
};

}  // namespace doorstep::kiosk
