#include "tests/bench/mqtt_peer.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "tests/bench/closed_loop.hpp"
#include "tests/bench/tcp_address.hpp"

namespace doorstep::bench {
namespace {

constexpr char connect_packet = 0x10;
constexpr char publish_once_or_more = 0x32;  // PUBLISH, QoS 1
constexpr std::size_t acknowledgement = 4;   // bytes of CONNACK and of PUBACK

std::string text_field(const std::string& text) {
    return {std::string{static_cast<char>(text.size() >> 8U), static_cast<char>(text.size() & 255U)} + text};
}

// Length in groups of seven bits, the lowest first.
std::string packet(char type, const std::string& body) {
    std::string out{type};
    auto left = body.size();
    do {
        constexpr std::size_t group = 128;
        const auto digit = left % group;
        left /= group;
        out += static_cast<char>(digit | (left > 0 ? group : 0));
    } while (left > 0);
    return out + body;
}

std::string connect(std::size_t connection) {
    using namespace std::string_literals;
    return packet(connect_packet,
                  text_field("MQTT") + "\x04\x02\x00\x3c"s + text_field(fmt::format("c{}", connection)));
}

}  // namespace

MqttPeer::MqttPeer(const std::filesystem::path& folder) : port_(free_port()) {
    const auto store = folder / "mqtt";
    const auto settings = folder / "mosquitto.conf";
    const auto text = fmt::format(
        "listener {} 127.0.0.1\nallow_anonymous true\npersistence true\npersistence_location {}/\nuser root\n"
        "autosave_interval 1\n",
        port_, store.native());
    if (!make_folder(store, 0700) || !write_file_atomically(settings, as_bytes(text))) {
        return;
    }
    server_ = std::make_unique<PeerServer>(std::vector<std::string>{"mosquitto", "-c", settings.native()});
    const auto told = output_of("mosquitto -h 2>/dev/null | head -n 1");  // "mosquitto version 2.0.11"
    const auto number = told.rfind(' ');
    if (connect_soon(loopback, port_).get() >= 0 && number != std::string::npos) {
        const auto version = told.substr(number);
        name_ = "Mosquitto" + version.substr(0, version.find_last_not_of(" \r\n") + 1) +
                ", QoS 1, saved each second: outside the ranking";
    }
}

double MqttPeer::rate(std::size_t connections, int messages, std::size_t bytes) const {
    using namespace std::string_literals;
    Talk talk;
    talk.port = port_;
    talk.hello = connect;
    talk.greeted = [](const std::string& heard) { return heard.size() >= acknowledgement; };
    talk.message = [bytes](std::size_t) {
        return packet(publish_once_or_more, text_field("in") + "\x00\x01"s + std::string(bytes, 'Z'));
    };
    talk.answers = [](std::string& heard) {
        const auto whole = heard.size() / acknowledgement;
        heard.erase(0, whole * acknowledgement);
        return static_cast<int>(whole);
    };
    return closed_loop_rate(talk, connections, messages);
}

}  // namespace doorstep::bench
