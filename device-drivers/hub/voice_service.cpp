#include "device-drivers/hub/voice_service.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"

namespace doorstep::devices {

VoiceService::VoiceService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec microphone, const Spool& spool,
                           HubOutput output, HubDelays delays)
    : spool_(spool),
      output_(std::move(output)),
      delays_(delays),
      microphone_(loop, table, std::move(microphone),
                  {[this](const wire::WorkerMessage& m) { take(m); },
                   [this] { end(wire::JobState::FAILED, wire::FAULT_UNAVAILABLE); }},
                  delays) {}

bool VoiceService::is(const std::string& session, std::uint64_t job) const {
    return job_ && job_->number == job && job_->session == session;
}

void VoiceService::record(const wire::RecordVoice& request, const AnswerTo& answer) {
    if (job_ || (!used_by_.empty() && used_by_ != request.session())) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    if (!spool_.has_room()) {
        return answer(fault_reply(wire::FAULT_DISK_FULL));
    }
    const auto number = output_.next_job();
    const auto seconds =
        request.seconds() == 0 ? default_voice_seconds : std::min(request.seconds(), longest_voice_seconds);
    wire::WorkerMessage order;
    order.mutable_record_voice()->set_job(number);
    order.mutable_record_voice()->set_spool(request.session());
    order.mutable_record_voice()->set_seconds(seconds);
    if (!microphone_.send(order)) {
        return answer(fault_reply(microphone_.fault()));
    }
    used_by_ = request.session();
    job_ = Job{number, request.session()};
    // It tells how loud it is ten times a second.
    microphone_.working(delays_.voice_silence);
    answer(job_reply(number));
}

void VoiceService::stop(const wire::StopVoice& request, const AnswerTo& answer) {
    if (!is(request.session(), request.job())) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    wire::WorkerMessage order;
    order.set_stop_voice(request.job());
    microphone_.send(order);
    answer(done_reply());
}

bool VoiceService::cancel(const std::string& session, std::uint64_t job) {
    if (!is(session, job)) {
        return false;
    }
    wire::WorkerMessage order;
    order.mutable_cancel()->set_job(job);
    microphone_.send(order);
    return true;
}

void VoiceService::session_ended(const std::string& session) {
    if (used_by_ != session) {
        return;
    }
    used_by_.clear();
    job_.reset();
    microphone_.renew();
}

void VoiceService::take(const wire::WorkerMessage& message) {
    if (!job_) {
        return;
    }
    if (message.has_voice_heard() && message.voice_heard().job() == job_->number) {
        wire::HubEvent event;
        *event.mutable_voice_heard() = message.voice_heard();
        output_.tell_session(job_->session, std::move(event));
    } else if (message.has_voice() && message.voice().job() == job_->number) {
        take_recording(message.voice());
    } else if (message.has_job() && message.job().job() == job_->number &&
               message.job().state() != wire::JobState::RUNNING) {
        end(message.job().state(), message.job().fault().code());
    }
}

// A worker is not believed in where its file lies: only below this session's folder.
void VoiceService::take_recording(const wire::VoiceRecording& recording) {
    if (!recording.recording().name().starts_with(job_->session + "/")) {
        log::error("the voice worker named a file outside its session");
        end(wire::JobState::FAILED, wire::FAULT_INTERNAL);
        return microphone_.renew();
    }
    wire::HubEvent event;
    *event.mutable_voice() = recording;
    output_.tell_session(job_->session, std::move(event));
}

void VoiceService::end(wire::JobState::State state, wire::FaultCode fault) {
    if (!job_) {
        return;
    }
    microphone_.working(0);
    const auto job = *std::exchange(job_, std::nullopt);
    wire::HubEvent event;
    event.mutable_job()->set_job(job.number);
    event.mutable_job()->set_state(state);
    if (fault != wire::FAULT_NONE) {
        event.mutable_job()->mutable_fault()->set_code(fault);
    }
    output_.tell_session(job.session, std::move(event));
}

}  // namespace doorstep::devices
