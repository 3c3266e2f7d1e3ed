// Characters as one writes them with straight strokes, put down by hand for these tests: places in hundredths of the
// field, strokes parted by " / ".
#pragma once

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/input/strokes.hpp"

namespace doorstep::kiosk {

inline InkCharacter strokes_of(const std::string& text) {
    InkCharacter character(1);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (word == "/") {
            character.emplace_back();
            continue;
        }
        const auto comma = word.find(',');
        character.back().push_back({std::stod(word.substr(0, comma)) / 100, std::stod(word.substr(comma + 1)) / 100});
    }
    return character;
}

inline const std::vector<std::pair<std::string, std::string>>& written_by_hand() {
    static const std::vector<std::pair<std::string, std::string>> characters{
        {"一", "12,50 50,49 88,50"},
        {"二", "25,30 75,29 / 12,75 50,74 88,75"},
        {"三", "20,20 80,19 / 27,48 73,47 / 12,82 88,81"},
        {"十", "12,42 88,41 / 50,10 50,90"},
        {"口", "22,25 24,80 / 22,25 78,24 76,80 / 24,78 76,78"},
        {"人", "50,10 45,40 30,70 10,90 / 48,40 65,70 90,90"},
        {"中", "20,30 22,62 / 20,30 80,29 78,62 / 22,60 78,60 / 50,8 50,94"},
        {"王", "20,15 80,14 / 24,48 76,47 / 50,15 50,85 / 10,86 90,85"},
        {"木", "12,33 88,32 / 50,8 50,94 / 48,34 35,55 10,78 / 52,34 65,55 90,78"},
        {"田", "18,18 20,85 / 18,18 82,17 80,85 / 20,50 80,50 / 50,18 50,84 / 20,83 80,83"},
    };
    return characters;
}

}  // namespace doorstep::kiosk
