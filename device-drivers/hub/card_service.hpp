// The card reader as the kiosk sees it: events without content, and one read at a time for a session.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "device-drivers/hub/device_table.hpp"
#include "device-drivers/hub/hub_config.hpp"
#include "device-drivers/hub/hub_output.hpp"
#include "device-drivers/hub/photo_service.hpp"
#include "device-drivers/idcard/channel_recorder.hpp"
#include "device-drivers/idcard/idcard_reader.hpp"

namespace doorstep::devices {

// The code that a person meets for a failed read.
wire::FaultCode fault_of(ReadError error);
// A card as it goes to the kiosk; `today` decides `expired`, which is a note.
wire::CardFields card_fields(const CardReading& reading, const CalendarDate& today);

// True for a whole consent to the reading of fingerprints: given, and naming whose, which text, and how.
bool allows_fingerprints(const wire::Consent& consent);

// Thread-bound.
class CardService {
  public:
    // Enters the reader into the table and begins to look for it; without a configured device there is none.
    // `photo`: decodes photos where there is a plug-in, else nullptr; outlives this.
    CardService(EventLoop& loop, const HubConfig& config, DeviceTable& table, HubOutput output, PhotoService* photo);
    ~CardService() { *alive_ = false; }
    CardService(const CardService&) = delete;
    CardService& operator=(const CardService&) = delete;
    // Reads for the session; FAULT_READER_MISSING without a reader.
    void read(const wire::ReadCard& request, AnswerTo answer);
    // Records the reader's line for the session, a line an event; the reader is opened anew for it.
    // FAULT_READER_MISSING without a reader.
    void record(const std::string& session, const AnswerTo& answer);
    // Ends that session's recording; its last lines are told before this returns.
    void stop_recording(const std::string& session);
    // Ends any recording and says so to its session.
    void interrupt_recording();
    // Ends a read of that session, whose answer is FAULT_CANCELLED, and its recording.
    void session_ended(const std::string& session);
    // A self-test: the reader is asked by itself all the time; how fast it answered last goes into the table.
    void probe();
    // The card as it is now, for a client that begins to watch; nothing before the first look.
    std::optional<wire::HubEvent> present_state() const;

  private:
    void card_changed(bool present, std::uint64_t laying);
    void status_changed(const ReaderStatus& status);
    void tell_line(const std::string& line);
    void answer_read(CardReading reading, wire::CardRead::Fingerprints otherwise, const AnswerTo& answer);

    DeviceTable& table_;
    const HubOutput output_;
    PhotoService* const photo_;
    const bool fingerprints_;  // may be asked for on this station
    std::unique_ptr<IdCardReader> reader_;
    RecordingChannel* line_ = nullptr;  // the reader's own
    std::string reading_for_;
    std::string recording_for_;
    std::size_t lines_told_ = 0;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace doorstep::devices
