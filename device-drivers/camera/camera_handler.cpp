#include "device-drivers/camera/camera_handler.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "device-drivers/camera/face_words.hpp"
#include "device-drivers/camera/frame_numbers.hpp"
#include "device-drivers/camera/preview.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "device-drivers/worker/wipe_message.hpp"
#include "vision/face/blas.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

constexpr std::uint32_t fastest_preview = 15;

double number_setting(const wire::WorkerConfigure& configure, const std::string& key, double otherwise) {
    const auto found = configure.settings().find(key);
    return found == configure.settings().end() ? otherwise : std::strtod(found->second.c_str(), nullptr);
}

// "auto" is no wish.
std::optional<double> wish(const wire::WorkerConfigure& configure, const std::string& key) {
    const auto found = configure.settings().find(key);
    return found == configure.settings().end() || found->second == "auto"
               ? std::nullopt
               : std::optional(std::strtod(found->second.c_str(), nullptr));
}

}  // namespace

void CameraHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    switch (message.kind_case()) {
        case wire::WorkerMessage::kConfigure:
            return configure(message.configure());
        case wire::WorkerMessage::kOpen:
            source_name_ = message.open().device();
            open(link);
            return;
        case wire::WorkerMessage::kPreview:
            return set_preview(message.preview());
        case wire::WorkerMessage::kCapture:
            return capture(message.capture(), link);
        case wire::WorkerMessage::kVerify:
            return verify(message.verify(), link);
        case wire::WorkerMessage::kEnrol:
            return enrol(message.enrol(), link);
        case wire::WorkerMessage::kMeasure:
            return measure(link);
        case wire::WorkerMessage::kClose:
            return close(link);
        default:
            return;
    }
}

void CameraHandler::configure(const wire::WorkerConfigure& configure) {
    thresholds_.same = number_setting(configure, "same", vision::same_person_at_most);
    thresholds_.clerk = number_setting(configure, "clerk", vision::clerk_decides_up_to);
    const auto source = configure.settings().find("source");
    source_name_ = source == configure.settings().end() ? "" : source->second;
    spool_ = configure.spool_folder();
    wishes_.width = static_cast<int>(number_setting(configure, "width", wishes_.width));
    wishes_.height = static_cast<int>(number_setting(configure, "height", wishes_.height));
    wishes_.exposure = wish(configure, "exposure");
    wishes_.focus = wish(configure, "focus");
    loading_ = std::async(std::launch::async, [folder = models_folder()] { return vision::FaceEngine::load(folder); });
}

// False when faces cannot be compared, or the job was cancelled while the models were being loaded.
bool CameraHandler::await_engine(std::uint64_t job, const WorkerLink& link) {
    while (loading_.valid() && !link.cancelled(job)) {
        if (loading_.wait_for(std::chrono::milliseconds(delays_.cancel_heard)) != std::future_status::ready) {
            continue;
        }
        auto engine = loading_.get();
        if (engine) {
            engine_.emplace(std::move(*engine));
        } else {
            log::error("faces cannot be compared: {}", engine.error().text());
        }
    }
    return engine_.has_value();
}

bool CameraHandler::open(WorkerLink& link) {
    if (source_) {
        return true;
    }
    last_open_ = monotonic_milliseconds();
    auto opened = open_source_(source_name_, wishes_);
    if (!opened) {
        link.send_status(wire::Device::ABSENT, wire::FAULT_CAMERA_MISSING);
        return false;
    }
    source_ = std::move(*opened);
    watch_.reset();
    health_ = FrameHealth::Good;
    last_frame_ = monotonic_milliseconds();
    const auto identity = source_->identity();
    wire::WorkerStatus details;
    details.set_model(identity.model);
    details.set_serial(identity.serial);
    details.set_transport(identity.transport);
    link.send_status(wire::Device::IN_USE, wire::FAULT_NONE, details);
    return true;
}

void CameraHandler::capture(const wire::WorkerCapture& order, WorkerLink& link) {
    const auto job = order.job();
    const auto picture = still(order, link);
    const auto jpeg = picture ? vision::encode_jpeg(*picture) : Result<WipedBytes>(picture.error());
    const auto stored =
        jpeg ? write_spool_file(spool_, order.spool(), BytesView(jpeg->data(), jpeg->size()), "image/jpeg")
             : Result<wire::SpoolRef>(jpeg.error());
    if (!stored) {
        const bool full = stored.error().is(SpoolError::Full);
        const auto health = health_fault(health_);
        const auto fault = link.cancelled(job)          ? wire::FAULT_CANCELLED
                           : full                       ? wire::FAULT_DISK_FULL
                           : health != wire::FAULT_NONE ? health
                                                        : wire::FAULT_CAMERA_MISSING;
        return link.send_job(job, fault == wire::FAULT_CANCELLED ? wire::JobState::CANCELLED : wire::JobState::FAILED,
                             fault);
    }
    wire::WorkerMessage message;
    message.mutable_scanned()->set_job(job);
    message.mutable_scanned()->set_index(1);
    *message.mutable_scanned()->mutable_original() = *stored;
    link.send(message);
    link.send_job(job, wire::JobState::DONE, wire::FAULT_NONE, 1);
}

