// Bytes from an enrolled station that is hostile or broken, over the real line: whatever they are, the gateway goes on
// answering.
#include "base/log.hpp"
#include "base/testing/fuzz_target.hpp"
#include "township/gateway/admission.hpp"
#include "township/gateway/gateway.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/temporary_folder.hpp"
#include "township/workflow/enrolment.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::township;
using testing::ScriptedStation;

struct World {
    testing::TemporaryFolder folder;
    EventLoop loop;
    Judgement judgement{std::filesystem::path(DOORSTEP_SCHEMES)};
    std::unique_ptr<Archive> archive;
    std::optional<Opener> opener;
    std::unique_ptr<protocol::ZapHandler> admission;
    std::unique_ptr<Gateway> gateway;
    ScriptedStation station{loop, "kiosk-1"};

    World() {
        google::protobuf::SetLogHandler(nullptr);
        ::setenv("DOORSTEP_LOG", "critical", 1);
        log::start("township_line_fuzz");
        const bool made = static_cast<bool>(make_keys(folder.path() / "keys", "test-town"));
        archive = Archive::open(folder.path()).value();
        opener.emplace(Opener::load(folder.path() / "keys").value());
        admission = start_admission(loop, *archive).value();
        gateway = Gateway::start(loop, *archive, judgement, *opener, "tcp://127.0.0.1:0").value();
        const auto invitation = invitation_for(*archive, station.id(), gateway->endpoint()).value();
        if (!made || !confirm_reply(*archive, station.reply_to(invitation), std::nullopt) ||
            !station.begin(gateway->endpoint())) {
            std::abort();
        }
    }
    // The gateway has handled all that was said before when it answers this.
    bool answers() {
        wire::UplinkMessage ping;
        ping.mutable_ping()->set_station_ms(1);
        constexpr std::int64_t patience_ms = 10'000;
        using Kind = wire::TownshipMessage;
        // A fault instead: what was said ended our session.
        return station.say(ping) && station.hear_any({Kind::kPong, Kind::kFault}, patience_ms);
    }
};

World& world() {
    static World made;
    return made;
}

Bytes bytes_of(const wire::UplinkMessage& message) {
    const auto text = message.SerializeAsString();
    return {text.begin(), text.end()};
}

wire::DownlinkAck refusal() {
    wire::DownlinkAck ack;
    ack.set_sequence(1);
    ack.set_final(true);
    ack.mutable_why_not()->set_code(wire::FAULT_BAD_REQUEST);
    ack.set_detail("scheme/Broken");
    return ack;
}

wire::UplinkMessage hello() {
    wire::UplinkMessage message;
    message.mutable_hello()->set_protocol_low(1);
    message.mutable_hello()->set_protocol_high(1);
    message.mutable_hello()->set_downlink_cursor(3);
    message.mutable_hello()->set_audit_head(std::string(32, 'h'));
    message.mutable_hello()->add_key_epochs(1);
    message.mutable_hello()->set_sealing_epoch(2);
    *message.mutable_hello()->add_refused() = refusal();
    return message;
}

wire::UplinkMessage card_query() {
    wire::UplinkMessage message;
    auto& query = *message.mutable_card_query();
    query.set_query(std::string(16, 'q'));
    query.set_number(testing::id_number(1));
    query.set_chip_serial("12345678");
    query.set_valid_from("2015-03-01");
    query.set_valid_until("2035-03-01");
    return message;
}

wire::UplinkMessage offer(const protocol::SealedSubmission& sealed, const std::string& id) {
    wire::UplinkMessage message;
    message.mutable_offer()->set_submission(id);
    message.mutable_offer()->set_envelope(std::string(as_text(sealed.envelope)));
    return message;
}

wire::UplinkMessage chunk(const protocol::SealedSubmission& sealed, const std::string& id) {
    wire::UplinkMessage message;
    message.mutable_chunk()->set_submission(id);
    message.mutable_chunk()->set_part(std::string(as_text(sealed.names[0])));
    message.mutable_chunk()->set_data(std::string(as_text(sealed.parts[0])));
    return message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto& w = world();
    w.station.forget_heard();
    w.station.say_bytes({reinterpret_cast<const char*>(data), size});
    if (!w.answers() && !w.station.begin(w.gateway->endpoint())) {
        std::abort();  // nobody is served any more
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    auto& station = world().station;
    const auto sealed = station.seal({});
    wire::Envelope envelope;
    wire::Header header;
    envelope.ParseFromArray(sealed.envelope.data(), static_cast<int>(sealed.envelope.size()));
    header.ParseFromString(envelope.header());
    wire::UplinkMessage ack;
    ack.mutable_downlink_ack()->set_sequence(1);
    ack.mutable_downlink_ack()->set_applied(true);
    wire::UplinkMessage stuck;
    stuck.mutable_downlink_ack()->mutable_why_not()->set_code(wire::FAULT_INTERNAL);
    wire::UplinkMessage for_good;
    *for_good.mutable_downlink_ack() = refusal();
    wire::UplinkMessage ping;
    ping.mutable_ping()->set_station_ms(1);
    wire::UplinkMessage beat;
    beat.mutable_heartbeat()->set_version("1.2.0");
    beat.mutable_heartbeat()->add_devices()->set_fault(wire::FAULT_PRINTER_PAPER_OUT);
    wire::UplinkMessage ask;
    ask.mutable_update_ask()->set_update(std::string(32, 'u'));
    ask.mutable_update_ask()->set_size(100);
    return {bytes_of(beat),
            bytes_of(ask),
            bytes_of(hello()),
            bytes_of(for_good),
            bytes_of(offer(sealed, header.submission_id())),
            bytes_of(chunk(sealed, header.submission_id())),
            bytes_of(ack),
            bytes_of(stuck),
            bytes_of(card_query()),
            bytes_of(ping)};
}
