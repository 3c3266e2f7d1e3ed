#include "kiosk/journeys/mycase/letter_words.hpp"

#include <QCoreApplication>

namespace doorstep::kiosk {
LetterWords letter_words(wire::SubmissionKind kind) {
    switch (kind) {
        case wire::APPLICATION_WITHDRAWN:
            return {QCoreApplication::translate("MyCaseLetters", "Handed in: you take the application back"),
                    QCoreApplication::translate(
                        "MyCaseLetters",
                        "Somebody at the township takes it up. Until then you can still keep the "
                        "application: under “My case”. Afterwards you can apply again at any time.")};
        case wire::APPLICATION_KEPT:
            return {QCoreApplication::translate("MyCaseLetters", "Handed in: you keep the application"),
                    QCoreApplication::translate(
                        "MyCaseLetters",
                        "If the township has not taken the withdrawal up yet, the application goes on as "
                        "if nothing had been. If it has, somebody will speak with you.")};
        case wire::SUPPLEMENT:
            return {QCoreApplication::translate("MyCaseLetters", "Your correction is handed in"),
                    QCoreApplication::translate(
                        "MyCaseLetters",
                        "What you handed in first stays as it was; the township reads both together. "
                        "You need not do anything more.")};
        case wire::HEARING_ANSWER:
            return {QCoreApplication::translate("MyCaseLetters", "Your answer about the hearing is handed in"),
                    QCoreApplication::translate(
                        "MyCaseLetters",
                        "Nothing is decided before the township has read it. You may answer again if "
                        "something changes: the last answer counts.")};
        default:
            return {QCoreApplication::translate("MyCaseLetters", "Your question is handed in"),
                    QCoreApplication::translate(
                        "MyCaseLetters",
                        "The answer will stand under “My case” at this station, and you can print it "
                        "there. Nothing stops and no day passes because you asked.")};
    }
}

}  // namespace doorstep::kiosk
