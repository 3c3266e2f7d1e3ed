#include "kiosk/session/made_up_persons.hpp"

#include "base/id_number.hpp"

namespace doorstep::kiosk {
namespace {

struct Row {
    const char* name;  // says what it is on every paper and page
    const char* first17;
    Sex sex;
    const char* birth;
};
constexpr Row rows[] = {
    {"赵练习", "99010119520312002", Sex::Female, "1952-03-12"},
    {"钱练习", "99010119781105001", Sex::Male, "1978-11-05"},
    {"孙练习", "99010119960721004", Sex::Female, "1996-07-21"},
};

}  // namespace

std::vector<wire::CardFields> made_up_persons() {
    std::vector<wire::CardFields> persons;
    for (const auto& row : rows) {
        auto& card = persons.emplace_back();
        card.set_variant(wire::CardFields::CITIZEN);
        card.set_name(row.name);
        card.set_number(std::string(row.first17) + id_number_check_character(row.first17));
        card.set_sex(static_cast<std::uint32_t>(row.sex));
        card.set_nation("01");
        card.set_birth(row.birth);
        card.set_address("练习县练习镇练习村1组8号");
        card.set_issuer("练习县公安局");
        card.set_valid_from("2020-01-01");
        card.set_valid_until("长期");
        card.set_read_from_chip(true);
    }
    return persons;
}

}  // namespace doorstep::kiosk
