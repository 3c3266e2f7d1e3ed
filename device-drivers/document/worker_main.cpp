// doorstep-worker-page: straightens scanned pages in a process of its own.
#include "device-drivers/document/page_handler.hpp"

int main() {
    doorstep::devices::PageHandler handler;
    doorstep::devices::WorkerLimits limits;
    limits.largest_resident_mib = 768;  // a page of 600 dpi in colour is 100 MiB, and several lie beside each other
    return doorstep::devices::run_worker("doorstep-worker-page", handler, limits);
}
