// An ID number as somebody types it: what is wrong with it, in words. Reentrant.
#pragma once

#include <string>

#include <QString>

namespace doorstep::kiosk {

enum class NumberTrouble { Nothing, Length, Date, CheckDigit };

struct TypedNumber {
    NumberTrouble trouble = NumberTrouble::Nothing;
    std::string plain;  // as on the card, when nothing is wrong
};
TypedNumber read_typed_number(const QString& typed);
// One sentence; empty for Nothing.
QString trouble_words(NumberTrouble trouble);

}  // namespace doorstep::kiosk
