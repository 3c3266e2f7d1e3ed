#include "kiosk/app/resting_tests.hpp"

#include "base/log.hpp"

namespace doorstep::kiosk {

RestingTests::RestingTests(HubLink& hub, AgentLink& agent, RestDelays delays, std::function<bool()> nobody_here,
                           QObject* parent)
    : QObject(parent),
      hub_(hub),
      agent_(agent),
      delays_(delays),
      nobody_here_(std::move(nobody_here)),
      test_(hub, agent) {
    quiet_.setSingleShot(true);
    failed_.setSingleShot(true);
    connect(&quiet_, &QTimer::timeout, this, &RestingTests::begin);
    connect(&failed_, &QTimer::timeout, this, &RestingTests::look);
    connect(&test_, &SelfTest::changed, this, &RestingTests::changed);
    connect(&test_, &SelfTest::failed, this, [this](const wire::Fault& fault) {
        log::warning("the self-test did not end well: fault {}", static_cast<int>(fault.code()));
        failed_.start(delays_.again);
    });
}

wire::SelfTestRecord::Why RestingTests::due() const {
    return agent_.status().self_test_due();
}

bool RestingTests::may() const {
    return hub_.up() && agent_.up() && due() != wire::SelfTestRecord::WHY_UNKNOWN && !failed_.isActive() &&
           nobody_here_();
}

void RestingTests::look() {
    if (!may()) {
        quiet_.stop();
        test_.stop();
    } else if (!test_.running() && !quiet_.isActive()) {
        quiet_.start(due() == wire::SelfTestRecord::BOOT ? delays_.after_start : delays_.daily);
    }
}

void RestingTests::touched() {
    quiet_.stop();
    test_.stop();
    look();
}

void RestingTests::begin() {
    if (may()) {
        test_.begin({.why = due()});
    }
}

}  // namespace doorstep::kiosk
