#include "township/archive/holds.hpp"

#include <fmt/format.h>

#include "base/case_number.hpp"
#include "base/encoding.hpp"

namespace doorstep::township {

Status hold_case(Archive& archive, std::string_view case_number) {
    const auto number = CaseNumber::parse(case_number);
    return number ? archive.database().hold("case/" + number->digits()) : Status{};
}

Status hold_station(Archive& archive, std::string_view station) {
    return archive.database().hold(fmt::format("station/{}", station));
}

Status hold_person(Archive& archive, std::string_view number) {
    return archive.database().hold("person/" + to_hex(archive.cipher().found_by_number(number)));
}

}  // namespace doorstep::township
