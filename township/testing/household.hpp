// Synthetic people and what they hand in (area 99xxxx belongs to nobody).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/messages/common.pb.h"
#include "protocol/messages/uplink.pb.h"

namespace doorstep::township::testing {

// An ID number with a right check character: area 990101, born 1960-01-01, that serial (0 … 999).
std::string id_number(int serial);

// What a station hands in, in plain.
struct HandIn {
    wire::SubmissionKind kind = wire::APPLICATION;
    std::string case_number;  // empty: a new one
    std::string name = "王测试";
    std::string number = id_number(1);
    std::string answers;             // JSON text; empty: an application that validates
    std::vector<std::string> pages;  // image bytes
    bool with_consent = true;
    std::string scheme = "dibao";
    std::uint32_t scheme_version = 1;
    std::string receiving_township = "test-town";
    Uuid id = Uuid::make_v7();
    wire::TimeToken token{};                       // the last that the station has seen
    std::string entries;                           // serialized AuditEntries of the station's chain before it
    std::optional<wire::Acting> acting{};          // who hands it in for that person
    std::optional<std::string> carried_entries{};  // what it sends instead of them; a station that lies
};

// The parts of a hand-in: owns their bytes.
struct Parts {
    std::vector<Bytes> contents;
    std::vector<protocol::PartToSeal> parts;
};
Parts parts_of(const HandIn& hand_in);
// A valid application of the scheme dibao with one adult member.
std::string valid_answers(const std::string& name, const std::string& number);
// Bytes that begin like a JPEG, of that size, different for each seed.
std::string page_bytes(std::size_t size, unsigned seed);
// A small real PNG (8 × 8).
std::string small_png();

}  // namespace doorstep::township::testing
