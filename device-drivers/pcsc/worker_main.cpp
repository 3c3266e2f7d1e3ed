// doorstep-worker-pcsc: libpcsclite, and what cards answer, in a process of their own.
#include "device-drivers/pcsc/chip_handler.hpp"

int main() {
    doorstep::devices::ChipHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 128;
    return doorstep::devices::run_worker("doorstep-worker-pcsc", handler, limits);
}
