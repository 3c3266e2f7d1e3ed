// doorstep-leak-search: finds what should not be there (SECURITY 15). Two steps around a run:
//   doorstep-leak-search snapshot FILE --root / --except DIR…
//   doorstep-leak-search search FILE --root / --except DIR… --cards CARD.json… --pages PICTURE… [--pid PID…]
// Exit 0: nothing found; 1: found (a line each);
// 2: misuse.
#include <cstdio>
#include <fstream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "tests/leak/file_walk.hpp"
#include "tests/leak/needles.hpp"
#include "tests/leak/process_memory.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::leak;

constexpr std::size_t largest_file = std::size_t{2} << 30U;

// The test persons, as their cards have them, and the pictures that were scanned.
Haystack read_needles(const std::vector<std::string>& cards, const std::vector<std::string>& pages) {
    std::vector<Needle> all;
    const auto add = [&all](std::vector<Needle> more) { all.insert(all.end(), more.begin(), more.end()); };
    for (const auto& card : cards) {
        std::ifstream in(card);
        const auto json = nlohmann::json::parse(in, nullptr, false);
        for (const auto* field : {"name", "number", "address"}) {
            if (json.is_object() && json.contains(field) && json[field].is_string()) {
                add(spellings(std::filesystem::path(card).stem().native() + "'s " + field,
                              json[field].get<std::string>()));
            }
        }
    }
    for (const auto& page : pages) {
        if (const auto content = read_file(page, largest_file)) {
            add(windows(std::filesystem::path(page).filename().native(), *content));
        }
    }
    std::printf("looking for %zu spellings\n", all.size());
    return Haystack(std::move(all));
}

int report(const std::string& place, const std::vector<std::string>& found) {
    for (const auto& what : found) {
        std::printf("FOUND %s in %s\n", what.c_str(), place.c_str());
    }
    return found.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("finds personal data in the clear in files and in processes");
    app.require_subcommand(1);
    std::string file;
    std::vector<std::string> cards;
    std::vector<std::string> pages;
    std::vector<std::filesystem::path> roots{"/"};
    std::vector<std::filesystem::path> except;
    std::vector<int> pids;
    for (const auto* name : {"snapshot", "search"}) {
        auto* command = app.add_subcommand(name);
        command->add_option("file", file, "the snapshot")->required();
        command->add_option("--root", roots, "where to look");
        command->add_option("--except", except, "folders that stand for the world outside");
        command->add_option("--cards", cards, "the test persons: card files");
        command->add_option("--pages", pages, "pictures that were scanned");
        command->add_option("--pid", pids, "processes whose memory to search too");
    }
    CLI11_PARSE(app, argc, argv);
    if (app.got_subcommand("snapshot")) {
        save(take_snapshot(roots, except), file);
        return 0;
    }
    const auto haystack = read_needles(cards, pages);
    const auto written = written_between(load(file), take_snapshot(roots, except));
    int status = 0;
    for (const auto& path : written) {
        if (const auto content = path == file ? Result<Bytes>(Bytes{}) : read_file(path, largest_file)) {
            status |= report(path, haystack.search(*content));
        }
    }
    std::printf("%zu files were written\n", written.size());
    for (const int pid : pids) {
        const bool seen = for_each_region(pid, [&](BytesView region, const std::string& where) {
            status |= report("memory of " + std::to_string(pid) + " (" + where + ")", haystack.needles_in(region));
        });
        if (!seen) {
            std::printf("the memory of %d cannot be read\n", pid);
            return 2;
        }
    }
    return status;
}
