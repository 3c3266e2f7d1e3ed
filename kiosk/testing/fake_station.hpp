// A hub and an agent for tests of the kiosk: real RpcServers that answer as scripted, on the test's own thread.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include "base/event_loop.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/envelope.pb.h"
#include "protocol/messages/hub.pb.h"
#include "protocol/rpc_server.hpp"

namespace doorstep::kiosk {

// Runs the Qt event loop until the condition holds; false after five seconds.
bool wait_until(const std::function<bool()>& condition);

class FakeStation {
  public:
    FakeStation();
    ~FakeStation();
    std::string hub_address() const;
    std::string agent_address() const;

    // ---- what lies on the devices -------------------------------------------------------------------------------
    wire::CardFields card;                          // on the reader, when present
    wire::FaultCode card_fault = wire::FAULT_NONE;  // reading answers this instead
    wire::FaultCode scan_fault = wire::FAULT_NONE;  // the scan job fails with it after its pages
    int pages_in_scanner = 0;
    bool straightens = true;  // false: the document worker could not, pages come as they were scanned
    wire::FaultCode watch_fault_once = wire::FAULT_NONE;
    bool hold_reads = false;                         // reads are answered by answer_reads()
    std::set<std::string> hub_sessions;              // open now
    wire::FaultCode print_fault = wire::FAULT_NONE;  // the print job waits with it
    wire::FaceOutcome face;                          // of FaceVerify
    wire::FaultCode enrol_fault = wire::FAULT_NONE;
    wire::FaultCode microphone_fault = wire::FAULT_NONE;
    bool faint_voice = false;  // hardly anything is heard of what is said
    std::map<wire::Device::Class, wire::Device::State> devices;
    wire::Device::Paper paper = wire::Device::PAPER_UNKNOWN;  // of the printer
    wire::FaultCode device_fault = wire::FAULT_NONE;          // of those that are out of order
    // Somebody holds that before the code reader; a request that waits is answered, the next one else.
    void show_code(const std::string& text);
    void lay_card();
    void lift_card();
    void tell_devices();
    void event(const wire::HubEvent& event);
    void print_goes_on();
    // Answers what hold_reads held back, as things are now.
    void answer_reads();
    // The hub ends and comes up again; the card that lies there is not seen until found_card().
    void restart_hub();
    void found_card();
    // The agent ends and comes up again: its sessions and operator tokens are gone, drafts are not.
    void restart_agent();

    // ---- self-tests --------------------------------------------------------------------------------------------
    std::uint32_t reader_ms = 0;     // the card reader answered within
    wire::CameraFacts camera_facts;  // of the last self-test; empty: it measured nothing
    bool hold_self_tests = false;    // the hub answers them by answer_self_tests()
    void answer_self_tests();
    wire::GlassReport glass;                                               // what a look at the glass finds
    wire::SelfTests self_tests;                                            // kept, the newest first
    std::vector<wire::HealthFact> box_facts;                               // what the agent finds by itself, judged
    std::map<wire::HealthFact::What, wire::HealthFact::Verdict> verdicts;  // of what the kiosk tells; else by its fault
    wire::FaultCode keep_fault = wire::FAULT_NONE;
    wire::Attestation attestation;  // of what runs here; without a text: refused

