#include "device-drivers/document/page_handler.hpp"

int main() {
    doorstep::devices::PageHandler handler;
    return doorstep::devices::run_worker("doorstep-worker-page", handler);
}
