// doorstep-worker-photo: a vendor's photo decoder in a process that gains no rights and holds little memory.
#include <sys/prctl.h>

#include "device-drivers/photo/photo_handler.hpp"

int main() {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    doorstep::devices::PhotoHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 128;
    return doorstep::devices::run_worker("doorstep-worker-photo", handler, limits);
}