// A camera shows small pictures fast and large ones slowly: it is opened anew for the still, and again for the preview.
Result<vision::Image> CameraHandler::still(const wire::WorkerCapture& order, WorkerLink& link) {
    if (!open(link)) {
        return CameraError::Missing;
    }
    if (!source_->has_modes()) {
        return next_good(order.job(), link);
    }
    source_.reset();
    auto largest = largest_picture;
    largest.exposure = wishes_.exposure;
    largest.focus = wishes_.focus;
    auto opened = open_source_(source_name_, largest);
    if (!opened) {
        lost(link);
        return CameraError::Missing;
    }
    source_ = std::move(*opened);
    last_frame_ = monotonic_milliseconds();
    const auto settled = last_frame_ + delays_.settle;
    auto picture = next_good(order.job(), link);
    while (picture && monotonic_milliseconds() < settled) {
        picture = next_good(order.job(), link);
    }
    source_.reset();
    watch_.reset();
    if (preview_) {
        open(link);
    }
    return picture;
}

// The next frame that shows something.
Result<vision::Image> CameraHandler::next_good(std::uint64_t job, WorkerLink& link) {
    const auto end = monotonic_milliseconds() + delays_.still_within;
    while (monotonic_milliseconds() < end && !link.cancelled(job)) {
        auto image = frame(link);
        if (image && health_ == FrameHealth::Good) {
            return image;
        }
        if (!image && image.error().is(CameraError::Lost)) {
            return image;
        }
    }
    return CameraError::NoFrame;
}

// Answers in any case: with numbers of the newest frame when it shows something, or with the library alone; why there
// is no frame stands in the status that was sent meanwhile.
void CameraHandler::measure(WorkerLink& link) {
    wire::WorkerMessage answer;
    auto& facts = *answer.mutable_camera();
    facts.set_blas(vision::loaded_blas());
    const auto end = monotonic_milliseconds() + delays_.measure;
    std::optional<vision::Image> newest;
    for (bool there = open(link); there && monotonic_milliseconds() < end;) {
        auto image = frame(link);
        there = image || !image.error().is(CameraError::Lost);
        if (health_ != FrameHealth::Good) {
            newest.reset();
        } else if (image) {
            newest = std::move(*image);
        }
    }
    if (newest) {
        const auto numbers = measure_frame(*newest);
        facts.set_light(numbers.light);
        facts.set_sharpness(numbers.sharpness);
        facts.set_measured(true);
    }
    link.send(answer);
}

void CameraHandler::close(WorkerLink& link) {
    preview_ = false;
    source_.reset();
    watch_.reset();
    link.send_status(wire::Device::CLOSED);
}

void CameraHandler::lost(WorkerLink& link) {
    source_.reset();
    link.send_status(wire::Device::ABSENT, wire::FAULT_CAMERA_MISSING);
}

void CameraHandler::set_preview(const wire::WorkerPreview& preview) {
    preview_ = preview.on();
    preview_every_ = 1000 / std::clamp<std::uint32_t>(preview.rate(), 1, fastest_preview);
    preview_width_ = static_cast<int>(std::clamp<std::uint32_t>(preview.width(), 160, 1280));
}

std::int64_t CameraHandler::tick_every_ms() const {
    return preview_ ? preview_every_ : -1;
}

void CameraHandler::tick(WorkerLink& link) {
    if (!source_) {
        if (monotonic_milliseconds() - last_open_ >= delays_.reopen_every) {
            open(link);
        }
        return;
    }
    if (const auto image = frame(link)) {
        show(*image, link);
    }
}

// The next frame with the camera's health looked after. An error ends the source when it is gone.
Result<vision::Image> CameraHandler::frame(WorkerLink& link) {
    auto image = source_->next(delays_.frame_within);
    const auto now = monotonic_milliseconds();
    if (!image) {
        if (image.error().is(CameraError::Lost) || now - last_frame_ > delays_.lost_after) {
            lost(link);
            return CameraError::Lost;
        }
        return CameraError::NoFrame;
    }
    last_frame_ = now;
    const auto health = watch_.look(*image, now);
    if (health != health_) {
        health_ = health;
        link.send_status(health == FrameHealth::Good ? wire::Device::IN_USE : wire::Device::FAULTY,
                         health_fault(health));
    }
    return image;
}

