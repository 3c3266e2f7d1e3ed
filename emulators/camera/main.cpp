// doorstep-emu-camera: a camera that streams photographs.
#include <cstdio>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/service.hpp"
#include "emulators/camera/camera_emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "A camera that is not there: MJPEG over HTTP of photographs, which OpenCV opens by URL.\n"
        "Orders come over $DOORSTEP_RUN/emu/camera.sock (doorstep-bench-desk gives them)."};
    CameraOptions options;
    options.clips = ".";
    std::string listen = "127.0.0.1:0";
    std::string size = "1280x720";
    std::vector<std::string> files;
    app.add_option("--listen", listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
    app.add_option("--clips", options.clips, "folder that clips are named in")->capture_default_str();
    app.add_option("--size", size, "WIDTHxHEIGHT of the frames")->capture_default_str();
    app.add_option("--fps", options.frames_per_second, "frames in a second")
        ->check(CLI::Range(1, 60))
        ->capture_default_str();
    app.add_option("--noise", options.clip.noise, "sensor noise, 0 for none")
        ->check(CLI::Range(0, 50))
        ->capture_default_str();
    app.add_option("clip", files, "what it sees from the start: pictures or folders; without: black");
    CLI11_PARSE(app, argc, argv);

    start_service("emu-camera");
    const auto address = parse_listen(listen);
    auto& frame = options.clip.size;
    if (!address) {
        return fail(address.error());
    }
    if (std::sscanf(size.c_str(), "%dx%d", &frame.width, &frame.height) != 2 || frame.width < 16 || frame.height < 16 ||
        frame.width > 4096 || frame.height > 4096) {
        return fail(Error(ControlError::Refused, size + ": not WIDTHxHEIGHT between 16 and 4096"));
    }
    options.listen = *address;
    auto camera = CameraEmulator::start(options);
    if (!camera) {
        return fail(camera.error());
    }
    if (!files.empty()) {
        if (auto shown = (*camera)->order({{"do", "show"}, {"files", files}}); !shown) {
            return fail(shown.error());
        }
    }
    auto control = ControlServer::open("camera", [&](const auto& order) { return (*camera)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("camera", (*camera)->url());
}
