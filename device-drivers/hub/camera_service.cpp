#include "device-drivers/hub/camera_service.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {
namespace {

std::uint32_t bounded_seconds(std::uint32_t asked) {
    return asked == 0 ? default_look_seconds : std::min(asked, longest_look_seconds);
}

bool is_template(const wire::Template& person) {
    const int count = person.values_size();
    return !person.model().empty() && count > 0 && count % descriptor_values == 0 &&
           count <= descriptor_values * most_descriptors &&
           std::all_of(person.values().begin(), person.values().end(), [](float v) { return std::isfinite(v); });
}

}  // namespace

CameraService::CameraService(EventLoop& loop, DeviceTable& table, WorkerDeviceSpec camera, PreviewSettings preview,
                             HubOutput output, HubDelays delays)
    : loop_(loop),
      table_(table),
      preview_settings_(preview),
      output_(std::move(output)),
      delays_(delays),
      look_(loop),
      camera_(loop, table, std::move(camera),
              {[this](const wire::WorkerMessage& m) { take(m); }, [this] { worker_ended(); }}, delays) {}

bool CameraService::taken_by_other(const std::string& session) const {
    return (!preview_for_.empty() && preview_for_ != session) || (look_.waits() && !look_.waits_for(session));
}

void CameraService::order_preview(bool on) {
    wire::WorkerMessage order;
    order.mutable_preview()->set_on(on);
    order.mutable_preview()->set_rate(preview_settings_.rate);
    order.mutable_preview()->set_width(preview_settings_.width);
    camera_.send(order);
}

void CameraService::start_preview(const std::string& session, AnswerTo answer) {
    if (taken_by_other(session)) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    end_measuring();
    if (preview_for_.empty()) {
        if (!camera_.open()) {
            return answer(fault_reply(camera_.fault()));
        }
        used_ = true;
        order_preview(true);
        preview_for_ = session;
    }
    answer(done_reply());
}

void CameraService::stop_preview(const std::string& session, AnswerTo answer) {
    if (!preview_for_.empty() && preview_for_ == session) {
        preview_for_.clear();
        order_preview(false);
        close_when_unused();
    }
    answer(done_reply());
}

void CameraService::close_when_unused() {
    if (look_.waits() || !preview_for_.empty()) {
        return;
    }
    wire::WorkerMessage order;
    order.set_close(true);
    camera_.send(order);
}

void CameraService::verify(const wire::FaceVerify& request, AnswerTo answer) {
    if (!is_template(request.template_())) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    wire::WorkerMessage order;
    *order.mutable_verify()->mutable_template_() = request.template_();
    look(request.session(), bounded_seconds(request.seconds()), std::move(order), std::move(answer));
}

void CameraService::enrol(const wire::FaceEnrol& request, AnswerTo answer) {
    wire::WorkerMessage order;
    order.mutable_enrol();
    look(request.session(), bounded_seconds(request.seconds()), std::move(order), std::move(answer));
}

void CameraService::capture(const wire::Capture& request, AnswerTo answer) {
    if (preview_for_ != request.session()) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    wire::WorkerMessage order;
    order.mutable_capture()->set_spool(request.session());
    look(request.session(), default_look_seconds, std::move(order), std::move(answer));
}

// A worker is not believed in where its picture lies: only below this session's folder.
void CameraService::take_picture(const wire::ScannedPage& page) {
    if (!look_.is(page.job())) {
        return;
    }
    if (!page.original().name().starts_with(look_.session() + "/")) {
        log::error("the camera worker named a picture outside its session");
        answer_look(fault_reply(wire::FAULT_INTERNAL));
        return camera_.renew();
    }
    wire::HubReply reply;
    *reply.mutable_captured() = page;
    answer_look(std::move(reply));
}

