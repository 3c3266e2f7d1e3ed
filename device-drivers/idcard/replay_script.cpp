#include "device-drivers/idcard/replay_script.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/encoding.hpp"

namespace doorstep::devices {
namespace {

using Kind = RecordedStep::Kind;

constexpr std::size_t head_lines = 1;

}  // namespace

std::string described(const RecordedStep& step) {
    switch (step.kind) {
        case Kind::To:
            return "to " + to_hex(step.bytes);
        case Kind::From:
            return fmt::format("from the device, {} bytes", step.bytes.size());
        case Kind::Baud:
            return fmt::format("baud {}", step.baud);
        case Kind::Open:
            return "open";
        case Kind::Close:
            return "close";
        case Kind::Read:
            return "read " + step.word;
        case Kind::Result:
            return "result " + step.word;
    }
    return "?";
}

void ReplayScript::differ(const std::string& what) {
    if (!differs()) {
        difference_ = fmt::format("line {}: {}", at_ + head_lines + 1, what);
    }
}

const RecordedStep* ReplayScript::take(const RecordedStep& move) {
    const RecordedStep* const step = now();
    if (step == nullptr) {
        return nullptr;
    }
    if (step->kind != move.kind || step->bytes != move.bytes || step->baud != move.baud) {
        differ(fmt::format("the driver did \"{}\", the recording has \"{}\"", described(move), described(*step)));
        return nullptr;
    }
    pass();
    return step;
}

const RecordedStep* ReplayScript::take_bytes(BytesView bytes) {
    RecordedStep move{Kind::To, 0, {bytes.begin(), bytes.end()}, 0, {}};
    if (is_now(Kind::To) && now()->bytes.size() < bytes.size()) {
        move.bytes.resize(now()->bytes.size());
    }
    return take(move);
}

}  // namespace doorstep::devices
