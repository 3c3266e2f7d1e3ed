// doorstep-worker-scan: libsane and its backends in a process of their own.
#include "device-drivers/scanner/scan_handler.hpp"

int main() {
    doorstep::devices::ScanHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 512;
    return doorstep::devices::run_worker("doorstep-worker-scan", handler, limits);
}
