#include "township/postgres/postgres_database.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "township/postgres/cells.hpp"
#include "township/postgres/server_error.hpp"
#include "township/postgres/sql_text.hpp"

namespace doorstep::township {
namespace {

constexpr int oldest_server = 150000;

// Of the session: a setting of the database or the role must not weaken what an acknowledgement means.
constexpr auto session_words =
    "SET synchronous_commit = on; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '5min'; "
    "SET client_min_messages = warning; SET jit = off";

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearResult>;

class PostgresDatabase final : public Database {
  public:
    PostgresDatabase(std::string conninfo, ServerPromise promise) : conninfo_(std::move(conninfo)), promise_(promise) {}
    Status connect();

    Status script(std::string_view sql) override;
    Status each_row(std::string_view sql, const std::function<Status(const Row&)>& each) override;
    std::int64_t changes() const override { return changes_; }
    Status hold(std::string_view what) override;
    Result<std::vector<std::string>> find_damage() override;
    Status clear_log() override { return {}; }

  private:
    Result<Rows> rows_of(std::string_view sql, std::span<const Cell> values) override;
    std::string_view begin_words() const override { return "BEGIN"; }
    bool stands() const override { return connected() && PQtransactionStatus(connection_.get()) != PQTRANS_IDLE; }
    Status commit() override;
    bool worth_another_try(const Error&) const override { return collided_; }

    bool connected() const { return connection_ && !broken_ && PQstatus(connection_.get()) == CONNECTION_OK; }
    Status make_session();
    Status check_server();
    Status reach();
    Status expect(const char* name, std::string_view wanted, std::string_view why);
    Result<std::string> prepare(std::string_view sql, std::span<const Cell> values);
    Result<Rows> ask(std::string_view sql, std::span<const Cell> values);
    Status judge(const PGresult* answer, std::string_view what);
    Result<std::vector<std::string>> orphans();
    Result<std::vector<std::string>> broken_indexes();

