#include "device-drivers/hub/code_service.hpp"

#include <algorithm>
#include <utility>

namespace doorstep::devices {
namespace {

constexpr const char* code_id = "code-reader";

}  // namespace

CodeService::CodeService(EventLoop& loop, const HubConfig& config, DeviceTable& table, HubDelays delays,
                         CodeDelays code_delays)
    : loop_(loop), table_(table), delays_(delays), wish_(loop) {
    const auto address = parse_code_address(config.code_reader).value_or(CodeAddress{});
    CodeReader::Callbacks callbacks;
    callbacks.status = [this](const auto& trouble, const auto& identity) { status_changed(trouble, identity); };
    callbacks.seen = [this](SeenCode code) { seen(std::move(code)); };
    reader_ = std::make_unique<CodeReader>(loop, address, std::move(callbacks), code_delays);
    table_.add(code_id, wire::Device::CODE_READER, reader_->name());
    reader_->start();
}

CodeService::~CodeService() {
    loop_.cancel(telling_);
}

void CodeService::status_changed(const std::optional<Error>& trouble, const CodeIdentity& identity) {
    there_ = !trouble;
    skip_next_ = false;
    if (!trouble) {
        wire::WorkerStatus details;
        details.set_model(identity.model);
        details.set_serial(identity.serial);
        details.set_transport(identity.transport);
        return table_.update(code_id, wire::Device::READY, wire::FAULT_NONE, &details);
    }
    const auto fault = wire::FAULT_CODE_READER_MISSING;
    if (trouble->is(CodeLineError::Missing)) {
        table_.update(code_id, wire::Device::ABSENT, fault);
    } else {
        table_.update_with_reason(code_id, wire::Device::FAULTY, fault, trouble->text());
    }
    wish_.answer(fault_reply(fault));
}

void CodeService::read(const wire::ReadCode& request, AnswerTo answer) {
    if (wish_.waits()) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    skip_next_ = reader_->catch_up();
    if (!there_) {
        return answer(fault_reply(wire::FAULT_CODE_READER_MISSING));
    }
    table_.count_use(code_id);
    const auto seconds =
        request.seconds() == 0 ? default_code_seconds : std::min(request.seconds(), longest_code_seconds);
    wish_.begin(request.session(), 0, std::move(answer), std::int64_t{seconds} * 1000,
                [this] { wish_.answer(fault_reply(wire::FAULT_CODE_NONE)); });
}

void CodeService::seen(SeenCode code) {
    if (std::exchange(skip_next_, false) || !wish_.waits()) {
        ++discarded_;
        if (telling_ == 0) {
            telling_ = loop_.after(delays_.tell_discarded, [this] { tell_discarded(); });
        }
        return;
    }
    if (!code.whole) {
        return wish_.answer(fault_reply(wire::FAULT_CODE_UNREADABLE));
    }
    wire::HubReply reply;
    reply.mutable_code()->mutable_text()->assign(code.text.begin(), code.text.end());
    wish_.answer(std::move(reply));
}

void CodeService::tell_discarded() {
    telling_ = 0;
    table_.count_discarded(code_id, std::exchange(discarded_, 0));
}

bool CodeService::cancel(const std::string& session) {
    const bool waits = wish_.waits_for(session);
    if (waits) {
        wish_.answer(fault_reply(wire::FAULT_CANCELLED));
    }
    return waits;
}

}  // namespace doorstep::devices
