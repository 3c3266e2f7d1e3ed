#include "tests/autopilot/checks.hpp"

#include <chrono>
#include <thread>

namespace doorstep::autopilot {
namespace {

using nlohmann::json;

template <class Ready>
bool eventually(int seconds, const Ready& ready) {
    for (int i = 0; i < seconds * 5; ++i) {
        if (ready()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return ready();
}

json list_of(const json& answer, const char* name) {
    return answer.is_array() ? answer : answer.is_object() ? answer.value(name, json::array()) : json::array();
}

// Text of the codes on a printed page.
std::string codes_on(const std::filesystem::path& pdf) {
    const auto picture = pdf.parent_path() / (pdf.stem().native() + "-look");
    run({"pdftoppm", "-r", "200", "-png", "-singlefile", pdf.native(), picture.native()});
    const auto decoded = run({std::filesystem::read_symlink("/proc/self/exe").parent_path() / "doorstep-code-reader",
                              picture.native() + ".png"});
    std::error_code none;
    std::filesystem::remove(picture.native() + ".png", none);
    return decoded.output;
}

}  // namespace

bool application_arrived(const Run& r, const std::string& case_number) {
    json detail;
    const bool there = eventually(30, [&] {
        detail = r.outside.township({"case", case_number});
        return detail.is_object();
    });
    auto& report = r.screen.report();
    report.check(there, "the township holds the application");
    report.check(there && detail.value("members", 0) >= 1, "with a household member");
    report.check(there && !detail.value("consents", json::array()).empty(), "with consents");
    int originals = 0;
    int straightened = 0;
    for (const auto& page : there ? detail.value("pages", json::array()) : json::array()) {
        const auto kind = page.value("kind", "");
        originals += kind.find("original") != std::string::npos ? 1 : 0;
        straightened += kind.find("straight") != std::string::npos ? 1 : 0;
    }
    return report.check(originals == 2 && straightened == 2, "with two pages, each as scanned and as straightened",
                        std::to_string(originals) + " and " + std::to_string(straightened));
}

bool receipt_decodes(Report& report, const Outside& outside, const std::string& case_number) {
    std::string seen;
    const bool found = eventually(20, [&] {
        for (const auto& paper : outside.printed()) {
            seen += codes_on(paper) + " ";
        }
        return seen.find("DS1:" + case_number + ":") != std::string::npos;
    });
    return report.check(found, "the printed receipt's code decodes to the case number", seen);
}

bool check_in_arrived(const Run& r, std::size_t count) {
    std::size_t seen = 0;
    const bool there = eventually(30, [&] {
        seen = list_of(r.outside.township({"cases"}), "check_ins").size();
        return seen >= count;
    });
    return r.screen.report().check(there && seen == count, "the township holds " + std::to_string(count) + " check-ins",
                                   std::to_string(seen));
}

std::string newest_application(const Run& r) {
    for (const auto& one : list_of(r.outside.township({"cases"}), "cases")) {
        if (one.value("kind", "") == "application") {
            return one.value("case", "");
        }
    }
    return {};
}

bool acting_is_recorded(const Run& run, const std::string& case_number, const ForWhom& for_whom) {
    const auto held = run.outside.township({"case", case_number, "--purpose", "autopilot"});
    const auto acting = held.is_object() ? held.value("acting", nlohmann::json::array()) : nlohmann::json::array();
    const auto people = held.is_object() ? held.value("people", nlohmann::json::array()) : nlohmann::json::array();
    const std::string as = for_whom.as == "I am the parent or guardian"    ? "guardian"
                           : for_whom.as == "I live in the same household" ? "household"
                           : for_whom.as == "The person asked me to come"  ? "proxy"
                                                                           : "village-committee";
    // The first is the application's; letters come later.
    const bool recorded =
        !acting.empty() && acting[0].value("as", "") == as && acting[0].value("number", "") != for_whom.about.number;
    const bool about = !people.empty() && people[0].value("number", "") == for_whom.about.number;
    const bool paper = acting.empty() || !for_whom.brings_paper || acting[0]["entrustment"] == "given";
    return run.screen.report().check(recorded && about && paper, "who acted stands at the township: " + as,
                                     acting.dump() + people.dump().substr(0, 200));
}

bool reading_is_recorded(const Run& run, const std::string& case_number, const Applicant& who) {
    const auto held = run.outside.township({"case", case_number});
    const auto consents = held.is_object() ? held.value("consents", nlohmann::json::array()) : nlohmann::json::array();
    std::size_t heard = 0;
    bool witnessed = false;
    for (const auto& consent : consents) {
        heard += consent.value("read_aloud", false) ? 1 : 0;
        witnessed = witnessed || (consent.value("how", "") == "thumb" && consent.value("witness", "") == "zhou" &&
                                  consent.value("read_aloud", false));
    }
    auto& report = run.screen.report();
    const bool good = report.check(heard >= 2, "that it was read aloud stands at the township", consents.dump());
    const auto submissions =
        held.is_object() ? held.value("submissions", nlohmann::json::array()) : nlohmann::json::array();
    const bool helped = !submissions.empty() && submissions[0].value("account", "") == "zhou";
    return report.check(who.helped_at.empty() || helped, "and who helped", submissions.dump()) &&
           report.check(!who.signs_by_thumb || witnessed, "and who saw the thumb print", consents.dump()) && good;
}

}  // namespace doorstep::autopilot
