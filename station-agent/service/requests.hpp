// One function a request of protocol/messages/agent.proto; its comments there say what each does. Thread-bound; errors
// become faults in agent_service.cpp.
#pragma once

#include "station-agent/service/organs.hpp"

namespace doorstep::agent {

// person_requests.cpp
Answer open_person(Call call, wire::OpenPerson& request);
Answer close_person(Call call, const wire::ClosePerson& request);
// case_requests.cpp
Answer my_cases(Call call, const wire::MyCases& request);
Answer ask_township(Call call, const wire::AskTownship& request);
// complaint_requests.cpp
Answer ask_complaint(Call call, const wire::AskComplaint& request);
// account_requests.cpp
Answer sign_in(Call call, wire::SignIn& request);
Answer sign_out(Call call, const wire::SignOut& request);
Answer list_accounts(Call call);
// service_requests.cpp: for technicians at the kiosk.
Answer service_act(Call call, const wire::ServiceAct& request);
Answer agent_log(Call call, const wire::AgentLog& request);
// Light and sound as a technician set them here.
void tell_levels(Organs& organs, wire::AgentStatus& status);
// health_requests.cpp
Answer keep_self_test(Call call, wire::KeepSelfTest& request);
Answer list_self_tests(Call call, const wire::ListSelfTests& request);
Answer tell_devices(Call call, const wire::TellDevices& request);
Answer attest(Call call, const wire::Attest& request);
// Whether the devices should be tested as soon as nobody is here.
wire::SelfTestRecord::Why self_test_due(Organs& organs);
// How the station is, for the township's list.
wire::Heartbeat heartbeat(Organs& organs);
// training_requests.cpp
Answer begin_training(Call call, const wire::BeginTraining& request);
Answer end_training(Call call);
// What the exercise of this connection says to any request; nothing: none runs, or the request concerns nobody.
std::optional<Answer> answer_in_training(Call call, wire::AgentRequest& request);
// Ends exercises whose clerk is not on shift any more, however the shift ended.
void end_trainings_without_shift(Organs& organs);
// draft_requests.cpp
Answer start_draft(Call call, const wire::StartDraft& request);
Answer put_part(Call call, wire::PutPart& request);
Answer drop_part(Call call, const wire::DropPart& request);
Answer get_draft(Call call, const wire::GetDraft& request);
Answer discard_draft(Call call, const wire::DiscardDraft& request);
// submit_request.cpp
Answer submit(Call call, const wire::Submit& request);
// item_requests.cpp
Answer list_items(Call call, const wire::ListItems& request);
wire::AgentStatus agent_status(Organs& organs);
// What people are told of it, without the items.
wire::Items count_items(const wire::AgentStatus& status);
// sealed_requests.cpp: for technicians, on the control socket.
Answer list_sealed(Organs& organs, const wire::ListSealed& request);
Answer read_sealed(Organs& organs, const wire::ReadSealed& request);
Answer retry_shelved(Organs& organs, const wire::RetryShelved& request);
Answer take_receipt(Organs& organs, const wire::TakeReceipt& request);
// news_requests.cpp
Answer list_notices(Organs& organs);
Answer clerk_messages(Call call, const wire::ClerkMessages& request);
Answer read_clerk_message(Call call, const wire::ReadClerkMessage& request);
Answer list_schemes(Organs& organs);
Answer get_scheme(Organs& organs, const wire::GetScheme& request);
Answer get_configuration(Organs& organs);
// face_requests.cpp
Answer open_vault(Call call, const wire::OpenVault& request);
Answer store_face(Call call, wire::StoreFace& request);
Answer withdraw_face(Call call, const wire::WithdrawFace& request);

// The person's rows of the roster; none in lost mode.
Result<std::vector<wire::RosterEntry>> known_entries(Organs& organs, const PersonKey& person);
// All case numbers of the person: from hand-ins here and from the roster.
Result<std::set<std::string>> case_numbers_of(Organs& organs, const PersonSession& person);
// FAULT_OWN_CHECKIN when the person is the clerk or of the clerk's household.
Status check_not_own(Organs& organs, const PersonSession& person, const Shift& shift);

}  // namespace doorstep::agent
