#include "township/console/console.hpp"

#include <httplib.h>

#include <charconv>
#include <thread>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/uuid.hpp"
#include "township/archive/archive.hpp"
#include "township/console/html.hpp"
#include "township/console/pages.hpp"
#include "township/workflow/case_finder.hpp"

namespace doorstep {

std::string_view ErrorNames<township::ConsoleError>::name(township::ConsoleError e) {
    return e == township::ConsoleError::NotLoopback ? "NotLoopback" : "CannotBind";
}

namespace township {
namespace {

constexpr std::size_t token_size = 24;  // random bytes: not to be guessed
constexpr time_t longest_wait_s = 10;   // a client that does not read or write
constexpr std::size_t largest_request = 4096;
constexpr auto html_type = "text/html; charset=utf-8";

// Nothing of a page stays in caches, no other page learns its address, no type is guessed.
void set_headers(httplib::Response& response) {
    response.set_header("Content-Security-Policy", content_policy());
    response.set_header("Cache-Control", "no-store");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("X-Content-Type-Options", "nosniff");
}

Result<std::pair<std::string, int>> parse_address(std::string_view address) {
    const auto colon = address.rfind(':');
    int port = -1;
    if (colon != std::string_view::npos) {
        const auto digits = address.substr(colon + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), port);
    }
    const std::string host(address.substr(0, colon));
    if ((host != "127.0.0.1" && host != "localhost") || port < 0 || port > 65535) {
        return Error(ConsoleError::NotLoopback, "the console listens on 127.0.0.1:PORT alone");
    }
    return std::pair{std::string("127.0.0.1"), port};
}

// The token is compared in constant time: its length is no secret.
bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return difference == 0;
}

}  // namespace

struct Console::State {
    std::unique_ptr<Archive> archive;
    Judgement judgement;
    std::string token;
    std::string url;
    httplib::Server server;
    std::thread thread;

    explicit State(const std::filesystem::path& schemes) : judgement(schemes) {}

    // Masked always: who needs more says why at the command line.
    Actor actor() const { return {"console", ""}; }

    static void not_found(httplib::Response& response) {
        response.status = 404;
        response.set_content(not_found_page(), html_type);
    }

    // Runs `show` when the token is right; an error of the archive is "not here" for the page and a line in the log.
    template <class Show>
    void guarded(const httplib::Request& request, httplib::Response& response, Show show) {
        set_headers(response);
        if (!same(request.matches[1].str(), token)) {
            return not_found(response);
        }
        if (const Status status = show(); !status) {
            log::warning("console: {}", status.error().text());
            not_found(response);
        }
    }

    Status show_cases(httplib::Response& response) {
        DOORSTEP_TRY(const auto cases, list_cases(*archive, actor()));
        response.set_content(cases_page(cases, judgement), html_type);
        return {};
    }

    Status show_case(const std::string& id, httplib::Response& response) {
        DOORSTEP_TRY(const auto number, find_case(*archive, id));
        DOORSTEP_TRY(const auto detail, read_case(*archive, number, actor()));
        response.set_content(case_page(detail, judgement), html_type);
        return {};
    }

    // Only pictures that browsers draw without a plug-in, so that no other content type comes from a station's word.
    Status show_part(const httplib::Request& request, httplib::Response& response) {
        DOORSTEP_TRY(const auto submission, Uuid::parse(request.matches[3].str()));
        std::int64_t number = 0;
        const std::string digits = request.matches[4].str();
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
        DOORSTEP_TRY(const auto content, read_part(*archive, request.matches[2].str(), submission, number, actor()));
        const bool png = content.size() > 4 && content[0] == 0x89 && content[1] == 'P';
        const bool jpeg = content.size() > 3 && content[0] == 0xFF && content[1] == 0xD8;
        if (!png && !jpeg) {
            response.status = 415;
            return {};
        }
        response.set_content(reinterpret_cast<const char*>(content.data()), content.size(),
                             png ? "image/png" : "image/jpeg");
        return {};
    }

    void add_routes() {
        server.Get(R"(/([0-9a-f]+)/)", [this](const auto& request, auto& response) {
            guarded(request, response, [&] { return show_cases(response); });
        });
        server.Get(R"(/([0-9a-f]+)/case/([0-9]{12}))", [this](const auto& request, auto& response) {
            guarded(request, response, [&] { return show_case(request.matches[2].str(), response); });
        });
        server.Get(R"(/([0-9a-f]+)/case/([0-9]{12})/([0-9a-f-]{36})/([0-9]{1,3}))",
                   [this](const auto& request, auto& response) {
                       guarded(request, response, [&] { return show_part(request, response); });
                   });
        server.set_error_handler([](const auto&, auto& response) {
            set_headers(response);
            if (response.body.empty()) {
                response.set_content(not_found_page(), html_type);
            }
        });
    }
};

Console::Console(std::unique_ptr<State> state) : state_(std::move(state)) {}

Console::~Console() {
    state_->server.stop();
    if (state_->thread.joinable()) {
        state_->thread.join();
    }
}

const std::string& Console::url() const {
    return state_->url;
}

Result<std::unique_ptr<Console>> Console::start(const std::filesystem::path& state,
                                                const std::filesystem::path& schemes, std::string_view address,
                                                const StoreSettings& store) {
    DOORSTEP_TRY(const auto where, parse_address(address));
    auto made = std::make_unique<State>(schemes);
    DOORSTEP_TRY(made->archive, Archive::open(state, system_clock(), store));
    Bytes token(token_size);
    fill_random(token);
    made->token = to_hex(token);
    // One worker: the archive is used by one thread at a time.
    made->server.new_task_queue = [] { return new httplib::ThreadPool(1); };
    made->server.set_payload_max_length(largest_request);
    made->server.set_read_timeout(longest_wait_s, 0);
    made->server.set_write_timeout(longest_wait_s, 0);
    made->server.set_keep_alive_max_count(1);
    made->add_routes();
    int port = where.second;
    if (port == 0) {
        port = made->server.bind_to_any_port(where.first.c_str());
    } else if (!made->server.bind_to_port(where.first.c_str(), port)) {
        port = -1;
    }
    if (port <= 0) {
        return Error(ConsoleError::CannotBind, std::string(address));
    }
    made->url = fmt::format("http://{}:{}/{}/", where.first, port, made->token);
    auto* server = &made->server;
    made->thread = std::thread([server] { server->listen_after_bind(); });
    while (!server->is_running()) {  // stop() is lost on a server that does not run yet
        std::this_thread::yield();
    }
    return std::unique_ptr<Console>(new Console(std::move(made)));
}

}  // namespace township
}  // namespace doorstep
