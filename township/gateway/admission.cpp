#include "township/gateway/admission.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "township/archive/tasks.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t key_beginning = 8;         // bytes of the key in a User-Id
constexpr std::int64_t note_window_ms = 60'000;  // strangers written down in that time …
constexpr int most_notes = 20;                   // … at most; the rest only goes to the log

std::string beginning_of(BytesView key) {
    return to_hex(key.first(std::min(key.size(), key_beginning)));
}

// Each note is a commit: bounded in time, so that knocking does not keep the disk busy.
class StrangerNotes {
  public:
    void add(Archive& archive, BytesView key, std::string_view address) {
        log::warning("line: refused a key that is not enrolled, {} from {}", beginning_of(key), address);
        const auto now = monotonic_milliseconds();
        if (now - window_ > note_window_ms) {
            window_ = now;
            notes_ = 0;
        }
        if (++notes_ > most_notes) {
            return;
        }
        Task task;
        task.kind = "stranger";
        task.what = fmt::format("key {} from {}", beginning_of(key), address);
        if (auto status = add_task(archive, task); !status) {
            log::error("line: {}", status.error().text());
        }
    }

  private:
    std::int64_t window_ = -note_window_ms - 1;
    int notes_ = 0;
};

}  // namespace

std::string user_id_of(const Station& station) {
    return fmt::format("{}/{}", station.id, beginning_of(station.curve_public));
}

std::string_view station_in(std::string_view user_id) {
    return user_id.substr(0, user_id.find('/'));
}

Result<std::unique_ptr<protocol::ZapHandler>> start_admission(EventLoop& loop, Archive& archive) {
    auto notes = std::make_shared<StrangerNotes>();
    return protocol::ZapHandler::start(
        loop, [&archive, notes](BytesView key, std::string_view address) -> std::optional<std::string> {
            auto station = station_of_curve_key(archive, key);
            if (station && !*station) {
                station = revoked_station_of_curve_key(archive, key);
            }
            if (!station) {
                log::error("line: {}", station.error().text());
                return std::nullopt;  // when in doubt, out
            }
            if (!*station) {
                notes->add(archive, key, address);
                return std::nullopt;
            }
            return user_id_of(**station);
        });
}

}  // namespace doorstep::township
