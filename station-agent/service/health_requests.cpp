// How the station is: self-tests that are kept, what goes to the township each minute, and a proof of what runs here.
#include <sys/stat.h>

#include <algorithm>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "protocol/envelope/attestation.hpp"
#include "station-agent/health/box.hpp"
#include "station-agent/health/rules.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {
namespace {

using wire::HealthFact;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;
// By itself: a kiosk that is started again and again must not fill the 30 places.
constexpr std::int64_t between_self_tests_ms = 10 * minute_ms;
constexpr int most_devices = 16;
constexpr std::size_t hash_head = 8;  // bytes of the root hash in a heartbeat: enough to tell two images apart

// Since that moment in whole units; nothing for a moment that never was.
void add_age(wire::SelfTestRecord& record, HealthFact::What what, std::int64_t since_ms, std::int64_t unit) {
    if (since_ms > 0) {
        *record.add_facts() = fact_of(what, std::max<std::int64_t>(record.at_ms() - since_ms, 0) / unit);
    }
}

std::int64_t file_made_ms(const std::filesystem::path& file) {
    constexpr std::int64_t second_ms = 1000;
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? std::int64_t{found.st_mtim.tv_sec} * second_ms : 0;
}

void add_disk(Organs& organs, wire::SelfTestRecord& record) {
    constexpr std::uint64_t mib = 1 << 20;
    if (const auto room = free_space(organs.store.folder)) {
        *record.add_facts() = fact_of(HealthFact::DISK_FREE, static_cast<std::int64_t>(*room / mib));
    }
    for (auto& fact : read_smart(organs.health_folder)) {
        *record.add_facts() = std::move(fact);
    }
    const auto box = read_box(organs.health_folder);
    if (box.root_damaged) {
        *record.add_facts() = fact_of(HealthFact::ROOT_DAMAGED, *box.root_damaged ? 1 : 0);
    }
    if (box.celsius) {
        *record.add_facts() = fact_of(HealthFact::MACHINE_HOT, *box.celsius);
    }
}

void add_line(Organs& organs, wire::SelfTestRecord& record) {
    auto& database = *organs.store.database;
    const auto number = [&](const char* name) { return meta_number(database, name).value_or(0); };
    const auto heard_ms = number("contact_ms");
    if (number("time_token_ms") != 0) {
        *record.add_facts() = fact_of(HealthFact::CLOCK_OFF, number("clock_off_ms") / 1000);
    }
    add_age(record, HealthFact::SILENT, heard_ms, minute_ms);
    add_age(record, HealthFact::ACKNOWLEDGED, number("last_confirmed_ms"), hour_ms);
    const auto oldest = organs.outbox.counts().value_or(Counts{}).oldest_unsent_ms;
    add_age(record, HealthFact::UNSENT, oldest == 0 ? record.at_ms() : oldest, hour_ms);
    add_age(record, HealthFact::SEALING_KEY_AGE, number("sealing_key_ms"), day_ms);
    if (organs.enrolment) {
        add_age(record, HealthFact::STATION_KEY_AGE, file_made_ms(organs.keys_folder / "sign.key"), day_ms);
    }
    const auto touch = database.query("SELECT value FROM meta WHERE name='touch_off'");
    if (touch && !touch->empty()) {
        *record.add_facts() = fact_of(HealthFact::TOUCH_OFF, (*touch)[0].number(0));
    }
}

// What the kiosk may tell: devices, each once, with codes and numbers.
bool fits(const wire::KeepSelfTest& request) {
    const auto sound = [](const HealthFact& fact) {
        return !is_agents(fact.what()) && fact.what() != HealthFact::WHAT_UNKNOWN &&
               fact.what() != HealthFact::GLASS_SPOTS && fact.word().size() <= longest_fact_word;
    };
    return request.devices_size() <= most_device_facts && request.glasses_size() <= most_glasses &&
           std::all_of(request.devices().begin(), request.devices().end(), sound);
}

Status may_test(Call call, const wire::KeepSelfTest& request) {
    if (request.why() == wire::SelfTestRecord::ASKED) {
        return call.required_shift(request.operator_token()) ? Status{} : Status(wire::FAULT_NOT_SIGNED_IN);
    }
    if (request.why() != wire::SelfTestRecord::BOOT && request.why() != wire::SelfTestRecord::DAILY) {
        return wire::FAULT_BAD_REQUEST;
    }
    const auto now = monotonic_milliseconds();
    auto& last = call.organs.self_tested_at;
    if (last != 0 && now - last < between_self_tests_ms) {
        return wire::FAULT_BUSY;
    }
    last = now;
    return {};
}

}  // namespace

