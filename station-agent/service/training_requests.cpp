// Training mode: an exercise takes over all that its connection asks, so that no request of a kiosk that practises
// reaches the store. Its beginning and its end are all that lasts.
#include "base/log.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"
#include "station-agent/service/spool.hpp"

namespace doorstep::agent {
namespace {

constexpr std::uint64_t largest_page = 32U << 20U;

Exercise make_exercise(Organs& organs, const Shift& shift) {
    return {organs.clock, shift.clerk.display_name, [folder = organs.spool_folder](const wire::SpoolRef& reference) {
                return read_spool(folder, reference, largest_page);
            }};
}

// Nothing but what concerns nobody: how the station is, and what everybody may read.
bool concerns_nobody(wire::AgentRequest::KindCase kind) {
    using Request = wire::AgentRequest;
    switch (kind) {
        case Request::kHello:
        case Request::kWatch:
        case Request::kStatus:
        case Request::kTellDevices:  // which device is out of order
        case Request::kListNotices:
        case Request::kListSchemes:
        case Request::kGetScheme:
        case Request::kGetConfiguration:
            return true;
        default:
            return false;
    }
}

// It ends whatever happens; that it cannot be noted is logged.
void end(Organs& organs, Trainings::iterator training) {
    const auto account = training->second.account;
    organs.trainings.erase(training);
    log::info("practice ended");
    if (const auto noted = organs.trail.note("training-ended", account); !noted) {
        log::error("the end of an exercise is not in the chain: {}", noted.error().text());
    }
}

}  // namespace

Answer begin_training(Call call, const wire::BeginTraining& request) {
    auto& organs = call.organs;
    DOORSTEP_TRY(const Shift* shift, call.required_shift(request.operator_token()));
    const auto running = organs.trainings.find(call.peer);
    if (running != organs.trainings.end() && running->second.shift == request.operator_token()) {
        return done_reply();
    }
    if (running != organs.trainings.end()) {
        end(organs, running);
    }
    DOORSTEP_CHECK(organs.trail.note("training-began", shift->clerk.account));
    organs.trainings.emplace(call.peer,
                             Training{shift->clerk.account, request.operator_token(), make_exercise(organs, *shift)});
    log::info("practice began");
    return done_reply();
}

Answer end_training(Call call) {
    if (const auto running = call.organs.trainings.find(call.peer); running != call.organs.trainings.end()) {
        end(call.organs, running);
    }
    return done_reply();
}

void end_trainings_without_shift(Organs& organs) {
    for (auto at = organs.trainings.begin(); at != organs.trainings.end();) {
        const auto training = at++;
        if (organs.sessions.find_shift(training->first, training->second.shift) == nullptr) {
            end(organs, training);
        }
    }
}

std::optional<Answer> answer_in_training(Call call, wire::AgentRequest& request) {
    if (request.has_begin_training()) {
        return begin_training(call, request.begin_training());
    }
    if (request.has_end_training()) {
        return end_training(call);
    }
    const auto running = call.organs.trainings.find(call.peer);
    if (running == call.organs.trainings.end()) {
        const bool late = request.has_open_person() && request.open_person().training();
        return late ? std::optional<Answer>(wire::FAULT_TRAINING_OVER) : std::nullopt;
    }
    const bool ends_shift = request.has_sign_out() && request.sign_out().token() == running->second.shift;
    if (ends_shift || concerns_nobody(request.kind_case())) {
        return std::nullopt;
    }
    return running->second.exercise.answer(request);
}

}  // namespace doorstep::agent
