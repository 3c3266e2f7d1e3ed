#include "township/cli/station_views.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/cli/json_views.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

constexpr std::int64_t hour_ms = 3'600'000;

// "CARD_READER" → "card-reader".
std::string id_of(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name;
}

struct DeviceWordText {
    wire::Device::Class device;
    std::string_view words;
};
constexpr std::array device_words{
    DeviceWordText{wire::Device::CARD_READER, "读卡器"}, DeviceWordText{wire::Device::CAMERA, "摄像头"},
    DeviceWordText{wire::Device::SCANNER, "扫描仪"},     DeviceWordText{wire::Device::PRINTER, "打印机"},
    DeviceWordText{wire::Device::CODE_READER, "读码器"}, DeviceWordText{wire::Device::CHIP_READER, "芯片卡读卡器"},
    DeviceWordText{wire::Device::SCREEN, "屏幕"},        DeviceWordText{wire::Device::SPEAKER, "喇叭"},
    DeviceWordText{wire::Device::POWER, "电源"},
};

struct FaultWords {
    wire::FaultCode fault;
    std::string_view words;
};
constexpr std::array fault_words{
    FaultWords{wire::FAULT_PRINTER_PAPER_OUT, "缺纸"},  FaultWords{wire::FAULT_PRINTER_TONER, "缺墨粉"},
    FaultWords{wire::FAULT_PRINTER_JAM, "卡纸"},        FaultWords{wire::FAULT_SCANNER_JAM, "卡纸"},
    FaultWords{wire::FAULT_READER_MISSING, "未连接"},   FaultWords{wire::FAULT_PRINTER_MISSING, "未连接"},
    FaultWords{wire::FAULT_SCANNER_MISSING, "未连接"},  FaultWords{wire::FAULT_CAMERA_MISSING, "未连接"},
    FaultWords{wire::FAULT_MAINS_LOST, "停电，用电池"},
};

std::string device_text(const wire::DeviceWord& word) {
    const auto* const device = std::find_if(device_words.begin(), device_words.end(),
                                            [&](const auto& row) { return row.device == word.class_(); });
    const auto* const fault = std::find_if(fault_words.begin(), fault_words.end(),
                                           [&](const auto& row) { return row.fault == word.fault(); });
    const std::string name(device == device_words.end() ? "设备" : device->words);
    return name + " " +
           (fault == fault_words.end() ? id_of(wire::FaultCode_Name(word.fault())) : std::string(fault->words));
}

std::string_view update_words(wire::UpdateState::Step step) {
    switch (step) {
        case wire::UpdateState::ORDERED:
        case wire::UpdateState::FETCHING:
            return "下载中";
        case wire::UpdateState::FETCHED:
            return "已下载，待安装";
        case wire::UpdateState::INSTALLED:
            return "已安装，下次开机生效";
        case wire::UpdateState::REFUSED:
            return "未安装";
        case wire::UpdateState::FELL_BACK:
            return "已退回原版本";
        default:
            return "";
    }
}

std::string update_text(const wire::UpdateState& update) {
    const auto words = update_words(update.step());
    if (words.empty()) {
        return {};
    }
    return fmt::format("  升级 {} {} {}% {}", update.version(), words, update.percent(), update.word());
}

}  // namespace

json to_json(const StationBeat& beat) {
    auto devices = json::array();
    for (const auto& word : beat.beat.devices()) {
        devices.push_back(
            {{"device", id_of(wire::Device::Class_Name(word.class_()))},
             {"state", id_of(wire::Device::State_Name(word.state()))},
             {"fault", word.fault() == wire::FAULT_NONE ? json() : json(id_of(wire::FaultCode_Name(word.fault())))}});
    }
    const auto& update = beat.beat.update();
    return {{"heard", json_time(beat.heard_ms)},
            {"waiting", beat.beat.waiting()},
            {"oldest_unsent", json_time(beat.beat.oldest_unsent_ms())},
            {"version", beat.beat.version()},
            {"root_hash", to_hex(as_bytes(beat.beat.root_hash()))},
            {"devices", devices},
            {"update",
             {{"step", id_of(wire::UpdateState::Step_Name(update.step()))},
              {"version", update.version()},
              {"percent", update.percent()},
              {"word", update.word()}}},
            {"self_test",
             {{"at", json_time(beat.beat.self_test_ms())}, {"look", beat.beat.look()}, {"call", beat.beat.call()}}}};
}

std::string beat_text(const StationBeat& beat, std::int64_t now_ms) {
    std::string text = fmt::format("  版本 {}", beat.beat.version());
    if (const auto oldest = beat.beat.oldest_unsent_ms(); oldest != 0) {
        text += fmt::format("  待送 {} 件，最早 {} 小时前", beat.beat.waiting(),
                            std::max<std::int64_t>(now_ms - oldest, 0) / hour_ms);
    }
    for (const auto& word : beat.beat.devices()) {
        text += word.fault() == wire::FAULT_NONE ? std::string() : "  " + device_text(word);
    }
    if (beat.beat.call() + beat.beat.look() != 0) {
        text += fmt::format("  自检：报修 {} 项，查看 {} 项", beat.beat.call(), beat.beat.look());
    }
    return text + update_text(beat.beat.update());
}

}  // namespace doorstep::township
