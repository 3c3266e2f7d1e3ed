// doorstep-worker-stand-in: plays any worker without a device, for the hub's tests. What it does is said by the device
// name it is given to open, one or more words: "absent", "returns" (at the third look), "hang", "die", "slow",
// "outside", "jam" …
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "device-drivers/worker/run_worker.hpp"
#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

class StandIn final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override {
        switch (message.kind_case()) {
            case wire::WorkerMessage::kConfigure:
                spool_ = message.configure().spool_folder();
                if (const auto device = message.configure().settings().find("device");
                    device != message.configure().settings().end()) {
                    ways_ = device->second;  // of one that is opened only when it is used
                }
                return;
            case wire::WorkerMessage::kOpen:
                return open(message.open().device(), link);
            case wire::WorkerMessage::kScan:
                return scan(message.scan(), link);
            case wire::WorkerMessage::kPage:
                return page(message.page(), link);
            case wire::WorkerMessage::kPrint:
                return print(message.print(), link);
            case wire::WorkerMessage::kPreview:
                return preview(message.preview().on(), link);
            case wire::WorkerMessage::kCapture:
                return capture(message.capture(), link);
            case wire::WorkerMessage::kVerify:
                return look(message.verify().job(), true, link);
            case wire::WorkerMessage::kEnrol:
                return look(message.enrol().job(), false, link);
            case wire::WorkerMessage::kSetLevel:
                return set_level(message.set_level(), link);
            case wire::WorkerMessage::kReadChip:
                return read_chip(message.read_chip().job(), link);
            case wire::WorkerMessage::kRecordVoice:
                return record_voice(message.record_voice(), link);
            case wire::WorkerMessage::kStopVoice:
                return stop_voice(link);
            case wire::WorkerMessage::kMeasure:
                return measure(link);
            case wire::WorkerMessage::kClose:
                return link.send_status(wire::Device::CLOSED);
            default:
                return;
        }
    }

    void tick(WorkerLink& link) override {
        if (voice_.job() != 0) {
            return listen(link);
        }
        ticked_ = true;
        power(!does("back"), link);
    }
    std::int64_t tick_every_ms() const override {
        return does("back") || does("drains") ? 100 : voice_.job() != 0 ? 5 : -1;
    }

  private:
    bool does(std::string_view word) const { return ways_.find(word) != std::string::npos; }

    // Whatever the job: hang, die, or wait for its cancel. False when it was cancelled.
    bool go_through(std::uint64_t job, WorkerLink& link) const {
        if (does("die")) {
            _exit(9);
        }
        while (does("hang")) {
            std::this_thread::sleep_for(std::chrono::hours(1));
        }
        while (does("slow")) {
            if (link.cancelled(job)) {
                link.send_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED);
                return false;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return true;
    }

    void open(const std::string& device, WorkerLink& link) {
        ways_ = device;
        ++opened_;
        if (does("deaf")) {
            return;
        }
        if (does("absent") || (does("returns") && opened_ <= 2)) {
            return link.send_status(wire::Device::ABSENT, wire::FAULT_SCANNER_MISSING);
        }
        wire::WorkerStatus details;
        details.set_model("stand-in " + std::to_string(getpid()));
        details.set_transport(device);
        link.send_status(wire::Device::READY, wire::FAULT_NONE, details);
        if (does("level")) {
            wire::WorkerMessage answer;
            answer.mutable_level()->set_percent(5);
            answer.mutable_level()->set_opened(true);
            link.send(answer);
        }
        if (does("battery") || does("low")) {
            power(true, link);
        }
        if (does("chip")) {
            wire::WorkerMessage answer;
            answer.mutable_chip()->set_present(true);
            answer.mutable_chip()->set_atr("3B00+0");
            link.send(answer);
        }
    }

    void set_level(const wire::WorkerSetLevel& order, WorkerLink& link) const {
        if (does("stuck") && order.percent() == 50) {
            go_through(order.job(), link);
            return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_SPEAKER_MISSING);
        }
        wire::WorkerMessage answer;
        answer.set_about_job(order.job());
        answer.mutable_level()->set_percent(order.percent());
        link.send(answer);
    }

    // "battery": away for good, at 80 percent; "low": at 10; with "drains" at 10 from the next tick on; with "back" the
    // mains are there again then.
    void power(bool on_battery, WorkerLink& link) const {
        wire::WorkerMessage answer;
        answer.mutable_power()->set_on_battery(on_battery);
        answer.mutable_power()->set_percent(does("low") || (does("drains") && ticked_) ? 10 : 80);
        answer.mutable_power()->set_seconds_left(600);
        link.send(answer);
    }

    void read_chip(std::uint64_t job, WorkerLink& link) const {
        if (!go_through(job, link)) {
            return;
        }
        if (does("pulled")) {
            return link.send_job(job, wire::JobState::FAILED, wire::FAULT_CHIP_REMOVED);
        }
        wire::WorkerMessage answer;
        answer.set_about_job(job);
        answer.mutable_chip_read()->set_card("stand-in");
        auto& field = *answer.mutable_chip_read()->add_fields();
        field.set_name("number");
        field.set_value("990102");
        link.send(answer);
    }

    void look_at_glass(const wire::WorkerScan& order, WorkerLink& link) const {
        wire::WorkerMessage answer;
        auto& report = *answer.mutable_glass();
        report.set_job(order.job());
        const bool dirty = does("dirty") && !(does("clean-feeder") && order.source() == wire::Scan::FEEDER);
        report.set_verdict(does("paper") ? wire::GlassReport::NO_BLANK_SHEET
                           : dirty       ? wire::GlassReport::DIRTY
                                         : wire::GlassReport::CLEAN);
        report.set_width(2100);
        report.set_height(2970);
        if (report.verdict() == wire::GlassReport::DIRTY) {
            auto& spot = *report.add_spots();
            spot.set_x(1500);
            spot.set_y(2000);
            spot.set_width(30);
            spot.set_height(20);
            spot.set_contrast(90);
        }
        if (go_through(order.job(), link)) {
            link.send(answer);
            link.send_job(order.job(), wire::JobState::DONE);
        }
    }

    void scan(const wire::WorkerScan& order, WorkerLink& link) const {
        if (order.test_glass()) {
            return look_at_glass(order, link);
        }
        if (does("button")) {
            wire::WorkerMessage pressed;
            pressed.set_button("scan");
            link.send(pressed);
        }
        for (std::uint32_t index = 1; index <= 2; ++index) {
            const std::string bytes = "page " + std::to_string(index) + (does("pagedeath") ? " pagedeath" : "");
            wire::WorkerMessage answer;
            auto& page = *answer.mutable_scanned();
            page.set_job(order.job());
            page.set_index(index);
            page.set_dpi(order.dpi());
            if (auto written = write_spool_file(spool_, order.spool(), as_bytes(bytes), "image/jpeg")) {
                *page.mutable_original() = *written;
            }
            if (does("outside")) {
                page.mutable_original()->set_name("other/file");
            }
            link.send(answer);
            if (!go_through(order.job(), link)) {
                return;
            }
        }
        wire::WorkerMessage end;
        auto& state = *end.mutable_job();
        state.set_job(order.job());
        state.set_state(does("jam") ? wire::JobState::FAILED : wire::JobState::DONE);
        if (does("jam")) {
            state.mutable_fault()->set_code(wire::FAULT_SCANNER_JAM);
        }
        state.set_pages(2);
        state.mutable_count()->set_fed(does("loses") ? 3 : 2);
        state.mutable_count()->set_stored(state.count().fed());  // whatever it says
        link.send(end);
    }

    void capture(const wire::WorkerCapture& order, WorkerLink& link) const {
        wire::WorkerMessage answer;
        answer.mutable_scanned()->set_job(order.job());
        answer.mutable_scanned()->set_index(1);
        if (auto written = write_spool_file(spool_, order.spool(), as_bytes("a picture"), "image/jpeg")) {
            *answer.mutable_scanned()->mutable_original() = *written;
        }
        if (does("outside")) {
            answer.mutable_scanned()->mutable_original()->set_name("other/file");
        }
        if (go_through(order.job(), link)) {
            link.send(answer);
            link.send_job(order.job(), wire::JobState::DONE, wire::FAULT_NONE, 1);
        }
    }

    void record_voice(const wire::WorkerRecordVoice& order, WorkerLink& link) {
        if (does("unplugged")) {
            link.send_status(wire::Device::ABSENT, wire::FAULT_MICROPHONE_MISSING);
            return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_MICROPHONE_MISSING);
        }
        voice_ = order;
        wire::WorkerStatus details;
        details.set_model("stand-in " + std::to_string(getpid()));
        link.send_status(wire::Device::IN_USE, wire::FAULT_NONE, details);
    }

    // As long as it was asked for, in hundredths of a second.
    void listen(WorkerLink& link) {
        if (does("hang")) {
            return;
        }
        if (link.cancelled(voice_.job())) {
            return end_voice(wire::JobState::CANCELLED, link);
        }
        wire::WorkerMessage answer;
        answer.mutable_voice_heard()->set_job(voice_.job());
        answer.mutable_voice_heard()->set_ms(voice_.seconds() * 10);
        link.send(answer);
    }

    void stop_voice(WorkerLink& link) {
        wire::WorkerMessage answer;
        answer.mutable_voice()->set_job(voice_.job());
        if (auto written = write_spool_file(spool_, voice_.spool(), as_bytes("what was said"), "audio/ogg")) {
            *answer.mutable_voice()->mutable_recording() = *written;
        }
        if (does("outside")) {
            answer.mutable_voice()->mutable_recording()->set_name("other/file");
        }
        link.send(answer);
        end_voice(wire::JobState::DONE, link);
    }

    void end_voice(wire::JobState::State state, WorkerLink& link) {
        const auto job = voice_.job();
        voice_.Clear();
        link.send_status(wire::Device::CLOSED);
        link.send_job(job, state, state == wire::JobState::DONE ? wire::FAULT_NONE : wire::FAULT_CANCELLED);
    }

    void page(const wire::WorkerPage& order, WorkerLink& link) const {
        const auto bytes = read_spool_file(spool_, order.original());
        if (!bytes) {
            return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_PAGE_UNREADABLE);
        }
        if (as_text(*bytes).find("pagedeath") != std::string_view::npos) {
            _exit(9);
        }
        wire::WorkerMessage answer;
        auto& page = *answer.mutable_scanned();
        page.set_job(order.job());
        page.set_index(order.index());
        page.set_size("A4");
        if (auto written = write_spool_file(spool_, order.spool(), *bytes, "image/jpeg")) {
            *page.mutable_straightened() = *written;
        }
        link.send(answer);
    }

    void print(const wire::WorkerPrint& order, WorkerLink& link) const {
        if (does("paperout")) {
            link.send_job(order.job(), wire::JobState::WAITING, wire::FAULT_PRINTER_PAPER_OUT);
        }
        if (go_through(order.job(), link)) {
            link.send_job(order.job(), wire::JobState::DONE, wire::FAULT_NONE, order.copies());
        }
    }

    // "covered": the lens is.
    void measure(WorkerLink& link) const {
        if (does("covered")) {
            link.send_status(wire::Device::FAULTY, wire::FAULT_CAMERA_BLACK);
        }
        wire::WorkerMessage answer;
        answer.mutable_camera()->set_light(does("covered") ? 0 : 101);
        answer.mutable_camera()->set_measured(!does("covered"));
        if (!does("mute")) {
            link.send(answer);
        }
    }

    static void preview(bool on, WorkerLink& link) {
        wire::WorkerMessage answer;
        answer.mutable_frame()->set_jpeg("frame");
        if (on) {
            link.send_status(wire::Device::IN_USE);
            link.send(answer);
        }
    }

    void look(std::uint64_t job, bool verify, WorkerLink& link) const {
        wire::WorkerMessage answer;
        answer.set_about_job(job);
        answer.mutable_hint()->mutable_hint()->set_code(wire::FAULT_FACE_TOO_SMALL);
        link.send(answer);
        if (!go_through(job, link)) {
            return;
        }
        if (verify) {
            answer.mutable_outcome()->set_verdict(wire::FaceOutcome::SAME);
        } else {
            answer.mutable_enrolled()->mutable_template_()->set_model("stand-in");
        }
        link.send(answer);
    }

    wire::WorkerRecordVoice voice_;
    std::string spool_;
    std::string ways_;
    int opened_ = 0;
    bool ticked_ = false;
};

}  // namespace
}  // namespace doorstep::devices

int main() {
    doorstep::devices::StandIn handler;
    return doorstep::devices::run_worker("doorstep-worker-stand-in", handler);
}
