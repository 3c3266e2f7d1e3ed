#include "tests/autopilot/day.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "tests/autopilot/day_plan.hpp"
#include "tests/autopilot/tally.hpp"

namespace doorstep::autopilot {
namespace {

// A fire told by words in the tray of the township; all else that it puts before a person is a fault of ours.
constexpr const char* urgent = "urgent: today";
constexpr const char* accepted_words = "已受理";

class Day {
  public:
    Day(const Run& run, const std::filesystem::path& source, std::size_t visits)
        : run_(run), source_(source), plan_(day_plan()), visits_(std::min(visits, plan_.visitors.size())) {
        for (const char* language : {"zh_CN", "en"}) {
            home_.push_back(Words(source_, language).app("What would you like to do?"));
        }
    }

    void pass() {
        for (std::size_t n = 0; n < visits_; ++n) {
            line(n);
            visit(n);
        }
        run_.outside.release("township");
        nothing_lost_or_doubled(run_, told_);
        books_agree(run_);
        only_the_urgent_wait();
    }

  private:
    Report& report() const { return run_.screen.report(); }

    // What the line does before that visitor comes.
    void line(std::size_t n) {
        if (n == plan_.line_down) {
            std::printf("%s  the line is down\n", hour_of(plan_, n).c_str());
            run_.outside.hold("township");
        } else if (n == plan_.line_back) {
            const auto waiting = run_.outside.agent_items();
            std::printf("%s  the line is back; %zu wait at the station\n", hour_of(plan_, n).c_str(), waiting.size());
            const auto since = static_cast<std::size_t>(
                std::count_if(plan_.visitors.begin() + static_cast<std::ptrdiff_t>(plan_.line_down),
                              plan_.visitors.begin() + static_cast<std::ptrdiff_t>(n),
                              [](const Visitor& visitor) { return visitor.errand != Errand::MyCase; }));
            report().check(waiting.size() == since, "what was handed in meanwhile waits here, each once",
                           std::to_string(waiting.size()) + " of " + std::to_string(since));
            run_.outside.release("township");
            accept_the_morning();
        }
    }

    // The township takes the morning's cases on, whose people come back in the afternoon.
    void accept_the_morning() {
        for (const auto& [card, number] : number_of_) {
            const bool comes_again = std::any_of(
                plan_.visitors.begin(), plan_.visitors.end(),
                [&card = card](const Visitor& one) { return one.errand == Errand::MyCase && one.who.card == card; });
            if (comes_again) {
                bool moved = false;
                for (int i = 0; i < 300 && !moved; ++i) {
                    moved =
                        !run_.outside.township({"set-state", number, "accepted", "--note", accepted_words}).is_null();
                    std::this_thread::sleep_for(std::chrono::milliseconds(moved ? 0 : 200));
                }
                report().check(moved, "the township accepts the case of " + card);
            }
        }
    }

    void visit(std::size_t n) {
        const auto& visitor = plan_.visitors[n];
        const Words words(source_, visitor.language, visitor.scheme.empty() ? "dibao" : visitor.scheme);
        const Run run{run_.screen, words, run_.outside, run_.pages, run_.clerk_code};
        run_.screen.speak(words);
        switch (visitor.errand) {
            case Errand::Apply:
                applies(run, n);
                break;
            case Errand::CheckIn:
                checks_in(run, n);
                break;
            case Errand::CheckInByFace:
                checks_in_by_face(run, n);
                break;
            case Errand::MyCase:
                report().check(StubbornOwner(run, visitor.who.card, accepted_words).sees_it(),
                               said(n) + "sees that it was accepted");
                break;
        }
        report().check(end_visit(run, home_), said(n) + "leaves, the first page is back");
    }

    void applies(const Run& run, std::size_t n) {
        const auto& visitor = plan_.visitors[n];
        auto who = visitor.who;
        std::string cut_at;
        bool back = false;
        if (visitor.power_cut) {
            who.at_page = [&](const std::string& key) {
                back = back || (!cut_at.empty() && key == cut_at);
                if (cut_at.empty() && key == "fields.marital.label") {
                    cut_at = key;
                    cut_the_power();
                }
            };
        }
        const auto applied = StubbornApplicant(run, std::move(who)).apply();
        report().check(applied.done && !applied.case_number.empty(), said(n) + "applies for " + visitor.scheme);
        const bool off = n >= plan_.line_down && n < plan_.line_back;
        report().check(applied.told_it_waits == off,
                       said(n) + (off ? "is told that it waits here" : "is told that it is on its way"));
        if (visitor.power_cut) {
            report().check(back, said(n) + "goes on after the power cut on the page where it was");
        }
        told_.add(applied, visitor.scheme);
        number_of_[visitor.who.typed ? visitor.who.typed->number : visitor.who.card] = applied.case_number;
    }

    void checks_in(const Run& run, std::size_t n) {
        const auto checked_in = StubbornRecipient(run, plan_.visitors[n].who.card).check_in();
        report().check(checked_in.done, said(n) + "checks in, the clerk confirms");
        told_.add(checked_in);
    }

    void checks_in_by_face(const Run& run, std::size_t n) {
        const bool done = check_in_by_face(run, plan_.visitors[n].who.card);
        report().check(done, said(n) + "has the face kept and checks in by it");
        told_.add(CheckedIn{done, done ? 1 : 0});
    }

    // Everything of the station at once; the township is another house (and off at that hour). Devices keep their
    // power.
    void cut_the_power() {
        bool dead = true;
        for (const char* process : {"agent", "hub", "kiosk"}) {
            dead = run_.outside.kill_hard(process) && dead;
        }
        report().check(dead, "power cut: agent, hub and kiosk are killed at once");
    }

    void only_the_urgent_wait() {
        const auto answer = run_.outside.township({"tasks"});
        std::size_t sudden = 0;
        for (const auto& task :
             answer.is_object() ? answer.value("tasks", nlohmann::json::array()) : nlohmann::json()) {
            const bool is_urgent = task.value("what", "") == urgent;
            sudden += is_urgent ? 1 : 0;
            report().check(is_urgent, "nobody has to look at what was handed in", task.dump());
        }
        const auto wanted =
            std::count_if(plan_.visitors.begin(), plan_.visitors.begin() + static_cast<std::ptrdiff_t>(visits_),
                          [](const Visitor& one) {
                              const auto found = one.who.answers.find("fields.urgency.label");
                              return one.scheme == "linshi" && found->second.choice == "fields.urgency.options.now";
                          });
        report().check(answer.is_object() && sudden == static_cast<std::size_t>(wanted),
                       "the urgent applications lie on the township's desk: " + std::to_string(wanted),
                       std::to_string(sudden));
    }

    std::string said(std::size_t n) const {
        const auto& visitor = plan_.visitors[n];
        const auto& who = visitor.who.typed ? "who types " + visitor.who.typed->pinyin : visitor.who.card;
        return hour_of(plan_, n) + "  " + who + (visitor.language == "en" ? " (en) " : " ");
    }

    const Run& run_;
    std::filesystem::path source_;
    DayPlan plan_;
    std::size_t visits_;
    std::vector<std::string> home_;
    Told told_;
    std::map<std::string, std::string> number_of_;  // case number by card
};

}  // namespace

void day_at_the_station(const Run& run, const std::filesystem::path& source, std::size_t visits) {
    Day(run, source, visits).pass();
}

}  // namespace doorstep::autopilot