Answer keep_self_test(Call call, wire::KeepSelfTest& request) {
    if (!fits(request)) {
        return wire::FAULT_BAD_REQUEST;
    }
    DOORSTEP_CHECK(may_test(call, request));
    wire::AgentReply reply;
    auto& record = *reply.mutable_self_test();
    record.set_at_ms(call.organs.clock.now().milliseconds);
    record.set_why(request.why());
    add_disk(call.organs, record);
    add_line(call.organs, record);
    record.mutable_facts()->Add(request.devices().begin(), request.devices().end());
    *record.mutable_glasses() = request.glasses();
    for (auto& fact : *record.mutable_facts()) {
        fact.set_verdict(judge(fact));
    }
    DOORSTEP_CHECK(call.organs.self_tests.keep(record));
    return reply;
}

Answer list_self_tests(Call call, const wire::ListSelfTests& request) {
    DOORSTEP_CHECK(call.required_shift(request.operator_token()));
    DOORSTEP_TRY(auto records, call.organs.self_tests.list());
    wire::AgentReply reply;
    reply.mutable_self_tests();
    for (auto& record : records) {
        *reply.mutable_self_tests()->add_tests() = std::move(record);
    }
    return reply;
}

Answer tell_devices(Call call, const wire::TellDevices& request) {
    if (request.devices_size() > most_devices) {
        return wire::FAULT_BAD_REQUEST;
    }
    call.organs.devices.assign(request.devices().begin(), request.devices().end());
    return done_reply();
}

wire::SelfTestRecord::Why self_test_due(Organs& organs) {
    if (organs.self_tested_at == 0) {
        return wire::SelfTestRecord::BOOT;
    }
    const auto& newest = organs.self_tests.newest();
    const auto age = newest ? organs.clock.now().milliseconds - newest->at_ms() : day_ms;
    // A clock that was set back makes a record of the future: as good as none.
    return age >= day_ms || age < 0 ? wire::SelfTestRecord::DAILY : wire::SelfTestRecord::WHY_UNKNOWN;
}

wire::Heartbeat heartbeat(Organs& organs) {
    const auto counts = organs.outbox.counts().value_or(Counts{});
    wire::Heartbeat beat;
    beat.set_station_ms(organs.clock.now().milliseconds);
    beat.set_waiting(counts.sealed + counts.sending + counts.shelved);
    beat.set_oldest_unsent_ms(counts.oldest_unsent_ms);
    beat.mutable_devices()->Add(organs.devices.begin(), organs.devices.end());
    beat.set_version(organs.version);
    beat.set_start(organs.start);
    if (const auto hash = from_hex(read_box(organs.health_folder).root_hash); hash && hash->size() >= hash_head) {
        beat.set_root_hash(std::string(as_text(BytesView(*hash).first(hash_head))));
    }
    *beat.mutable_update() = organs.updates.state();
    if (const auto& newest = organs.self_tests.newest()) {
        const auto how_many = [&](HealthVerdict verdict) {
            return static_cast<std::uint32_t>(
                std::count_if(newest->facts().begin(), newest->facts().end(),
                              [&](const HealthFact& fact) { return fact.verdict() == verdict; }));
        };
        beat.set_self_test_ms(newest->at_ms());
        beat.set_look(how_many(HealthFact::LOOK));
        beat.set_call(how_many(HealthFact::CALL));
    }
    return beat;
}

Answer attest(Call call, const wire::Attest& request) {
    auto& organs = call.organs;
    DOORSTEP_TRY(const Shift* shift, call.required_shift(request.operator_token()));
    if (shift->clerk.role != technician_role || !shift->service_open) {
        return wire::FAULT_NOT_PERMITTED;
    }
    if (!organs.enrolment) {
        return wire::FAULT_STATION_NOT_ENROLLED;
    }
    constexpr std::int64_t second_ms = 1000;
    wire::AgentReply reply;
    auto& answer = *reply.mutable_attestation();
    answer.set_at_ms(organs.clock.now().milliseconds);
    answer.set_station(organs.enrolment->station);
    answer.set_version(organs.version);
    answer.set_root_hash(read_box(organs.health_folder).root_hash);
    DOORSTEP_TRY(*answer.mutable_qr_text(),
                 protocol::make_attestation_text(
                     {answer.station(), answer.version(), answer.root_hash(), answer.at_ms() / second_ms},
                     organs.enrolment->sign));
    DOORSTEP_CHECK(organs.trail.note("service-attested", shift->clerk.account));
    return reply;
}

}  // namespace doorstep::agent
