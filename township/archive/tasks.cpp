#include "township/archive/tasks.hpp"

#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

Cell id_cell(const Uuid& id) {
    return id.is_nil() ? Cell(std::monostate{}) : Cell(Bytes(id.bytes().begin(), id.bytes().end()));
}

constexpr auto overflow = "more-of-the-same";

}  // namespace

Status add_task(Archive& archive, const Task& task) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows open,
                     db.query("SELECT count(*) FROM tasks WHERE done_ms = 0 AND kind = ?1 AND station = ?2",
                              {task.kind, task.station}));
        const bool full = open[0].number(0) >= most_open_tasks;
        const Cell submission = full ? Cell(std::monostate{}) : id_cell(task.submission);
        const std::string what = full ? std::string(overflow) : task.what;
        DOORSTEP_CHECK(db.run(
            "INSERT INTO tasks (kind, station, submission, case_number, what, at_ms) VALUES (?1, ?2, "
            "?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            {task.kind, task.station, submission, full ? std::string{} : task.case_number, what, archive.now()}));
        return db.changes() == 1
                   ? Status{}
                   : db.run(
                         "UPDATE tasks SET times = times + 1 WHERE kind = ?1 AND station = ?2 AND submission IS NOT "
                         "DISTINCT FROM ?3 AND what = ?4 AND done_ms = 0",
                         {task.kind, task.station, submission, what});
    });
}

Result<std::vector<Task>> list_tasks(Archive& archive, bool all) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT id, kind, station, submission, case_number, what, at_ms, times, done_ms, done_who FROM "
                     "tasks WHERE ?1 <> 0 OR done_ms = 0 ORDER BY id LIMIT 10000",
                     {static_cast<std::int64_t>(all)}));
    std::vector<Task> out;
    for (const auto& row : rows) {
        out.push_back({row.number(0), row.text(1), row.text(2), Uuid::from_bytes(row.bytes(3)).value_or(Uuid{}),
                       row.text(4), row.text(5), row.number(6), row.number(7), row.number(8), row.text(9)});
    }
    return out;
}

Status finish_task(Archive& archive, std::int64_t id, std::string_view who) {
    auto& db = archive.database();
    DOORSTEP_CHECK(db.run("UPDATE tasks SET done_ms = ?2, done_who = ?3 WHERE id = ?1 AND done_ms = 0",
                          {id, archive.now(), std::string(who)}));
    return db.changes() == 1 ? Status{} : Status(Error(TownshipError::NoSuchCase, "no open task of that number"));
}

}  // namespace doorstep::township
