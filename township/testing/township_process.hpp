// The real doorstep-township in a folder of its own: commands, and a server that can be killed and started again.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "township/testing/store_under_test.hpp"
#include "township/testing/temporary_folder.hpp"

namespace doorstep::township::testing {

class TownshipProcess {
  public:
    // Initialised, not serving yet. `program` is the binary, `share` the folder with schemes/. `store` is what
    // township.toml says in [store]: by default the store under test, durable.
    TownshipProcess(std::string program, std::string share, std::string store = store_lines(),
                    const std::string& township = "test-town");
    // A second gateway on the same database: with its keys and its pages, in a folder of its own.
    TownshipProcess(const TownshipProcess& beside, const std::string& name);
    ~TownshipProcess();
    TownshipProcess(const TownshipProcess&) = delete;
    TownshipProcess& operator=(const TownshipProcess&) = delete;

    // Other lines of [store], from the next command on.
    void use_store(const std::string& store) { write_config(store); }
    // Further lines of township.toml behind its [store], from the next command on.
    void use_settings(const std::string& lines) { write_config(store_ + lines); }

    struct Output {
        int code = -1;
        std::string out;
        std::string err;
    };
    // Runs a command to its end; with `input` that file is its standard input.
    Output run(const std::vector<std::string>& arguments, const std::string& input = {}) const;
    // What the server sees beside the usual, from the next start on; an empty value takes it away.
    void set_environment(const std::string& name, const std::string& value);
    // Where it listens from the next start on; else at a free port of the loopback.
    void set_listen(std::string address) { listen_ = std::move(address); }
    // Starts the server and waits for READY=1; false when it did not come in 20 s.
    bool serve(bool with_console = false);
    // The server's process, for who kills it from another thread; it is not waited for here. -1: none.
    pid_t pid() const { return server_; }
    // True once the server has died by itself, or by another's hand.
    bool has_died();
    // SIGKILL, or SIGTERM and its exit code.
    void kill_hard();
    int stop();
    // "tcp://127.0.0.1:…"
    std::string address() const;
    // The console's page.
    std::string console_url() const;
    // The state folder.
    std::filesystem::path state() const { return folder_.path() / "root/var/lib/doorstep/township"; }
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    void write_config(const std::string& store) const;
    std::vector<std::string> environment() const;
    struct Streams {
        int in = -1;  // -1: the test's own
        int out = -1;
        int err = -1;
    };
    pid_t start(const std::vector<std::string>& arguments, const std::vector<std::string>& variables,
                const Streams& streams) const;
    std::string endpoint(const char* name) const;

    TemporaryFolder folder_;
    std::string program_;
    std::string share_;
    std::string listen_ = "tcp://127.0.0.1:0";
    std::string store_;
    std::map<std::string, std::string> extra_;
    std::atomic<pid_t> server_ = -1;
};

}  // namespace doorstep::township::testing
