#include "township/testing/postgres_server.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "township/postgres/postgres_database.hpp"

namespace doorstep::township::testing {
namespace {

constexpr auto programs = "/usr/lib/postgresql/15/bin/";
constexpr std::int64_t patience_ms = 60'000;  // of a starved machine
constexpr auto pause = std::chrono::milliseconds(20);
constexpr auto unprivileged = "nobody";

void check(bool good, const std::string& what) {
    if (!good) {
        throw std::runtime_error("PostgreSQL for the test: " + what);
    }
}

// Ends when the test does, also when that is killed.
std::vector<std::string> as_user(const std::vector<std::string>& words) {
    std::vector<std::string> out{"/usr/bin/setpriv"};
    if (::geteuid() == 0) {
        out.insert(out.end(), {fmt::format("--reuid={}", unprivileged), "--regid=nogroup", "--clear-groups"});
    }
    out.insert(out.end(), {"--pdeathsig", "QUIT"});
    out.insert(out.end(), words.begin(), words.end());
    return out;
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
    std::vector<char*> out;
    for (const auto& word : words) {
        out.push_back(const_cast<char*>(word.c_str()));
    }
    out.push_back(nullptr);
    return out;
}

std::vector<pid_t> children_of(pid_t parent) {
    std::ifstream in(fmt::format("/proc/{}/task/{}/children", parent, parent));
    std::vector<pid_t> out;
    for (pid_t child = 0; in >> child;) {
        out.push_back(child);
    }
    return out;
}

std::vector<std::string> settings_of(PostgresServer::Size size) {
    std::vector<std::string> out{"listen_addresses=", "max_connections=60", "recovery_init_sync_method=syncfs"};
    if (size == PostgresServer::Size::Test) {
        out.insert(out.end(), {"shared_buffers=32MB", "autovacuum=off"});
    } else {
        out.insert(out.end(), {"shared_buffers=2GB", "max_wal_size=8GB"});
    }
    return out;
}

}  // namespace

PostgresServer::PostgresServer(Disk disk, Size size) : disk_(disk), size_(size) {
    std::string name = "/tmp/doorstep-pg-XXXXXX";  // short: a socket lies in it
    check(::mkdtemp(name.data()) != nullptr, "no folder");
    folder_ = name;
    if (::geteuid() == 0) {
        run({"/usr/bin/chown", fmt::format("{}:nogroup", unprivileged), name});
    }
    run(as_user({programs + std::string("initdb"), "--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust",
                 "--username=doorstep", "--pgdata", (folder_ / "data").native()}));
    start();
}

PostgresServer::~PostgresServer() {
    kill_hard();
    std::error_code failed;
    std::filesystem::remove_all(folder_, failed);
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server(Disk::Unsynced);
    return server;
}

PostgresServer& PostgresServer::synced() {
    static PostgresServer server(Disk::Synced);
    return server;
}

pid_t PostgresServer::spawn(const std::vector<std::string>& words, const std::vector<std::string>& variables) const {
    auto pointers = pointers_to(words);
    auto surroundings = pointers_to(variables);
    for (char** inherited = environ; *inherited != nullptr; ++inherited) {
        surroundings.insert(surroundings.end() - 1, *inherited);
    }
    const FileDescriptor log(::open((folder_ / "log").c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0666));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, log.get(), 1);
    posix_spawn_file_actions_adddup2(&actions, log.get(), 2);
    pid_t child = -1;
    const int failed = posix_spawn(&child, words[0].c_str(), &actions, nullptr, pointers.data(), surroundings.data());
    posix_spawn_file_actions_destroy(&actions);
    check(failed == 0, words[0] + " cannot be started");
    return child;
}

void PostgresServer::run(const std::vector<std::string>& words) const {
    int status = -1;
    ::waitpid(spawn(words), &status, 0);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0, said());
}

std::string PostgresServer::said() const {
    return read_text_file(folder_ / "log", 1U << 20U).value_or("nothing");
}

std::string PostgresServer::conninfo() const {
    return fmt::format("host={} dbname=postgres user=doorstep", folder_.native());
}

std::string PostgresServer::new_schema() {
    const auto name = fmt::format("t{}", ++schemas_);
    const auto database = open_postgres(conninfo(), ServerPromise::Unsafe);
    check(database && (*database)->script("CREATE SCHEMA " + name), "no schema");
    return fmt::format("{} options='-c search_path={}'", conninfo(), name);
}

bool PostgresServer::has_died() {
    if (postmaster_ > 0 && ::waitpid(postmaster_, nullptr, WNOHANG) == postmaster_) {
        postmaster_ = -1;
    }
    return postmaster_ < 0;
}

void PostgresServer::start() {
    std::vector<std::string> words{programs + std::string("postgres"), "-D", (folder_ / "data").native(), "-k",
                                   folder_.native()};
    std::vector<std::string> settings = settings_of(size_);
    settings.emplace_back(disk_ == Disk::Synced ? "fsync=on" : "fsync=off");
    for (const auto& setting : settings) {
        words.insert(words.end(), {"-c", setting});
    }
    std::vector<std::string> variables;
    for (const auto& [name, value] : extra_) {
        variables.push_back(fmt::format("{}={}", name, value));
    }
    postmaster_ = spawn(as_user(words), variables);
    wait_until_it_answers();
}

void PostgresServer::wait_until_it_answers() const {
    const auto until = monotonic_milliseconds() + patience_ms;
    while (!open_postgres(conninfo(), ServerPromise::Unsafe)) {
        check(monotonic_milliseconds() < until, said());
        check(::waitpid(postmaster_, nullptr, WNOHANG) == 0, said());
        std::this_thread::sleep_for(pause);
    }
}

void PostgresServer::end(int signal) {
    if (postmaster_ > 0) {
        ::kill(postmaster_, signal);
        ::waitpid(postmaster_, nullptr, 0);
        postmaster_ = -1;
    }
}

// All of its processes: one that serves a connection would answer once more before it sees that its parent is gone, and
// until the last one is, no other may be started on the folder.
void PostgresServer::kill_hard() {
    const auto children = postmaster_ > 0 ? children_of(postmaster_) : std::vector<pid_t>{};
    end(SIGKILL);
    for (const auto child : children) {
        ::kill(child, SIGKILL);
    }
    const auto until = monotonic_milliseconds() + patience_ms;
    for (const auto child : children) {
        while (::kill(child, 0) == 0 && monotonic_milliseconds() < until) {
            std::this_thread::sleep_for(pause);
        }
    }
}

void PostgresServer::stop_fast() {
    end(SIGQUIT);
}

}  // namespace doorstep::township::testing
