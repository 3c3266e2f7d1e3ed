// docs/devices.md against the source: what a driver can send has a row, and what a row names exists.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

const fs::path root = DOORSTEP_SOURCE_DIR;

std::string text_of(const fs::path& file) {
    return read_text_file(file, std::size_t{4} << 20).value_or("");
}

// Files of that folder whose name ends so.
std::vector<fs::path> files_in(const char* folder, std::string_view ending) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.is_regular_file() && entry.path().native().ends_with(ending)) {
            files.push_back(entry.path());
        }
    }
    return files;
}

std::set<std::string> all_in(const std::string& text, const std::regex& what) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), what), end; at != end; ++at) {
        found.insert(at->str(at->size() - 1));
    }
    return found;
}

// device | transport | state | fault | English | 中文 | shown by
constexpr std::size_t columns = 7;
constexpr std::size_t fault_column = 3;
constexpr std::size_t test_column = 6;

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    std::size_t from = 2;
    for (auto at = row.find(" | ", from); at != std::string::npos; at = row.find(" | ", from)) {
        cells.push_back(row.substr(from, at - from));
        from = at + 3;
    }
    cells.push_back(row.substr(from, row.rfind(" |") - from));
    return cells;
}

// The matrix: the page's first table, without its head.
std::vector<std::vector<std::string>> matrix() {
    std::vector<std::vector<std::string>> rows;
    auto page = text_of(root / "docs/devices.md");
    page.resize(std::min(page.find("\n## "), page.size()));
    for (std::size_t from = 0; from < page.size();) {
        const auto end = std::min(page.find('\n', from), page.size());
        const auto line = page.substr(from, end - from);
        if (line.starts_with("| ") && !line.starts_with("| device ")) {
            rows.push_back(cells_of(line));
        }
        from = end + 1;
    }
    return rows;
}

std::set<std::string> faults_with_a_row() {
    std::set<std::string> faults;
    for (const auto& row : matrix()) {
        faults.insert(row.size() > fault_column ? row[fault_column] : "");
    }
    return faults;
}

TEST(DevicesMatrix, EveryRowIsWholeAndItsFaultIsOne) {
    const auto rows = matrix();
    EXPECT_GT(rows.size(), 60U);
    std::set<std::string> seen;
    for (const auto& row : rows) {
        ASSERT_EQ(row.size(), columns) << row.front();
        for (const auto& cell : row) {
            EXPECT_FALSE(cell.empty()) << row[0] << ": " << row[2];
        }
        wire::FaultCode code{};
        const auto& fault = row[fault_column];
        EXPECT_TRUE(fault.starts_with("none: ") ||
                    wire::FaultCode_Parse(fault.substr(1, fault.size() > 2 ? fault.size() - 2 : 0), &code))
            << fault;
        EXPECT_TRUE(seen.insert(row[0] + row[1] + row[2] + fault).second) << "twice: " << row[0] << ": " << row[2];
    }
}

TEST(DevicesMatrix, EveryFaultThatADriverCanSendHasARow) {
    const auto rows = faults_with_a_row();
    const std::regex code(R"(wire::(FAULT_[A-Z_]+))");
    std::map<std::string, std::string> sent;
    for (const auto& file : files_in("device-drivers", ".cpp")) {
        if (!file.native().ends_with("_test.cpp")) {
            for (const auto& fault : all_in(text_of(file), code)) {
                sent.emplace(fault, fs::relative(file, root));
            }
        }
    }
    EXPECT_GT(sent.size(), 50U);
    sent.erase("FAULT_NONE");
    for (const auto& [fault, file] : sent) {
        EXPECT_TRUE(rows.contains("`" + fault + "`")) << fault << " has no row, and stands in " << file;
    }
}

TEST(DevicesMatrix, EveryTestThatARowNamesIsThere) {
    const std::regex head(R"(\bTEST(?:_F|_P)?\(\s*(\w+\s*,\s*\w+)\s*\))");
    std::set<std::string> there;
    for (const auto* folder : {"device-drivers", "tests", "emulators", "kiosk", "vision", "provisioning"}) {
        for (const auto& file : files_in(folder, "_test.cpp")) {
            for (const auto& both : all_in(text_of(file), head)) {
                const auto comma = both.find(',');
                there.insert(both.substr(0, both.find_last_not_of(" \n", comma - 1) + 1) + "." +
                             both.substr(both.find_first_not_of(" \n", comma + 1)));
            }
        }
    }
    EXPECT_GT(there.size(), 500U);
    const std::regex name(R"(`([^`]+)`)");
    for (const auto& row : matrix()) {
        ASSERT_EQ(row.size(), columns);
        const auto tests = all_in(row[test_column], name);
        EXPECT_FALSE(tests.empty()) << row[0] << ": " << row[2];
        for (const auto& test : tests) {
            EXPECT_TRUE(there.contains(test)) << test << ", named for " << row[0] << ": " << row[2];
        }
    }
}

}  // namespace
}  // namespace doorstep::devices
