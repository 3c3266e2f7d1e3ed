// doorstep-bench-spine: what Doorstep adds to the work itself, side by side in one run on a running station.

#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "tests/bench/samples.hpp"
#include "tests/bench/straight_line.hpp"
#include "tests/bench/synthetic_number.hpp"
#include "tests/client/kiosk_client.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;
using namespace doorstep::client;

std::string noise(std::size_t size) {
    static std::mt19937_64 random(20261123);
    std::string out(size, '\0');
    for (auto& c : out) {
        c = static_cast<char>(random());
    }
    return out;
}

struct Sizes {
    std::string name;
    std::vector<std::size_t> parts;
};

std::vector<PartContent> make_parts(const Sizes& sizes) {
    std::vector<PartContent> parts;
    for (const std::size_t size : sizes.parts) {
        const auto number = static_cast<std::uint32_t>(parts.size() + 1);
        parts.push_back({number, wire::PAGE_ORIGINAL, "image/jpeg", noise(size)});
    }
    return parts;
}

// Alternates, so that whatever else the machine does meets both sides alike.
bool measure_submit(const Sizes& sizes, int rounds, const std::filesystem::path& folder, Goals& goals) {
    AgentClient agent;
    StraightLine floor(folder);
    Samples ours;
    Samples straight;
    Samples bare;
    std::size_t total = 0;
    for (int i = 0; i < rounds + 3; ++i) {
        const auto parts = make_parts(sizes);
        const auto session = agent.open_person("样本", synthetic_number(i));
        const auto draft =
            session ? agent.draft(*session, wire::APPLICATION, parts) : Result<std::string>(session.error());
        if (!draft) {
            std::fprintf(stderr, "bench: %s\n", draft.error().text().c_str());
            return false;
        }
        std::vector<protocol::PartToSeal> same;
        total = 0;
        for (const auto& part : parts) {
            same.push_back({part.number, part.kind, part.media_type, as_bytes(part.content)});
            total += part.content.size();
        }
        const auto straight_draft = floor.draft(same);
        Samples one_ours;
        Samples one_straight;
        bool good = static_cast<bool>(straight_draft);
        one_ours.time([&] { good = static_cast<bool>(agent.submit(*session, *draft)) && good; });
        one_straight.time([&] { good = good && floor.submit(*straight_draft, same); });
        Samples one_bare;
        one_bare.time([&] { good = floor.bare_append(total) && good; });
        if (!good) {
            std::fprintf(stderr, "bench: a submit failed\n");
            return false;
        }
        if (i >= 3) {  // the first rounds warm caches and grow files
            ours.add(one_ours.median());
            straight.add(one_straight.median());
            bare.add(one_bare.median());
        }
    }
    print_row("submit " + sizes.name + ", kiosk asks → durable answer", ours);
    print_row("submit " + sizes.name + ", straight line", straight);
    print_row("append " + sizes.name + " + fdatasync", bare);
    goals.at_most("submit-" + sizes.name + "-median", ours.median() / straight.median(), 1.5, "×");
    goals.at_most("submit-" + sizes.name + "-p95", ours.p95() / straight.p95(), 2.0, "×");
    return true;
}

// `reader` gets what the reader itself took, read by read.
bool measure_reads(int rounds, Goals& goals, Samples& reader) {
    Samples through_hub;
    HubClient hub;
    wire::HubRequest open;
    open.mutable_open_session();
    const auto session = hub.ask(open);
    for (int i = 0; session && i < rounds; ++i) {
        wire::HubRequest read;
        read.mutable_read_card()->set_session(session->session().token());
        const auto start = std::chrono::steady_clock::now();
        const auto reply = hub.ask(read);
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        if (!reply) {
            std::fprintf(stderr, "bench: reading: %s\n", reply.error().text().c_str());
            return false;
        }
        reader.add(static_cast<double>(reply->card().reader_ms()));
        through_hub.add(ms - reader.last());
    }
    if (through_hub.size() == 0) {
        std::fprintf(stderr, "bench: no card was read through the hub\n");
        return false;
    }
    print_row("card read: hub's time beyond the emulator's answers", through_hub);
    goals.at_most("card-read-added", through_hub.p95(), 20, " ms");
    return true;
}

// What the autopilot measured on the screen of this station, less what the reader takes for a read.
bool judge_greetings(const std::filesystem::path& file, const Samples& reader, Goals& goals) {
    std::ifstream in(file);
    Samples greeting;
    for (double ms = 0; in >> ms;) {
        greeting.add(ms - reader.median());
    }
    if (greeting.size() == 0) {
        std::fprintf(stderr, "bench: no greeting was measured\n");
        return false;
    }
    print_row("card laid down → greeting on the screen, beyond the reader", greeting);
    goals.at_most("card-to-greeting", greeting.median(), 300, " ms");
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("measures a running station: submit latency and card reads");
    int rounds = 60;
    std::filesystem::path folder;
    std::filesystem::path greetings;
    app.add_option("--rounds", rounds, "samples a row")->capture_default_str();
    app.add_option("--folder", folder, "work folder on the same disk as the agent's state")->required();
    app.add_option("--greetings", greetings, "milliseconds a line from card to greeting, from the autopilot");
    CLI11_PARSE(app, argc, argv);
    print_head();
    Goals goals;
    bool good = measure_submit({"2KiB", {2048}}, rounds, folder / "small", goals);
    good = measure_submit({"2x600KiB", {600 * 1024, 600 * 1024}}, rounds, folder / "pages", goals) && good;
    Samples reader;
    good = measure_reads(rounds, goals, reader) && good;
    if (!greetings.empty()) {
        good = judge_greetings(greetings, reader, goals) && good;
    }
    return good ? goals.finish() : 1;
}
