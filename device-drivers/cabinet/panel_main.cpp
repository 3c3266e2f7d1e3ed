// doorstep-worker-panel: the light of the screen or the sound of the loudspeaker, and libasound, in a process of its
// own.
#include "device-drivers/cabinet/level_handler.hpp"

int main() {
    doorstep::devices::LevelHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 128;
    return doorstep::devices::run_worker("doorstep-worker-panel", handler, limits);
}
