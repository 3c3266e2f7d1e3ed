// Case states as the township last said, and which person they belong to (by tag and encryption only). Thread-bound.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "protocol/messages/agent.pb.h"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/store/person_rows.hpp"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

class Cases {
  public:
    Cases(Store& store, const StoreKey& key);
    // Remembers that the case is that person's; nothing when it is known already.
    Status link(const PersonKey& person, const std::string& case_number);
    // Remembers that the person handed it in for somebody else: it is not among numbers_of().
    Status link_acting(const PersonKey& person, const std::string& case_number);
    // The person's case numbers from hand-ins at this station.
    Result<std::set<std::string>> numbers_of(const PersonKey& person);
    // Those of others that the person handed in here.
    Result<std::set<std::string>> acted_in(const PersonKey& person);
    // Takes a state from the downlink; an older one than the last is dropped.
    Status apply(const wire::CaseState& state);
    // What is known of these cases: state and the steps up to it where the township told one, submission where one was
    // made here.
    Result<std::vector<wire::CaseInfo>> describe(const std::set<std::string>& case_numbers);

    // Of one case; what is older is not told.
    static constexpr std::int64_t most_steps = 64;
    static constexpr std::int64_t most_letters = 32;

  private:
    Status add_link(const PersonKey& person, const std::string& content);
    Result<std::set<std::string>> links(const PersonKey& person, bool acting);
    Status keep_steps(const wire::CaseState& state);
    Status add_steps(wire::CaseInfo& info);
    Status add_letters(wire::CaseInfo& info);
    Status add_hand_ins(wire::CaseInfo& info);

    WipedBytes note_key() const { return key_.derive("case-note"); }

    Store& store_;
    const StoreKey& key_;
    PersonRows people_;
};

}  // namespace doorstep::agent
