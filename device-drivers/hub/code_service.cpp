#include "device-drivers/hub/code_service.hpp"

#include <algorithm>
#include <utility>

namespace doorstep::devices {
namespace {

constexpr const char* code_id = "code-reader";

}  // namespace

CodeService::CodeService(EventLoop& loop, const HubConfig& config, DeviceTable& table, HubDelays delays,
                         CodeDelays code_delays)
    : loop_(loop), table_(table), delays_(delays) {
    const auto address = parse_code_address(config.code_reader).value_or(CodeAddress{});
    CodeReader::Callbacks callbacks;
    callbacks.status = [this](const auto& trouble, const auto& identity) { status_changed(trouble, identity); };
    callbacks.seen = [this](SeenCode code) { seen(std::move(code)); };
    reader_ = std::make_unique<CodeReader>(loop, address, std::move(callbacks), code_delays);
    table_.add(code_id, wire::Device::CODE_READER, reader_->name());
    reader_->start();
}

CodeService::~CodeService() {
    loop_.cancel(deadline_);
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
    answer_wish(fault_reply(fault));
}

void CodeService::read(const wire::ReadCode& request, AnswerTo answer) {
    if (wish_) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    skip_next_ = reader_->catch_up();
    if (!there_) {
        return answer(fault_reply(wire::FAULT_CODE_READER_MISSING));
    }
    table_.count_use(code_id);
    wish_ = Wish{request.session(), std::move(answer)};
    const auto seconds =
        request.seconds() == 0 ? default_code_seconds : std::min(request.seconds(), longest_code_seconds);
    deadline_ = loop_.after(std::int64_t{seconds} * 1000, [this] { answer_wish(fault_reply(wire::FAULT_CODE_NONE)); });
}

void CodeService::seen(SeenCode code) {
    if (std::exchange(skip_next_, false) || !wish_) {
        ++discarded_;
        if (telling_ == 0) {
            telling_ = loop_.after(delays_.tell_discarded, [this] { tell_discarded(); });
        }
        return;
    }
    if (!code.whole) {
        return answer_wish(fault_reply(wire::FAULT_CODE_UNREADABLE));
    }
    wire::HubReply reply;
    reply.mutable_code()->mutable_text()->assign(code.text.begin(), code.text.end());
    answer_wish(std::move(reply));
}

void CodeService::tell_discarded() {
    telling_ = 0;
    table_.count_discarded(code_id, std::exchange(discarded_, 0));
}

void CodeService::answer_wish(wire::HubReply reply) {
    if (!wish_) {
        return;
    }
    const Wish wish = std::move(*wish_);
    wish_.reset();
    loop_.cancel(deadline_);
    deadline_ = 0;
    wish.answer(std::move(reply));
}

bool CodeService::cancel(const std::string& session) {
    const bool waits = wish_ && wish_->session == session;
    if (waits) {
        answer_wish(fault_reply(wire::FAULT_CANCELLED));
    }
    return waits;
}

}  // namespace doorstep::devices