void CameraService::look(const std::string& session, std::uint32_t seconds, wire::WorkerMessage order,
                         AnswerTo answer) {
    if (look_.waits() || taken_by_other(session)) {
        wipe_message(order);
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    end_measuring();
    const auto number = output_.next_job();
    if (order.has_verify()) {
        order.mutable_verify()->set_job(number);
        order.mutable_verify()->set_seconds(seconds);
    } else if (order.has_capture()) {
        order.mutable_capture()->set_job(number);
    } else {
        order.mutable_enrol()->set_job(number);
        order.mutable_enrol()->set_seconds(seconds);
    }
    if (preview_for_.empty()) {
        camera_.open();
    }
    const bool sent = camera_.send(order);
    wipe_message(order);
    if (!sent) {
        return answer(fault_reply(camera_.fault()));
    }
    used_ = true;
    const auto longest = std::int64_t{seconds} * 1000 + delays_.face_extra;
    camera_.working(longest);
    look_.begin(session, number, std::move(answer), longest, [this] { overdue(); });
}

void CameraService::overdue() {
    log::warning("a face look did not end in time");
    answer_look(fault_reply(wire::FAULT_TIMEOUT));
    preview_for_.clear();
    camera_.renew();
}

void CameraService::answer_look(wire::HubReply reply) {
    if (!look_.waits()) {
        return wipe_message(reply);
    }
    camera_.working(0);
    look_.answer(std::move(reply));
    close_when_unused();
}

bool CameraService::cancel_look(const std::string& session) {
    if (!look_.waits_for(session)) {
        return false;
    }
    wire::WorkerMessage order;
    order.mutable_cancel()->set_job(look_.number());
    camera_.send(order);
    answer_look(fault_reply(wire::FAULT_CANCELLED));
    return true;
}

// What was seen before, or through another camera, is not this self-test's.
void CameraService::probe(std::function<void()> done) {
    end_measuring();
    table_.update_camera(camera_.id(), {});
    if (look_.waits() || !preview_for_.empty()) {
        return done();
    }
    measured_ = std::move(done);
    camera_.probe([this] { measure(); });
}

void CameraService::measure() {
    const auto state = table_.get(camera_.id()).state();
    const bool there = state == wire::Device::READY || state == wire::Device::IN_USE;
    wire::WorkerMessage order;
    order.set_measure(true);
    if (!measured_ || !there || !camera_.send(order)) {
        return end_measuring();
    }
    measure_deadline_ = loop_.after(delays_.measure, [this] {
        measure_deadline_ = 0;
        end_measuring();
    });
}

// Closing it covers what its state said of it: kept beside the numbers.
void CameraService::end_measuring(wire::CameraFacts facts) {
    loop_.cancel(std::exchange(measure_deadline_, 0));
    const auto done = std::exchange(measured_, nullptr);
    if (!done) {
        return;
    }
    const auto device = table_.get(camera_.id());
    if (device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY) {
        facts.set_fault(device.last_fault().code());
    }
    table_.update_camera(camera_.id(), facts);
    done();
    close_when_unused();
}

void CameraService::session_ended(const std::string& session) {
    if (taken_by_other(session)) {
        return;
    }
    cancel_look(session);
    preview_for_.clear();
    if (used_) {
        used_ = false;
        camera_.renew();
    }
}

void CameraService::take(const wire::WorkerMessage& message) {
    const bool of_look = look_.is(message.about_job());  // else the rest of a cancelled one
    wire::HubEvent event;
    wire::HubReply reply;
    switch (message.kind_case()) {
        case wire::WorkerMessage::kFrame:
            if (!preview_for_.empty() && message.frame().jpeg().size() <= largest_preview) {
                *event.mutable_preview() = message.frame();
                output_.tell_session(preview_for_, std::move(event));
            }
            return;
        case wire::WorkerMessage::kHint:
            if (of_look) {
                *event.mutable_face_hint() = message.hint();
                output_.tell_session(look_.session(), std::move(event));
            }
            return;
        case wire::WorkerMessage::kOutcome:
            *reply.mutable_face() = message.outcome();
            return of_look ? answer_look(std::move(reply)) : wipe_message(reply);
        case wire::WorkerMessage::kEnrolled:
            *reply.mutable_enrolled() = message.enrolled();
            return of_look ? answer_look(std::move(reply)) : wipe_message(reply);
        case wire::WorkerMessage::kScanned:
            return take_picture(message.scanned());
        case wire::WorkerMessage::kCamera:
            return end_measuring(message.camera());
        case wire::WorkerMessage::kJob:
            if (look_.is(message.job().job()) && message.job().state() == wire::JobState::FAILED) {
                answer_look(fault_reply(message.job().fault().code()));
            }
            return;
        default:
            return;
    }
}

void CameraService::worker_ended() {
    preview_for_.clear();
    answer_look(fault_reply(wire::FAULT_UNAVAILABLE));
    end_measuring();
}

}  // namespace doorstep::devices
