#include <unistd.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "device-drivers/tool/commands.hpp"
#include "device-drivers/tool/device_checks.hpp"
#include "device-drivers/tool/self_test.hpp"
#include "device-drivers/worker/wipe_message.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t first_picture_ms = 10'000;
constexpr std::int64_t longest_probe_ms = 20'000;
constexpr std::int64_t longest_paper_ms = 120'000;

std::string machine_name() {
    std::array<char, 65> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string about(const wire::Device& device) {
    std::string text = device.model();
    for (const auto& more : {device.serial(), device.firmware(), device.transport()}) {
        text += text.empty() || more.empty() ? more : ", " + more;
    }
    return text;
}

// Light of a picture, of 255; the picture itself goes no further.
std::string light_of(const wire::PreviewFrame& frame) {
    const auto picture = vision::decode_image(as_bytes(frame.jpeg()));
    if (!picture) {
        return {};
    }
    const auto grey = picture->to_grey();
    std::uint64_t sum = 0;
    for (const auto pixel : grey.pixels()) {
        sum += pixel;
    }
    return fmt::format("{} x {}, light {}/255", frame.width(), frame.height(), sum / grey.pixels().size());
}

// Asks each class of device; the lines come in the order of a visit.
class Tester {
  public:
    Tester(HubClient& hub, const SelfTestWishes& wishes) : hub_(hub), wishes_(wishes) {
        test_.station = wishes.station.empty() ? machine_name() : wishes.station;
        test_.at_ms = system_clock().now().milliseconds;
        wire::HubRequest request;
        request.mutable_self_test()->set_session(hub_.session());
        devices_ = hub_.ask(request, longest_probe_ms).devices();
    }

    SelfTest run() {
        answers("reader", "answers", wire::Device::CARD_READER);
        answers("scanner", "answers", wire::Device::SCANNER);
        look_at_glasses();
        answers("printer", "answers-paper", wire::Device::PRINTER);
        look_through_camera();
        answers_where_there("code-reader", wire::Device::CODE_READER);
        answers_where_there("chip-reader", wire::Device::CHIP_READER);
        answers_where_there("screen", wire::Device::SCREEN);
        answers_where_there("speaker", wire::Device::SPEAKER);
        answers_where_there("microphone", wire::Device::MICROPHONE);
        answers_where_there("power", wire::Device::POWER);
        return std::move(test_);
    }

  private:
    void answers(const char* device, const char* what, wire::Device::Class device_class) {
        wire::Device best;
        const auto fault = state_of(devices_, device_class, best);
        test_.lines.push_back({device, what, fault, about(best)});
    }
    // Of what a station may have or not.
    void answers_where_there(const char* device, wire::Device::Class device_class) {
        const auto& all = devices_.devices();
        if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.class_() == device_class; })) {
            answers(device, "answers", device_class);
        }
    }
    void look_at_glasses() {
        for (const auto& [wanted, source] :
             {std::pair{wishes_.glass, wire::Scan::FLATBED}, std::pair{wishes_.feeder_glass, wire::Scan::FEEDER}}) {
            if (wanted) {
                wire::GlassReport report;
                const auto fault = look_at_glass(hub_, source, report);
                test_.lines.push_back({"scanner", "glass", fault, fmt::format("{}/255", report.brightness()), report});
            }
        }
    }
    void look_through_camera() {
        wire::Device best;
        auto fault = state_of(devices_, wire::Device::CAMERA, best);
        std::string detail = about(best);
        if (fault == wire::FAULT_NONE) {
            wire::PreviewFrame picture;
            fault = take_picture(hub_, first_picture_ms, picture);
            const auto light = fault == wire::FAULT_NONE ? light_of(picture) : std::string();
            detail += light.empty() ? "" : ", " + light;
            wipe_message(picture);
        }
        test_.lines.push_back({"camera", "picture", fault, detail});
    }

    HubClient& hub_;
    const SelfTestWishes& wishes_;
    wire::DeviceList devices_;
    SelfTest test_;
};

Status write_reports(SelfTest& test, const SelfTestWishes& wishes, HubClient& hub) {
    if (wishes.paper) {
        test.lines.push_back({"printer", "prints", wire::FAULT_NONE, {}});
        DOORSTEP_TRY(const auto page, report_pdf(test, wishes.language));
        test.lines.back().fault = print_out(hub, page, longest_paper_ms);
    }
    if (!wishes.text_file.empty()) {
        DOORSTEP_CHECK(write_file_atomically(wishes.text_file, as_bytes(report_text(test, wishes.language)), 0644));
    }
    if (!wishes.pdf_file.empty()) {
        DOORSTEP_TRY(const auto page, report_pdf(test, wishes.language));
        DOORSTEP_CHECK(write_file_atomically(wishes.pdf_file, as_bytes(page), 0644));
    }
    return {};
}

}  // namespace

ExitCode self_test(HubClient& hub, Report& report, const SelfTestWishes& wishes) {
    if (const auto refused = begin_service(hub, report)) {
        return *refused;
    }
    auto test = Tester(hub, wishes).run();
    const auto written = write_reports(test, wishes, hub);
    report.tested(test, wishes.language);
    if (!written) {
        return report.bad_file(written.error().text());
    }
    return test.good() ? ExitCode::Good : ExitCode::Faulty;
}

}  // namespace doorstep::devices
