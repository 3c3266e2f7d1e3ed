#include "tests/faults/check.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/files.hpp"

namespace doorstep::faults {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64U << 20U;

std::string seen(std::uint64_t size, const std::string& sha256) {
    return fmt::format("{}:{}", size, sha256);
}

struct Answer {
    int code = -1;
    json content;
};

// The program's answer with --json, of a refusal too.
Answer ask(const std::string& program, const std::string& words) {
    const auto command = fmt::format("'{}' {} --json --purpose 'fault check' 2>/dev/null", program, words);
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "re"), ::pclose);
    std::string out;
    std::array<char, 65536> piece{};
    while (const auto n = pipe ? std::fread(piece.data(), 1, piece.size(), pipe.get()) : 0) {
        out.append(piece.data(), n);
    }
    const int status = pipe ? ::pclose(pipe.release()) : -1;
    auto content = json::parse(out, nullptr, false);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content.is_discarded() ? json(out) : std::move(content)};
}

// <submission>-<part>.<ext>
constexpr std::size_t id_length = 36;

void add_case(const json& detail, const fs::path& folder, ArchiveSeen& archive) {
    std::map<std::string, PartsSeen> parts;
    for (const auto& file : detail.at("files")) {
        const auto name = file.at("file").get<std::string>();
        const auto content = read_file(folder / name, largest_file);
        if (!content || name.size() <= id_length + 1) {
            archive.troubles.push_back(name + ": was not exported");
            continue;
        }
        const auto digest = to_hex(sha256(*content));
        if (digest != file.at("sha256").get<std::string>() || content->size() != file.at("size").get<std::size_t>()) {
            archive.troubles.push_back(name + ": is not what the list beside it says");
        }
        parts[name.substr(0, id_length)][std::stoi(name.substr(id_length + 1))] = seen(content->size(), digest);
    }
    for (const auto& submission : detail.at("submissions")) {
        const auto id = submission.at("submission").get<std::string>();
        archive.held.push_back({id, detail.at("case"), submission.at("station"), parts[id]});
    }
}

void export_case(const std::string& program, const std::string& number, const fs::path& folder, ArchiveSeen& archive) {
    const auto done = ask(program, fmt::format("export {} '{}'", number, folder.native()));
    std::ifstream list(folder / "case.json");
    const auto detail = json::parse(list, nullptr, false);
    if (done.code != 0 || detail.is_discarded()) {
        archive.troubles.push_back(fmt::format("case {} cannot be exported: {}", number, done.content.dump()));
    } else {
        add_case(detail, folder, archive);
    }
}

void read_line(const json& line, Record& record) {
    const auto did = line.at("did").get<std::string>();
    if (did == "confirmed") {
        auto& most = record.confirmed[line.at("station")];
        most = std::max(most, line.at("count").get<std::uint64_t>());
        return;
    }
    auto& promise = record.made[line.at("submission")];
    if (did == "answered") {
        promise.cases.insert(line.at("case").get<std::string>());
        return;
    }
    promise.station = line.at("station");
    for (const auto& part : line.at("parts")) {
        promise.parts[part.at("part")] = seen(part.at("size"), part.at("sha256"));
    }
}

// A stranger among the held: another's content under a new name, or nobody's.
Violation stranger(const Held& held, const Record& record) {
    const auto twin = std::find_if(record.made.begin(), record.made.end(),
                                   [&](const auto& made) { return made.second.parts == held.parts; });
    return twin != record.made.end()
               ? Violation{"doubled", fmt::format("{} holds what {} handed in", held.submission, twin->first)}
               : Violation{"not-made", fmt::format("{} of {} was made by nobody", held.submission, held.station)};
}

void compare_one(const Held& held, const Promise& promise, std::vector<Violation>& out) {
    if (held.parts != promise.parts) {
        out.push_back({"altered", fmt::format("{} holds other parts than were handed in", held.submission)});
    }
    if (held.station != promise.station) {
        out.push_back(
            {"altered", fmt::format("{} is of {}, handed in at {}", held.submission, held.station, promise.station)});
    }
    if (!promise.cases.empty() && promise.cases.count(held.case_number) == 0) {
        out.push_back({"other-case", fmt::format("{} is in case {}, the person was told {}", held.submission,
                                                 held.case_number, *promise.cases.begin())});
    }
}

}  // namespace

Record read_record(const fs::path& file) {
    Record record;
    std::ifstream in(file);
    if (!in) {
        throw std::runtime_error("no record at " + file.native());
    }
    for (std::string line; std::getline(in, line);) {
        read_line(json::parse(line), record);
    }
    return record;
}

ArchiveSeen read_archive(const std::string& township_program, const fs::path& scratch) {
    ArchiveSeen archive;
    const auto listed = ask(township_program, "cases");
    if (listed.code != 0) {
        throw std::runtime_error("no list of cases: " + listed.content.dump());
    }
    for (const auto& one : listed.content.at("cases")) {
        const auto number = one.at("case").get<std::string>();
        fs::remove_all(scratch / number);
        fs::create_directories(scratch);
        export_case(township_program, number, scratch / number, archive);
        fs::remove_all(scratch / number);
    }
    const auto verified = ask(township_program, "verify");
    archive.counted = verified.content.value("submissions", std::uint64_t{0});
    for (const auto& one : verified.content.value("damage", json::array())) {
        archive.troubles.push_back("verify: " + one.dump());
    }
    if (verified.code != 0 && archive.troubles.empty()) {
        archive.troubles.push_back("verify fails: " + verified.content.dump());
    }
    return archive;
}

std::vector<Violation> compare(const Record& record, const ArchiveSeen& archive) {
    std::vector<Violation> out;
    std::map<std::string, int> times;
    std::map<std::string, std::uint64_t> of_station;
    for (const auto& held : archive.held) {
        ++of_station[held.station];
        const auto promise = record.made.find(held.submission);
        if (promise == record.made.end()) {
            out.push_back(stranger(held, record));
            continue;
        }
        compare_one(held, promise->second, out);
        if (++times[held.submission] == 2) {
            out.push_back({"doubled", held.submission + " is there more than once"});
        }
    }
    for (const auto& [id, promise] : record.made) {
        if (!promise.cases.empty() && times[id] == 0) {
            out.push_back({"lost", fmt::format("{} of {} was acknowledged to the person", id, promise.station)});
        }
        if (promise.cases.size() > 1) {
            out.push_back({"record", id + " was given two case numbers"});
        }
    }
    for (const auto& [station, count] : record.confirmed) {
        if (of_station[station] < count) {
            out.push_back({"unconfirmed", fmt::format("{} was told of {} acknowledgements, the archive holds {}",
                                                      station, count, of_station[station])});
        }
    }
    if (archive.counted != archive.held.size()) {
        out.push_back({"archive", fmt::format("`verify` counts {} submissions, the cases list {}", archive.counted,
                                              archive.held.size())});
    }
    for (const auto& trouble : archive.troubles) {
        out.push_back({"archive", trouble});
    }
    return out;
}

}  // namespace doorstep::faults