void CameraHandler::show(const vision::Image& image, WorkerLink& link) {
    const auto now = monotonic_milliseconds();
    if (!preview_ || now - last_preview_ < preview_every_) {
        return;
    }
    last_preview_ = now;
    wire::WorkerMessage message;
    if (auto preview = make_preview(image, preview_width_)) {
        *message.mutable_frame() = std::move(*preview);
        link.send(message);
        wipe_message(message);
    }
}

Result<FrameJudgement> CameraHandler::judge(const vision::Image& image, const vision::FaceLimits& limits) {
    DOORSTEP_TRY(const auto faces, engine_->detect(image));
    FrameJudgement judgement;
    judgement.problem = vision::find_problem(image, faces, limits);
    if (!judgement.problem) {
        DOORSTEP_TRY(judgement.face, engine_->describe(image, faces.front()));
    }
    return judgement;
}

void CameraHandler::hint(std::uint64_t job, const FrameJudgement& frame, wire::FaultCode health, WorkerLink& link) {
    wire::WorkerMessage message;
    message.set_about_job(job);
    auto& hint = *message.mutable_hint();
    if (health != wire::FAULT_NONE) {
        hint.mutable_hint()->set_code(health);
    } else if (frame.problem) {
        *hint.mutable_hint() = face_fault(*frame.problem);
    } else {
        hint.set_good(true);
    }
    const auto now = monotonic_milliseconds();
    const auto text = hint.SerializeAsString();
    if (text != last_hint_ || now - last_hint_at_ >= delays_.hint_every) {
        last_hint_ = text;
        last_hint_at_ = now;
        link.send(message);
    }
}

// Feeds frames until `add` has enough, the time is over or the job is cancelled. FAULT_NONE, or why it ended early.
wire::FaultCode CameraHandler::look(std::uint64_t job, std::uint32_t seconds, const vision::FaceLimits& limits,
                                    WorkerLink& link, const std::function<bool(const FrameJudgement&)>& add) {
    if (!await_engine(job, link)) {
        return link.cancelled(job) ? wire::FAULT_CANCELLED : wire::FAULT_FACE_MODEL_MISSING;
    }
    if (!open(link)) {
        return wire::FAULT_CAMERA_MISSING;
    }
    last_hint_.clear();
    const auto end = monotonic_milliseconds() + std::int64_t{seconds} * 1000;
    while (monotonic_milliseconds() < end) {
        if (link.cancelled(job)) {
            return wire::FAULT_CANCELLED;
        }
        auto image = frame(link);
        if (!image) {
            if (image.error().is(CameraError::Lost)) {
                return wire::FAULT_CAMERA_MISSING;
            }
            continue;
        }
        show(*image, link);
        const auto health = health_fault(health_);
        if (health != wire::FAULT_NONE) {
            hint(job, {}, health, link);
            continue;
        }
        const auto judgement = judge(*image, limits);
        if (!judgement) {
            log::error("a frame was not judged: {}", judgement.error().text());
            return wire::FAULT_INTERNAL;
        }
        hint(job, *judgement, wire::FAULT_NONE, link);
        if (add(*judgement)) {
            return wire::FAULT_NONE;
        }
    }
    return health_fault(health_);
}

void CameraHandler::verify(const wire::WorkerVerify& order, WorkerLink& link) {
    auto verify = VerifyLook::begin(order.template_(), thresholds_);
    wire::WorkerMessage answer;
    answer.set_about_job(order.job());
    auto fault = wire::FAULT_BAD_REQUEST;
    if (verify) {
        fault = look(order.job(), order.seconds(), {}, link,
                     [&](const FrameJudgement& frame) { return verify->add(frame); });
    }
    if (fault == wire::FAULT_NONE) {
        *answer.mutable_outcome() = verify->outcome();
    } else {
        answer.mutable_outcome()->set_verdict(wire::FaceOutcome::NOT_JUDGED);
        answer.mutable_outcome()->mutable_reason()->set_code(fault);
    }
    link.send(answer);
}

void CameraHandler::enrol(const wire::WorkerEnrol& order, WorkerLink& link) {
    EnrolLook enrol(thresholds_);
    const auto fault = look(order.job(), order.seconds(), vision::FaceLimits::for_enrolment(), link,
                            [&](const FrameJudgement& frame) { return enrol.add(frame); });
    const auto enrolled = fault == wire::FAULT_NONE ? enrol.enrolled() : std::nullopt;
    wire::WorkerMessage answer;
    answer.set_about_job(order.job());
    if (enrolled) {
        *answer.mutable_enrolled() = *enrolled;
    } else {
        answer.mutable_job()->set_job(order.job());
        answer.mutable_job()->set_state(wire::JobState::FAILED);
        if (fault == wire::FAULT_NONE) {
            *answer.mutable_job()->mutable_fault() = enrol.reason();
        } else {
            answer.mutable_job()->mutable_fault()->set_code(fault);
        }
    }
    link.send(answer);
    wipe_message(answer);
}

}  // namespace doorstep::devices
