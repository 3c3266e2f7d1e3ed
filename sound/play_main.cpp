// doorstep-play: plays sound files one after another. Their names come on standard input, one a line: a command line
// can be read by every process of the machine, and which sentences are read says where somebody is. After each that was
// heard to its end it writes a line.
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "sound/player.hpp"
#include "sound/sound_file.hpp"

namespace {

constexpr std::int64_t longest_ms = 600'000;

}  // namespace

int main(int argc, char** argv) {
    using namespace doorstep::sound;  // NOLINT(google-build-using-namespace): a main file
    CLI::App app{"Plays sound files whose names come on standard input, one a line."};
    Playing how;
    app.add_option("--tempo", how.tempo, "1.5: half as fast again, the pitch kept")->check(CLI::Range(0.5, 4.0));
    app.add_option("--loudness", how.loudness, "0 to 1 of what the mixer allows")->check(CLI::Range(0.0, 1.0));
    app.add_option("--device", how.device, "as ALSA names it");
    CLI11_PARSE(app, argc, argv);
    std::string file;
    while (std::getline(std::cin, file)) {
        const auto sound = read_sound(file, longest_ms);
        const auto played = sound ? play(*sound, how) : doorstep::Status(sound.error());
        if (!played) {
            std::fprintf(stderr, "doorstep-play: %s\n", played.error().text().c_str());
            return EXIT_FAILURE;
        }
        std::puts("played");
        std::fflush(stdout);
    }
    return EXIT_SUCCESS;
}
