#include "township/workflow/enrolment.hpp"

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/enrolment_code.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/holds.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/clerks.hpp"
#include "township/workflow/news.hpp"
#include "township/workflow/releases.hpp"
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

// JSON, or the text of the kiosk's code.
Result<Reply> parse_reply(std::string_view text) {
    const auto written = protocol::reply_json(text.size() > largest_reply ? std::string_view() : text);
    const json reply = written ? json::parse(*written, nullptr, false) : json();
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
    DOORSTEP_TRY(const auto release, release_publics(archive));
    DOORSTEP_CHECK(pin_release_keys(archive));
    auto release_public = json::array();
    for (const auto& key : release) {
        release_public.push_back(to_base64(key));
    }
    const json invitation{{"station", station},
                          {"township", keys.township},
                          {"address", address},
                          {"server_curve_public", to_base64(keys.curve.public_key)},
                          {"gateway_sign_public", to_base64(keys.gateway.public_key)},
                          {"recipient_public", to_base64(keys.recipient.public_key)},
                          {"recipient_epoch", keys.recipient.epoch},
                          {"release_public", release_public},
                          {"release_fingerprint", protocol::release_fingerprint(release)},
                          {"token", to_base64(token)}};
    return invitation.dump(2) + "\n";
}

namespace {

Result<protocol::EnrolmentTranscript> transcript_of(Archive& archive, const Reply& reply) {
    const auto& keys = archive.keys();
    DOORSTEP_TRY(const auto release, release_publics(archive));
    return protocol::EnrolmentTranscript{reply.station,
                                         keys.township,
                                         reply.token,
                                         keys.curve.public_key,
                                         keys.gateway.public_key,
                                         keys.recipient.public_key,
                                         release,
                                         reply.keys.curve_public,
                                         reply.keys.sign_public,
                                         reply.keys.box_public};
}

// Eight digits are few: a wrong one counts, and the invitation ends before they can be found by trying.
Status count_wrong_code(Archive& archive, const std::string& station) {
    auto& db = archive.database();
    DOORSTEP_CHECK(
        db.run("INSERT INTO enrolment_tries VALUES (?1, 1) ON CONFLICT (station) DO UPDATE SET wrong = "
               "enrolment_tries.wrong + 1",
               {station}));
    DOORSTEP_TRY(const Rows rows, db.query("SELECT wrong FROM enrolment_tries WHERE station = ?1", {station}));
    const auto left = most_wrong_codes - rows[0].number(0);
    if (left <= 0) {
        DOORSTEP_CHECK(end_invitation(archive, station));
    }
    return Error(TownshipError::BadReply, left > 0
                                              ? "the code is not the kiosk's: somebody else's keys, or mistyped; " +
                                                    std::to_string(left) + " tries left"
                                              : "the code was wrong too often: invite the station anew");
}

// The township's own code when the kiosk's was right.
Result<std::string> check_code(Archive& archive, const Reply& reply, const std::string& typed) {
    DOORSTEP_TRY(const auto transcript, transcript_of(archive, reply));
    if (!protocol::same_code(protocol::enrolment_code(transcript, protocol::CodeOf::Kiosk), typed)) {
        return count_wrong_code(archive, reply.station).error();
    }
    return protocol::enrolment_code(transcript, protocol::CodeOf::Township);
}

}  // namespace

Result<Confirmed> confirm_reply(Archive& archive, std::string_view text, std::optional<std::string> code) {
    DOORSTEP_TRY(const Reply reply, parse_reply(text));
    Confirmed done{reply.station, {}};
    if (code) {
        DOORSTEP_TRY(done.code, check_code(archive, reply, *code));
    }
    const auto written = archive.database().transaction([&]() -> Status {
        DOORSTEP_CHECK(hold_station(archive, reply.station));
        DOORSTEP_TRY(const bool new_box, enrol_station(archive, reply.station, reply.token, reply.keys));
        if (new_box) {
            DOORSTEP_CHECK(restart_downlink(archive, reply.station));
        }
        // Also to the same kiosk: it may have pinned the release keys only now, and takes no order twice.
        DOORSTEP_CHECK(resend_orders(archive, reply.station));
        if (!new_box) {
            return {};  // it holds all else that was sent to it
        }
        DOORSTEP_CHECK(resend_clerks(archive, reply.station));
        DOORSTEP_CHECK(resend_roster(archive, reply.station));
        DOORSTEP_CHECK(tell_everything(archive, reply.station));
        return resend_news(archive, reply.station);
    });
    DOORSTEP_CHECK(written);
    return done;
}

}  // namespace doorstep::township
