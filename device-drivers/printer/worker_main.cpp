// doorstep-worker-print: libcups in a process of its own.
#include "device-drivers/printer/ipp_printer.hpp"
#include "device-drivers/printer/print_handler.hpp"

int main() {
    doorstep::devices::PrintHandler handler(doorstep::devices::make_ipp_printer);
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 256;
    limits.end_grace_ms = 1500;
    limits.uses_grace_after_kill = true;  // what was sent is called back from the printer
    return doorstep::devices::run_worker("doorstep-worker-print", handler, limits);
}
