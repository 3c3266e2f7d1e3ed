// Items of the downlink that the township signed but that are not what they should be: none crashes the station, and
// none is applied twice or leaves a gap.
#include <unistd.h>

#include <filesystem>

#include "base/log.hpp"
#include "base/testing/fuzz_target.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/release/forget.hpp"
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
    News news{store, key};
    Releases releases{store, accounts, system_clock()};
    AuditTrail trail{store, system_clock()};
    protocol::SigningKeys release_keys[2] = {protocol::make_signing_keys(), protocol::make_signing_keys()};
    std::uint64_t orders = 0;
    Downlink downlink{store,
                      system_clock(),
                      {cases, roster, accounts, vault, news, releases, trail},
                      {.forget = [this] { return forget_everything(store, key, folder / "store.key"); }}};

    World() {
        google::protobuf::SetLogHandler(nullptr);
        ::setenv("DOORSTEP_LOG", "critical", 1);
        log::start("agent_downlink_fuzz");
        enrolment.station = "kiosk-1";
        enrolment.box = protocol::make_box_keys();
        enrolment.gateway_sign_public = township.public_key;
        enrolment.township = "township-990001";
        enrolment.recipient = {protocol::make_box_keys().public_key, 1};
        for (const auto& keys : release_keys) {
            enrolment.release_keys.push_back(keys.public_key);
        }
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

// The same order as if two persons had signed it, with the next number: it is applied or refused for good, and keys,
// versions and epochs only ever rise.
void take_released(wire::DownlinkItem item) {
    auto& w = world();
    wire::ReleaseOrder order;
    if (!order.ParseFromString(item.release().signed_().order())) {
        return;
    }
    order.set_township(w.enrolment.township);
    order.set_sequence(++w.orders);
    auto release = protocol::unsigned_release(order);
    if (!release) {
        return;
    }
    for (const auto& keys : w.release_keys) {
        static_cast<void>(protocol::sign_release(*release, keys));
    }
    *item.mutable_release()->mutable_signed_() = *release;
    const auto configured = w.releases.configuration().value().version();
    const auto epoch = w.releases.recipient(w.enrolment).value().epoch;
    item.set_sequence(w.downlink.cursor().value() + 1);
    const auto ack = w.downlink.take(sign(item.SerializeAsString()), w.enrolment);
    if ((!ack.applied() && !ack.final()) || w.releases.configuration().value().version() < configured ||
        w.releases.recipient(w.enrolment).value().epoch < epoch) {
        std::abort();
    }
    if (order.has_release_keys() && ack.applied()) {  // for the next input
        static_cast<void>(w.store.database->run("DELETE FROM meta WHERE name='release_keys'"));
    }
}

wire::DownlinkItem released(const wire::ReleaseOrder& order) {
    wire::DownlinkItem item;
    *item.mutable_release()->mutable_signed_() = protocol::unsigned_release(order).value();
    item.mutable_release()->set_sealed(std::string(80, 's'));
    return item;
}

// One order of each kind, nearly right.
std::vector<Bytes> release_seeds() {
    std::vector<wire::ReleaseOrder> orders(8);
    auto& scheme = *orders[0].mutable_scheme();
    scheme.set_id("dibao");
    scheme.set_version(2);
    const auto package =
        forms::pack_files({{"scheme.toml", "id = \"dibao\"\nversion = 2\n"}}, {"dibao", 2, "0.1.0", {}});
    scheme.add_files()->set_content(std::string(as_text(package.value())));
    orders[1].mutable_configuration()->set_version(1);
    (*orders[1].mutable_configuration()->mutable_values())["lost_days"] = "30";
    orders[2].mutable_sealing_key()->set_epoch(2);
    orders[2].mutable_sealing_key()->set_public_key(std::string(32, 'k'));
    orders[3].mutable_release_keys()->set_version(1);
    orders[3].mutable_release_keys()->add_public_keys(std::string(32, 'a'));
    orders[3].mutable_release_keys()->add_public_keys(std::string(32, 'b'));
    orders[4].mutable_revocation()->set_reason("stolen");
    orders[5].mutable_forget()->set_reason("repair");
    orders[6].mutable_clerk()->set_account("zhou");
    orders[6].mutable_clerk()->set_own_number(std::string(32, 'n'));
    auto& update = *orders[7].mutable_update();
    update.set_version("1.2.0");
    update.set_size(5U << 20U);
    update.set_piece_size(4U << 20U);
    update.set_piece_digests(std::string(64, 'd'));
    std::vector<Bytes> seeds;
    for (const auto& order : orders) {
        seeds.push_back(bytes_of(released(order)));
    }
    return seeds;
}

std::vector<Bytes> news_seeds() {
    wire::DownlinkItem notice;
    notice.mutable_notice()->set_id(std::string(16, 'n'));
    notice.mutable_notice()->set_title("公示");
    wire::DownlinkItem message;
    message.mutable_clerk_message()->set_id(std::string(16, 'm'));
    message.mutable_clerk_message()->set_text("周五培训");
    wire::DownlinkItem answer;
    answer.mutable_answer()->set_id(std::string(16, 'a'));
    answer.mutable_answer()->set_case_number("000000000098");
    answer.mutable_answer()->set_text("材料已收到");
    return {bytes_of(notice), bytes_of(message), bytes_of(answer)};
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
    const bool settled = ack.applied() || ack.final();
    if (settled ? after != before + 1 : after != before) {
        std::abort();  // the answer and the number that is kept differ
    }
    if (item.has_release()) {
        take_released(item);
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
    std::vector<Bytes> seeds{bytes_of(state), bytes_of(roster), bytes_of(clerk), bytes_of(deletion)};
    for (auto&& more : {release_seeds(), news_seeds()}) {
        seeds.insert(seeds.end(), more.begin(), more.end());
    }
    return seeds;
}
