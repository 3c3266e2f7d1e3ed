#include "station-agent/health/self_tests.hpp"

#include <algorithm>

#include "station-agent/health/box.hpp"
#include "station-agent/health/rules.hpp"

namespace doorstep::agent {
namespace {

int spots_of(const wire::SelfTestRecord& record) {
    int spots = 0;
    for (const auto& glass : record.glasses()) {
        spots += glass.spots_size();
    }
    return spots;
}

bool looked_at_glass(const wire::SelfTestRecord& record) {
    return std::any_of(record.glasses().begin(), record.glasses().end(), [](const wire::GlassReport& glass) {
        return glass.verdict() == wire::GlassReport::CLEAN || glass.verdict() == wire::GlassReport::DIRTY;
    });
}

}  // namespace

Result<std::vector<wire::SelfTestRecord>> SelfTests::newest_of(std::int64_t most) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT record FROM self_tests ORDER BY number DESC LIMIT ?1", {most}));
    std::vector<wire::SelfTestRecord> records;
    for (const auto& row : rows) {
        const Bytes bytes = row.bytes(0);
        auto& record = records.emplace_back();
        record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    }
    return records;
}

Result<std::vector<wire::SelfTestRecord>> SelfTests::list() {
    return newest_of(self_tests_kept);
}

const std::optional<wire::SelfTestRecord>& SelfTests::newest() {
    if (!read_) {
        auto records = newest_of(1);
        read_ = static_cast<bool>(records);
        newest_ = records && !records->empty() ? std::optional(std::move(records->front())) : std::nullopt;
    }
    return newest_;
}

Status SelfTests::keep(wire::SelfTestRecord& record) {
    if (record.glasses().empty()) {
        if (const auto& before = newest()) {
            *record.mutable_glasses() = before->glasses();
            record.set_glass_ms(before->glass_ms());
        }
    } else {
        record.set_glass_ms(record.at_ms());
    }
    // A glass without a blank sheet on it was not looked at: no number, so that it is never good.
    if (looked_at_glass(record)) {
        auto& spots = *record.add_facts();
        spots = fact_of(wire::HealthFact::GLASS_SPOTS, spots_of(record));
        spots.set_verdict(judge(spots));
    }
    const std::string bytes = record.SerializeAsString();
    auto& database = *store_.database;
    const auto written = database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.run("INSERT INTO self_tests (record) VALUES (?1)", {to_bytes(as_bytes(bytes))}));
        return database.run(
            "DELETE FROM self_tests WHERE number<=(SELECT number FROM self_tests ORDER BY number DESC LIMIT 1 OFFSET "
            "?1)",
            {self_tests_kept});
    });
    DOORSTEP_CHECK(written);
    newest_ = record;
    read_ = true;
    return {};
}

}  // namespace doorstep::agent
