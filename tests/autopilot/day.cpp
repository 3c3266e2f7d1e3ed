#include "tests/autopilot/day.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "tests/autopilot/checks.hpp"
#include "tests/autopilot/day_plan.hpp"
#include "tests/autopilot/listener.hpp"
#include "tests/autopilot/tally.hpp"

namespace doorstep::autopilot {
namespace {

// A fire told by words in the tray of the township; all else that it puts before a person is a fault of ours.
constexpr const char* urgent = "urgent: today";
// Nor is it when somebody came for another.
constexpr const char* cannot_come = "the person cannot come to check in: visit or call, nothing stops";
constexpr const char* asked = "a question to be answered (written by another, ";
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
        only_what_is_asked_waits();
        for (std::size_t n = 0; n < visits_; ++n) {
            others_are_recorded(n);
        }
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
            case Errand::Report:
                reports(run, n);
                break;
            case Errand::Ask:
                asks(run, n);
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
        Listener listener(run, source_, visitor.scheme);
        if (visitor.who.hears) {
            listens(listener, who);
        }
        const auto applied = StubbornApplicant(run, std::move(who)).apply();
        report().check(applied.done && !applied.case_number.empty(), said(n) + "applies for " + visitor.scheme);
        const bool off = n >= plan_.line_down && n < plan_.line_back;
        report().check(applied.told_it_waits == off,
                       said(n) + (off ? "is told that it waits here" : "is told that it is on its way"));
        if (visitor.power_cut) {
            report().check(back, said(n) + "goes on after the power cut on the page where it was");
        }
        if (visitor.who.hears) {
            listener.hears(run.words.app("Your application is handed in"), "that it is handed in");
            listener.never_hears(visitor.who.card);
            report().check(listener.pages() >= 10, said(n) + "hears every page", std::to_string(listener.pages()));
        }
        told_.add(applied, visitor.scheme);
        number_of_[visitor.who.typed ? visitor.who.typed->number : visitor.who.card] = applied.case_number;
    }

    // Each page of the form, and what the sheet says that is signed by thumb.
    static void listens(Listener& listener, Applicant& who) {
        who.at_page = [&listener](const std::string& key) {
            if (key == "sheet") {
                listener.hears("停止救助之后至少再保存三年", "the paper that is signed");
            } else {
                listener.page(key);
            }
        };
    }

    void reports(const Run& run, std::size_t n) {
        const auto& who = plan_.visitors[n].who;
        const auto reported = StubbornReporter(run, who.card, *who.for_whom).report();
        report().check(reported.done, said(n) + "tells that " + who.for_whom->about.pinyin + " cannot come");
        told_.add(reported);
    }

    void asks(const Run& run, std::size_t n) {
        const auto& visitor = plan_.visitors[n];
        const auto number = number_of_[visitor.asks_about];
        const bool own_hand = visitor.asks_about == visitor.who.card;
        const bool asked_it =
            StubbornWriter(run, visitor.who.card, *visitor.who.for_whom, own_hand ? "" : number).write();
        report().check(asked_it, said(n) + "asks about the case of " + visitor.who.for_whom->about.pinyin);
        ++told_.letters[number];
    }

    // What the township's archive says of who acted, who helped and what was read aloud.
    void others_are_recorded(std::size_t n) {
        const auto& visitor = plan_.visitors[n];
        if (visitor.errand != Errand::Apply) {
            return;
        }
        const auto number = number_of_[visitor.who.typed ? visitor.who.typed->number : visitor.who.card];
        if (visitor.who.for_whom) {
            acting_is_recorded(run_, number, *visitor.who.for_whom);
        }
        if (visitor.who.hears) {
            reading_is_recorded(run_, number, visitor.who);
        }
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

    std::size_t planned(Errand errand) const {
        return static_cast<std::size_t>(std::count_if(plan_.visitors.begin(),
                                                      plan_.visitors.begin() + static_cast<std::ptrdiff_t>(visits_),
                                                      [errand](const Visitor& one) { return one.errand == errand; }));
    }

    // The tray holds each of those once and nothing else.
    void only_what_is_asked_waits() {
        const auto answer = run_.outside.township({"tasks"});
        std::map<std::string, std::size_t> waiting;
        for (const auto& task :
             answer.is_object() ? answer.value("tasks", nlohmann::json::array()) : nlohmann::json()) {
            const auto what = task.value("what", "");
            const bool known = what == urgent || what == cannot_come || what.starts_with(asked);
            ++waiting[what.starts_with(asked) ? asked : what];
            report().check(known, "nobody has to look at what was handed in", task.dump());
        }
        const auto sudden = static_cast<std::size_t>(
            std::count_if(plan_.visitors.begin(), plan_.visitors.begin() + static_cast<std::ptrdiff_t>(visits_),
                          [](const Visitor& one) {
                              const auto found = one.who.answers.find("fields.urgency.label");
                              return one.scheme == "linshi" && found->second.choice == "fields.urgency.options.now";
                          }));
        const std::map<const char*, std::size_t> wanted{
            {urgent, sudden}, {cannot_come, planned(Errand::Report)}, {asked, planned(Errand::Ask)}};
        for (const auto& [what, count] : wanted) {
            report().check(answer.is_object() && waiting[what] == count,
                           "on the township's desk: " + std::to_string(count) + " × " + what,
                           std::to_string(waiting[what]));
        }
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
