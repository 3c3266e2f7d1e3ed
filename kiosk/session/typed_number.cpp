#include "kiosk/session/typed_number.hpp"

#include <QCoreApplication>

#include "base/id_number.hpp"

namespace doorstep::kiosk {

TypedNumber read_typed_number(const QString& typed) {
    const auto number = IdNumber::parse(typed.trimmed().toStdString());
    if (number) {
        return {NumberTrouble::Nothing, number->plain()};
    }
    switch (number.error().as(IdNumberError::BadLength)) {
        case IdNumberError::BadBirthDate:
            return {NumberTrouble::Date, {}};
        case IdNumberError::BadCheckDigit:
            return {NumberTrouble::CheckDigit, {}};
        default:
            return {NumberTrouble::Length, {}};
    }
}

QString trouble_words(NumberTrouble trouble) {
    switch (trouble) {
        case NumberTrouble::Nothing:
            return {};
        case NumberTrouble::Length:
            return QCoreApplication::translate("Identity",
                                               "The number has 18 characters: digits, and sometimes X at the end.");
        case NumberTrouble::Date:
            return QCoreApplication::translate("Identity",
                                               "The date of birth in the number does not exist. Please look again.");
        case NumberTrouble::CheckDigit:
            return QCoreApplication::translate("Identity", "One digit is not right. Please compare with your card.");
    }
    return {};
}

}  // namespace doorstep::kiosk
