#include "device-drivers/camera/camera_handler.hpp"

int main() {
    doorstep::devices::CameraHandler handler;
    return doorstep::devices::run_worker("doorstep-worker-camera", handler);
}
