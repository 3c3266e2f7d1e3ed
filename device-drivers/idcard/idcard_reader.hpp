// One ID-card reader: looks for cards, says when one is laid down or lifted, reads it when asked.
//
// Thread-bound to the hub's loop; callbacks come on it. The reader owns its channel; the caller owns nothing but the
// card it was handed. Each read ends within the named waits (worst: probe of all speeds, two tries of find, select,
// read). At most one read is in flight, a second is refused with Busy. No personal data stands in errors or logs; what
// came over the line is wiped when the callback has returned.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "device-drivers/idcard/card.hpp"
#include "device-drivers/idcard/channel.hpp"
#include "device-drivers/idcard/reader_machine.hpp"
#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices {

enum class ReadError {
    ReaderMissing = 1,  // say "the reader is not connected", offer typing; it is looked for by itself
    ReaderSilent,       // say "the reader does not answer", offer typing; it is probed by itself
    CardNone,           // ask to lay the card down
    CardRemoved,        // ask to lay it down again and leave it
    CardUnreadable,     // ask once more, then offer typing ("not read")
    CardChecksum,       // the number fails its check digit: a clerk looks at the card
    CardUnknownType,    // a layout we do not know: offer typing
    CardNotAuthorised,  // the reader may not read this card: offer typing, tell the technician
    Busy,               // a read is in flight
    Cancelled,          // by cancel_read()
};

// What is known of the reader, for the device table.
struct ReaderStatus {
    enum class Kind : std::uint8_t { Absent, Starting, Ready, InUse, Faulty };
    Kind kind = Kind::Absent;
    std::optional<ReadError> fault;  // ReaderMissing or ReaderSilent
    std::string transport;
    std::string serial;  // the SAM module's id, once it answered
    friend bool operator==(const ReaderStatus&, const ReaderStatus&) = default;
};

// All waits, in milliseconds. Tests may shorten them.
struct ReaderDelays {
    std::int64_t poll_every = 150;      // between two looks for a card: half of what a greeting may take
    std::int64_t probe_answer = 300;    // for a status answer at one speed
    std::int64_t header_answer = 2000;  // for find, select and id
    std::int64_t read_answer = 5000;    // for the content
    // For more, once bytes have come and no answer was among them: what is whole comes at a stretch. Without these a
    // broken answer costs as much as a silent module, and a reader that got garbage is not back within two seconds.
    std::int64_t header_rest = 600;
    std::int64_t read_rest = 1600;     // noise may come first, and a module takes up to 1.5 s for the content
    std::int64_t whole_read = 11'500;  // all tries of a read together; on a noisy line they would go on for ever
    std::int64_t field_off = 10;       // twice the reset time of ISO 14443
    std::int64_t probe_again = 1000;   // after silence
    std::int64_t probe_soon = 100;     // after garbage: somebody is there
    std::int64_t open_again = 500;     // while the device is missing
};

// What else is read of the card while it lies there; the first two cost a command each.
struct CardWishes {
    bool new_addresses = false;
    bool management = false;
    // Sensitive personal information: only with the consent of the person whose card lies there (SECURITY 18), which
    // the caller has seen.
    bool fingerprints = false;
};

// What a read gives.
struct CardReading {
    Card card;
    Bytes chip_serial;            // 8 bytes as select answered, or empty; zeros where the module gives none
    std::uint32_t reader_ms = 0;  // time from the commands to their answers: what the reader itself took
    WipedBytes photo_wlt{};       // 1024 bytes as the card has them, in a vendor's format
    // Nothing when not wished for, or when the card did not give it: the read is good all the same.
    std::optional<std::vector<WipedString>> new_addresses = std::nullopt;
    std::optional<WipedBytes> management = std::nullopt;    // 28 bytes
    std::optional<WipedBytes> fingerprints = std::nullopt;  // 0, 512 or 1024 bytes: of no, one or two fingers
};

// Tries of find, select and read until a card counts as unreadable: the first one often fails when the card is still
// being laid down.
constexpr int read_attempts = 2;
// A frame is guarded by eight bits only. While the line is noisy a card counts when two reads of it were alike; so many
// more tries it has for that.
constexpr int confirming_attempts = 3;
// So long after stray bytes a line counts as noisy.
constexpr std::int64_t noisy_for_ms = 10'000;

class IdCardReader {
  public:
    struct Callbacks {
        // On each change.
        std::function<void(const ReaderStatus&)> status = [](const ReaderStatus&) {};
        // Laid down (present, `laying` one higher than before) or lifted. A card that lay there at the first look, or
        // when the reader came back, is told with the old number: nobody laid it down before our eyes.
        std::function<void(bool present, std::uint64_t laying)> card = [](bool, std::uint64_t) {};
    };
    using Done = std::function<void(Result<CardReading>)>;

