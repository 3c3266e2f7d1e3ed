// PostgreSQL behind base/database.hpp, over libpq: the township's second store. Thread-bound, one connection.
//
// A server that breaks off or cannot be reached gives Away; the next statement outside a transaction connects anew (not
// more often than retry_ms). BEGIN and SELECT outside a transaction are tried once more on a new connection, so that a
// server which was started again between two requests is not noticed. What a COMMIT did whose answer never came, nobody
// knows: it is Away, and whoever asks again finds out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/database.hpp"

namespace doorstep::township {

// Milliseconds between two attempts to reach a server that was away: whoever asks meanwhile is answered at once.
constexpr std::int64_t retry_ms = 250;

// What the server must promise. Unsafe is for tests that are not about durability.
enum class ServerPromise { Durable, Unsafe };

// Connects. `conninfo` as libpq takes it ("host=… dbname=… user=…"); a schema other than public is chosen there with
// options='-c search_path=…'. Away; CannotOpen when the server is too old (15 is asked for), has another encoding than
// UTF8, lets nobody in, or does not keep what it committed (fsync, full_page_writes off).
Result<std::unique_ptr<Database>> open_postgres(const std::string& conninfo,
                                                ServerPromise promise = ServerPromise::Durable);

}  // namespace doorstep::township