    std::string conninfo_;
    ServerPromise promise_;
    std::unique_ptr<PGconn, CloseConnection> connection_;
    std::map<std::string, std::string, std::less<>> prepared_;  // our SQL → name of the statement there
    std::uint64_t names_ = 0;
    std::int64_t changes_ = 0;
    std::int64_t next_try_ms_ = 0;
    bool broken_ = false;
    bool collided_ = false;  // in this transaction: it and another one were in each other's way
};

// Good answers pass; what failed becomes an Error without the row's content, which PostgreSQL puts into its detail.
Status PostgresDatabase::judge(const PGresult* answer, std::string_view what) {
    const auto status = PQresultStatus(answer);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) {
        return {};
    }
    const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const std::string_view code = state != nullptr ? state : "";
    collided_ = collided_ || is_collision(code);
    // Without a code it is libpq that speaks, and not the server.
    const auto kind = connected() && !code.empty() ? error_of(code) : DatabaseError::Away;
    broken_ = kind == DatabaseError::Away;  // the server's last words came; that it hung up is seen only later
    return Error(kind, fmt::format("{}: {} {}", what.substr(0, 80), code,
                                   message != nullptr ? message : PQerrorMessage(connection_.get())));
}

Status PostgresDatabase::connect() {
    prepared_.clear();
    broken_ = false;
    const char* const names[] = {"connect_timeout",  "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
                                 "application_name", "client_encoding",  "dbname",          nullptr};
    const char* const values[] = {"3", "10000", "10", "3", "doorstep-township", "UTF8", conninfo_.c_str(), nullptr};
    connection_.reset(PQconnectdbParams(names, values, 1));
    if (!connected()) {
        const std::string why = connection_ ? PQerrorMessage(connection_.get()) : "no memory";
        return Error(connect_error(why), why.substr(0, why.find_last_not_of('\n') + 1));
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    const auto session = make_session();
    if (!session) {
        connection_.reset();
    }
    return session;
}

Status PostgresDatabase::make_session() {
    const Answer answer(PQexec(connection_.get(), session_words));
    DOORSTEP_CHECK(judge(answer.get(), session_words));
    return check_server();
}

Status PostgresDatabase::expect(const char* name, std::string_view wanted, std::string_view why) {
    const Answer answer(PQexec(connection_.get(), fmt::format("SHOW {}", name).c_str()));
    DOORSTEP_CHECK(judge(answer.get(), name));
    const std::string_view value = PQgetvalue(answer.get(), 0, 0);
    return value == wanted
               ? Status{}
               : Status(Error(DatabaseError::CannotOpen, fmt::format("the server has {} = {}: {}", name, value, why)));
}

// Each time: behind the same address another server may stand after a failover.
Status PostgresDatabase::check_server() {
    if (const int version = PQserverVersion(connection_.get()); version < oldest_server) {
        return Error(DatabaseError::CannotOpen, fmt::format("the server is PostgreSQL {}, 15 is asked for", version));
    }
    DOORSTEP_CHECK(expect("server_encoding", "UTF8", "names would not fit"));
    if (promise_ == ServerPromise::Durable) {
        DOORSTEP_CHECK(expect("fsync", "on", "it would lose what was acknowledged"));
        DOORSTEP_CHECK(expect("full_page_writes", "on", "a power cut would tear its pages"));
    }
    return {};
}

// A connection outside a transaction, a new one if need be.
Status PostgresDatabase::reach() {
    if (connected()) {
        return {};
    }
    if (in_transaction()) {
        return Error(DatabaseError::Away, "the connection broke off within the transaction");
    }
    if (monotonic_milliseconds() < next_try_ms_) {
        return Error(DatabaseError::Away, "the server was away a moment ago");
    }
    const auto status = connect();
    next_try_ms_ = status ? 0 : monotonic_milliseconds() + retry_ms;
    if (status) {
        log::info("store: connected to the database server again");
    }
    return status;
}

Result<std::string> PostgresDatabase::prepare(std::string_view sql, std::span<const Cell> values) {
    if (const auto found = prepared_.find(sql); found != prepared_.end()) {
        return found->second;
    }
    constexpr std::size_t most_prepared = 200;  // statements are constants of ours; this only guards a defect
    if (prepared_.size() >= most_prepared) {
        const Answer dropped(PQexec(connection_.get(), "DEALLOCATE ALL"));
        DOORSTEP_CHECK(judge(dropped.get(), "DEALLOCATE ALL"));
        prepared_.clear();
    }
    const auto name = fmt::format("s{}", ++names_);
    const auto types = types_of(values);
    const Answer answer(PQprepare(connection_.get(), name.c_str(), server_statement(sql).c_str(),
                                  static_cast<int>(types.size()), types.data()));
    DOORSTEP_CHECK(judge(answer.get(), sql));
    prepared_.emplace(std::string(sql), name);
    return name;
}

Result<Rows> PostgresDatabase::ask(std::string_view sql, std::span<const Cell> values) {
    DOORSTEP_CHECK(reach());
    DOORSTEP_TRY(const auto name, prepare(sql, values));
    const BoundCells bound(values);
    const Answer answer(PQexecPrepared(connection_.get(), name.c_str(), bound.count(), bound.values(), bound.lengths(),
                                       bound.formats(), 1));
    DOORSTEP_CHECK(judge(answer.get(), sql));
    const std::string_view changed = PQcmdTuples(answer.get());
    changes_ = changed.empty() ? 0 : std::strtoll(changed.data(), nullptr, 10);
    return rows_from(answer.get());
}

Result<Rows> PostgresDatabase::rows_of(std::string_view sql, std::span<const Cell> values) {
    const bool begins = sql == begin_words();
    collided_ = collided_ && !begins;
    auto rows = ask(sql, values);
    // Nothing was done and nothing is lost by asking again.
    const bool harmless = begins || sql.substr(0, 7) == "SELECT ";
    if (!rows && !in_transaction() && harmless && !connected() && next_try_ms_ == 0) {
        rows = ask(sql, values);
    }
    return rows;
}

Status PostgresDatabase::each_row(std::string_view sql, const std::function<Status(const Row&)>& each) {
    DOORSTEP_CHECK(reach());
    auto* connection = connection_.get();
    Status done;
    if (PQsendQueryParams(connection, std::string(sql).c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) != 1 ||
        PQsetSingleRowMode(connection) != 1) {
        done = judge(nullptr, sql);
    }
    // To the end in any case: the connection is of no use before.
    for (Answer answer(PQgetResult(connection)); answer; answer.reset(PQgetResult(connection))) {
        if (!done) {
            continue;
        }
        if (PQresultStatus(answer.get()) != PGRES_SINGLE_TUPLE) {
            done = judge(answer.get(), sql);
            continue;
        }
        const auto rows = rows_from(answer.get());
        done = rows ? each((*rows)[0]) : Status(rows.error());
    }
    return done;
}

Status PostgresDatabase::script(std::string_view sql) {
    DOORSTEP_CHECK(reach());
    const Answer answer(PQexec(connection_.get(), std::string(sql).c_str()));
    return judge(answer.get(), sql.substr(std::min(sql.find_first_not_of(" \n"), sql.size())));
}

Status PostgresDatabase::hold(std::string_view what) {
    // In one database the schemas of several townships may lie.
    return run("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ?1, 0))", {std::string(what)});
}

// Never on another connection than the one that has the work; and a COMMIT of what failed in between is answered with
// ROLLBACK, not with an error.
Status PostgresDatabase::commit() {
    if (!stands()) {
        return Error(DatabaseError::Away, "the connection broke off before the commit");
    }
    const Answer answer(PQexec(connection_.get(), "COMMIT"));
    DOORSTEP_CHECK(judge(answer.get(), "COMMIT"));
    return std::string_view(PQcmdStatus(answer.get())) == "COMMIT"
               ? Status{}
               : Status(Error(DatabaseError::Failed, "a statement of the transaction had failed: undone"));
}

// PostgreSQL keeps foreign keys by itself; this asks whether it did.
Result<std::vector<std::string>> PostgresDatabase::orphans() {
    DOORSTEP_TRY(
        const Rows keys,
        query("SELECT CAST(CAST(c.conrelid AS regclass) AS text), CAST(CAST(c.confrelid AS regclass) AS text), "
              "a.attname, b.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND "
              "a.attnum = c.conkey[1] JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = "
              "c.confkey[1] WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = "
              "CAST(current_schema() AS regnamespace)"));
    std::vector<std::string> out;
    for (const auto& key : keys) {
        const auto sql =
            fmt::format("SELECT count(*) FROM {0} x WHERE NOT EXISTS (SELECT 1 FROM {1} y WHERE y.{3} = x.{2})",
                        key.text(0), key.text(1), key.text(2), key.text(3));
        DOORSTEP_TRY(const Rows count, query(sql));
        if (count[0].number(0) != 0) {
            out.push_back(fmt::format("{}: {} rows refer to rows of {} that are not there", key.text(0),
                                      count[0].number(0), key.text(1)));
        }
    }
    return out;
}

// With the extension amcheck in the database: every index against its table.
Result<std::vector<std::string>> PostgresDatabase::broken_indexes() {
    std::vector<std::string> out;
    DOORSTEP_TRY(const Rows known, query("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"));
    if (known.empty()) {
        return out;
    }
    DOORSTEP_TRY(
        const Rows indexes,
        query("SELECT CAST(CAST(c.oid AS regclass) AS text), CAST(c.oid AS bigint) FROM pg_class c JOIN pg_am a "
              "ON a.oid = c.relam WHERE c.relkind = 'i' AND a.amname = 'btree' AND c.relnamespace = "
              "CAST(current_schema() AS regnamespace)"));
    for (const auto& index : indexes) {
        if (const auto sound = query("SELECT bt_index_check(CAST(CAST(?1 AS bigint) AS oid), true)", {index.number(1)});
            !sound) {
            out.push_back(fmt::format("index {}: {}", index.text(0), sound.error().detail()));
        }
    }
    return out;
}

Result<std::vector<std::string>> PostgresDatabase::find_damage() {
    DOORSTEP_TRY(auto out, orphans());
    DOORSTEP_TRY(const auto broken, broken_indexes());
    out.insert(out.end(), broken.begin(), broken.end());
    DOORSTEP_TRY(const Rows sums, query("SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = "
                                        "current_database()"));
    if (!sums.empty() && sums[0].number(0) != 0) {
        out.push_back(fmt::format("the server counted {} pages whose checksum is wrong", sums[0].number(0)));
    }
    return out;
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& conninfo, ServerPromise promise) {
    auto database = std::make_unique<PostgresDatabase>(conninfo, promise);
    DOORSTEP_CHECK(database->connect());
    return std::unique_ptr<Database>(std::move(database));
}

}  // namespace doorstep::township
