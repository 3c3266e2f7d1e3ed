#include "device-drivers/scanner/sane_options.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

namespace doorstep::devices {
namespace {

constexpr double mm_per_inch = 25.4;
// What backends call their buttons (genesys, plustek, avision, fujitsu, canon_dr, epjitsu, pixma, hp5590).
constexpr std::array button_names{"scan",     "file",     "copy",     "email",    "fax",      "pdf",
                                  "ocr",      "extra",    "power",    "button-1", "button-2", "button-3",
                                  "button-4", "button_1", "button_2", "button_3", "button_4"};

double number_of(SANE_Value_Type type, SANE_Word word) {
    return type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : static_cast<double>(word);
}

SANE_Word word_of(SANE_Value_Type type, double value) {
    return type == SANE_TYPE_FIXED ? SANE_FIX(value) : static_cast<SANE_Word>(std::lround(value));
}

double nearest_allowed(const SANE_Option_Descriptor& option, double value) {
    if (option.constraint_type == SANE_CONSTRAINT_RANGE) {
        const auto& range = *option.constraint.range;
        return std::clamp(value, number_of(option.type, range.min), number_of(option.type, range.max));
    }
    if (option.constraint_type == SANE_CONSTRAINT_WORD_LIST && option.constraint.word_list[0] > 0) {
        const auto* list = option.constraint.word_list;
        double best = number_of(option.type, list[1]);
        for (SANE_Word i = 2; i <= list[0]; ++i) {
            const double candidate = number_of(option.type, list[i]);
            best = std::abs(candidate - value) < std::abs(best - value) ? candidate : best;
        }
        return best;
    }
    return value;
}

}  // namespace

Error scan_error(SANE_Status status, std::string_view doing) {
    const auto detail = fmt::format("{}: {}", doing, sane_strstatus(status));
    switch (status) {
        case SANE_STATUS_NO_DOCS:
            return {ScanError::Empty, detail};
        case SANE_STATUS_JAMMED:
            return {ScanError::Jammed, detail};
        case SANE_STATUS_COVER_OPEN:
            return {ScanError::CoverOpen, detail};
        case SANE_STATUS_DEVICE_BUSY:
            return {ScanError::Busy, detail};
        case SANE_STATUS_ACCESS_DENIED:
            return {ScanError::Denied, detail};
        case SANE_STATUS_CANCELLED:
            return {ScanError::Cancelled, detail};
        case SANE_STATUS_UNSUPPORTED:
            return {ScanError::Unsupported, detail};
        case SANE_STATUS_NO_MEM:
            return {ScanError::TooLarge, detail};
        default:
            return {ScanError::Io, detail};
    }
}

Status SaneOptions::answers() const {
    SANE_Int count = 0;
    const auto status = sane_control_option(handle_, 0, SANE_ACTION_GET_VALUE, &count, nullptr);
    return status == SANE_STATUS_GOOD ? Status{} : scan_error(status, "options");
}

std::optional<SaneOptions::Found> SaneOptions::find(std::string_view name) const {
    SANE_Int count = 0;
    if (sane_control_option(handle_, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD) {
        return std::nullopt;
    }
    for (SANE_Int i = 1; i < count; ++i) {
        const auto* option = sane_get_option_descriptor(handle_, i);
        if (option != nullptr && option->name != nullptr && name == option->name &&
            SANE_OPTION_IS_ACTIVE(option->cap)) {
            return Found{i, option};
        }
    }
    return std::nullopt;
}

std::vector<std::string> SaneOptions::words(std::string_view name) const {
    std::vector<std::string> result;
    const auto found = find(name);
    if (found && found->descriptor->constraint_type == SANE_CONSTRAINT_STRING_LIST) {
        for (const auto* word = found->descriptor->constraint.string_list; *word != nullptr; ++word) {
            result.emplace_back(*word);
        }
    }
    return result;
}

Status SaneOptions::set_text(std::string_view name, const std::string& value) const {
    const auto found = find(name);
    if (!found || found->descriptor->type != SANE_TYPE_STRING) {
        return Error(ScanError::Unsupported, fmt::format("no option {}", name));
    }
    std::string buffer = value;
    buffer.resize(std::max(value.size() + 1, static_cast<std::size_t>(std::max(found->descriptor->size, 0))), '\0');
    const auto status = sane_control_option(handle_, found->index, SANE_ACTION_SET_VALUE, buffer.data(), nullptr);
    return status == SANE_STATUS_GOOD ? Status{} : scan_error(status, name);
}

Result<double> SaneOptions::set_number(std::string_view name, double value) const {
    const auto found = find(name);
    if (!found || (found->descriptor->type != SANE_TYPE_INT && found->descriptor->type != SANE_TYPE_FIXED)) {
        return Error(ScanError::Unsupported, fmt::format("no option {}", name));
    }
    const auto type = found->descriptor->type;
    auto word = word_of(type, nearest_allowed(*found->descriptor, value));
    const auto status = sane_control_option(handle_, found->index, SANE_ACTION_SET_VALUE, &word, nullptr);
    if (status != SANE_STATUS_GOOD) {
        return scan_error(status, name);
    }
    return number_of(type, word);
}

Status SaneOptions::set_length(std::string_view name, double millimetres, double dpi) const {
    const auto found = find(name);
    if (!found) {
        return {};
    }
    const double value = found->descriptor->unit == SANE_UNIT_PIXEL ? millimetres * dpi / mm_per_inch : millimetres;
    DOORSTEP_TRY([[maybe_unused]] const double got, set_number(name, value));
    return {};
}

std::vector<std::string> SaneOptions::buttons() const {
    std::vector<std::string> names;
    for (const auto* name : button_names) {
        const auto found = find(name);
        if (found && (found->descriptor->cap & SANE_CAP_SOFT_DETECT) != 0 &&
            !SANE_OPTION_IS_SETTABLE(found->descriptor->cap) &&
            (found->descriptor->type == SANE_TYPE_BOOL || found->descriptor->type == SANE_TYPE_INT)) {
            names.emplace_back(name);
        }
    }
    return names;
}

bool SaneOptions::pressed(const std::string& button) const {
    // Some (pixma) look at their buttons only when asked to.
    if (const auto update = find("button-update"); update && update->descriptor->type == SANE_TYPE_BUTTON) {
        sane_control_option(handle_, update->index, SANE_ACTION_SET_VALUE, nullptr, nullptr);
    }
    const auto found = find(button);
    SANE_Word value = 0;
    return found && found->descriptor->size == static_cast<SANE_Int>(sizeof value) &&
           sane_control_option(handle_, found->index, SANE_ACTION_GET_VALUE, &value, nullptr) == SANE_STATUS_GOOD &&
           value != 0;
}

Status SaneOptions::set_any(std::string_view name, const std::string& value) const {
    const auto found = find(name);
    if (!found) {
        return Error(ScanError::Unsupported, fmt::format("no option {}", name));
    }
    if (found->descriptor->type == SANE_TYPE_STRING) {
        return set_text(name, value);
    }
    if (found->descriptor->type == SANE_TYPE_BOOL) {
        SANE_Bool flag = value == "yes" || value == "true" || value == "1" ? SANE_TRUE : SANE_FALSE;
        const auto status = sane_control_option(handle_, found->index, SANE_ACTION_SET_VALUE, &flag, nullptr);
        return status == SANE_STATUS_GOOD ? Status{} : scan_error(status, name);
    }
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (end == value.c_str()) {
        return Error(ScanError::Unsupported, fmt::format("{}: not a number", name));
    }
    DOORSTEP_TRY([[maybe_unused]] const double got, set_number(name, number));
    return {};
}

}  // namespace doorstep::devices
