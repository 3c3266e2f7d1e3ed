// doorstep-emu-sound: the sound card that mixer.c shows to libasound; headphones go in and out by orders.
#include <filesystem>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "emulators/control/emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

namespace {

namespace fs = std::filesystem;

// Loudness (0 to 87), switch, switch of the loudspeaker.
constexpr unsigned readable = 0644;
constexpr const char* as_it_comes = "60 1 1\n";

struct Card {
    fs::path state;
    fs::path jack;
    bool in = false;
};

Status plug(Card& card, bool in) {
    DOORSTEP_CHECK(write_file_atomically(card.jack, as_bytes(in ? "1\n" : "0\n"), readable));
    card.in = in;
    return {};
}

Result<nlohmann::json> obey(Card& card, const nlohmann::json& order) {
    const auto deed = order.value("do", "");
    if (deed == "in" || deed == "out") {
        DOORSTEP_CHECK(plug(card, deed == "in"));
    } else if (deed != "status") {
        return Error(ControlError::Refused, "in, out or status");
    }
    DOORSTEP_TRY(const auto numbers, read_text_file(card.state, 100));
    return nlohmann::json{{"headphones", card.in}, {"mixer", numbers.substr(0, numbers.find('\n'))}};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "A sound card that is not there: the folder holds what its mixer has, asound.conf names it.\n"
        "Orders come over $DOORSTEP_RUN/emu/sound.sock (doorstep-bench-desk gives them)."};
    fs::path folder = run_folder() / "emu" / "sound";
    fs::path plug_in = fs::read_symlink("/proc/self/exe").parent_path() / "libdoorstep_alsa_mixer.so";
    app.add_option("--folder", folder, "where state, jack and asound.conf are written")->capture_default_str();
    app.add_option("--plug-in", plug_in, "the mixer that libasound loads")->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    start_service("emu-sound");
    fs::create_directories(folder);
    Card card{folder / "state", folder / "jack"};
    const auto configuration = "ctl_type.doorstep { lib \"" + plug_in.native() +
                               "\" }\nctl.default { type doorstep state \"" + card.state.native() + "\" jack \"" +
                               card.jack.native() + "\" }\npcm.default { type null }\npcm.null { type null }\n";
    // The hub turns it, whichever user that is.
    constexpr unsigned everybodys = 0666;
    for (const auto& written : {write_file_atomically(card.state, as_bytes(as_it_comes), everybodys), plug(card, false),
                                write_file_atomically(folder / "asound.conf", as_bytes(configuration), readable)}) {
        if (!written) {
            return fail(written.error());
        }
    }
    auto control = ControlServer::open("sound", [&](const auto& order) { return obey(card, order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("sound", (folder / "asound.conf").native());
}
