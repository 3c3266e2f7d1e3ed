// doorstep-fault-check RECORD: is every acknowledged submission in the archive exactly once, byte for byte, and none
// that was not made? Runs doorstep-township in the environment as it is (DOORSTEP_ROOT). Exit code 0: yes; 1: each
// violation is named; 2: it could not be checked.
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tests/faults/check.hpp"

namespace {

using namespace doorstep::faults;

int check(const std::string& file, const std::string& township, const std::string& scratch, bool as_json) {
    const auto record = read_record(file);
    const auto archive = read_archive(township, scratch);
    const auto violations = compare(record, archive);
    std::size_t answered = 0;
    for (const auto& [id, promise] : record.made) {
        answered += promise.cases.empty() ? 0 : 1;
    }
    auto list = nlohmann::json::array();
    for (const auto& violation : violations) {
        list.push_back({{"kind", violation.kind}, {"what", violation.what}});
        if (!as_json) {
            std::printf("%s: %s\n", violation.kind.c_str(), violation.what.c_str());
        }
    }
    const nlohmann::json json{
        {"made", record.made.size()}, {"answered", answered}, {"held", archive.held.size()}, {"violations", list}};
    as_json ? std::printf("%s\n", json.dump().c_str())
            : std::printf("%zu made, %zu acknowledged, %zu in the archive, %zu violations\n", record.made.size(),
                          answered, archive.held.size(), violations.size());
    return violations.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("checks an archive against the record of what was acknowledged to whom");
    std::string record;
    std::string township = "doorstep-township";
    std::string scratch;
    bool as_json = false;
    app.add_option("RECORD", record, "lines of JSON as the one who hands in wrote them")->required();
    app.add_option("--township", township, "the program to ask")->capture_default_str();
    app.add_option("--scratch", scratch, "folder for exports; emptied again")->required();
    app.add_flag("--json", as_json, "one line of JSON");
    CLI11_PARSE(app, argc, argv);
    try {
        return check(record, township, scratch, as_json);
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "doorstep-fault-check: %s\n", failed.what());
        return 2;
    }
}
