// doorstep-page IN OUT [--json]: finds, straightens and judges the page in a picture. Exit 0 when it could judge, 2
// with a sentence when not.
#include <iostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "vision/document/page.hpp"
#include "vision/image/decode.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::vision {
namespace {

constexpr int could_not_judge = 2;

struct Arguments {
    std::string in;
    std::string out;
    PageOptions options;
    bool json = false;
};

Result<PageResult> process(const Arguments& arguments) {
    DOORSTEP_TRY(const auto bytes, read_file(arguments.in, max_file_bytes));
    DOORSTEP_TRY(const auto source, decode_image(bytes));
    DOORSTEP_TRY(auto result, straighten(source, arguments.options));
    const bool png = std::filesystem::path(arguments.out).extension() == ".png";
    DOORSTEP_TRY(const auto file, png ? encode_png(result.page) : encode_jpeg(result.page));
    DOORSTEP_CHECK(write_file_atomically(arguments.out, file));
    return result;
}

void print_json(const PageResult& result, const std::string& output) {
    auto corners = nlohmann::ordered_json::array();
    for (const auto& corner : result.corners) {
        corners.push_back({corner.x, corner.y});
    }
    auto reasons = nlohmann::ordered_json::array();
    for (const auto reason : result.reasons) {
        reasons.push_back(page_reason_name(reason));
    }
    const nlohmann::ordered_json page{{"corners", corners},
                                      {"rotation", result.rotation},
                                      {"skew_deg", result.skew_deg},
                                      {"size", paper_size_name(result.size)},
                                      {"dpi", result.dpi},
                                      {"verdict", {{"ok", result.ok()}, {"reasons", reasons}}},
                                      {"output", output},
                                      {"edges_seen", result.edges_seen},
                                      {"turned_deg", result.turned_deg}};
    std::cout << nlohmann::ordered_json{{"pages", {page}}}.dump() << "\n";
}

void print_words(const PageResult& result) {
    std::cout << (result.ok() ? "good" : "not good:");
    for (const auto reason : result.reasons) {
        std::cout << " " << page_reason_name(reason);
    }
    std::cout << fmt::format(" ({}, {:.0f} dpi)\n", paper_size_name(result.size), result.dpi);
}

int run(const Arguments& arguments) {
    const auto result = process(arguments);
    if (!result) {
        std::cerr << fmt::format("doorstep-page: could not judge {}: {}\n", arguments.in, result.error().text());
        return could_not_judge;
    }
    if (arguments.json) {
        print_json(*result, arguments.out);
    } else {
        print_words(*result);
    }
    return 0;
}

}  // namespace
}  // namespace doorstep::vision

int main(int argc, char** argv) {
    doorstep::vision::Arguments arguments;
    CLI::App app("Finds the page in a photograph or scan, straightens it and says whether it is good enough.");
    app.add_option("IN", arguments.in, "JPEG or PNG file")->required();
    app.add_option("OUT", arguments.out, "straightened page; .png is lossless, all else JPEG")->required();
    app.add_flag("--json", arguments.json, "print one line of JSON");
    app.add_option("--dpi", arguments.options.dpi, "resolution of IN, when the file does not say it")
        ->check(CLI::Range(0.0, 4800.0));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : doorstep::vision::could_not_judge;
    }
    doorstep::log::start("doorstep-page");
    return doorstep::vision::run(arguments);
}
