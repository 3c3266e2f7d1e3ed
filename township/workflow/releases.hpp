// Orders of the release key on the machine that serves the line (SECURITY 7): made here without a signature, signed on
// another machine, handed on from here. Nothing here can sign one. Thread-bound with the archive.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/wiped_bytes.hpp"
#include "protocol/messages/release.pb.h"
#include "township/archive/archive.hpp"
#include "township/archive/audit.hpp"

namespace doorstep::township {

// Whom an order is for, and what about.
struct OrderFrame {
    std::string station;    // empty: every station
    std::string subject;    // of several orders of one purpose and subject the newest stands
    std::int64_t days = 0;  // until it expires; 0: never
    WipedBytes sealed;      // goes only to a station's box key; empty: nothing
};
// Fills township, number and times, keeps the order and gives what is to be signed. NoReleaseKeys when fewer keys than
// it takes persons are known; BadRelease when it is too large.
Result<wire::SignedRelease> make_order(Archive& archive, const Actor& actor, wire::ReleaseOrder order,
                                       const OrderFrame& frame);
// A scheme's package (forms/archive/) as an order carries it: one file. BadRelease when it is broken or none of the
// township's release keys has signed it; file errors.
Result<wire::SchemePackage> read_scheme_package(Archive& archive, const std::filesystem::path& file);

struct HandedOn {
    wire::ReleaseOrder order;
    std::size_t stations = 0;  // that get it
};
// Takes a signed order that was made here and queues it for whom it concerns, once. What the order does to this machine
// is done in the same commit: a sealing key becomes the newest, release keys replace the ones before, a revoked station
// is refused. BadRelease.
Result<HandedOn> hand_on(Archive& archive, const wire::SignedRelease& release);
// Queues what stands for one station (a new one, or one with new keys).
Status resend_orders(Archive& archive, std::string_view station);

// In words for whoever is to sign it, Chinese, one line each.
std::string describe_order(const wire::ReleaseOrder& order);

}  // namespace doorstep::township
