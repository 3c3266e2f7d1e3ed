#include "tests/bench/kiosk_visit.hpp"

#include <cstdio>

#include "kiosk/testing/form_walker.hpp"
#include "tests/bench/frame_watch.hpp"

namespace doorstep::bench {
namespace {

using kiosk::ApplyController;
using kiosk::Journey;
using kiosk::wait_until;

bool waits_for_something(kiosk::Kiosk& kiosk) {
    const auto* journey = qobject_cast<Journey*>(kiosk.journey());
    return journey != nullptr && journey->busy();
}

ApplyController& form_of(kiosk::Kiosk& kiosk) {
    return *qobject_cast<ApplyController*>(kiosk.journey());
}

bool in_form(const kiosk::Kiosk& kiosk) {
    return kiosk.page() == "apply/form" || kiosk.page() == "apply/rows" || kiosk.page() == "apply/notice";
}

}  // namespace

bool Visitor::step(const std::function<void()>& act, Samples& changes) {
    auto& kiosk = screen_.kiosk();
    screen_.settle();  // what the last page still does is not this step's
    const auto before = kiosk.turn();
    const auto took =
        shown_after(screen_.window(), act, [&] { return kiosk.turn() != before && !waits_for_something(kiosk); });
    if (took) {
        changes.add(*took);
    }
    return took.has_value();
}

bool Visitor::through_form(int members, Samples& changes) {
    auto& kiosk = screen_.kiosk();
    constexpr int most_steps = 400;
    for (int i = 0; i < most_steps && in_form(kiosk); ++i) {
        auto& form = form_of(kiosk);
        const bool one_more = kiosk.page() == "apply/rows" && form.row_lines().size() < members && !form.enough_rows();
        if (!one_more && kiosk.page() != "apply/rows") {
            kiosk::answer_page(form, {});
        }
        if (!step([&] { one_more ? form.addRow() : form.next(); }, changes)) {
            return false;
        }
    }
    return !in_form(kiosk);
}

bool Visitor::hand_in(Samples& changes) {
    auto& kiosk = screen_.kiosk();
    constexpr int most_steps = 20;
    for (int i = 0; i < most_steps && kiosk.page() != "apply/review"; ++i) {
        if (!step([&] { form_of(kiosk).next(); }, changes)) {
            return false;
        }
    }
    return kiosk.page() == "apply/review" && step([&] { form_of(kiosk).submit(); }, changes) &&
           screen_.on("apply/done");
}

bool Visitor::go_home() {
    screen_.kiosk().finish();
    screen_.station.lift_card();
    return screen_.on("home") && wait_until([&] { return !screen_.kiosk().session()->is_open(); });
}

bool Visitor::apply(const Visit& visit, Samples& changes) {
    auto& kiosk = screen_.kiosk();
    screen_.station.lay_card();
    if (!wait_until([&] { return kiosk.session()->is_open(); }) || !step([&] { kiosk.openApply(); }, changes) ||
        !screen_.on("apply/choose") || !step([&] { form_of(kiosk).choose(visit.scheme); }, changes)) {
        return false;
    }
    const bool through = through_form(visit.members, changes) && hand_in(changes) && go_home();
    if (!through) {
        std::fprintf(stderr, "bench: %s stopped at %s\n", qPrintable(visit.scheme), qPrintable(kiosk.page()));
    }
    // The scripted station keeps what it was asked; a real one is another process.
    screen_.station.drafts.clear();
    screen_.station.agent_requests.clear();
    screen_.station.hub_requests.clear();
    return through;
}

}  // namespace doorstep::bench
