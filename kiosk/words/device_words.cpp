#include "kiosk/words/device_words.hpp"

#include <QCoreApplication>

#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {

QString device_name(wire::Device::Class device) {
    switch (device) {
        case wire::Device::CARD_READER:
            return QCoreApplication::translate("DeviceWords", "Card reader");
        case wire::Device::CAMERA:
            return QCoreApplication::translate("DeviceWords", "Camera");
        case wire::Device::SCANNER:
            return QCoreApplication::translate("DeviceWords", "Scanner");
        case wire::Device::PRINTER:
            return QCoreApplication::translate("DeviceWords", "Printer");
        case wire::Device::CODE_READER:
            return QCoreApplication::translate("DeviceWords", "Code reader");
        case wire::Device::CHIP_READER:
            return QCoreApplication::translate("DeviceWords", "Reader for chip cards");
        case wire::Device::SCREEN:
            return QCoreApplication::translate("DeviceWords", "Screen");
        case wire::Device::SPEAKER:
            return QCoreApplication::translate("DeviceWords", "Loudspeaker");
        case wire::Device::POWER:
            return QCoreApplication::translate("DeviceWords", "Power");
        case wire::Device::MICROPHONE:
            return QCoreApplication::translate("DeviceWords", "Microphone");
        default:
            return QCoreApplication::translate("DeviceWords", "Device");
    }
}

QString device_state_words(const wire::Device& device) {
    switch (device.state()) {
        case wire::Device::READY:
            return QCoreApplication::translate("DeviceWords", "Works");
        case wire::Device::IN_USE:
            return QCoreApplication::translate("DeviceWords", "Works, in use");
        case wire::Device::CLOSED:
            return QCoreApplication::translate("DeviceWords", "Closed, as it should be");
        case wire::Device::STARTING:
            return QCoreApplication::translate("DeviceWords", "Starting");
        case wire::Device::FAULTY:
            return device.last_fault().code() == wire::FAULT_NONE
                       ? QCoreApplication::translate("DeviceWords", "Out of order")
                       : fault_words(device.last_fault()).sentence;
        default:
            return QCoreApplication::translate("DeviceWords", "Not there");
    }
}

bool device_is_well(const wire::Device& device) {
    return device.state() == wire::Device::READY || device.state() == wire::Device::IN_USE ||
           device.state() == wire::Device::CLOSED;
}

}  // namespace doorstep::kiosk
