#include "kiosk/testing/fake_station.hpp"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include <QCoreApplication>
#include <QDeadlineTimer>

#include "base/case_number.hpp"
#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/id_number.hpp"
#include "base/paths.hpp"

namespace doorstep::kiosk {

bool wait_until(const std::function<bool()>& condition) {
    QDeadlineTimer deadline(5000);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

wire::CardFields test_card(const std::string& name, const std::string& first17) {
    wire::CardFields card;
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_name(name);
    card.set_number(first17 + id_number_check_character(first17));
    card.set_address("测试县柳树村1号");
    card.set_birth("1950-01-01");
    card.set_read_from_chip(true);
    return card;
}

FakeStation::FakeStation()
    : card(test_card("王建国", "99010119500101001")),
      devices{{wire::Device::CARD_READER, wire::Device::READY},
              {wire::Device::CAMERA, wire::Device::CLOSED},
              {wire::Device::SCANNER, wire::Device::READY},
              {wire::Device::PRINTER, wire::Device::READY}},
      folder_("/dev/shm/doorstep-kiosk-test-" + std::to_string(getpid())) {
    std::filesystem::create_directories(folder_ / "spool" / "s1");
    setenv("DOORSTEP_RUN", folder_.c_str(), 1);
    items.set_sent(3);
    status.set_enrolled(true);
    status.set_line_up(true);
    face.set_verdict(wire::FaceOutcome::SAME);
    face.set_distance(0.3F);
    serve_hub();
    serve_agent();
    QObject::connect(&pump_, &QTimer::timeout, &pump_, [this] { loop_.run_once(0); });
    pump_.start(1);
}

void FakeStation::serve_hub() {
    auto hub = protocol::RpcServer::bind(
        loop_, hub_address(), {[this](const std::string& peer, const std::string& payload, const auto& reply) {
            wire::HubRequest request;
            request.ParseFromString(payload);
            hub_requests.push_back(request);
            if (request.has_watch() && watch_fault_once != wire::FAULT_NONE) {
                wire::HubReply refused;
                refused.mutable_fault()->set_code(std::exchange(watch_fault_once, wire::FAULT_NONE));
                reply(refused.SerializeAsString());
                return;
            }
            if (request.has_watch()) {
                watcher_ = peer;
                later([this] { card_event(true); });
            }
            if (request.has_read_card() && hold_reads) {
                held_.push_back(reply);
                return;
            }
            if (request.has_self_test() && hold_self_tests) {
                held_tests_.push_back(reply);
                return;
            }
            if (request.has_read_code()) {
                code_waits_ = reply;
                return;
            }
            if (request.has_cancel() && code_waits_) {
                wire::HubReply cancelled;
                cancelled.mutable_fault()->set_code(wire::FAULT_CANCELLED);
                std::exchange(code_waits_, nullptr)(cancelled.SerializeAsString());
            }
            reply(answer_hub(request).SerializeAsString());
        }});
    hub_ = std::move(*hub);
}

void FakeStation::serve_agent() {
    auto agent = protocol::RpcServer::bind(
        loop_, agent_address(), {[this](const std::string& peer, const std::string& payload, const auto& reply) {
            wire::AgentRequest request;
            request.ParseFromString(payload);
            agent_watcher_ = request.has_watch() ? peer : agent_watcher_;
            agent_requests.push_back(request);
            reply(answer_agent(request).SerializeAsString());
        }});
    agent_ = std::move(*agent);
}

FakeStation::~FakeStation() {
    pump_.stop();
    agent_.reset();
    hub_.reset();
    std::filesystem::remove_all(folder_);
}

std::string FakeStation::hub_address() const {
    return "ipc://" + (folder_ / "hub/hub.sock").native();
}
std::string FakeStation::agent_address() const {
    return "ipc://" + (folder_ / "agent/agent.sock").native();
}

void FakeStation::later(std::function<void()> work) {
    loop_.after(5, std::move(work));
}

void FakeStation::event(const wire::HubEvent& event) {
    if (!watcher_.empty()) {
        hub_->send_event(watcher_, event.SerializeAsString());
    }
}

void FakeStation::card_event(bool at_watch) {
    wire::HubEvent told;
    told.mutable_card()->set_present(present_);
    told.mutable_card()->set_laying(laying_);
    told.mutable_card()->set_at_watch(at_watch);
    event(told);
}

void FakeStation::show_code(const std::string& text) {
    if (code_waits_) {
        wire::HubReply read;
        read.mutable_code()->set_text(text);
        std::exchange(code_waits_, nullptr)(read.SerializeAsString());
    }
}

void FakeStation::lay_card() {
    present_ = true;
    ++laying_;
    card_event(false);
}

void FakeStation::lift_card() {
    present_ = false;
    card_event(false);
}

void FakeStation::answer_reads() {
    hold_reads = false;
    wire::HubRequest read;
    read.mutable_read_card();
    for (const auto& reply : std::exchange(held_, {})) {
        reply(answer_hub(read).SerializeAsString());
    }
}

void FakeStation::answer_self_tests() {
    hold_self_tests = false;
    wire::HubRequest test;
    test.mutable_self_test();
    for (const auto& reply : std::exchange(held_tests_, {})) {
        reply(answer_hub(test).SerializeAsString());
    }
}

void FakeStation::restart_hub() {
    hub_.reset();
    held_tests_.clear();
    watcher_.clear();
    held_.clear();
    code_waits_ = nullptr;
    hub_sessions.clear();
    present_ = false;
    laying_ = 0;
    serve_hub();
}

void FakeStation::found_card() {
    present_ = true;
    card_event(false);
}

void FakeStation::restart_agent() {
    agent_.reset();
    agent_watcher_.clear();
    training = false;
    serve_agent();
}

void FakeStation::tell(const wire::AgentEvent& told) {
    if (!agent_watcher_.empty()) {
        agent_->send_event(agent_watcher_, told.SerializeAsString());
    }
}

void FakeStation::tell_status() {
    wire::AgentEvent told;
    *told.mutable_status() = status;
    tell(told);
}

void FakeStation::end_shift(const std::string& account) {
    wire::AgentEvent told;
    told.set_shift_ended(account);
    tell(told);
}

void FakeStation::deliver(wire::SchemePackage package) {
    schemes.push_back(std::move(package));
    wire::AgentEvent told;
    told.set_schemes(true);
    tell(told);
}

void FakeStation::tell_devices() {
    for (const auto& [device, state] : devices) {
        wire::HubEvent told;
        *told.mutable_device() = told_device(device, state);
        event(told);
    }
}

wire::Device FakeStation::told_device(wire::Device::Class device, wire::Device::State state) const {
    wire::Device told;
    told.set_id(std::to_string(device));
    told.set_class_(device);
    told.set_state(state);
    told.set_paper(device == wire::Device::PRINTER ? paper : wire::Device::PAPER_UNKNOWN);
    if (state == wire::Device::FAULTY) {
        told.mutable_last_fault()->set_code(device_fault);
    }
    if (const auto level = levels.find(device); level != levels.end()) {
        told.mutable_level()->set_percent(level->second);
    }
    if (device == wire::Device::SPEAKER) {
        told.mutable_level()->set_headphones(headphones);
    }
    if (device == wire::Device::CARD_READER) {
        told.set_answer_ms(reader_ms);
    }
    if (device == wire::Device::CAMERA && camera_facts.ByteSizeLong() > 0) {
        *told.mutable_camera() = camera_facts;
    }
    return told;
}

int FakeStation::count_hub(wire::HubRequest::KindCase kind) const {
    return static_cast<int>(std::count_if(hub_requests.begin(), hub_requests.end(),
                                          [&](const auto& request) { return request.kind_case() == kind; }));
}

int FakeStation::count_agent(wire::AgentRequest::KindCase kind) const {
    return static_cast<int>(std::count_if(agent_requests.begin(), agent_requests.end(),
                                          [&](const auto& request) { return request.kind_case() == kind; }));
}

const FakeStation::Draft* FakeStation::submitted(wire::SubmissionKind kind) const {
    for (const auto& [id, draft] : drafts) {
        if (draft.submitted && draft.info.kind() == kind) {
            return &draft;
        }
    }
    return nullptr;
}

wire::SpoolRef FakeStation::spool_page() {
    wire::SpoolRef file;
    const std::string content = "picture " + std::to_string(++pages_made_);
    file.set_name("s1/p" + std::to_string(pages_made_));
    file.set_size(content.size());
    const auto digest = sha256(as_bytes(content));
    file.set_digest(digest.data(), digest.size());
    file.set_kind("image/jpeg");
    ignore(write_file_atomically(folder_ / "spool" / file.name(), as_bytes(content)), "the test sees what is missing");
    return file;
}

wire::HubReply FakeStation::answer_hub(const wire::HubRequest& request) {
    wire::HubReply reply;
    switch (request.kind_case()) {
        case wire::HubRequest::kList:
        case wire::HubRequest::kSelfTest:
            for (const auto& [device, state] : devices) {
                *reply.mutable_devices()->add_devices() = told_device(device, state);
            }
            reply.mutable_devices();
            break;
        case wire::HubRequest::kOpenSession:
            reply.mutable_session()->set_token("hub-" + std::to_string(++sessions_));
            hub_sessions.insert(reply.session().token());
            break;
        case wire::HubRequest::kCloseSession:
            hub_sessions.erase(request.close_session().session());
            reply.set_done(true);
            break;
        case wire::HubRequest::kReadCard:
            if (card_fault != wire::FAULT_NONE) {
                reply.mutable_fault()->set_code(card_fault);
            } else {
                *reply.mutable_card()->mutable_card() = card;
            }
            break;
        case wire::HubRequest::kScan:
        case wire::HubRequest::kTestGlass:
        case wire::HubRequest::kPrint:
            answer_job(request, reply);
            break;
        case wire::HubRequest::kSetLevel:
            set_level(request.set_level(), reply);
            break;
        case wire::HubRequest::kRecentLog:
            reply.mutable_log()->add_lines("2026-11-28T10:00:00.000 doorstep-hub warning scanner: error 14");
            break;
        case wire::HubRequest::kRestart:
            if (restart_fault != wire::FAULT_NONE) {
                reply.mutable_fault()->set_code(restart_fault);
            } else {
                reply.set_done(true);
            }
            break;
        case wire::HubRequest::kFaceVerify:
            *reply.mutable_face() = face;
            break;
        case wire::HubRequest::kFaceEnrol:
            if (enrol_fault != wire::FAULT_NONE) {
                reply.mutable_fault()->set_code(enrol_fault);
            } else {
                reply.mutable_enrolled()->mutable_template_()->add_values(0.5F);
            }
            break;
        case wire::HubRequest::kRecordVoice:
            record_voice(reply);
            break;
        case wire::HubRequest::kStopVoice:
            reply.set_done(true);
            later([this, job = request.stop_voice().job()] { end_voice(job); });
            break;
        default:
            reply.set_done(true);
            break;
    }
    return reply;
}

void FakeStation::record_voice(wire::HubReply& reply) {
    if (microphone_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(microphone_fault);
        return;
    }
    const auto job = ++jobs_;
    reply.mutable_job()->set_job(job);
    wire::HubEvent heard;
    heard.mutable_voice_heard()->set_job(job);
    heard.mutable_voice_heard()->set_ms(1500);
    heard.mutable_voice_heard()->set_peak(40);
    later([this, heard] { event(heard); });
}

void FakeStation::end_voice(std::uint64_t job) {
    wire::HubEvent said;
    said.mutable_voice()->set_job(job);
    *said.mutable_voice()->mutable_recording() = spool_page();
    said.mutable_voice()->mutable_recording()->set_kind("audio/ogg");
    said.mutable_voice()->set_ms(1500);
    said.mutable_voice()->set_faint(faint_voice);
    event(said);
    wire::HubEvent end;
    end.mutable_job()->set_job(job);
    end.mutable_job()->set_state(wire::JobState::DONE);
    event(end);
}

void FakeStation::set_level(const wire::SetLevel& request, wire::HubReply& reply) {
    const auto level = levels.find(request.device());
    if (level == levels.end()) {
        reply.mutable_fault()->set_code(request.device() == wire::Device::SCREEN ? wire::FAULT_SCREEN_MISSING
                                                                                 : wire::FAULT_SPEAKER_MISSING);
    } else {
        level->second = request.percent();
        reply.mutable_level()->set_percent(request.percent());
        later([this] { tell_devices(); });
    }
}

void FakeStation::answer_job(const wire::HubRequest& request, wire::HubReply& reply) {
    const auto job = ++jobs_;
    reply.mutable_job()->set_job(job);
    wire::HubEvent end;
    end.mutable_job()->set_job(job);
    end.mutable_job()->set_state(wire::JobState::DONE);
    if (request.has_scan()) {
        const int pages = request.scan().max_pages() == 1 ? std::min(1, pages_in_scanner) : pages_in_scanner;
        for (int i = 0; i < pages; ++i) {
            wire::HubEvent page;
            page.mutable_page()->set_job(job);
            *page.mutable_page()->mutable_original() = spool_page();
            if (straightens) {
                *page.mutable_page()->mutable_straightened() = spool_page();
            }
            later([this, page] { event(page); });
        }
        if (scan_fault != wire::FAULT_NONE) {
            end.mutable_job()->set_state(wire::JobState::FAILED);
            end.mutable_job()->mutable_fault()->set_code(scan_fault);
        }
    } else if (request.has_test_glass()) {
        wire::HubEvent looked;
        *looked.mutable_glass() = glass;
        looked.mutable_glass()->set_job(job);
        later([this, looked] { event(looked); });
        if (scan_fault != wire::FAULT_NONE) {
            end.mutable_job()->set_state(wire::JobState::FAILED);
            end.mutable_job()->mutable_fault()->set_code(scan_fault);
        }
    } else if (print_fault != wire::FAULT_NONE) {
        waiting_print_ = job;
        end.mutable_job()->set_state(wire::JobState::WAITING);
        end.mutable_job()->mutable_fault()->set_code(print_fault);
    }
    loop_.after(15, [this, end] { event(end); });
}

void FakeStation::print_goes_on() {
    wire::HubEvent end;
    end.mutable_job()->set_job(waiting_print_);
    end.mutable_job()->set_state(wire::JobState::DONE);
    event(end);
}

wire::AgentReply FakeStation::answer_agent(const wire::AgentRequest& request) {
    wire::AgentReply reply;
    if (forget_session_once && request.kind_case() >= wire::AgentRequest::kStartDraft) {
        forget_session_once = false;
        reply.mutable_fault()->set_code(wire::FAULT_NO_SESSION);
        return reply;
    }
    switch (request.kind_case()) {
        case wire::AgentRequest::kStatus:
            *reply.mutable_status() = status;
            break;
        case wire::AgentRequest::kOpenPerson:
            answer_open(request.open_person(), reply);
            break;
        case wire::AgentRequest::kListAccounts: {
            auto& account = *reply.mutable_accounts()->add_accounts();
            account.set_account("zhou");
            account.set_display_name("周丽");
            account.set_needs_pin(account_needs_pin);
            break;
        }
        case wire::AgentRequest::kSignIn:
            answer_sign_in(reply);
            break;
        case wire::AgentRequest::kBeginTraining:
            if (training_fault != wire::FAULT_NONE) {
                reply.mutable_fault()->set_code(training_fault);
            } else {
                training = true;
                reply.set_done(true);
            }
            break;
        case wire::AgentRequest::kEndTraining:
            training = false;
            reply.set_done(true);
            break;
        case wire::AgentRequest::kListNotices:
            if (notices_fault != wire::FAULT_NONE) {
                reply.mutable_fault()->set_code(notices_fault);
            } else {
                *reply.mutable_notices() = notices;
            }
            break;
        case wire::AgentRequest::kServiceAct:
            answer_service(request.service_act(), reply);
            break;
        case wire::AgentRequest::kAgentLog:
            reply.mutable_log()->add_lines("2026-11-28T10:00:00.000 doorstep-agent info station of township ＊");
            break;
        case wire::AgentRequest::kClerkMessages:
            *reply.mutable_clerk_messages() = clerk_messages;
            break;
        case wire::AgentRequest::kReadClerkMessage:
            clerk_messages.add_read(request.read_clerk_message().id());
            reply.set_done(true);
            break;
        case wire::AgentRequest::kListItems:
            *reply.mutable_items() = items;
            break;
        case wire::AgentRequest::kMyCases:
            if (request.my_cases().session().empty()) {
                reply.mutable_fault()->set_code(wire::FAULT_NO_SESSION);
                break;
            }
            *reply.mutable_cases() = cases;
            break;
        case wire::AgentRequest::kAskComplaint:
            answer_complaint(request.ask_complaint(), reply);
            break;
        case wire::AgentRequest::kAskTownship:
            cases.set_asking(wire::ASKING);
            reply.set_done(true);
            break;
        case wire::AgentRequest::kListSchemes:
        case wire::AgentRequest::kGetScheme:
            return answer_scheme(request);
        case wire::AgentRequest::kKeepSelfTest:
        case wire::AgentRequest::kListSelfTests:
        case wire::AgentRequest::kAttest:
            return answer_health(request);
        case wire::AgentRequest::kOpenVault:
            reply.mutable_template_()->add_values(0.5F);
            break;
        case wire::AgentRequest::kStoreFace:
            face_enrolled = true;
            reply.mutable_face_stored()->set_row_id("row");
            break;
        case wire::AgentRequest::kWithdrawFace:
            face_enrolled = false;
            reply.set_done(true);
            break;
        default:
            return answer_draft(request);
    }
    return reply;
}

wire::AgentReply FakeStation::answer_health(const wire::AgentRequest& request) {
    wire::AgentReply reply;
    if (request.has_keep_self_test()) {
        keep_self_test(request.keep_self_test(), reply);
    } else if (request.has_list_self_tests() && !training) {
        *reply.mutable_self_tests() = self_tests;
    } else if (request.has_attest() && !attestation.qr_text().empty()) {
        *reply.mutable_attestation() = attestation;
    } else {
        reply.mutable_fault()->set_code(training ? wire::FAULT_TRAINING : wire::FAULT_STATION_NOT_ENROLLED);
    }
    return reply;
}

void FakeStation::keep_self_test(const wire::KeepSelfTest& test, wire::AgentReply& reply) {
    if (keep_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(keep_fault);
        return;
    }
    auto& record = *reply.mutable_self_test();
    record.set_at_ms(system_clock().now().milliseconds);
    record.set_why(test.why());
    record.mutable_facts()->Add(box_facts.begin(), box_facts.end());
    for (const auto& told : test.devices()) {
        auto& fact = *record.add_facts();
        fact = told;
        const auto judged = verdicts.find(told.what());
        fact.set_verdict(judged != verdicts.end()           ? judged->second
                         : told.fault() == wire::FAULT_NONE ? wire::HealthFact::GOOD
                                                            : wire::HealthFact::LOOK);
    }
    *record.mutable_glasses() =
        test.glasses_size() > 0 || self_tests.tests().empty() ? test.glasses() : self_tests.tests(0).glasses();
    wire::SelfTests all;
    *all.add_tests() = record;
    all.mutable_tests()->Add(self_tests.tests().begin(), self_tests.tests().end());
    self_tests = std::move(all);
    status.clear_self_test_due();
    later([this] { tell_status(); });
}

void FakeStation::answer_open(const wire::OpenPerson& person, wire::AgentReply& reply) {
    if (open_fault_once != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(std::exchange(open_fault_once, wire::FAULT_NONE));
        return;
    }
    if (person.training() != training) {
        reply.mutable_fault()->set_code(training ? wire::FAULT_TRAINING : wire::FAULT_TRAINING_OVER);
        return;
    }
    reply.mutable_person()->set_session("agent-" + std::to_string(++sessions_));
    if (person.without_card()) {
        return;  // nobody is known
    }
    reply.mutable_person()->set_face_enrolled(face_enrolled);
    for (const auto& [id, draft] : drafts) {
        if (!draft.submitted) {
            *reply.mutable_person()->add_drafts() = draft.info;
        }
    }
}

void FakeStation::answer_sign_in(wire::AgentReply& reply) const {
    if (sign_in_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(sign_in_fault);
        return;
    }
    reply.mutable_signed_in()->set_token("token-zhou");
    reply.mutable_signed_in()->set_account("zhou");
    reply.mutable_signed_in()->set_display_name("周丽");
    reply.mutable_signed_in()->set_role(role);
}

void FakeStation::answer_complaint(const wire::AskComplaint& asked, wire::AgentReply& reply) const {
    if (complaint_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(complaint_fault);
        return;
    }
    reply.mutable_complaint();
    if (asked.number() == complaint.number()) {
        *reply.mutable_complaint() = complaint;
    }
}

wire::AgentReply FakeStation::answer_scheme(const wire::AgentRequest& request) const {
    wire::AgentReply reply;
    for (const auto& package : schemes) {
        if (request.has_list_schemes()) {
            auto& one = *reply.mutable_schemes()->add_schemes();
            one.set_id(package.id());
            one.set_version(package.version());
        } else if (package.id() == request.get_scheme().id() && package.version() == request.get_scheme().version()) {
            *reply.mutable_scheme() = package;
        }
    }
    if (request.has_list_schemes()) {
        reply.mutable_schemes();
    } else if (!reply.has_scheme()) {
        reply.mutable_fault()->set_code(wire::FAULT_BAD_REQUEST);
    }
    return reply;
}

void FakeStation::answer_service(const wire::ServiceAct& act, wire::AgentReply& reply) {
    const bool opened = act.act() == wire::ServiceAct::OPENED;
    if (service_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(service_fault);
    } else if (opened && !service_card.empty() && act.card_number() != service_card) {
        reply.mutable_fault()->set_code(wire::FAULT_SERVICE_CARD);
    } else {
        reply.set_done(true);
    }
    if (reply.done() && act.act() == wire::ServiceAct::LEVEL_SET) {
        act.device() == wire::Device::SCREEN ? status.set_screen_percent(act.percent())
                                             : status.set_speaker_percent(act.percent());
        later([this] { tell_status(); });
    }
}

wire::AgentReply FakeStation::answer_draft(const wire::AgentRequest& request) {
    wire::AgentReply reply;
    reply.set_done(true);
    if (request.has_start_draft() && start_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(start_fault);
    } else if (request.has_start_draft()) {
        auto& draft = drafts[request.start_draft().id()];
        draft.info.set_id(request.start_draft().id());
        draft.info.set_kind(request.start_draft().kind());
        draft.info.set_scheme(request.start_draft().scheme());
        draft.info.set_scheme_version(request.start_draft().scheme_version());
        draft.case_number = request.start_draft().case_number();
        reply.mutable_draft_started()->set_id(request.start_draft().id());
    } else if (request.has_put_part() && request.put_part().has_spool() && put_fault != wire::FAULT_NONE) {
        reply.mutable_fault()->set_code(put_fault);
    } else if (request.has_put_part()) {
        auto& draft = drafts[request.put_part().draft()];
        draft.parts[request.put_part().number()] = request.put_part();
        draft.info.set_page(request.put_part().page());
    } else if (request.has_drop_part()) {
        drafts[request.drop_part().draft()].parts.erase(request.drop_part().number());
    } else if (request.has_discard_draft()) {
        drafts.erase(request.discard_draft().draft());
    } else if (request.has_get_draft()) {
        const auto& draft = drafts[request.get_draft().draft()];
        *reply.mutable_draft()->mutable_info() = draft.info;
        for (const auto& [number, put] : draft.parts) {
            auto& one = *reply.mutable_draft()->add_parts();
            one.set_number(number);
            one.set_kind(put.kind());
            one.set_content(put.inline_());
        }
    } else if (request.has_submit()) {
        if (submit_fault != wire::FAULT_NONE) {
            reply.mutable_fault()->set_code(submit_fault);
            return reply;
        }
        auto& draft = drafts[request.submit().draft()];
        draft.submitted = true;
        draft.operator_token = request.submit().operator_token();
        reply.mutable_submitted()->set_case_number(training ? CaseNumber::make_for_training() : "074749131783");
        reply.mutable_submitted()->set_training(training);
        reply.mutable_submitted()->set_qr_text("DS1:074749131783:kiosk-1:1:x");
        reply.mutable_submitted()->set_sealed_ms(1'700'000'000'000);
    }
    return reply;
}

}  // namespace doorstep::kiosk
