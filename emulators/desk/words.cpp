#include "emulators/desk/words.hpp"

#include <filesystem>

#include "emulators/control/control_socket.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

std::string absolute(const std::string& name) {
    return std::filesystem::exists(name) ? std::filesystem::absolute(name).native() : name;
}

json files(const Words& words) {
    json list = json::array();
    for (std::size_t i = 1; i < words.size(); ++i) {
        list.push_back(absolute(words[i]));
    }
    return list;
}

json reader_order(const std::string& word) {
    if (word == "ok") {
        return {{"do", "speak"}};
    }
    return {{"do", word == "silent" ? "silence" : word}};
}

json camera_order(const Words& words) {
    const auto& word = words[1];
    for (const auto* mode : {"black", "off", "on", "frozen", "stall", "status"}) {
        if (word == mode) {
            return {{"do", word}};
        }
    }
    return {{"do", "show"}, {"files", files(words)}};
}

json receipt_order(const std::string& word) {
    for (const auto* deed : {"speak", "unplug", "plug", "status"}) {
        if (word == deed) {
            return {{"do", word}};
        }
    }
    return word == "silent" ? json{{"do", "silence"}} : json{{"do", "state"}, {"state", word}};
}

json code_order(const Words& words) {
    if (words[0] == "code") {
        return {{"do", "show"}, {"text", words[1]}};
    }
    return words.size() == 3 ? json{{"do", words[1]}, {"text", words[2]}} : json{{"do", words[1]}};
}

json state_order(const Words& words) {
    if (words[1] == "status") {
        return {{"do", "status"}};
    }
    if (words[1] == "jam-after" && words.size() == 3) {
        return {{"do", "jam-after"}, {"sheets", std::atoi(words[2].c_str())}};
    }
    return {{"do", "state"}, {"state", words[1]}};
}

}  // namespace

std::string desk_help() {
    return "insert-card NAME                            lay a card of tests/cards on the reader\n"
           "remove-card                                 lift it\n"
           "reader ok|silent|garbage|unplug|plug|status\n"
           "load-pages FILE…                            sheets into the feeder, the first on the glass\n"
           "scanner ok|jam|empty|cover-open|busy|offline|status, scanner jam-after N\n"
           "camera CLIP…|black|frozen|stall|off|on|status\n"
           "printer ok|jam|empty|cover-open|toner-empty|paused|offline|status\n"
           "code TEXT                                   hold a code before the code reader\n"
           "code-reader half TEXT|garbage|unplug|plug|status\n"
           "headphones in|out|status\n"
           "receipt ok|empty|low|cover-open|knife|hot|silent|speak|unplug|plug|status\n";
}

Result<DeskOrder> desk_order(const Words& words) {
    const auto word = words.empty() ? std::string() : words[0];
    if (word == "insert-card" && words.size() == 2) {
        return DeskOrder{"card-reader", {{"do", "insert"}, {"card", words[1]}}};
    }
    if (word == "remove-card" && words.size() == 1) {
        return DeskOrder{"card-reader", {{"do", "remove"}}};
    }
    if (word == "load-pages" && words.size() > 1) {
        return DeskOrder{"scanner", {{"do", "load"}, {"files", files(words)}}};
    }
    if (word == "reader" && words.size() == 2) {
        return DeskOrder{"card-reader", reader_order(words[1])};
    }
    if (word == "receipt" && words.size() == 2) {
        return DeskOrder{"receipt", receipt_order(words[1])};
    }
    if (word == "headphones" && words.size() == 2) {
        return DeskOrder{"sound", {{"do", words[1]}}};
    }
    if ((word == "code" && words.size() == 2) || (word == "code-reader" && (words.size() == 2 || words.size() == 3))) {
        return DeskOrder{"code-reader", code_order(words)};
    }
    if (word == "camera" && words.size() > 1) {
        return DeskOrder{"camera", camera_order(words)};
    }
    if ((word == "printer" && words.size() == 2) || (word == "scanner" && (words.size() == 2 || words.size() == 3))) {
        return DeskOrder{word, state_order(words)};
    }
    return Error(ControlError::Refused, desk_help());
}

}  // namespace doorstep::emulators
