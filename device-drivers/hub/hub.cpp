#include "device-drivers/hub/hub.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/log_tail.hpp"
#include "base/paths.hpp"
#include "device-drivers/hub/self_test.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {
namespace {

constexpr std::uint32_t protocol_version = 1;
// Clients that hear events: the kiosk, the fresh one beside it, a technician's tool.
constexpr std::size_t most_watchers = 8;

// The session that a request is made in; nothing for one that needs none.
const std::string* session_of(const wire::HubRequest& request) {
    switch (request.kind_case()) {
        case wire::HubRequest::kReadCard:
            return &request.read_card().session();
        case wire::HubRequest::kReadCode:
            return &request.read_code().session();
        case wire::HubRequest::kReadChip:
            return &request.read_chip().session();
        case wire::HubRequest::kSetLevel:
            return &request.set_level().session();
        case wire::HubRequest::kRecordVoice:
            return &request.record_voice().session();
        case wire::HubRequest::kStopVoice:
            return &request.stop_voice().session();
        case wire::HubRequest::kStartPreview:
            return &request.start_preview().session();
        case wire::HubRequest::kStopPreview:
            return &request.stop_preview().session();
        case wire::HubRequest::kScan:
            return &request.scan().session();
        case wire::HubRequest::kTestGlass:
            return &request.test_glass().session();
        case wire::HubRequest::kCancel:
            return &request.cancel().session();
        case wire::HubRequest::kPrint:
            return &request.print().session();
        case wire::HubRequest::kSelfTest:
            return &request.self_test().session();
        case wire::HubRequest::kRestart:
            return &request.restart().session();
        case wire::HubRequest::kRecentLog:
            return &request.recent_log().session();
        case wire::HubRequest::kCapture:
            return &request.capture().session();
        case wire::HubRequest::kFaceVerify:
            return &request.face_verify().session();
        case wire::HubRequest::kFaceEnrol:
            return &request.face_enrol().session();
        case wire::HubRequest::kCloseSession:
            return &request.close_session().session();
        case wire::HubRequest::kRecordReader:
            return &request.record_reader().session();
        case wire::HubRequest::kStopRecording:
            return &request.stop_recording().session();
        default:
            return nullptr;
    }
}

std::vector<std::string> preferred(const std::string& first, const std::vector<std::string>& others) {
    std::vector<std::string> all{first};
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

AnswerTo sealed_answer(protocol::RpcServer::Reply reply) {
    return [reply = std::move(reply)](wire::HubReply message) {
        std::string bytes = message.SerializeAsString();
        wipe_message(message);
        reply(std::move(bytes));
    };
}

}  // namespace

Hub::Hub(EventLoop& loop, HubOptions options, Spool spool)
    : loop_(loop), options_(std::move(options)), spool_(std::move(spool)), table_([this](const wire::Device& device) {
          wire::HubEvent event;
          *event.mutable_device() = device;
          tell_watchers(event);
      }) {
    make_services(loop);
}

Hub::~Hub() {
    *alive_ = false;
    for (const auto& token : sessions_.all()) {
        end_session(token);
    }
}

Result<std::unique_ptr<Hub>> Hub::start(EventLoop& loop, HubOptions options) {
    DOORSTEP_TRY(Spool spool, Spool::open(options.spool, options.config.spool_bound));
    std::unique_ptr<Hub> hub(new Hub(loop, std::move(options), std::move(spool)));
    protocol::RpcServer::Handlers handlers;
    auto* const self = hub.get();
    handlers.request = [self](const Peer& peer, std::string payload, protocol::RpcServer::Reply reply) {
        self->request(peer, std::move(payload), std::move(reply));
    };
    handlers.peer_lost = [self](const Peer& peer) { self->peer_lost(peer); };
    DOORSTEP_TRY(hub->server_,
                 protocol::RpcServer::bind(loop, hub->options_.address, std::move(handlers), hub->options_.rpc_delays));
    return hub;
}

HubOutput Hub::output() {
    return {
        [this](const wire::HubEvent& event) { tell_watchers(event); },
        [this](const std::string& session, wire::HubEvent event) { return tell_session(session, std::move(event)); },
        [this] { return ++last_job_; }};
}

WorkerSpec Hub::worker_spec(const std::string& name, const std::filesystem::path& program) const {
    const auto& config = options_.config;
    WorkerSpec spec;
    spec.name = name;
    spec.program = program;
    spec.configure.set_spool_folder(spool_.folder());
    auto& settings = *spec.configure.mutable_settings();
    if (name == "scanner") {
        settings["device"] = config.scanner_device;
        settings["backends"] = fmt::format("{}", fmt::join(config.scanner_backends, " "));
        settings["forbidden_backends"] = fmt::format("{}", fmt::join(config.scanner_forbidden_backends, " "));
        if (!config.sane_config.empty()) {
            spec.environment["SANE_CONFIG_DIR"] = config.sane_config;
        }
    } else if (name == "printer") {
        settings["device"] = config.printer_uri;
        spec.end_grace_ms = options_.delays.cancel;
    } else if (name == "microphone") {
        settings["device"] = config.microphone_device;
    } else if (name == "photo") {
        settings["plugin"] = config.reader_photo_plugin.native();
    } else if (name == "chip-reader") {
        const auto scripts = share_folder() / "chip-cards.toml";
        settings["scripts"] = config.chip_scripts.empty() ? scripts.native() : config.chip_scripts;
    } else if (name == "camera") {
        settings["source"] = config.camera_source;
        settings["same"] = fmt::format("{}", config.face_same);
        settings["clerk"] = fmt::format("{}", config.face_clerk);
        settings["width"] = std::to_string(config.camera_width);
        settings["height"] = std::to_string(config.camera_height);
        settings["exposure"] = config.camera_exposure;
        settings["focus"] = config.camera_focus;
    }
    return spec;
}

WorkerDeviceSpec Hub::device_spec(const std::string& id, wire::Device::Class device_class,
                                  const std::vector<std::string>& opens, const std::filesystem::path& program) const {
    WorkerDeviceSpec spec;
    spec.id = id;
    spec.device_class = device_class;
    spec.opens = opens;
    spec.keep_open = device_class != wire::Device::CAMERA && device_class != wire::Device::MICROPHONE;
    spec.worker = worker_spec(id, program);
    spec.delays = options_.worker_delays;
    return spec;
}

void Hub::make_services(EventLoop& loop) {
    const auto& config = options_.config;
    if (!config.reader_photo_plugin.empty()) {
        photo_ = std::make_unique<PhotoService>(loop, worker_spec("photo", options_.workers.photo), options_.delays,
                                                options_.worker_delays);
    }
    card_ = std::make_unique<CardService>(loop, config, table_, output(), photo_.get());
    if (!config.code_reader.empty()) {
        code_ = std::make_unique<CodeService>(loop, config, table_, options_.delays, options_.code_delays);
    }
    if (!config.chip_reader.empty()) {
        chip_ = std::make_unique<ChipService>(
            loop, table_,
            device_spec("chip-reader", wire::Device::CHIP_READER, {config.chip_reader}, options_.workers.chip),
            output(), options_.delays);
    }
    make_cabinet(loop);
    if (!config.camera_source.empty()) {
        const PreviewSettings preview{static_cast<std::uint32_t>(config.preview_rate),
                                      static_cast<std::uint32_t>(config.preview_width)};
        camera_ = std::make_unique<CameraService>(
            loop, table_, device_spec("camera", wire::Device::CAMERA, {config.camera_source}, options_.workers.camera),
            preview, output(), options_.delays);
    }
    if (!config.scanner_device.empty()) {
        scan_ = std::make_unique<ScanService>(
            loop, table_,
            device_spec("scanner", wire::Device::SCANNER, preferred(config.scanner_device, config.scanner_others),
                        options_.workers.scan),
            worker_spec("page", options_.workers.page), spool_, output(), options_.delays);
    }
    if (!config.printer_uri.empty()) {
        const auto& program =
            is_receipt_printer(config.printer_uri) ? options_.workers.receipt : options_.workers.print;
        print_ =
            std::make_unique<PrintService>(loop, table_,
                                           device_spec("printer", wire::Device::PRINTER,
                                                       preferred(config.printer_uri, config.printer_others), program),
                                           output(), options_.delays);
    }
}

// What is part of the kiosk itself.
void Hub::make_cabinet(EventLoop& loop) {
    const auto& config = options_.config;
    const auto level = [&](const char* id, wire::Device::Class device_class, const std::string& device,
                           std::int64_t percent) {
        return device.empty() ? nullptr
                              : std::make_unique<LevelService>(
                                    loop, table_, device_spec(id, device_class, {device}, options_.workers.panel),
                                    static_cast<std::uint32_t>(percent), output(), options_.delays);
    };
    screen_ = level("screen", wire::Device::SCREEN, config.screen_device, config.screen_percent);
    speaker_ = level("speaker", wire::Device::SPEAKER, config.speaker_device, config.speaker_percent);
    if (!config.microphone_device.empty()) {
        voice_ = std::make_unique<VoiceService>(
            loop, table_,
            device_spec("microphone", wire::Device::MICROPHONE, {config.microphone_device}, options_.workers.voice),
            spool_, output(), options_.delays);
    }
    if (!config.power_device.empty()) {
        const PowerLimits limits{config.power_off_after_s * 1000,
                                 static_cast<std::uint32_t>(config.power_off_at_percent), options_.power_off_file};
        power_ = std::make_unique<PowerService>(
            loop, table_, device_spec("power", wire::Device::POWER, {config.power_device}, options_.workers.power),
            limits, options_.delays);
    }
}

void Hub::set_level(const wire::SetLevel& request, const AnswerTo& answer) {
    const bool screen = request.device() == wire::Device::SCREEN;
    if (!screen && request.device() != wire::Device::SPEAKER) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    if (request.lasting() && !sessions_.is_clerks(request.session())) {
        return answer(fault_reply(wire::FAULT_NOT_PERMITTED));
    }
    auto* const level = screen ? screen_.get() : speaker_.get();
    if (level == nullptr) {
        return answer(fault_reply(screen ? wire::FAULT_SCREEN_MISSING : wire::FAULT_SPEAKER_MISSING));
    }
    level->set(request, answer);
}

void Hub::request(const Peer& peer, std::string payload, protocol::RpcServer::Reply reply) {
    const AnswerTo answer = sealed_answer(std::move(reply));
    wire::HubRequest request;
    const bool good = request.ParseFromString(payload);
    wipe(payload);
    if (!good || request.kind_case() == wire::HubRequest::KIND_NOT_SET) {
        return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
    const std::string* const session = session_of(request);
    if (session == nullptr) {
        route(peer, request, answer);
    } else if (sessions_.belongs(*session, peer)) {
        route_in_session(request, *session, answer);
    } else {
        answer(fault_reply(wire::FAULT_NO_SESSION));
    }
    wipe_message(request);
}

void Hub::route(const Peer& peer, const wire::HubRequest& request, const AnswerTo& answer) {
    wire::HubReply reply;
    switch (request.kind_case()) {
        case wire::HubRequest::kHello:
            reply.mutable_hello()->set_protocol(protocol_version);
            reply.mutable_hello()->set_process("doorstep-hub");
            return answer(std::move(reply));
        case wire::HubRequest::kList:
            return answer(device_list());
        case wire::HubRequest::kWatch:
            if (request.watch().off()) {
                std::erase(watchers_, peer);
                return answer(done_reply());
            }
            return watch(peer, answer);
        case wire::HubRequest::kOpenSession:
            return open_session(peer, request.open_session(), answer);
        default:
            return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
}

void Hub::route_in_session(const wire::HubRequest& request, const std::string& session, const AnswerTo& answer) {
    switch (request.kind_case()) {
        case wire::HubRequest::kReadCard:
            return card_->read(request.read_card(), answer);
        case wire::HubRequest::kReadCode:
            return code_ ? code_->read(request.read_code(), answer)
                         : answer(fault_reply(wire::FAULT_CODE_READER_MISSING));
        case wire::HubRequest::kReadChip:
            return chip_ ? chip_->read(request.read_chip(), answer)
                         : answer(fault_reply(wire::FAULT_CHIP_READER_MISSING));
        case wire::HubRequest::kSetLevel:
            return set_level(request.set_level(), answer);
        case wire::HubRequest::kRecordVoice:
            return voice_ ? voice_->record(request.record_voice(), answer)
                          : answer(fault_reply(wire::FAULT_MICROPHONE_MISSING));
        case wire::HubRequest::kStopVoice:
            return voice_ ? voice_->stop(request.stop_voice(), answer)
                          : answer(fault_reply(wire::FAULT_MICROPHONE_MISSING));
        case wire::HubRequest::kStartPreview:
            return camera_ ? camera_->start_preview(session, answer) : answer(fault_reply(wire::FAULT_CAMERA_MISSING));
        case wire::HubRequest::kStopPreview:
            return camera_ ? camera_->stop_preview(session, answer) : answer(done_reply());
        case wire::HubRequest::kSelfTest:
            return self_test(request.self_test(), answer);
        case wire::HubRequest::kRestart:
            return restart(request.restart(), answer);
        case wire::HubRequest::kRecentLog:
            return recent_log(request.recent_log(), answer);
        case wire::HubRequest::kCapture:
            return capture(request.capture(), answer);
        case wire::HubRequest::kFaceVerify:
            return camera_ ? camera_->verify(request.face_verify(), answer)
                           : answer(fault_reply(wire::FAULT_CAMERA_MISSING));
        case wire::HubRequest::kFaceEnrol:
            return camera_ ? camera_->enrol(request.face_enrol(), answer)
                           : answer(fault_reply(wire::FAULT_CAMERA_MISSING));
        case wire::HubRequest::kScan:
            return scan_ ? scan_->start(request.scan(), answer) : answer(fault_reply(wire::FAULT_SCANNER_MISSING));
        case wire::HubRequest::kTestGlass:
            return test_glass(request.test_glass(), answer);
        case wire::HubRequest::kPrint:
            return print_ ? print_->print(request.print(), answer) : answer(fault_reply(wire::FAULT_PRINTER_MISSING));
        case wire::HubRequest::kCancel:
            return cancel(request.cancel(), answer);
        case wire::HubRequest::kRecordReader:
            return sessions_.all().size() == 1 ? card_->record(session, answer) : answer(fault_reply(wire::FAULT_BUSY));
        case wire::HubRequest::kStopRecording:
            card_->stop_recording(session);
            return answer(done_reply());
        case wire::HubRequest::kCloseSession:
            end_session(std::string(session));
            return answer(done_reply());
        default:
            return answer(fault_reply(wire::FAULT_BAD_REQUEST));
    }
}

void Hub::watch(const Peer& peer, const AnswerTo& answer) {
    if (std::find(watchers_.begin(), watchers_.end(), peer) == watchers_.end()) {
        if (watchers_.size() >= most_watchers) {
            return answer(fault_reply(wire::FAULT_BUSY));
        }
        watchers_.push_back(peer);
    }
    answer(done_reply());
    for (const auto& device : table_.all()) {
        wire::HubEvent event;
        *event.mutable_device() = device;
        server_->send_event(peer, event.SerializeAsString());
    }
    if (const auto card = card_->present_state()) {
        server_->send_event(peer, card->SerializeAsString());
    }
}

void Hub::open_session(const Peer& peer, const wire::OpenSession& request, const AnswerTo& answer) {
    const auto token = sessions_.open(peer, request.clerk());
    if (!token) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    if (auto begun = spool_.begin(*token); !begun) {
        log::error("no folder for a session: {}", begun.error().text());
        sessions_.close(*token);
        return answer(fault_reply(wire::FAULT_DISK_FULL));
    }
    card_->interrupt_recording();  // somebody came: what happens from here on is not a technician's
    wire::HubReply reply;
    reply.mutable_session()->set_token(*token);
    answer(std::move(reply));
}

void Hub::end_session(const std::string& token) {
    sessions_.close(token);  // first: nothing is told to it any more
    card_->session_ended(token);
    if (code_) {
        code_->session_ended(token);
    }
    if (chip_) {
        chip_->session_ended(token);
    }
    for (const auto& level : {screen_.get(), speaker_.get()}) {
        if (level != nullptr) {
            level->session_ended(token);
        }
    }
    if (camera_) {
        camera_->session_ended(token);
    }
    if (voice_) {
        voice_->session_ended(token);
    }
    if (scan_) {
        scan_->session_ended(token);
    }
    if (print_) {
        print_->session_ended(token);
    }
    spool_.end(token);
}

wire::HubReply Hub::device_list() const {
    wire::HubReply reply;
    reply.mutable_devices();
    for (const auto& device : table_.all()) {
        *reply.mutable_devices()->add_devices() = device;
    }
    return reply;
}

void Hub::self_test(const wire::SelfTest& test, const AnswerTo& answer) {
    if (!sessions_.is_clerks(test.session())) {
        return answer(fault_reply(wire::FAULT_NOT_PERMITTED));
    }
    card_->probe();
    std::vector<Probe> probes;
    if (scan_) {
        probes.emplace_back([this](auto answered) { scan_->probe(std::move(answered)); });
    }
    if (print_) {
        probes.emplace_back([this](auto answered) { print_->probe(std::move(answered)); });
    }
    if (camera_) {
        probes.emplace_back([this](auto answered) { camera_->probe(std::move(answered)); });
    }
    if (voice_) {
        probes.emplace_back([this](auto answered) { voice_->probe(std::move(answered)); });
    }
    probe_all(loop_, probes, options_.delays.self_test, [this, answer, alive = alive_] {
        if (*alive) {
            answer(device_list());
        }
    });
}

// The unit that sees the file is root's (doorstep-restart.path): this process ends with the others.
void Hub::restart(const wire::Restart& request, const AnswerTo& answer) {
    if (!sessions_.is_clerks(request.session())) {
        return answer(fault_reply(wire::FAULT_NOT_PERMITTED));
    }
    if (options_.restart_file.empty()) {
        return answer(fault_reply(wire::FAULT_UNAVAILABLE));
    }
    if (const auto asked = write_file_atomically(options_.restart_file, as_bytes("technician\n")); !asked) {
        log::error("nobody can be asked to restart: {}", asked.error().text());
        return answer(fault_reply(wire::FAULT_UNAVAILABLE));
    }
    log::warning("a technician has the station restarted");
    answer(done_reply());
}

void Hub::recent_log(const wire::RecentLog& request, const AnswerTo& answer) {
    if (!sessions_.is_clerks(request.session())) {
        return answer(fault_reply(wire::FAULT_NOT_PERMITTED));
    }
    wire::HubReply reply;
    reply.mutable_log();
    for (auto& line : log::tail()) {
        reply.mutable_log()->add_lines(std::move(line));
    }
    answer(std::move(reply));
}

void Hub::capture(const wire::Capture& request, const AnswerTo& answer) {
    if (!spool_.has_room()) {
        return answer(fault_reply(wire::FAULT_DISK_FULL));
    }
    return camera_ ? camera_->capture(request, answer) : answer(fault_reply(wire::FAULT_CAMERA_MISSING));
}

void Hub::test_glass(const wire::TestGlass& test, const AnswerTo& answer) {
    if (!sessions_.is_clerks(test.session())) {
        return answer(fault_reply(wire::FAULT_NOT_PERMITTED));
    }
    return scan_ ? scan_->test_glass(test, answer) : answer(fault_reply(wire::FAULT_SCANNER_MISSING));
}

void Hub::cancel(const wire::CancelJob& request, const AnswerTo& answer) {
    if (request.job() == 0) {  // what is looked for has no number
        if (camera_) {
            camera_->cancel_look(request.session());
        }
        if (code_) {
            code_->cancel(request.session());
        }
        if (chip_) {
            chip_->cancel(request.session());
        }
        return answer(done_reply());
    }
    const bool found = (scan_ && scan_->cancel(request.session(), request.job())) ||
                       (print_ && print_->cancel(request.session(), request.job())) ||
                       (voice_ && voice_->cancel(request.session(), request.job()));
    answer(found ? done_reply() : fault_reply(wire::FAULT_BAD_REQUEST));
}

void Hub::peer_lost(const Peer& peer) {
    std::erase(watchers_, peer);
    for (const auto& token : sessions_.of(peer)) {
        log::info("a session ended with its client");
        end_session(token);
    }
}

void Hub::tell_watchers(const wire::HubEvent& event) {
    for (const auto& peer : watchers_) {
        if (server_) {
            server_->send_event(peer, event.SerializeAsString());
        }
    }
}

bool Hub::tell_session(const std::string& session, wire::HubEvent event) {
    const auto peer = sessions_.peer_of(session);
    const bool sent = peer && server_ && server_->send_event(*peer, event.SerializeAsString());
    wipe_message(event);
    return sent;
}

}  // namespace doorstep::devices
