// doorstep-bench-handwriting: how often what is written stands first, or on the first page of candidates, and how long
// it takes from the lifted finger to them. The strokes are those of hanzi-writer-data (dev.d/fetch-strokes.sh), drawn
// as people draw: shaken, turned, stretched, small or large; then with two strokes in one, and with two in the wrong
// order. The model was not made from them.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "kiosk/input/writing.hpp"
#include "tests/bench/samples.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;
using namespace doorstep::kiosk;

struct Options {
    std::filesystem::path strokes;
    std::filesystem::path dictionary = "/usr/share/rime-data/pinyin_simp.dict.yaml";
    std::filesystem::path words;
    std::uint64_t seed = 20261128;
    std::size_t common = 500;
    int rounds = 3;
};

constexpr std::size_t largest_file = 4 << 20;
// Make Me a Hanzi draws in a square of 1024 whose upper edge is at 900.
constexpr double drawn_side = 1024;
constexpr double drawn_top = 900;

// The strokes of a character; none when the data has not that one.
InkCharacter strokes_of(const std::filesystem::path& folder, const std::string& character) {
    const auto text = read_text_file(folder / (character + ".json"), largest_file);
    InkCharacter strokes;
    if (!text) {
        return strokes;
    }
    const auto drawing = nlohmann::json::parse(*text);
    for (const auto& median : drawing.at("medians")) {
        InkStroke stroke;
        for (const auto& place : median) {
            stroke.push_back(
                {place.at(0).get<double>() / drawn_side, (drawn_top - place.at(1).get<double>()) / drawn_side});
        }
        strokes.push_back(std::move(stroke));
    }
    return strokes;
}

std::vector<std::string> characters_of(const std::string& text) {
    std::vector<std::string> out;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            out.emplace_back();
        }
        out.back() += c;
    }
    return out;
}

// The characters that the dictionary gives the most weight, the heaviest first.
std::vector<std::string> common_characters(const Options& options) {
    std::map<std::string, double> weights;
    std::ifstream file(options.dictionary);
    for (std::string line; std::getline(file, line);) {
        const auto word = line.substr(0, line.find('\t'));
        const auto weight = line.rfind('\t');
        if (word.size() == 3 && weight != std::string::npos && characters_of(word).size() == 1) {
            weights[word] += std::strtod(line.c_str() + weight + 1, nullptr);
        }
    }
    std::vector<std::pair<double, std::string>> by_weight;
    for (const auto& [character, weight] : weights) {
        by_weight.emplace_back(-weight, character);
    }
    std::sort(by_weight.begin(), by_weight.end());
    by_weight.resize(std::min(by_weight.size(), options.common));
    std::vector<std::string> out;
    for (const auto& [weight, character] : by_weight) {
        out.push_back(character);
    }
    return out;
}

// The characters of the words of assistance: the first lines of the table, down to the first word of the general one.
std::vector<std::string> characters_of_assistance(const Options& options) {
    std::vector<std::string> out;
    std::ifstream file(options.words);
    for (std::string line; std::getline(file, line) && line != "一个";) {
        for (const auto& character : characters_of(line)) {
            if (std::find(out.begin(), out.end(), character) == out.end()) {
                out.push_back(character);
            }
        }
    }
    return out;
}

class Hand {
  public:
    explicit Hand(std::uint64_t seed) : random_(seed) {}

    // As drawn by somebody: turned by some degrees, stretched, at any size and place, each stroke moved a little and
    // each place shaken.
    InkCharacter drawn(const InkCharacter& plain) {
        const double turn = spread(0.05);
        const double wide = 1 + spread(0.08);
        const double high = 1 + spread(0.08);
        const double size = 0.7 + 0.25 * share();
        InkCharacter out;
        for (const auto& stroke : plain) {
            const double right = spread(0.015);
            const double down = spread(0.015);
            InkStroke shaken;
            for (const auto& p : finer(stroke)) {
                const double x = (p.x - 0.5) * wide;
                const double y = (p.y - 0.5) * high;
                shaken.push_back({0.5 + size * (x * std::cos(turn) - y * std::sin(turn) + right + spread(0.004)),
                                  0.5 + size * (x * std::sin(turn) + y * std::cos(turn) + down + spread(0.004))});
            }
            out.push_back(std::move(shaken));
        }
        return out;
    }
    // One stroke runs on into the next.
    InkCharacter joined(InkCharacter strokes) {
        if (strokes.size() > 1) {
            const auto at = static_cast<std::ptrdiff_t>(below(strokes.size() - 1));
            const auto next = strokes.begin() + at + 1;
            (next - 1)->insert((next - 1)->end(), next->begin(), next->end());
            strokes.erase(next);
        }
        return strokes;
    }
    // Two strokes change places.
    InkCharacter swapped(InkCharacter strokes) {
        if (strokes.size() > 1) {
            const auto at = below(strokes.size() - 1);
            std::swap(strokes[at], strokes[at + 1]);
        }
        return strokes;
    }

