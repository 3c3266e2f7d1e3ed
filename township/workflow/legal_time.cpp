#include "township/workflow/legal_time.hpp"

#include "base/calendar_date.hpp"
#include "base/clock.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::township {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

bool LegalTime::wide() const {
    return not_before_ms == 0 || not_after_ms - not_before_ms > day_ms;
}

std::string LegalTime::legal_date() const {
    if (not_before_ms == 0) {
        return {};
    }
    const auto first = CalendarDate::legal_day({not_before_ms});
    return first == CalendarDate::legal_day({not_after_ms}) ? first.text() : std::string{};
}

std::int64_t proved_not_before(Archive& archive, const wire::Header& header) {
    const auto& times = header.times();
    return protocol::verify(protocol::domains::time, protocol::time_token_bytes(times.last_token_ms()),
                            as_bytes(times.last_token()), archive.keys().gateway.public_key)
               ? times.last_token_ms()
               : 0;
}

bool names_token(const wire::Header& header) {
    return header.times().last_token_ms() != 0 || !header.times().last_token().empty();
}

}  // namespace doorstep::township
