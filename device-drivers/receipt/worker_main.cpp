// doorstep-worker-receipt: a receipt printer, and poppler to draw its papers, in a process of their own.
#include "device-drivers/printer/print_handler.hpp"
#include "device-drivers/receipt/escpos_printer.hpp"

int main() {
    doorstep::devices::PrintHandler handler(doorstep::devices::make_receipt_printer);
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 256;
    limits.end_grace_ms = 1500;
    limits.uses_grace_after_kill = true;  // what was begun is cut off
    return doorstep::devices::run_worker("doorstep-worker-receipt", handler, limits);
}
