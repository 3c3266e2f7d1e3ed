// doorstep-shot-check [--contrast LEAST] FOLDER…: judges every page that the autopilot kept (NAME.png beside
// NAME.json).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include "tests/shots/page_rules.hpp"

int main(int argc, char** argv) {
    int pages = 0;
    int bad = 0;
    doorstep::shots::Rules rules;
    int first = 1;
    if (argc > 2 && std::string_view(argv[1]) == "--contrast") {
        rules.lowest_contrast = std::strtod(argv[2], nullptr);
        first = 3;
    }
    for (int i = first; i < argc; ++i) {
        std::vector<std::filesystem::path> lists;
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
            if (entry.path().extension() == ".json") {
                lists.push_back(entry.path());
            }
        }
        std::sort(lists.begin(), lists.end());
        for (const auto& list : lists) {
            std::ifstream in(list);
            const auto page = nlohmann::json::parse(in, nullptr, false);
            const auto picture = doorstep::shots::load_png(std::filesystem::path(list).replace_extension(".png"));
            if (page.is_discarded() || !picture) {
                std::printf("FAILED %s: no picture or no list\n", list.c_str());
                ++bad;
                continue;
            }
            const auto found = doorstep::shots::breaches(*picture, page, rules);
            ++pages;
            bad += found.empty() ? 0 : 1;
            std::printf("%s %s\n", found.empty() ? "ok    " : "FAILED", list.stem().c_str());
            for (const auto& breach : found) {
                std::printf("         %s\n", breach.c_str());
            }
        }
    }
    std::printf("%d passed, %d failed\n", pages - std::min(bad, pages), bad);
    return bad == 0 && pages > 0 ? 0 : 1;
}