    // `bauds`: the speeds to try, in order; at least one. `frame_size`: told to the module once it was identified
    // (0x58 is what vendors' programs send); nothing: it keeps its own.
    IdCardReader(EventLoop& loop, std::unique_ptr<Channel> channel, std::vector<unsigned> bauds, Callbacks callbacks,
                 ReaderDelays delays = {}, std::optional<std::uint8_t> frame_size = {});
    // A read in flight is answered Cancelled.
    ~IdCardReader();
    IdCardReader(const IdCardReader&) = delete;
    IdCardReader& operator=(const IdCardReader&) = delete;

    // Begins to look for the device. Once.
    void start();
    // Reads the card that lies there. `done` is called exactly once, maybe at once (Busy, ReaderMissing).
    void read(Done done, CardWishes wishes = {});
    // Closes the device and opens it anew, as if it had just been plugged in; a read in flight is Cancelled. It is
    // closed when this returns and opened from the loop.
    void reopen();
    // Ends a read in flight with Cancelled; no effect without one.
    void cancel_read();
    const ReaderStatus& status() const { return status_; }
    bool card_present() const { return present_; }
    std::uint64_t laying() const { return laying_; }
    // Milliseconds that it took to answer the last short question (is a card there?), at least 1; 0: none answered.
    std::uint32_t echo_ms() const { return echo_ms_; }

  private:
    struct Job {
        Done done;
        int attempts = 0;
        int spared = 0;                    // of them, those that do not count
        bool fingerprints = false;         // wished for, and the module was not yet seen to refuse them
        std::optional<ReadError> failure;  // of the last attempt; told unless the card turns out to be gone
        Bytes chip_serial;
        WipedBytes unconfirmed;              // what the last good read of a noisy line brought
        std::vector<SamCommand> more;        // still to be read of the card
        std::optional<CardReading> reading;  // good already; what is still read may fail
        std::int64_t reader_ms = 0;
        std::int64_t began = 0;
        EventLoop::TimerId deadline = 0;
    };

    void handle(ReaderEvent event);
    void perform(ReaderAction action);
    void open();
    void watch();
    void arrived(short events);
    void ask(SamCommand command, std::int64_t within);
    void send(SamCommand command, const Bytes& frame, std::int64_t within);
    void ask_status();
    void wait(std::int64_t milliseconds);
    void arm(std::int64_t milliseconds);
    void hear(BytesView bytes);
    bool is_late(const SamAnswer& answer) const;
    void timer_due();
    void answered(SamAnswer answer);
    void garbled();
    void found(const SamAnswer& answer);
    bool job_begun() const;
    bool is_confirmed(BytesView data);
    void note_noise(bool noise);
    void selected(SamAnswer answer);
    void content(SamAnswer answer);
    void no_content();
    void read_without_fingerprints();
    void more(const SamAnswer* answer);
    void end_with(ReadError why);
    void attempt_failed(ReadError why);
    void finish(Result<CardReading> result);
    void set_present(bool present);
    void set_status(ReaderStatus::Kind kind, std::optional<ReadError> fault = std::nullopt);
    void publish_state();
    void give_up();
    void lost();
    void let_go();

    EventLoop& loop_;
    const std::unique_ptr<Channel> channel_;
    const std::vector<unsigned> bauds_;
    const Callbacks callbacks_;
    const ReaderDelays delays_;
    const std::optional<std::uint8_t> frame_size_;
    ReaderState state_ = ReaderState::Absent;
    ReaderStatus status_;
    SamDecoder decoder_;
    EventLoop::TimerId timer_ = 0;
    std::optional<SamCommand> asked_;
    std::int64_t asked_at_ = 0;
    std::uint32_t echo_ms_ = 0;
    std::int64_t patience_ends_ = 0;  // of the wait in hand, whatever comes
    bool heard_ = false;              // bytes came since it was asked
    bool babbles_ = false;            // bytes came since it was given up last, or since the last good answer
    std::size_t baud_ = 0;
    std::size_t bauds_tried_ = 0;
    int finds_ = 0;
    std::optional<Job> job_;
    bool present_ = false;
    bool seen_empty_ = false;  // the field was seen without a card since the reader came
    std::uint64_t laying_ = 0;
    std::uint64_t strays_ = 0;  // of the decoder, when last looked at
    std::int64_t noise_at_ = -noisy_for_ms - 1;
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::ReadError> {
    static constexpr std::string_view module = "idcard";
    static std::string_view name(devices::ReadError e);
};
