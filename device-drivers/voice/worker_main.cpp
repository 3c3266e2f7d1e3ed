// doorstep-worker-voice: the microphone, libasound and the codec in a process of their own.
#include "device-drivers/voice/voice_handler.hpp"

int main() {
    doorstep::devices::VoiceHandler handler;
    doorstep::devices::WorkerLimits limits;
    // Ten minutes of speech are 58 MiB, twice while they are compressed.
    limits.largest_resident_mib = 256;
    return doorstep::devices::run_worker("doorstep-worker-voice", handler, limits);
}
