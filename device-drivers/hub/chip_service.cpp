#include "device-drivers/hub/chip_service.hpp"

#include <utility>

#include "base/log.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {

ChipService::ChipService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec reader, HubOutput output,
                         HubDelays delays)
    : table_(table),
      id_(reader.id),
      output_(std::move(output)),
      delays_(delays),
      read_(loop),
      reader_(loop, table, std::move(reader),
              {[this](const wire::WorkerMessage& m) { take(m); },
               [this] { answer_read(fault_reply(wire::FAULT_UNAVAILABLE)); }},
              delays) {}

void ChipService::read(const wire::ReadChip& request, AnswerTo answer) {
    if (read_.waits()) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    const auto device = table_.get(id_);
    if (device.state() != wire::Device::READY) {
        return answer(fault_reply(reader_.fault()));
    }
    if (!device.chip().present()) {
        return answer(fault_reply(wire::FAULT_CHIP_NONE));
    }
    wire::WorkerMessage order;
    const auto number = output_.next_job();
    order.mutable_read_chip()->set_job(number);
    if (!reader_.send(order)) {
        return answer(fault_reply(reader_.fault()));
    }
    used_by_ = request.session();
    reader_.working(delays_.read_chip + delays_.cancel);  // our own end of it comes first
    read_.begin(request.session(), number, std::move(answer), delays_.read_chip, [this] { overdue(); });
}

// A card or reader that hangs holds the worker: a fresh one looks again.
void ChipService::overdue() {
    log::warning("a chip card was not read in time");
    answer_read(fault_reply(wire::FAULT_CHIP_MUTE));
    reader_.renew();
}

bool ChipService::cancel(const std::string& session) {
    if (!read_.waits_for(session)) {
        return false;
    }
    wire::WorkerMessage order;
    order.mutable_cancel()->set_job(read_.number());
    reader_.send(order);
    answer_read(fault_reply(wire::FAULT_CANCELLED));
    return true;
}

void ChipService::session_ended(const std::string& session) {
    cancel(session);
    if (used_by_ == session) {
        used_by_.clear();
        reader_.renew();
    }
}

void ChipService::take(const wire::WorkerMessage& message) {
    if (message.has_chip()) {
        return table_.update_chip(id_, message.chip());
    }
    const bool answers = message.has_chip_read() && read_.is(message.about_job());
    if (answers) {
        wire::HubReply reply;
        *reply.mutable_chip() = message.chip_read();
        return answer_read(std::move(reply));
    }
    if (message.has_job() && read_.is(message.job().job())) {
        answer_read(fault_reply(message.job().fault().code()));
    }
}

void ChipService::answer_read(wire::HubReply reply) {
    if (read_.waits()) {
        reader_.working(0);
    }
    read_.answer(std::move(reply));
}

}  // namespace doorstep::devices
