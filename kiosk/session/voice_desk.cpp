#include "kiosk/session/voice_desk.hpp"

#include <utility>

#include "base/paths.hpp"
#include "kiosk/backend/spool.hpp"

namespace doorstep::kiosk {

VoiceDesk::VoiceDesk(Session& session, QObject* parent) : QObject(parent), session_(session) {
    connect(&session_.hub(), &HubLink::voiceHeard, this, &VoiceDesk::heard);
    connect(&session_.hub(), &HubLink::voice, this, &VoiceDesk::came);
    connect(&session_.hub(), &HubLink::job, this, &VoiceDesk::ended);
    connect(&session_.hub(), &HubLink::restarted, this, [this] {
        recording_.reset();  // its file is gone
        end(fault_of(wire::FAULT_UNAVAILABLE));
        emit changed();
    });
    connect(&session_, &Session::ended, this, [this] {  // the hub throws away what was said by itself
        end(fault_of(wire::FAULT_CANCELLED));
        forget();
    });
    connect(&session_.hub(), &HubLink::devicesChanged, this, &VoiceDesk::changed);
}

void VoiceDesk::start() {
    if (open_) {
        return;
    }
    open_ = true;
    stopping_ = false;
    job_ = 0;
    ms_ = 0;
    peak_ = 0;
    emit changed();
    session_.ask_hub(
        [](wire::HubRequest& request, const std::string& session) {
            request.mutable_record_voice()->set_session(session);
            request.mutable_record_voice()->set_seconds(longest_s);
        },
        session_.hub().delays().quick, this,
        [this, turn = ++turn_](const wire::HubReply& reply) {
            if (turn != turn_) {  // given up before the hub had answered
                order_end(reply.job().job(), false);
                return;
            }
            if (!reply.has_job()) {
                end(reply.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_MICROPHONE_MISSING)
                                                             : reply.fault());
                return;
            }
            job_ = reply.job().job();
            if (stopping_) {  // was asked for before the hub had answered
                order_end(job_, true);
            }
        });
}

void VoiceDesk::order_end(std::uint64_t job, bool keep) {
    if (job == 0) {
        return;
    }
    session_.ask_hub(
        [keep, job](wire::HubRequest& request, const std::string& session) {
            if (keep) {
                request.mutable_stop_voice()->set_session(session);
                request.mutable_stop_voice()->set_job(job);
            } else {
                request.mutable_cancel()->set_session(session);
                request.mutable_cancel()->set_job(job);
            }
        },
        session_.hub().delays().quick, this, [](const wire::HubReply&) {});
}

void VoiceDesk::stop() {
    if (open_ && !stopping_) {
        stopping_ = true;
        order_end(job_, true);
    }
}

void VoiceDesk::cancel() {
    if (!open_) {
        return;
    }
    order_end(job_, false);
    end(fault_of(wire::FAULT_CANCELLED));
}

void VoiceDesk::forget() {
    cancel();
    ms_ = 0;
    if (std::exchange(recording_, std::nullopt)) {
        emit changed();
    }
}

void VoiceDesk::play() {
    if (playing_) {
        emit stopWanted();
        return;
    }
    if (recording_ && !open_) {
        const auto bytes = read_spool(recording_->recording());
        if (!bytes) {
            forget();  // its session's folder is gone
            emit failed(fault_of(wire::FAULT_SPOOL_MISMATCH));
            return;
        }
        set_playing(true);
        emit playWanted(QString::fromStdString((run_folder() / "spool" / recording_->recording().name()).native()));
    }
}

void VoiceDesk::set_playing(bool playing) {
    if (playing_ != playing) {
        playing_ = playing;
        emit changed();
    }
}

void VoiceDesk::heard(const wire::VoiceHeard& heard) {
    if (open_ && heard.job() == job_) {
        ms_ = heard.ms();
        peak_ = heard.peak();
        session_.touched();  // who speaks is there
        emit changed();
    }
}

void VoiceDesk::came(const wire::VoiceRecording& recording) {
    if (open_ && recording.job() == job_) {
        recording_ = recording;
        ms_ = recording.ms();
        emit changed();
    }
}

void VoiceDesk::ended(const wire::JobState& job) {
    if (!open_ || job.job() != job_ || job_ == 0) {
        return;
    }
    if (job.state() == wire::JobState::DONE) {
        end({});
    } else if (job.state() == wire::JobState::FAILED || job.state() == wire::JobState::CANCELLED) {
        end(job.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_MICROPHONE_MISSING) : job.fault());
    }
}

void VoiceDesk::end(const wire::Fault& fault) {
    if (!open_) {
        return;
    }
    open_ = false;
    job_ = 0;
    ++turn_;
    emit changed();
    if (fault.code() != wire::FAULT_NONE && fault.code() != wire::FAULT_CANCELLED) {
        emit failed(fault);
    }
}

}  // namespace doorstep::kiosk
