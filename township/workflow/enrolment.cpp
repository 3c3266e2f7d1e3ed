#include "township/workflow/enrolment.hpp"

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/holds.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/clerks.hpp"
#include "township/workflow/roster.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::size_t key_size = 32;

struct Reply {
    std::string station;
    Bytes token;
    StationKeys keys;
    Bytes signature;
};

Result<Bytes> field(const json& reply, const char* name, std::size_t size) {
    const auto found = reply.find(name);
    if (found == reply.end() || !found->is_string()) {
        return Error(TownshipError::BadReply, std::string(name) + " is missing");
    }
    auto bytes = from_base64(found->get_ref<const std::string&>());
    if (!bytes || (size != 0 && bytes->size() != size)) {
        return Error(TownshipError::BadReply, std::string(name) + " is no key");
    }
    return bytes;
}

Result<Reply> parse_reply(std::string_view text) {
    const json reply = text.size() > largest_reply ? json() : json::parse(text, nullptr, false);
    if (!reply.is_object() || !reply.contains("station") || !reply["station"].is_string()) {
        return Error(TownshipError::BadReply, "not an enrolment reply");
    }
    Reply out;
    out.station = reply["station"].get<std::string>();
    DOORSTEP_TRY(out.token, field(reply, "token", 0));
    DOORSTEP_TRY(out.keys.curve_public, field(reply, "curve_public", key_size));
    DOORSTEP_TRY(out.keys.sign_public, field(reply, "sign_public", key_size));
    DOORSTEP_TRY(out.keys.box_public, field(reply, "box_public", key_size));
    DOORSTEP_TRY(out.signature, field(reply, "signature", 0));
    Bytes covered = out.token;
    for (const auto* key : {&out.keys.curve_public, &out.keys.sign_public, &out.keys.box_public}) {
        covered.insert(covered.end(), key->begin(), key->end());
    }
    if (!protocol::verify(protocol::domains::enrolment, covered, out.signature, out.keys.sign_public)) {
        return Error(TownshipError::BadReply, "its signature is wrong");
    }
    return out;
}

}  // namespace

Result<std::string> invitation_for(Archive& archive, std::string_view station, std::string_view address) {
    DOORSTEP_TRY(const Bytes token, invite_station(archive, station));
    const auto& keys = archive.keys();
    const json invitation{{"station", station},
                          {"township", keys.township},
                          {"address", address},
                          {"server_curve_public", to_base64(keys.curve.public_key)},
                          {"gateway_sign_public", to_base64(keys.gateway.public_key)},
                          {"recipient_public", to_base64(keys.recipient.public_key)},
                          {"recipient_epoch", keys.recipient.epoch},
                          {"token", to_base64(token)}};
    return invitation.dump(2) + "\n";
}

Result<std::string> confirm_reply(Archive& archive, std::string_view text) {
    DOORSTEP_TRY(const Reply reply, parse_reply(text));
    const auto written = archive.database().transaction([&]() -> Status {
        DOORSTEP_CHECK(hold_station(archive, reply.station));
        DOORSTEP_TRY(const bool new_box, enrol_station(archive, reply.station, reply.token, reply.keys));
        if (!new_box) {
            return {};  // the same kiosk again: it holds all that was sent to it
        }
        DOORSTEP_CHECK(restart_downlink(archive, reply.station));
        DOORSTEP_CHECK(resend_clerks(archive, reply.station));
        DOORSTEP_CHECK(resend_roster(archive, reply.station));
        return tell_everything(archive, reply.station);
    });
    DOORSTEP_CHECK(written);
    return reply.station;
}

}  // namespace doorstep::township
