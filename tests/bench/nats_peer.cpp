#include "tests/bench/nats_peer.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "tests/bench/closed_loop.hpp"
#include "tests/bench/tcp_address.hpp"

namespace doorstep::bench {
namespace {

// Each connection hears the answers to its own messages only.
std::string hello(std::size_t connection) {
    return fmt::format("CONNECT {{\"verbose\":false,\"pedantic\":false}}\r\nSUB answers.{} 1\r\nPING\r\n", connection);
}

bool greeted(const std::string& heard) {
    return heard.find("PONG\r\n") != std::string::npos;
}

// "MSG answers.N 1 SIZE\r\nJSON\r\n", and PING now and then.
int answers(std::string& heard) {
    int whole = 0;
    for (;;) {
        const auto line = heard.find("\r\n");
        if (line == std::string::npos) {
            return whole;
        }
        if (!heard.starts_with("MSG ")) {
            heard.erase(0, line + 2);
            continue;
        }
        const auto size = std::stoul(heard.substr(heard.rfind(' ', line) + 1));
        const auto end = line + 2 + size + 2;
        if (heard.size() < end) {
            return whole;
        }
        if (heard.substr(line + 2, size).find("\"error\"") != std::string::npos) {
            return -1;
        }
        heard.erase(0, end);
        ++whole;
    }
}

std::string publish(const std::string& subject, std::size_t connection, const std::string& content) {
    return fmt::format("PUB {} answers.{} {}\r\n{}\r\n", subject, connection, content.size(), content);
}

}  // namespace

NatsPeer::NatsPeer(const std::filesystem::path& folder) : port_(free_port()) {
    const auto told = output_of("nats-server --version 2>/dev/null");  // "nats-server: v2.9.10"
    const auto settings = folder / "nats.conf";
    const auto text = fmt::format("host: 127.0.0.1\nport: {}\njetstream {{ store_dir: \"{}\" }}\n", port_,
                                  (folder / "nats").native());
    if (told.empty() || !write_file_atomically(settings, as_bytes(text))) {
        return;
    }
    server_ = std::make_unique<PeerServer>(std::vector<std::string>{"nats-server", "-c", settings.native()});
    Talk make;
    make.port = port_;
    make.hello = hello;
    make.greeted = greeted;
    make.message = [](std::size_t connection) {
        return publish("$JS.API.STREAM.CREATE.bench", connection,
                       R"({"name":"bench","subjects":["in"],"storage":"file","retention":"limits"})");
    };
    make.answers = answers;
    if (connect_soon(loopback, port_).get() >= 0 && closed_loop_rate(make, 1, 1) > 0) {
        const auto version = told.substr(told.find(" v"));
        name_ = "NATS" + version.substr(0, version.find_last_not_of(" \r\n") + 1) +
                " JetStream, synced each two minutes: outside the ranking";
    }
}

double NatsPeer::rate(std::size_t connections, int messages, std::size_t bytes) const {
    Talk talk;
    talk.port = port_;
    talk.hello = hello;
    talk.greeted = greeted;
    talk.message = [bytes](std::size_t connection) { return publish("in", connection, std::string(bytes, 'Z')); };
    talk.answers = answers;
    return closed_loop_rate(talk, connections, messages);
}

}  // namespace doorstep::bench
