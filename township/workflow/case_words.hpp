// Ids and Chinese words of what stands in cases: kinds, answers, ways, states. One table each.
#pragma once

#include <cstdint>
#include <string_view>

namespace doorstep::township {

// Id for JSON ("application") and word for the console ("申请") of an enum's number; unknown ones are "unknown",
// "未知".
struct Words {
    std::string_view id;
    std::string_view chinese;
};
Words submission_kind_words(std::int64_t kind);
Words part_kind_words(std::int64_t kind);
Words consent_kind_words(std::int64_t kind);
Words consent_answer_words(std::int64_t answer);
Words consent_how_words(std::int64_t how);
Words check_in_way_words(std::int64_t way);
Words check_in_reason_words(std::int64_t reason);
Words author_words(std::int64_t author);
// As what somebody acts for another, and what that one is to the person ("neighbour" → "邻居、朋友").
Words acting_words(std::int64_t as);
std::string_view relation_chinese(std::string_view relation);
// Chinese for what a person answers to a hearing notice ("comes" → "参加").
std::string_view hearing_answer_chinese(std::string_view answer);
// Chinese for a state id.
std::string_view state_chinese(std::string_view state);
// Chinese for a role id ("member" → "家庭成员").
std::string_view role_chinese(std::string_view role);

}  // namespace doorstep::township
