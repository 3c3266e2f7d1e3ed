#include "township/postgres/server_error.hpp"

namespace doorstep::township {
namespace {

struct ErrorRow {
    std::string_view beginning;  // of the SQLSTATE: the first that fits
    DatabaseError error;
};
constexpr ErrorRow table[] = {
    {"23", DatabaseError::Constraint},     // unique, check, foreign key; write_once() raises 23000
    {"53100", DatabaseError::Full},        // disk_full
    {"53", DatabaseError::Busy},           // memory, connections
    {"40", DatabaseError::Busy},           // deadlock_detected, serialization_failure
    {"55P03", DatabaseError::Busy},        // lock_not_available
    {"57P", DatabaseError::Away},          // admin_shutdown, crash_shutdown, cannot_connect_now
    {"58", DatabaseError::Failed},         // io_error
    {"25P03", DatabaseError::Away},        // idle_in_transaction_session_timeout
    {"25006", DatabaseError::CannotOpen},  // read_only_sql_transaction: a standby
    {"08", DatabaseError::Away},           // connection_exception
    {"XX001", DatabaseError::Damaged},     // data_corrupted
    {"XX002", DatabaseError::Damaged},     // index_corrupted
    {"28", DatabaseError::CannotOpen},     // who may come in
    {"3D", DatabaseError::CannotOpen},     // no such database
    {"3F", DatabaseError::CannotOpen},     // no such schema
    {"42501", DatabaseError::CannotOpen},  // insufficient_privilege
    {"", DatabaseError::Failed},
};

}  // namespace

DatabaseError error_of(std::string_view sqlstate) {
    for (const auto& row : table) {
        if (sqlstate.substr(0, row.beginning.size()) == row.beginning) {
            return row.error;
        }
    }
    return DatabaseError::Failed;
}

bool is_collision(std::string_view sqlstate) {
    return sqlstate == "40P01" || sqlstate == "40001";
}

DatabaseError connect_error(std::string_view message) {
    // Beginnings of PostgreSQL's own sentences, in English: no language is asked for in the connection.
    for (const std::string_view final :
         {"does not exist", "authentication failed", "no pg_hba.conf entry", "no password", "invalid connection option",
          "missing \"=\"", "permission denied for database"}) {
        if (message.find(final) != std::string_view::npos) {
            return DatabaseError::CannotOpen;
        }
    }
    return DatabaseError::Away;
}

}  // namespace doorstep::township
