#include "kiosk/journeys/enrolment/setup_words.hpp"

#include <array>

#include <QCoreApplication>

namespace doorstep::kiosk {
namespace {

struct Row {
    wire::SetupFault fault;
    const char* sentence;
    const char* what_now;
};
constexpr std::array table{
    Row{wire::SETUP_FAULT_INTERNAL, QT_TRANSLATE_NOOP("SetupWords", "This step could not be done."),
        QT_TRANSLATE_NOOP("SetupWords", "Try again. If it happens again, note this step and call support.")},
    Row{wire::SETUP_FAULT_BAD_REQUEST, QT_TRANSLATE_NOOP("SetupWords", "This step's turn has not come."),
        QT_TRANSLATE_NOOP("SetupWords", "Go back and do the step before.")},
    Row{wire::SETUP_FAULT_UNAVAILABLE, QT_TRANSLATE_NOOP("SetupWords", "A part of this machine does not answer."),
        QT_TRANSLATE_NOOP("SetupWords", "Wait ten seconds and try again. Nothing that was done is lost.")},
    Row{wire::SETUP_FAULT_DISK_FULL, QT_TRANSLATE_NOOP("SetupWords", "The disk is full."),
        QT_TRANSLATE_NOOP("SetupWords", "Take another machine; this one's disk is too small or broken.")},
    Row{wire::SETUP_FAULT_INVITATION, QT_TRANSLATE_NOOP("SetupWords", "This is no invitation of a township."),
        QT_TRANSLATE_NOOP("SetupWords", "Show the code that “enrol-station” made, or ask the township for a new one.")},
    Row{wire::SETUP_FAULT_OTHER_STATION, QT_TRANSLATE_NOOP("SetupWords", "This machine is another station already."),
        QT_TRANSLATE_NOOP("SetupWords",
                          "Ask the township for the invitation of that station, or reset the machine first.")},
    Row{wire::SETUP_FAULT_CODE_WRONG, QT_TRANSLATE_NOOP("SetupWords", "The eight digits do not fit."),
        QT_TRANSLATE_NOOP("SetupWords",
                          "Have them read again. After five wrong ones a new invitation is needed; when they never "
                          "fit, somebody changed a key on the way.")},
    Row{wire::SETUP_FAULT_NOT_ENROLLED, QT_TRANSLATE_NOOP("SetupWords", "The township's invitation was not read yet."),
        QT_TRANSLATE_NOOP("SetupWords", "Go back to the township's step and read it.")},
    Row{wire::SETUP_FAULT_ENROLLED, QT_TRANSLATE_NOOP("SetupWords", "This machine has its township already."),
        QT_TRANSLATE_NOOP("SetupWords", "Go on. Only a reset frees it for another one.")},
    Row{wire::SETUP_FAULT_STICK, QT_TRANSLATE_NOOP("SetupWords", "No stick with that file is plugged in."),
        QT_TRANSLATE_NOOP("SetupWords",
                          "Plug it in, wait five seconds and try again. The file must lie in its first folder.")},
    Row{wire::SETUP_FAULT_ADDRESS, QT_TRANSLATE_NOOP("SetupWords", "The address of this machine is none."),
        QT_TRANSLATE_NOOP("SetupWords", "Go back and type four numbers up to 255 with dots between them.")},
    Row{wire::SETUP_FAULT_GATEWAY, QT_TRANSLATE_NOOP("SetupWords", "The gateway's address is none."),
        QT_TRANSLATE_NOOP("SetupWords", "Go back and type four numbers up to 255 with dots between them.")},
    Row{wire::SETUP_FAULT_NAME_SERVER, QT_TRANSLATE_NOOP("SetupWords", "The name server's address is none."),
        QT_TRANSLATE_NOOP("SetupWords", "Go back and type four numbers up to 255 with dots between them.")},
    Row{wire::SETUP_FAULT_NETWORK, QT_TRANSLATE_NOOP("SetupWords", "The system did not take these network settings."),
        QT_TRANSLATE_NOOP("SetupWords", "Try again, or leave this step out and go on without a line.")},
    Row{wire::SETUP_FAULT_CLOCK, QT_TRANSLATE_NOOP("SetupWords", "The clock could not be set to that."),
        QT_TRANSLATE_NOOP("SetupWords", "Type year, month, day, hour and minute, twelve digits, or go on without.")},
};

}  // namespace

FaultSentence setup_words(wire::SetupFault fault) {
    if (fault == wire::SETUP_FAULT_NONE) {
        return {};
    }
    const auto* row = &table[0];  // what a newer process says
    for (const auto& one : table) {
        row = one.fault == fault ? &one : row;
    }
    return {QCoreApplication::translate("SetupWords", row->sentence),
            QCoreApplication::translate("SetupWords", row->what_now)};
}

}  // namespace doorstep::kiosk
