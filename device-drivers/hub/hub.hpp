// The hub: sessions, devices and the way of each request to the service that serves it. Links no device library.
#pragma once

#include <memory>

#include "device-drivers/hub/camera_service.hpp"
#include "device-drivers/hub/card_service.hpp"
#include "device-drivers/hub/chip_service.hpp"
#include "device-drivers/hub/code_service.hpp"
#include "device-drivers/hub/level_service.hpp"
#include "device-drivers/hub/power_service.hpp"
#include "device-drivers/hub/print_service.hpp"
#include "device-drivers/hub/scan_service.hpp"
#include "device-drivers/hub/sessions.hpp"
#include "device-drivers/hub/voice_service.hpp"
#include "protocol/rpc_server.hpp"

namespace doorstep::devices {

// Worker programs, one a kind; tests put a stand-in there.
struct WorkerPrograms {
    std::filesystem::path scan = worker_program("doorstep-worker-scan");
    std::filesystem::path page = worker_program("doorstep-worker-page");
    std::filesystem::path print = worker_program("doorstep-worker-print");
    std::filesystem::path receipt = worker_program("doorstep-worker-receipt");
    std::filesystem::path camera = worker_program("doorstep-worker-camera");
    std::filesystem::path photo = worker_program("doorstep-worker-photo");
    std::filesystem::path chip = worker_program("doorstep-worker-pcsc");
    std::filesystem::path panel = worker_program("doorstep-worker-panel");
    std::filesystem::path voice = worker_program("doorstep-worker-voice");
    std::filesystem::path power = worker_program("doorstep-worker-power");
};

struct HubOptions {
    HubConfig config;
    std::string address;          // as socket_address() gives it
    std::filesystem::path spool;  // on a tmpfs
    WorkerPrograms workers;
    HubDelays delays;
    protocol::RpcDelays rpc_delays;
    WorkerDelays worker_delays;
    CodeDelays code_delays;
    std::filesystem::path power_off_file;  // made when the station is to be switched off; empty: nobody does
    std::filesystem::path restart_file;    // made when its processes are to begin anew; empty: nobody does
};

// Thread-bound to its loop, which must outlive it.
class Hub {
  public:
    // Opens the spool, starts devices and workers, then binds. Errors of Spool::open and RpcServer::bind.
    static Result<std::unique_ptr<Hub>> start(EventLoop& loop, HubOptions options);
    // Ends all sessions: their pages are gone.
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

  private:
    using Peer = protocol::RpcServer::Peer;
    Hub(EventLoop& loop, HubOptions options, Spool spool);
    HubOutput output();
    WorkerSpec worker_spec(const std::string& name, const std::filesystem::path& program) const;
    WorkerDeviceSpec device_spec(const std::string& id, wire::Device::Class device_class,
                                 const std::vector<std::string>& opens, const std::filesystem::path& program) const;
    void make_services(EventLoop& loop);
    void make_cabinet(EventLoop& loop);
    void set_level(const wire::SetLevel& request, const AnswerTo& answer);
    void request(const Peer& peer, std::string payload, protocol::RpcServer::Reply reply);
    void route(const Peer& peer, const wire::HubRequest& request, const AnswerTo& answer);
    void route_in_session(const wire::HubRequest& request, const std::string& session, const AnswerTo& answer);
    void watch(const Peer& peer, const AnswerTo& answer);
    void open_session(const Peer& peer, const wire::OpenSession& request, const AnswerTo& answer);
    void end_session(const std::string& token);
    void self_test(const wire::SelfTest& test, const AnswerTo& answer);
    void restart(const wire::Restart& request, const AnswerTo& answer);
    void recent_log(const wire::RecentLog& request, const AnswerTo& answer);
    wire::HubReply device_list() const;
    void capture(const wire::Capture& request, const AnswerTo& answer);
    void test_glass(const wire::TestGlass& test, const AnswerTo& answer);
    void cancel(const wire::CancelJob& request, const AnswerTo& answer);
    void peer_lost(const Peer& peer);
    void tell_watchers(const wire::HubEvent& event);
    bool tell_session(const std::string& session, wire::HubEvent event);

    EventLoop& loop_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    const HubOptions options_;
    const Spool spool_;
    Sessions sessions_;
    std::vector<Peer> watchers_;
    std::uint64_t last_job_ = 0;
    DeviceTable table_;
    std::unique_ptr<PhotoService> photo_;  // before the card's service, which uses it
    std::unique_ptr<CardService> card_;
    std::unique_ptr<CodeService> code_;
    std::unique_ptr<ChipService> chip_;
    std::unique_ptr<LevelService> screen_;
    std::unique_ptr<LevelService> speaker_;
    std::unique_ptr<VoiceService> voice_;
    std::unique_ptr<PowerService> power_;
    std::unique_ptr<CameraService> camera_;
    std::unique_ptr<ScanService> scan_;
    std::unique_ptr<PrintService> print_;
    std::unique_ptr<protocol::RpcServer> server_;
};

}  // namespace doorstep::devices