  private:
    // As many places as a finger leaves.
    static InkStroke finer(const InkStroke& stroke) {
        InkStroke out;
        for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
            for (int part = 0; part < 6; ++part) {
                const double t = part / 6.0;
                out.push_back({stroke[i].x + t * (stroke[i + 1].x - stroke[i].x),
                               stroke[i].y + t * (stroke[i + 1].y - stroke[i].y)});
            }
        }
        out.push_back(stroke.back());
        return out;
    }
    double spread(double deviation) { return std::normal_distribution<double>(0, deviation)(random_); }
    double share() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    std::mt19937_64 random_;
};

struct Rates {
    int written = 0;
    int first = 0;
    int on_page = 0;
    int in_all = 0;

    void add(const std::vector<Reading>& readings, const std::string& meant) {
        const auto at = std::find_if(readings.begin(), readings.end(),
                                     [&](const Reading& reading) { return reading.character == meant; }) -
                        readings.begin();
        ++written;
        first += at == 0 ? 1 : 0;
        on_page += at < static_cast<std::ptrdiff_t>(Writing::page_size) ? 1 : 0;
        in_all += at < static_cast<std::ptrdiff_t>(readings.size()) ? 1 : 0;
    }
    double percent(int of) const { return written == 0 ? 0 : 100.0 * of / written; }
    void print(const char* what) const {
        std::printf("| %s | %d | %.1f | %.1f | %.1f |\n", what, written, percent(first), percent(on_page),
                    percent(in_all));
    }
};

struct Way {
    const char* name;
    InkCharacter (*draw)(Hand&, const InkCharacter&);
};

constexpr Way ways[] = {
    {"as in the data", [](Hand&, const InkCharacter& c) { return c; }},
    {"shaken, turned, stretched", [](Hand& hand, const InkCharacter& c) { return hand.drawn(c); }},
    {"the same, two strokes in one", [](Hand& hand, const InkCharacter& c) { return hand.joined(hand.drawn(c)); }},
    {"the same, two strokes swapped", [](Hand& hand, const InkCharacter& c) { return hand.swapped(hand.drawn(c)); }},
};

Rates measure(const Handwriting& handwriting, const Options& options, const std::vector<std::string>& characters,
              const Way& way, Samples& times) {
    Hand hand(options.seed);
    Rates rates;
    for (int round = 0; round < options.rounds; ++round) {
        for (const auto& character : characters) {
            const auto plain = strokes_of(options.strokes, character);
            if (plain.empty()) {
                continue;
            }
            const auto drawn = way.draw(hand, plain);
            std::vector<Reading> readings;
            times.time([&] { readings = handwriting.read(drawn, Writing::most_candidates); });
            rates.add(readings, character);
        }
    }
    return rates;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App commands("measures how well written characters are read");
    Options options;
    commands.add_option("--strokes", options.strokes, "folder of hanzi-writer-data")->required();
    commands.add_option("--words", options.words, "share/handwriting/words.txt")->required();
    commands.add_option("--dictionary", options.dictionary, "weights of characters")->capture_default_str();
    commands.add_option("--seed", options.seed, "of the hand")->capture_default_str();
    commands.add_option("--common", options.common, "how many of the most common characters")->capture_default_str();
    commands.add_option("--rounds", options.rounds, "each character so often")->capture_default_str();
    CLI11_PARSE(commands, argc, argv);
    const auto handwriting = Handwriting::open(Handwriting::default_model());
    if (!handwriting) {
        std::fprintf(stderr, "bench: %s\n", handwriting.error().text().c_str());
        return 1;
    }
    const std::pair<const char*, std::vector<std::string>> sets[] = {{"common", common_characters(options)},
                                                                     {"assistance", characters_of_assistance(options)}};
    std::printf("seed %llu\n", static_cast<unsigned long long>(options.seed));
    Samples times;
    Goals goals;
    for (const auto& [name, characters] : sets) {
        std::printf(
            "\n%s: %zu characters\n| how | written | first %% | among %zu %% | among %zu %% |\n|---|---|---|---|---|\n",
            name, characters.size(), Writing::page_size, Writing::most_candidates);
        for (const auto& way : ways) {
            const auto rates = measure(**handwriting, options, characters, way, times);
            rates.print(way.name);
            if (&way == &ways[1]) {
                goals.at_least(std::string(name) + "-among-ten", rates.percent(rates.on_page), 80, " %");
            }
        }
    }
    std::printf("\n");
    print_head();
    print_row("stroke lifted → candidates", times);
    goals.at_most("handwriting-p95", times.p95(), 30, " ms");
    return goals.finish();
}
