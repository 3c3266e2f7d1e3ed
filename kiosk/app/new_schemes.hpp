// Schemes that the agent took from the township's downlink come into the library of a running kiosk: those that were
// there keep their address and their forms; a draft is finished on the version it began with. Thread-bound to the Qt
// thread.
#pragma once

#include <set>
#include <string>
#include <utility>

#include <QObject>

#include "forms/scheme_library.hpp"
#include "kiosk/backend/agent_link.hpp"

namespace doorstep::kiosk {

class NewSchemes : public QObject {
    Q_OBJECT
  public:
    // Asks whenever the agent comes up or says that one came. Both are borrowed.
    NewSchemes(AgentLink& agent, forms::SchemeLibrary& library, QObject* parent = nullptr);

  signals:
    // The library has more than before.
    void added();

  private:
    // An agent that cannot answer just now is asked again.
    static constexpr int again_ms = 5000;
    using Key = std::pair<std::string, std::uint32_t>;

    void ask();
    void ask_again();
    void fetch(const wire::SchemeList& list);
    void take(const Key& key, const wire::AgentReply& reply);

    AgentLink& agent_;
    forms::SchemeLibrary& library_;
    std::set<Key> asked_;    // under way
    std::set<Key> refused_;  // of this process: the agent has nothing better
    bool again_ = false;     // due
};

}  // namespace doorstep::kiosk
