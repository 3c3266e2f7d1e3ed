// Items of the downlink that the township signed but that are not what they should be: none crashes the station, and
// none is applied twice or leaves a gap.
#include <unistd.h>

#include <filesystem>

#include "base/log.hpp"
#include "base/testing/fuzz_target.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/uplink/downlink.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::agent;

// A station's store in RAM, and the township's keys.
struct World {
    std::filesystem::path folder = make_folder_in_ram();
    protocol::SigningKeys township = protocol::make_signing_keys();
    Enrolment enrolment;
    Store store = Store::open(folder).value();
    StoreKey key = StoreKey::load_or_make(folder / "store.key").value();
    Cases cases{store, key};
    Roster roster{store, key};
    Accounts accounts{store, key, system_clock()};
    Vault vault{store};
    Downlink downlink{store, system_clock(), {cases, roster, accounts, vault}, [](const wire::ClerkAccount&) {}};

    World() {
        google::protobuf::SetLogHandler(nullptr);
        ::setenv("DOORSTEP_LOG", "critical", 1);
        log::start("agent_downlink_fuzz");
        enrolment.station = "kiosk-1";
        enrolment.box = protocol::make_box_keys();
        enrolment.gateway_sign_public = township.public_key;
    }
    ~World() {
        store = Store{};
        std::filesystem::remove_all(folder);
    }
    static std::filesystem::path make_folder_in_ram() {
        std::string name = "/dev/shm/downlinkfuzzXXXXXX";
        return ::mkdtemp(name.data());
    }
};

World& world() {
    static World made;
    return made;
}

Bytes bytes_of(const wire::DownlinkItem& item) {
    const auto text = item.SerializeAsString();
    return {text.begin(), text.end()};
}

wire::SignedDownlink sign(const std::string& item) {
    wire::SignedDownlink out;
    out.set_item(item);
    out.set_signature(
        std::string(as_text(protocol::sign(protocol::domains::downlink, as_bytes(item), world().township))));
    return out;
}

}  // namespace

// Signed as it came, then, when it parses, with the number that comes next and the right station.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto& w = world();
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(w.downlink.take(sign(bytes), w.enrolment));
    wire::DownlinkItem item;
    if (!item.ParseFromString(bytes)) {
        return 0;
    }
    const auto before = w.downlink.cursor().value();
    item.set_station(w.enrolment.station);
    item.set_sequence(before + 1);
    const auto ack = w.downlink.take(sign(item.SerializeAsString()), w.enrolment);
    const auto after = w.downlink.cursor().value();
    if (ack.applied() ? after != before + 1 : after != before) {
        std::abort();  // the answer and the number that is kept differ
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    auto& w = world();
    wire::DownlinkItem state;
    state.mutable_case_state()->set_case_number("000000000098");
    state.mutable_case_state()->set_scheme("dibao");
    state.mutable_case_state()->set_state("accepted");
    state.mutable_case_state()->set_note("已受理");
    state.mutable_case_state()->add_steps()->set_state("accepted");
    wire::RosterEntry entry;
    entry.set_number("990101194001010018");
    entry.set_case_number("000000000098");
    const auto text = entry.SerializeAsString();
    wire::DownlinkItem roster;
    const auto sealed = protocol::seal_box(as_bytes(text), w.enrolment.box.public_key).value();
    roster.mutable_roster()->set_row(std::string(16, 'r'));
    roster.mutable_roster()->set_sealed_entry(std::string(as_text(sealed)));
    wire::DownlinkItem clerk;
    clerk.mutable_clerk()->set_account("zhou");
    clerk.mutable_clerk()->set_display_name("周丽");
    clerk.mutable_clerk()->set_role("clerk");
    wire::DownlinkItem deletion;
    deletion.mutable_vault_delete()->set_row_id(std::string(16, 'v'));
    return {bytes_of(state), bytes_of(roster), bytes_of(clerk), bytes_of(deletion)};
}
