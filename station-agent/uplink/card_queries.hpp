// Questions to the township about one card each (SECURITY 6), and who waits for which answer. In RAM only.
// Thread-bound.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "protocol/messages/uplink.pb.h"
#include "station-agent/enrolment/enrolment.hpp"

namespace doorstep::agent {

constexpr std::string_view card_query_capability = "card-query";  // of the township, in its hello

class CardQueries {
  public:
    // Called once a question. FAULT_NONE: the cases are the township's, signed; else there are none.
    using Answered = std::function<void(wire::FaultCode fault, wire::CardCases cases)>;

    // The message to send; gives the question its id. Its answer counts up to that time.
    wire::UplinkMessage begin(wire::CardQuery query, std::int64_t until_ms, Answered answered);
    // An answer that nobody waits for, or that is not the township's to this station and question, is dropped.
    void take(const wire::CardAnswer& answer, const Enrolment& enrolment);
    // FAULT_TIMEOUT to those whose time is over.
    void expire(std::int64_t now_ms);
    void fail_all(wire::FaultCode fault);

  private:
    struct Waiting {
        std::int64_t until_ms = 0;
        Answered answered;
    };
    std::map<std::string, Waiting> waiting_;  // by id of the question
};

}  // namespace doorstep::agent
