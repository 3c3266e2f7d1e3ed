// doorstep-prompts: a county records what the kiosk says in its own dialect.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <QFile>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "kiosk/prompts/check.hpp"
#include "kiosk/prompts/keep.hpp"
#include "kiosk/prompts/recorder.hpp"
#include "sound/sound_file.hpp"

namespace {

using namespace doorstep;           // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::prompts;  // NOLINT(google-build-using-namespace)
namespace fs = std::filesystem;

constexpr int exit_findings = 1;
constexpr int exit_failed = 3;

struct Order {
    fs::path folder;
    std::string name;
    std::string language = "zh_CN";
    fs::path schemes = share_folder() / "schemes";
    std::string part;
    fs::path from;
    std::string microphone = "alsa:";
    std::string speaker;
};

int fail(const Error& error) {
    std::fprintf(stderr, "doorstep-prompts: %s\n", error.text().c_str());
    return exit_failed;
}

// The dialect in the folder, or a new one.
Result<Dialect> open_dialect(const Order& order) {
    if (fs::exists(order.folder / "manifest.json")) {
        return load_dialect(order.folder);
    }
    Dialect fresh;
    fresh.id = fs::absolute(order.folder).filename();
    fresh.name = order.name.empty() ? fresh.id : order.name;
    fresh.language = order.language;
    return fresh;
}

Result<std::vector<Sentence>> sentences_of(const Order& order, const std::string& language) {
    QFile catalogue(QStringLiteral(":/prompts/doorstep_zh_CN.ts"));
    if (!catalogue.open(QIODevice::ReadOnly)) {
        return Error(PromptsError::NotAManifest, "the catalogue is not in this program");
    }
    DOORSTEP_TRY(auto all, sentences(catalogue.readAll().toStdString(), order.schemes, language));
    if (!order.part.empty()) {
        std::erase_if(all, [&](const Sentence& one) { return one.part != order.part; });
    }
    return all;
}

int list(const Order& order, const Dialect& dialect, const std::vector<Sentence>& all) {
    std::int64_t recorded_ms = 0;
    std::size_t recorded = 0;
    std::size_t characters_left = 0;
    for (const auto& one : all) {
        const auto* const recording = dialect.find(one.text);
        const auto seconds =
            recording == nullptr ? "-" : fmt::format("{:.1f}", static_cast<double>(recording->ms) / 1000);
        std::cout << fmt::format("{}\t{}\t{}\t{}\t{}\n", one.part, one.key, dialect.language, seconds, one.text);
        recorded += recording == nullptr ? 0 : 1;
        recorded_ms += recording == nullptr ? 0 : recording->ms;
        characters_left += recording == nullptr ? characters(one.text) : 0;
    }
    std::cerr << fmt::format("{}: {} of {} sentences recorded ({:.0f} s), {} characters left to say\n",
                             order.folder.native(), recorded, all.size(), static_cast<double>(recorded_ms) / 1000,
                             characters_left);
    return 0;
}

// Sound files named by their sentences' keys.
int take(const Order& order, Dialect dialect, const std::vector<Sentence>& all) {
    std::map<std::string, const Sentence*> by_key;
    for (const auto& one : all) {
        by_key[one.key] = &one;
    }
    std::vector<fs::path> files;
    std::error_code none;
    for (fs::directory_iterator at(order.from, none), end; !none && at != end; at.increment(none)) {
        files.push_back(at->path());
    }
    if (none) {
        return fail(Error(FileError::NotFound, order.from.native()));
    }
    std::sort(files.begin(), files.end());
    int refused = 0;
    for (const auto& file : files) {
        const auto sentence = by_key.find(file.stem());
        const auto raw = sentence == by_key.end() ? Result<sound::Sound>(Error(PromptsError::Unknown, "no such key"))
                                                  : sound::read_sound(file, longest_sentence_ms);
        const auto kept = raw ? keep(order.folder, dialect, *sentence->second, *raw) : Status(raw.error());
        std::cout << fmt::format("{}: {}\n", file.filename().native(), kept ? "kept" : kept.error().text());
        refused += kept ? 0 : 1;
    }
    return refused == 0 ? 0 : exit_findings;
}

int record(const Order& order, Dialect dialect, const std::vector<Sentence>& all) {
    if (const auto made = make_folder(order.folder, 0755); !made) {
        return fail(made.error());
    }
    if (!order.from.empty()) {
        return take(order, std::move(dialect), all);
    }
    Recorder recorder({order.folder, order.microphone, order.speaker, 0}, std::move(dialect), std::cin, std::cout);
    const auto done = recorder.run(all);
    return done ? 0 : fail(done.error());
}

int check(const Order& order, const Dialect& dialect, const std::vector<Sentence>& all) {
    const auto findings = prompts::check(order.folder, dialect, all);
    for (const auto& one : findings) {
        std::cout << fmt::format("{}\t{}\t{}\t{}\n", trouble_name(one.trouble), one.key, one.detail, one.text);
    }
    std::cerr << fmt::format("{}: {} sentences, {} findings\n", order.folder.native(), all.size(), findings.size());
    return findings.empty() ? 0 : exit_findings;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Recordings of what the kiosk says, so that it speaks a county's own dialect (docs/record-your-dialect.md).\n"
        "DIALECT is a folder, by its last name the dialect's: prompts/shulan."};
    app.require_subcommand(1);
    Order order;
    const auto command = [&](const char* name, const char* what) {
        auto* const made = app.add_subcommand(name, what);
        made->add_option("DIALECT", order.folder, "folder of the recordings")->required();
        made->add_option("--schemes", order.schemes, "folder of the schemes whose texts are said");
        made->add_option("--part", order.part, "only of that part, as list names it: apply, checkin, dibao …");
        made->add_option("--language", order.language, "of a new dialect: zh_CN or en")
            ->check(CLI::IsMember({"zh_CN", "en"}));
        return made;
    };
    auto* const listed = command("list", "sentences: part, key, language, seconds recorded, text");
    auto* const recorded = command("record", "walks through the sentences that are missing");
    recorded->add_option("--name", order.name, "of a new dialect, as people call it: 舒兰话");
    recorded->add_option("--from", order.from,
                         "instead: takes sound files named KEY.wav (flac, ogg …) from this folder");
    recorded->add_option("--microphone", order.microphone, "alsa:, alsa:PCM or file:PATH");
    recorded->add_option("--speaker", order.speaker, "as ALSA names it");
    auto* const checked = command("check", "what is missing, stale, too quiet, clipped, too long or no sound");
    CLI11_PARSE(app, argc, argv);

    auto dialect = open_dialect(order);
    if (!dialect) {
        return fail(dialect.error());
    }
    const auto all = sentences_of(order, dialect->language);
    if (!all) {
        return fail(all.error());
    }
    return listed->parsed()    ? list(order, *dialect, *all)
           : checked->parsed() ? check(order, *dialect, *all)
                               : record(order, *std::move(dialect), *all);
}
