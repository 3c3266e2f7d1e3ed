#include "emulators/control/control_socket.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"

namespace doorstep {

std::string_view ErrorNames<emulators::ControlError>::name(emulators::ControlError e) {
    using emulators::ControlError;
    switch (e) {
        case ControlError::NotRunning:
            return "NotRunning";
        case ControlError::PathTooLong:
            return "PathTooLong";
        case ControlError::CannotListen:
            return "CannotListen";
        case ControlError::NoAnswer:
            return "NoAnswer";
        case ControlError::Refused:
            return "Refused";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::emulators {
namespace {

using nlohmann::json;
constexpr std::size_t longest_line = 64 * 1024;  // a list of some hundred file names; more is a mistake
constexpr int order_patience_ms = 2000;          // a client that opened the socket says its line by then, or is dropped

Result<sockaddr_un> socket_name(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) {
        return Error(ControlError::PathTooLong, path.native());
    }
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    return address;
}

// Reads up to and without the newline; nothing when the line is too long, too late or cut.
std::optional<std::string> read_line(int fd, int patience_ms) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
    std::string line;
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        pollfd wait{fd, POLLIN, 0};
        if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0 || line.size() > longest_line) {
            return std::nullopt;
        }
        char piece[4096];
        const ssize_t n = ::recv(fd, piece, sizeof piece, 0);
        if (n <= 0) {
            return std::nullopt;
        }
        line.append(piece, static_cast<std::size_t>(n));
        if (const auto at = line.find('\n'); at != std::string::npos) {
            line.resize(at);
            return line;
        }
    }
}

void send_line(int fd, const json& value) {
    const auto line = value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t n = ::send(fd, line.data() + done, line.size() - done, MSG_NOSIGNAL);
        if (n <= 0) {
            return;
        }
        done += static_cast<std::size_t>(n);
    }
}

class Server final : public ControlServer {
  public:
    Server(std::filesystem::path path, FileDescriptor listener, Handler handler)
        : path_(std::move(path)),
          listener_(std::move(listener)),
          stop_(eventfd(0, EFD_CLOEXEC)),
          handler_(std::move(handler)),
          thread_([this] { run(); }) {}

    ~Server() override {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto n = ::write(stop_.get(), &one, sizeof one);
        thread_.join();
        ::unlink(path_.c_str());
    }

  private:
    void run() {
        for (;;) {
            pollfd waits[] = {{listener_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}};
            if (::poll(waits, 2, -1) < 0 && errno != EINTR) {
                return;
            }
            if (waits[1].revents != 0) {
                return;
            }
            if (waits[0].revents != 0) {
                const FileDescriptor client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
                if (client.valid()) {
                    serve(client.get());
                }
            }
        }
    }

    void serve(int client) {
        const auto line = read_line(client, order_patience_ms);
        if (!line) {
            return;
        }
        const auto order = json::parse(*line, nullptr, false);
        if (!order.is_object()) {
            send_line(client, {{"ok", false}, {"error", "an order is one JSON object in one line"}});
            return;
        }
        auto answer = answer_to(order);
        if (!answer) {
            send_line(client, {{"ok", false}, {"error", answer.error().detail()}});
            return;
        }
        (*answer)["ok"] = true;
        send_line(client, *answer);
    }

    // json throws on a member of the wrong type: a wrong order, not our death.
    Result<json> answer_to(const json& order) const {
        try {
            return handler_(order);
        } catch (const json::exception& wrong) {
            return Error(ControlError::Refused, wrong.what());
        }
    }

    std::filesystem::path path_;
    FileDescriptor listener_;
    FileDescriptor stop_;
    Handler handler_;
    std::thread thread_;
};

bool somebody_listens(const sockaddr_un& address) {
    const FileDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return probe.valid() && ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

std::filesystem::path control_path(std::string_view name) {
    return run_folder() / "emu" / fmt::format("{}.sock", name);
}

Result<std::unique_ptr<ControlServer>> ControlServer::open(std::string_view name, Handler handler) {
    const auto path = control_path(name);
    DOORSTEP_TRY(const auto address, socket_name(path));
    DOORSTEP_CHECK(make_folder(path.parent_path(), 0755));
    if (somebody_listens(address)) {
        return Error(ControlError::CannotListen, fmt::format("{}: another instance runs", path.native()));
    }
    ::unlink(path.c_str());
    FileDescriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!listener.valid() || ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener.get(), 8) != 0) {
        return Error(ControlError::CannotListen, fmt::format("{}: {}", path.native(), std::strerror(errno)));
    }
    return std::unique_ptr<ControlServer>(std::make_unique<Server>(path, std::move(listener), std::move(handler)));
}

Result<json> give_order(std::string_view name, const json& order, int patience_ms) {
    const auto path = control_path(name);
    DOORSTEP_TRY(const auto address, socket_name(path));
    const FileDescriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!line.valid() || ::connect(line.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return Error(ControlError::NotRunning, fmt::format("{}: {}", path.native(), std::strerror(errno)));
    }
    send_line(line.get(), order);
    const auto text = read_line(line.get(), patience_ms);
    const auto answer = text ? json::parse(*text, nullptr, false) : json();
    if (!answer.is_object() || !answer.contains("ok")) {
        return Error(ControlError::NoAnswer, path.native());
    }
    if (answer["ok"] != true) {
        return Error(ControlError::Refused, answer.value("error", "no reason given"));
    }
    return answer;
}

}  // namespace doorstep::emulators
