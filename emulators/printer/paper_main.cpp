// doorstep-emu-printer-paper FILE: what ippeveprinter runs for each job. Waits while the printer is jammed or empty,
// says so in ippeveprinter's own way (STATE: lines on stderr), then puts the paper out. A cancelled job puts nothing
// out.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "emulators/printer/ipp_client.hpp"
#include "emulators/printer/paper_tray.hpp"

namespace {

using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace): a main file
constexpr auto look_every = std::chrono::milliseconds(50);

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

void tell(char sign, std::string_view reasons) {
    if (!reasons.empty()) {
        std::fprintf(stderr, "STATE: %c%.*s\n", sign, static_cast<int>(reasons.size()), reasons.data());
    }
}

void replace_reasons(TrayState old_state, TrayState new_state) {
    tell('-', waiting_reasons(old_state));
    tell('-', idle_reasons(old_state));
    tell('+', waiting_reasons(new_state));
}

// True when the paper may come out; false when the job was cancelled first.
bool print(const PaperTray& tray, std::chrono::milliseconds print_time) {
    const auto uri = variable(uri_variable);
    const int job = std::atoi(variable("IPP_JOB_ID").c_str());
    TrayState told = TrayState::Ok;
    std::chrono::milliseconds printed{0};
    do {
        const auto state = tray.state();
        if (state != told) {
            replace_reasons(told, state);
            told = state;
        }
        if (job_is_being_cancelled(uri, job)) {
            tell('-', waiting_reasons(told));
            tell('+', idle_reasons(told));
            return false;
        }
        std::this_thread::sleep_for(look_every);
        printed += told == TrayState::Ok ? look_every : std::chrono::milliseconds(0);
    } while (told != TrayState::Ok || printed < print_time);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const auto folder = variable(tray_variable);
    if (argc != 2 || folder.empty()) {
        std::fprintf(stderr, "ERROR: started by doorstep-emu-printer only\n");
        return 1;
    }
    const PaperTray tray(folder);
    if (variable("IPP_JOB_NAME") == control_job) {
        const auto reasons = idle_reasons(tray.state());
        std::fprintf(stderr, "STATE: %s\n", reasons.empty() ? "none" : std::string(reasons).c_str());
        return 0;
    }
    if (!print(tray, std::chrono::milliseconds(std::atoi(variable(time_variable).c_str())))) {
        return 0;
    }
    const auto out = tray.put_paper(argv[1]);
    if (!out) {
        std::fprintf(stderr, "ERROR: %s\n", out.error().text().c_str());
        return 1;
    }
    return 0;
}
