// doorstep-scheme-trial: a scheme whose folder was added to a running station (docs/add-a-scheme.md) is applied for by
// the kiosk's own controllers, without a screen, between the real hub, agent and township; and when the folder was
// taken back, what was handed in is still there and everything else goes on.
#include <fstream>
#include <memory>

#include <CLI/CLI.hpp>
#include <QDeadlineTimer>
#include <QGuiApplication>

#include "base/case_number.hpp"
#include "base/paths.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "tests/autopilot/checks.hpp"
#include "tests/autopilot/report.hpp"

namespace {

using namespace doorstep;         // NOLINT: a program's main
using namespace doorstep::kiosk;  // NOLINT
using autopilot::Outside;
using autopilot::Report;
using nlohmann::json;

constexpr const char* card = "zhang-xiuying";  // a woman of 88

bool turn_until(const std::function<bool()>& condition, int longest_ms = 60'000) {
    const QDeadlineTimer deadline(longest_ms);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

// A kiosk on what lies in the station's folders now, as a fresh process has it.
Result<std::unique_ptr<Kiosk>> fresh_kiosk() {
    DOORSTEP_TRY(auto settings, load_settings(configuration_folder() / "kiosk.toml"));
    DOORSTEP_TRY(auto schemes, forms::SchemeLibrary::load(share_folder() / "schemes"));
    DOORSTEP_TRY(auto notices, forms::Notices::load(share_folder() / "schemes" / "notices"));
    DOORSTEP_TRY(const auto hub, socket_address("kiosk-hub", "hub.sock"));
    DOORSTEP_TRY(const auto agent, socket_address("kiosk-agent", "agent.sock"));
    auto kiosk = std::make_unique<Kiosk>(settings, hub, agent, std::move(schemes), std::move(notices));
    kiosk->language()->set("zh_CN");
    return Result<std::unique_ptr<Kiosk>>(std::move(kiosk));
}

// One visit of the person, from the card on the reader to the card taken away.
class Visit {
  public:
    Visit(Report& report, const Outside& outside, Kiosk& kiosk) : report_(report), outside_(outside), kiosk_(kiosk) {
        report_.check(turn_until([&] { return kiosk_.hub().usable(wire::Device::PRINTER) && kiosk_.line_up(); }),
                      "the kiosk sees its devices and the line");
        report_.check(lay_card(), "the card opens a visit");
    }
    ~Visit() {
        kiosk_.finish();
        turn_until([&] { return kiosk_.session()->question() == "take-away"; });
        outside_.desk({"remove-card"});
        kiosk_.session()->answer("end");
        report_.check(turn_until([&] { return !kiosk_.session()->is_open(); }), "the visit ends");
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    // The names of what one can apply for.
    QStringList offered() {
        kiosk_.openApply();
        QStringList names;
        for (const auto& tile : at<ApplyController>("apply/choose").schemes()) {
            names.append(tile.toMap()["id"].toString());
        }
        return names;
    }
    // From the tile to the number, the receipt printed; the 12 digits, empty when it came to no end. After offered().
    std::string apply(const QString& scheme, const FormHabits& habits) {
        at<ApplyController>("apply/choose").choose(scheme);
        at<ApplyController>("apply/notice");
        report_.check(walk_form(kiosk_, habits, [](const auto& there) { return turn_until(there); }),
                      "every page of the form gives way");
        at<ApplyController>("apply/scan").next();
        auto& review = at<ApplyController>("apply/review");
        report_.check(review.findings().isEmpty(), "nothing in it is doubtful",
                      review.findings().join(" ").toStdString());
        review.submit();
        const auto number = CaseNumber::parse(at<ApplyController>("apply/done").case_number().toStdString());
        report_.check(turn_until([&] { return kiosk_.printer()->printed(); }), "the receipt is printed");
        return number ? number->digits() : "";
    }
    // What stands under "My case" of that number; empty when it does not.
    QVariantMap own_case(const std::string& digits) {
        kiosk_.openMyCase();
        QVariantMap found;
        for (const auto& one : at<MyCaseController>("mycase/list").cases()) {
            const auto number = CaseNumber::parse(one.toMap()["number"].toString().toStdString());
            if (number && number->digits() == digits) {
                found = one.toMap();
            }
        }
        at<MyCaseController>("mycase/list").leave();
        return found;
    }

  private:
    // As a person does who sees that nothing happens: lifted and laid down again. A reader that looks now and then does
    // not see a gap that is shorter than a hand's, and a card that lay there before opens nothing.
    bool lay_card() {
        constexpr int tries = 10;
        constexpr int patience_ms = 6'000;
        bool open = false;
        for (int i = 0; i < tries && !open; ++i) {
            outside_.desk({"remove-card"});
            turn_until([] { return false; }, gap_ms);
            outside_.desk({"insert-card", card});
            open = turn_until([&] { return kiosk_.session()->is_open(); }, patience_ms);
        }
        return open;
    }
    static constexpr int gap_ms = 500;
    template <class Controller>
    Controller& at(const QString& page) {
        const auto there = turn_until([&] {
            const auto* shown = qobject_cast<Journey*>(kiosk_.journey());
            return kiosk_.page() == page && shown != nullptr && !shown->busy();
        });
        auto* journey = qobject_cast<Controller*>(kiosk_.journey());
        report_.check(there, "page " + page.toStdString(), "instead: " + kiosk_.page().toStdString());
        if (journey == nullptr) {
            std::exit(report_.finish());  // nothing behind this page can be reached
        }
        return *journey;
    }

    Report& report_;
    const Outside& outside_;
    Kiosk& kiosk_;
};

// The case as the township holds it, when it is there.
json arrived(Report& report, const Outside& outside, const std::string& number, const std::string& scheme) {
    json held;
    const bool there = turn_until([&] {
        held = outside.township({"case", number});
        return held.is_object();
    });
    report.check(there && held.value("scheme", "") == scheme, "the township holds the application for " + scheme,
                 there ? held.value("scheme", "") : "no such case");
    return held;
}

void added(Report& report, const Outside& outside, const QString& scheme, const std::string& number_file) {
    auto kiosk = fresh_kiosk();
    if (!report.check(static_cast<bool>(kiosk), "a kiosk starts on the schemes", kiosk ? "" : kiosk.error().text())) {
        return;
    }
    std::string number;
    {
        Visit visit(report, outside, **kiosk);
        report.check(visit.offered().contains(scheme), "the new scheme is offered");
        number = visit.apply(scheme, {});
    }
    const auto held = arrived(report, outside, number, scheme.toStdString());
    report.check(held.value("tasks", json::array()).empty(), "validated there: nobody has to look at it",
                 held.value("tasks", json::array()).dump());
    autopilot::receipt_decodes(report, outside, number);
    std::ofstream(number_file) << number << '\n';
}

void taken_back(Report& report, const Outside& outside, const QString& scheme, const std::string& number_file) {
    std::string number;
    std::ifstream(number_file) >> number;
    auto kiosk = fresh_kiosk();
    if (!report.check(kiosk && !number.empty(), "a kiosk starts without the scheme")) {
        return;
    }
    std::string other;
    {
        Visit visit(report, outside, **kiosk);
        const auto kept = visit.own_case(number);
        report.check(!kept["state"].toString().isEmpty(), "the person still sees the case");
        const auto offered = visit.offered();
        report.check(!offered.contains(scheme) && offered.size() >= 6, "only the scheme that was taken back is gone",
                     offered.join(" ").toStdString());
        other = visit.apply("one-window", {.members = false, .last_options = true});
    }
    arrived(report, outside, other, "one-window");
    arrived(report, outside, number, scheme.toStdString());
    report.check(outside.township({"verify"}).value("intact", false), "the archive is whole");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("a scheme added to a running station by data only, and taken back");
    std::string scheme;
    std::string number_file;
    bool without = false;
    cli.add_option("--scheme", scheme, "its id")->required();
    cli.add_option("--number", number_file, "file that keeps the case number between the two")->required();
    cli.add_flag("--taken-back", without, "its folder has been removed");
    CLI11_PARSE(cli, argc, argv);
    setenv("QT_QPA_PLATFORM", "offscreen", 1);
    const QGuiApplication app(argc, argv);
    register_modules();
    Report report;
    const Outside outside(autopilot::places_from_environment());
    // The township keeps the schemes that it has read: a fresh process reads what lies there now.
    report.check(outside.kill_hard("township"), "the township begins anew");
    const auto id = QString::fromStdString(scheme);
    without ? taken_back(report, outside, id, number_file) : added(report, outside, id, number_file);
    return report.finish();
}