    // ---- what the agent holds ----------------------------------------------------------------------------------
    struct Draft {
        wire::DraftInfo info;
        std::map<std::uint32_t, wire::PutPart> parts;
        std::string operator_token;
        std::string case_number;  // as it was begun with
        bool submitted = false;
    };
    std::map<std::string, Draft> drafts;
    bool face_enrolled = false;
    bool forget_session_once = false;  // the next personal request meets a restarted agent
    wire::FaultCode submit_fault = wire::FAULT_NONE;
    wire::FaultCode start_fault = wire::FAULT_NONE;      // of StartDraft
    wire::FaultCode put_fault = wire::FAULT_NONE;        // of a part with a spool file
    wire::FaultCode open_fault_once = wire::FAULT_NONE;  // of the next OpenPerson
    wire::FaultCode sign_in_fault = wire::FAULT_NONE;
    wire::FaultCode training_fault = wire::FAULT_NONE;  // of BeginTraining
    bool training = false;                              // an exercise runs
    std::string role = "clerk";                         // of who signs in
    wire::FaultCode service_fault = wire::FAULT_NONE;
    std::string service_card;                             // the technician's own number; empty: the account has none
    std::map<wire::Device::Class, std::uint32_t> levels;  // of light and sound, where a device has one
    wire::LevelState::Headphones headphones = wire::LevelState::NO_JACK;  // of the loudspeaker, when there is one
    wire::FaultCode restart_fault = wire::FAULT_NONE;
    wire::Cases cases;
    wire::ComplaintInfo complaint;  // found by its number
    wire::FaultCode complaint_fault = wire::FAULT_NONE;
    wire::Items items;         // of the outbox
    wire::AgentStatus status;  // enrolled, line up
    void tell_status();
    // The township closed that account: its shift is over.
    void end_shift(const std::string& account);
    wire::ClerkMessageList clerk_messages;  // `read` as the kiosk told
    wire::Notices notices;
    wire::FaultCode notices_fault = wire::FAULT_NONE;
    bool account_needs_pin = false;
    std::vector<wire::SchemePackage> schemes;  // that came by the downlink, oldest first
    // One more, and whoever watches is told.
    void deliver(wire::SchemePackage package);

    // ---- what was asked -----------------------------------------------------------------------------------------
    std::vector<wire::HubRequest> hub_requests;
    std::vector<wire::AgentRequest> agent_requests;
    int count_hub(wire::HubRequest::KindCase kind) const;
    int count_agent(wire::AgentRequest::KindCase kind) const;
    const Draft* submitted(wire::SubmissionKind kind) const;

  private:
    void serve_hub();
    void serve_agent();
    wire::HubReply answer_hub(const wire::HubRequest& request);
    void answer_job(const wire::HubRequest& request, wire::HubReply& reply);
    wire::Device told_device(wire::Device::Class device, wire::Device::State state) const;
    void keep_self_test(const wire::KeepSelfTest& test, wire::AgentReply& reply);
    wire::AgentReply answer_health(const wire::AgentRequest& request);
    void record_voice(wire::HubReply& reply);
    void end_voice(std::uint64_t job);
    void set_level(const wire::SetLevel& request, wire::HubReply& reply);
    void answer_open(const wire::OpenPerson& person, wire::AgentReply& reply);
    void answer_sign_in(wire::AgentReply& reply) const;
    void answer_complaint(const wire::AskComplaint& asked, wire::AgentReply& reply) const;
    void answer_service(const wire::ServiceAct& act, wire::AgentReply& reply);
    wire::AgentReply answer_agent(const wire::AgentRequest& request);
    wire::AgentReply answer_draft(const wire::AgentRequest& request);
    wire::AgentReply answer_scheme(const wire::AgentRequest& request) const;
    void later(std::function<void()> work);
    void card_event(bool at_watch);
    // To the kiosk that watches, if one does.
    void tell(const wire::AgentEvent& told);
    wire::SpoolRef spool_page();

    EventLoop loop_;
    QTimer pump_;
    std::filesystem::path folder_;
    std::unique_ptr<protocol::RpcServer> hub_;
    std::unique_ptr<protocol::RpcServer> agent_;
    std::vector<protocol::RpcServer::Reply> held_;
    std::vector<protocol::RpcServer::Reply> held_tests_;
    protocol::RpcServer::Reply code_waits_;  // empty: nobody waits for a code
    std::string watcher_;
    std::string agent_watcher_;
    bool present_ = false;
    std::uint64_t laying_ = 0;
    std::uint64_t jobs_ = 0;
    std::uint64_t waiting_print_ = 0;
    int sessions_ = 0;
    int pages_made_ = 0;
};

// A person of the test area with a right number.
wire::CardFields test_card(const std::string& name, const std::string& first17);

}  // namespace doorstep::kiosk
