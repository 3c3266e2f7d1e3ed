#include "tests/bench/bare_insert.hpp"

namespace doorstep::bench {

BareInsert::BareInsert(const std::filesystem::path& path)
    : database_(Database::open(path, "CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
                               DatabaseUse::Exclusive)
                    .value()) {}

bool BareInsert::commit(std::size_t bytes) {
    return static_cast<bool>(database_->run("INSERT INTO t(content) VALUES(?1)", {Bytes(bytes, 0x5A)}));
}

}  // namespace doorstep::bench
