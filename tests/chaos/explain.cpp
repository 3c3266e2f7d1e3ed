#include "tests/chaos/explain.hpp"

#include <algorithm>
#include <array>

namespace doorstep::chaos {
namespace {

// The reader is probed again after a second of silence, other devices are looked at every three seconds; a worker that
// was killed opens its device anew; ten seconds is what sane-airscan itself waits for a busy scanner.
constexpr std::int64_t soon = 4'000;
constexpr std::int64_t later = 8'000;
constexpr std::int64_t worker = 15'000;
constexpr std::int64_t airscan = 15'000;
// Deaths in a row open the circuit for a minute.
constexpr std::int64_t circuit = 70'000;

// clang-format off
constexpr std::array table{
    //          device     kind                       what is told                    how much later
    Explanation{"reader",  "unplug",                  wire::FAULT_READER_MISSING,     soon},
    Explanation{"reader",  "silence",                 wire::FAULT_READER_SILENT,      soon},
    Explanation{"reader",  "garbage",                 wire::FAULT_READER_SILENT,      soon},
    Explanation{"reader",  "silence",                 wire::FAULT_CARD_UNREADABLE,    soon},
    Explanation{"reader",  "garbage",                 wire::FAULT_CARD_UNREADABLE,    soon},
    Explanation{"reader",  "no-card",                 wire::FAULT_CARD_NONE,          0},
    Explanation{"reader",  "no-card",                 wire::FAULT_CARD_REMOVED,       0},
    Explanation{"reader",  "swap",                    wire::FAULT_CARD_REMOVED,       soon},
    Explanation{"reader",  "swap",                    wire::FAULT_CARD_UNREADABLE,    soon},
    Explanation{"reader",  "card:bad-lifted",         wire::FAULT_CARD_NONE,          0},
    Explanation{"reader",  "card:bad-lifted",         wire::FAULT_CARD_REMOVED,       0},
    Explanation{"reader",  "card:bad-checksum",       wire::FAULT_CARD_UNREADABLE,    0},
    Explanation{"reader",  "card:bad-unreadable",     wire::FAULT_CARD_UNREADABLE,    0},
    Explanation{"reader",  "card:bad-half",           wire::FAULT_CARD_UNREADABLE,    0},
    Explanation{"reader",  "card:bad-not-authorised", wire::FAULT_CARD_NOT_AUTHORISED, 0},
    Explanation{"reader",  "card:bad-digit",          wire::FAULT_CARD_CHECKSUM,      0},
    Explanation{"reader",  "card:unknown-letter",     wire::FAULT_CARD_UNKNOWN_TYPE,  0},
    Explanation{"code-reader", "unplug",              wire::FAULT_CODE_READER_MISSING, soon},
    Explanation{"code-reader", "unplug",              wire::FAULT_CODE_NONE,        soon},
    Explanation{"code-reader", "not-shown",           wire::FAULT_CODE_NONE,        soon},
    Explanation{"code-reader", "garbage",             wire::FAULT_CODE_UNREADABLE,  soon},
    Explanation{"code-reader", "left",                wire::FAULT_BUSY,             later},
    Explanation{"scanner", "no-paper",                wire::FAULT_SCANNER_EMPTY,      0},
    Explanation{"scanner", "jam",                     wire::FAULT_SCANNER_JAM,        later},
    Explanation{"scanner", "cover-open",              wire::FAULT_SCANNER_COVER_OPEN, later},
    Explanation{"scanner", "cover-open",              wire::FAULT_SCANNER_IO,         later},
    Explanation{"scanner", "busy",                    wire::FAULT_SCANNER_BUSY,       airscan},
    Explanation{"scanner", "offline",                 wire::FAULT_SCANNER_MISSING,    airscan},
    Explanation{"scanner", "offline",                 wire::FAULT_SCANNER_IO,         airscan},
    Explanation{"scanner", "offline",                 wire::FAULT_SCANNER_BUSY,       airscan},
    Explanation{"scanner", "kill",                    wire::FAULT_SCANNER_IO,         worker},
    Explanation{"scanner", "kill",                    wire::FAULT_UNAVAILABLE,        circuit},
    Explanation{"scanner", "left",                    wire::FAULT_BUSY,               later},
    Explanation{"camera",  "left",                    wire::FAULT_BUSY,               later},
    Explanation{"reader",  "left",                    wire::FAULT_BUSY,               later},
    Explanation{"printer", "empty",                   wire::FAULT_PRINTER_PAPER_OUT,  later},
    Explanation{"printer", "jam",                     wire::FAULT_PRINTER_JAM,        later},
    Explanation{"printer", "cover-open",              wire::FAULT_PRINTER_COVER_OPEN, later},
    Explanation{"printer", "toner-empty",             wire::FAULT_PRINTER_TONER,      later},
    Explanation{"printer", "paused",                  wire::FAULT_PRINTER_PAUSED,     later},
    Explanation{"printer", "offline",                 wire::FAULT_PRINTER_OFFLINE,    later},
    Explanation{"printer", "offline",                 wire::FAULT_PRINTER_MISSING,    later},
    Explanation{"printer", "offline",                 wire::FAULT_PRINTER_FAILED,     later},
    Explanation{"printer", "kill",                    wire::FAULT_PRINTER_FAILED,     worker},
    Explanation{"printer", "kill",                    wire::FAULT_UNAVAILABLE,        circuit},
    Explanation{"camera",  "off",                     wire::FAULT_CAMERA_MISSING,     later},
    Explanation{"camera",  "stall",                   wire::FAULT_CAMERA_MISSING,     later},
    Explanation{"camera",  "black",                   wire::FAULT_CAMERA_BLACK,       later},
    Explanation{"camera",  "frozen",                  wire::FAULT_CAMERA_FROZEN,      later},
    Explanation{"camera",  "kill",                    wire::FAULT_UNAVAILABLE,        circuit},
};
// clang-format on

bool is_of_kind(std::string_view kind, std::string_view listed) {
    return listed.starts_with("card:") ? kind.starts_with(listed) : kind == listed;
}

}  // namespace

std::span<const Explanation> explanations() {
    return table;
}

bool explains(std::span<const Trouble> troubles, std::string_view device, wire::FaultCode code, std::int64_t from,
              std::int64_t at) {
    return std::any_of(troubles.begin(), troubles.end(), [&](const Trouble& trouble) {
        return trouble.device == device && trouble.from <= at &&
               std::any_of(table.begin(), table.end(), [&](const Explanation& row) {
                   const bool long_over = trouble.until < from - row.after_ms;
                   return row.device == device && row.code == code && !long_over && is_of_kind(trouble.kind, row.kind);
               });
    });
}

}  // namespace doorstep::chaos
