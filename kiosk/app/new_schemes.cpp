#include "kiosk/app/new_schemes.hpp"

#include <QTimer>

#include "base/log.hpp"
#include "forms/scheme_package.hpp"

namespace doorstep::kiosk {

NewSchemes::NewSchemes(AgentLink& agent, forms::SchemeLibrary& library, QObject* parent)
    : QObject(parent), agent_(agent), library_(library) {
    connect(&agent_, &AgentLink::restarted, this, &NewSchemes::ask);
    connect(&agent_, &AgentLink::schemeCame, this, &NewSchemes::ask);
}

void NewSchemes::ask() {
    wire::AgentRequest request;
    request.mutable_list_schemes();
    agent_.ask(request, agent_.delays().quick, this,
               [this](const wire::AgentReply& reply) { reply.has_schemes() ? fetch(reply.schemes()) : ask_again(); });
}

// While it is gone its coming up asks.
void NewSchemes::ask_again() {
    if (!again_) {
        again_ = true;
        QTimer::singleShot(again_ms, this, [this] {
            again_ = false;
            if (agent_.up()) {
                ask();
            }
        });
    }
}

void NewSchemes::fetch(const wire::SchemeList& list) {
    for (const auto& one : list.schemes()) {
        const Key key(one.id(), one.version());
        if (library_.find(key.first, key.second) != nullptr || refused_.contains(key) || !asked_.insert(key).second) {
            continue;
        }
        wire::AgentRequest request;
        request.mutable_get_scheme()->set_id(key.first);
        request.mutable_get_scheme()->set_version(key.second);
        agent_.ask(request, agent_.delays().quick, this,
                   [this, key](const wire::AgentReply& reply) { take(key, reply); });
    }
}

void NewSchemes::take(const Key& key, const wire::AgentReply& reply) {
    asked_.erase(key);
    if (!reply.has_scheme()) {
        ask_again();
        return;
    }
    auto scheme = forms::load_package_of(reply.scheme());
    const auto taken = scheme ? library_.add(std::move(*scheme)) : Result<bool>(scheme.error());
    if (!taken) {
        refused_.insert(key);
        log::error("scheme {} {} is left out: {}", key.first, key.second, taken.error().text());
    } else if (*taken) {
        log::info("scheme {} {} came by the downlink", key.first, key.second);
        emit added();
    }
}

}  // namespace doorstep::kiosk
