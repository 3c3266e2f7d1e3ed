// doorstep-face compare A B [--json]: do two photographs show the same person? Exit 0 when it could judge, 2 with a
// sentence when not.
#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "vision/face/comparison.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::vision {
namespace {

constexpr int could_not_judge = 2;

struct Arguments {
    std::array<std::string, 2> pictures;
    std::string models;
    FaceThresholds thresholds;
    bool json = false;
};

Result<Image> read_picture(const std::string& path) {
    DOORSTEP_TRY(const auto bytes, read_file(path, max_file_bytes));
    auto image = decode_image(bytes);
    if (!image) {
        return image.error().with_context(path);
    }
    return image;
}

Result<FaceComparison> compare_files(const Arguments& arguments) {
    DOORSTEP_TRY(const auto a, read_picture(arguments.pictures[0]));
    DOORSTEP_TRY(const auto b, read_picture(arguments.pictures[1]));
    DOORSTEP_TRY(auto engine, FaceEngine::load(arguments.models));
    return compare_faces(engine, a, b, {}, arguments.thresholds);
}

void print_json(const FaceComparison& result, double threshold) {
    const bool judged = !result.problem.has_value();
    const nlohmann::ordered_json json{
        {"same", judged && result.outcome == FaceOutcome::Same},
        {"distance", judged ? nlohmann::ordered_json(result.distance) : nlohmann::ordered_json()},
        {"threshold", threshold},
        {"faces", result.faces},
        {"reason", judged ? face_outcome_name(result.outcome) : face_problem_name(*result.problem)}};
    std::cout << json.dump() << "\n";
}

int run(const Arguments& arguments) {
    const auto result = compare_files(arguments);
    if (!result) {
        std::cerr << fmt::format("doorstep-face: could not compare: {}\n", result.error().text());
        return could_not_judge;
    }
    if (arguments.json) {
        print_json(*result, arguments.thresholds.same);
    } else if (!result->problem) {
        std::cout << fmt::format("{} (distance {:.3f}, same up to {:.2f})\n", face_outcome_name(result->outcome),
                                 result->distance, arguments.thresholds.same);
    }
    if (result->problem) {
        std::cerr << fmt::format("doorstep-face: could not judge: {} in {} ({} faces)\n",
                                 face_problem_name(*result->problem),
                                 arguments.pictures[static_cast<std::size_t>(result->problem_picture)],
                                 result->faces[static_cast<std::size_t>(result->problem_picture)]);
        return could_not_judge;
    }
    return 0;
}

}  // namespace
}  // namespace doorstep::vision

int main(int argc, char** argv) {
    doorstep::vision::Arguments arguments;
    arguments.models = doorstep::models_folder().native();
    CLI::App app("Compares the faces in two photographs.");
    app.require_subcommand(1);
    auto* compare = app.add_subcommand("compare", "Do two photographs show the same person?");
    compare->add_option("A", arguments.pictures[0], "first JPEG or PNG file")->required();
    compare->add_option("B", arguments.pictures[1], "second JPEG or PNG file")->required();
    compare->add_flag("--json", arguments.json, "print one line of JSON");
    compare->add_option("--models", arguments.models, "folder of the models (default: $DOORSTEP_MODELS)");
    compare->add_option("--threshold", arguments.thresholds.same, "largest distance of the same person")
        ->check(CLI::Range(0.0, 2.0))
        ->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : doorstep::vision::could_not_judge;
    }
    doorstep::log::start("doorstep-face");
    return doorstep::vision::run(arguments);
}
