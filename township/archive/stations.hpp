// Stations that may come in: invited, enrolled, revoked. The gateway's allow-list is this table (SECURITY 5, 9).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/archive.hpp"

namespace doorstep::township {

struct Station {
    std::string id;
    std::string state;  // "invited", "enrolled", "revoked"
    Bytes curve_public;
    Bytes sign_public;
    Bytes box_public;
    std::int64_t invited_ms = 0;
    std::int64_t enrolled_ms = 0;
    std::int64_t revoked_ms = 0;
    std::int64_t seen_ms = 0;
    bool enrolled() const { return state == "enrolled"; }
};

// The three public keys of a reply.
struct StationKeys {
    Bytes curve_public;
    Bytes sign_public;
    Bytes box_public;
};

// a-z, 0-9 and -, 1 to 40 characters: fits file names, headers and receipts.
bool is_station_id(std::string_view id);
// A new single-use token, valid for 7 days; an earlier invitation ends. An enrolled station stays enrolled until the
// reply comes. BadStationId.
Result<Bytes> invite_station(Archive& archive, std::string_view id);
// The open invitation ends; a station that is enrolled stays so.
Status end_invitation(Archive& archive, std::string_view id);
// Takes the keys of a reply whose signature was checked. BadReply for a wrong, used or old token, a CURVE key that
// another station has, or keys that two persons revoked. True when the box key is new (what was sealed to the old one
// is of no more use).
Result<bool> enrol_station(Archive& archive, std::string_view id, BytesView token, const StationKeys& keys);
// From the station's next message on. NoSuchStation.
Status revoke_station(Archive& archive, std::string_view id);
// Nothing when there is none of that name.
Result<std::optional<Station>> find_station(Archive& archive, std::string_view id);
// The enrolled station with that CURVE key.
Result<std::optional<Station>> station_of_curve_key(Archive& archive, BytesView curve_public);
// The one with that CURVE key that two persons revoked: it may come in to hear just that.
Result<std::optional<Station>> revoked_station_of_curve_key(Archive& archive, BytesView curve_public);
// All, by name.
Result<std::vector<Station>> list_stations(Archive& archive);
// The enrolled ones, by name; of `one` only that one, if it is enrolled.
Result<std::vector<Station>> enrolled_stations(Archive& archive, std::string_view one = {});
// Notes that it said hello.
Status station_seen(Archive& archive, std::string_view id);

}  // namespace doorstep::township
