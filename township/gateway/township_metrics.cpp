#include "township/gateway/township_metrics.hpp"

#include "base/files.hpp"
#include "base/metrics.hpp"

namespace doorstep::township {
namespace {

constexpr double ms_a_second = 1000;

// A number for each value of a column.
struct Grouped {
    std::string_view name;
    std::string_view help;
    std::string_view label;
    std::string_view select;  // value of the label, number
};

Status add(Metrics& metrics, Archive& archive, const Grouped& grouped) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(grouped.select));
    for (const auto& row : rows) {
        metrics.gauge(grouped.name, grouped.help, static_cast<double>(row.number(1)), grouped.label, row.text(0));
    }
    return {};
}

constexpr Grouped counts[] = {
    {"cases", "Cases by state.", "state", "SELECT state,count(*) FROM cases GROUP BY state"},
    {"stations", "Stations by state.", "state", "SELECT state,count(*) FROM stations GROUP BY state"},
    {"open_tasks", "What a person must look at, by kind.", "kind",
     "SELECT kind,count(*) FROM tasks WHERE done_ms=0 GROUP BY kind"},
};

// A village that went silent is seen here.
Status add_last_seen(Metrics& metrics, Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT id,seen_ms FROM stations WHERE state='enrolled'"));
    for (const auto& row : rows) {
        metrics.gauge("station_last_seen_timestamp_seconds", "When the station last said hello; 0: never.",
                      static_cast<double>(row.number(1)) / ms_a_second, "station", row.text(0));
    }
    return {};
}

}  // namespace

Result<std::string> township_metrics(Archive& archive, std::size_t connected) {
    Metrics metrics("doorstep_township");
    metrics.gauge("connected_stations", "Stations with an open line.", static_cast<double>(connected));
    for (const auto& grouped : counts) {
        DOORSTEP_CHECK(add(metrics, archive, grouped));
    }
    DOORSTEP_TRY(const Rows held, archive.database().query("SELECT count(*) FROM submissions"));
    metrics.gauge("submissions", "Submissions held.", static_cast<double>(held[0].number(0)));
    DOORSTEP_CHECK(add_last_seen(metrics, archive));
    DOORSTEP_TRY(const auto free_bytes, free_space(archive.folder()));
    metrics.gauge("free_bytes", "Free space where the archive lies.", static_cast<double>(free_bytes));
    return metrics.text();
}

}  // namespace doorstep::township
