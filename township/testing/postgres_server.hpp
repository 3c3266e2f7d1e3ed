// A PostgreSQL server of the test's own, from Debian's package: a cluster in a folder that goes with the test, on a
// Unix socket, as an unprivileged user where the test runs as root (initdb refuses root). Can be killed and started
// again.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace doorstep::township::testing {

class PostgresServer {
  public:
    // fsync on only where a test is about durability.
    enum class Disk { Synced, Unsynced };
    // As little memory as a test needs, or what docs/operations.md asks of a county's server, its housekeeping
    // included.
    enum class Size { Test, County };
    // Made and running; throws std::runtime_error with what the server said when it is not.
    explicit PostgresServer(Disk disk, Size size = Size::Test);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // conninfo of a new, empty schema: a store of its own.
    std::string new_schema();
    // Where all schemas lie, as its superuser.
    std::string conninfo() const;
    // Where it keeps everything; readable for the user that it runs as.
    const std::filesystem::path& folder() const { return folder_; }
    // What its processes see beside the environment of the test, from the next start on.
    void set_environment(const std::string& name, const std::string& value) { extra_[name] = value; }
    // kill -9 of the server and all its processes, as when the machine dies but for the disk's cache.
    void kill_hard();
    // A stop that does not wait for clients.
    void stop_fast();
    // True once it has ended by itself.
    bool has_died();
    // After one of these; waits until it answers.
    void start();
    // Those of this program, made at the first call, gone at the program's end; with an unsynced disk, and with one
    // that keeps its word.
    static PostgresServer& shared();
    static PostgresServer& synced();

  private:
    pid_t spawn(const std::vector<std::string>& words, const std::vector<std::string>& variables = {}) const;
    void run(const std::vector<std::string>& words) const;
    void wait_until_it_answers() const;
    void end(int signal);
    std::string said() const;

    std::filesystem::path folder_;
    Disk disk_;
    Size size_;
    pid_t postmaster_ = -1;
    int schemas_ = 0;
    std::map<std::string, std::string> extra_;
};

}  // namespace doorstep::township::testing
