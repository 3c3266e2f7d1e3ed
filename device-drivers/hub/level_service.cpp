#include "device-drivers/hub/level_service.hpp"

#include <utility>

namespace doorstep::devices {
namespace {

constexpr std::uint32_t full = 100;

}  // namespace

LevelService::LevelService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec device, std::uint32_t percent,
                           HubOutput output, HubDelays delays)
    : table_(table),
      id_(device.id),
      first_percent_(percent),
      output_(std::move(output)),
      delays_(delays),
      percent_(percent),
      wish_(loop),
      device_(loop, table, std::move(device),
              {[this](const wire::WorkerMessage& m) { take(m); },
               [this] { wish_.answer(fault_reply(wire::FAULT_UNAVAILABLE)); }},
              delays) {}

bool LevelService::order(std::uint32_t percent, std::uint64_t number) {
    wire::WorkerMessage order;
    order.mutable_set_level()->set_job(number);
    order.mutable_set_level()->set_percent(percent);
    return device_.send(order);
}

void LevelService::set(const wire::SetLevel& request, AnswerTo answer) {
    if (request.percent() > full) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    if (wish_.waits()) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    const auto number = output_.next_job();
    if (table_.get(id_).state() != wire::Device::READY || !order(request.percent(), number)) {
        return answer(fault_reply(device_.fault()));
    }
    table_.count_use(id_);
    percent_ = request.percent();
    first_percent_ = request.lasting() ? percent_ : first_percent_;
    set_by_ = request.lasting() ? std::string() : request.session();
    wish_.begin(request.session(), number, std::move(answer), delays_.set_level, [this] { overdue(); });
}

// A mixer that hangs holds its worker: the fresh one sets the level when it has opened it.
void LevelService::overdue() {
    wish_.answer(fault_reply(wire::FAULT_TIMEOUT));
    device_.renew();
}

void LevelService::session_ended(const std::string& session) {
    if (set_by_ != session) {
        return;
    }
    set_by_.clear();
    percent_ = first_percent_;
    order(percent_, output_.next_job());
}

void LevelService::take(const wire::WorkerMessage& message) {
    if (message.has_level()) {
        table_.update_level(id_, message.level());
        if (message.level().opened() && message.level().percent() != percent_) {
            order(percent_, output_.next_job());
        }
        if (wish_.is(message.about_job())) {
            wire::HubReply reply;
            reply.mutable_level()->set_percent(message.level().percent());
            wish_.answer(std::move(reply));
        }
    } else if (message.has_job() && wish_.is(message.job().job())) {
        wish_.answer(fault_reply(message.job().fault().code()));
    }
}

}  // namespace doorstep::devices
