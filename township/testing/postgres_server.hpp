// A PostgreSQL server of the test's own, from Debian's package: a cluster in a folder that goes with the test, on a
// Unix socket, as an unprivileged user where the test runs as root (initdb refuses root). Can be killed and started
// again.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace doorstep::township::testing {

class PostgresServer {
  public:
    // fsync on only where a test is about durability.
    enum class Disk { Synced, Unsynced };
    // Made and running; throws std::runtime_error with what the server said when it is not.
    explicit PostgresServer(Disk disk);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // conninfo of a new, empty schema: a store of its own.
    std::string new_schema();
    // Where all schemas lie, as its superuser.
    std::string conninfo() const;
    // kill -9 of the server and all its processes, as when the machine dies but for the disk's cache.
    void kill_hard();
    // A stop that does not wait for clients.
    void stop_fast();
    // After either; waits until it answers.
    void start();
    // Those of this program, made at the first call, gone at the program's end; with an unsynced disk, and with one
    // that keeps its word.
    static PostgresServer& shared();
    static PostgresServer& synced();

  private:
    pid_t spawn(const std::vector<std::string>& words) const;
    void run(const std::vector<std::string>& words) const;
    void wait_until_it_answers() const;
    void end(int signal);
    std::string said() const;

    std::filesystem::path folder_;
    Disk disk_;
    pid_t postmaster_ = -1;
    int schemas_ = 0;
};

}  // namespace doorstep::township::testing
