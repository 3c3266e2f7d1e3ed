#include "tests/bench/line_station.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/files.hpp"
#include "tests/bench/synthetic_number.hpp"

namespace doorstep::bench {
namespace {

constexpr std::size_t largest_text = 1U << 20U;
constexpr auto name = "样本";

bool complain(const std::string& why) {
    std::fprintf(stderr, "bench: line: %s\n", why.c_str());
    return false;
}

// A program that runs the township at the far end.
std::string far_program(const road::Road& road, const std::filesystem::path& folder, const std::string& programs) {
    const auto script = folder / "township-far";
    const auto text =
        fmt::format("#!/bin/sh\nexec {} '{}/doorstep-township' \"$@\"\n", fmt::join(road.to_far(), " "), programs);
    if (!write_file_atomically(script, as_bytes(text), 0700)) {
        complain("no script");
    }
    return script.native();
}

wire::CardFields card_of(int person) {
    wire::CardFields card;
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_name(name);
    card.set_number(synthetic_number(person));
    return card;
}

wire::CheckInOutcome outcome() {
    constexpr float distance = 0.31F;
    constexpr float threshold = 0.45F;
    wire::CheckInOutcome made;
    made.set_way(wire::CheckInOutcome::FACE);
    made.set_person_present(true);
    made.set_distance(distance);
    made.set_threshold(threshold);
    made.set_model("dlib_face_recognition_resnet_model_v1");
    return made;
}

}  // namespace

LineStation::LineStation(const road::Road& road, const std::filesystem::path& folder, const std::string& programs,
                         const std::string& share)
    : folder_(folder), programs_(programs), township_(far_program(road, folder, programs), share), station_(folder) {
    township_.set_listen(fmt::format("tcp://{}:0", road::far_address));
    good_ = township_.serve() ? enrol() : complain("the township did not start");
}

bool LineStation::enrol() {
    const auto invitation = folder_ / "invitation.json";
    const auto reply = folder_ / "reply.json";
    if (township_.run({"enrol-station", "village-1", "--out", invitation.native()}).code != 0) {
        return complain("no invitation");
    }
    agent_ = std::make_unique<agent::testing::AgentProcess>(station_, programs_,
                                                            read_text_file(invitation, largest_text).value());
    const auto settings =
        fmt::format("reserve_mib = 0\nscarce_below_mib = 0\npeople_at_once = 10000\ntownship_address = \"{}\"\n",
                    township_.address());
    if (!write_file_atomically(station_.path() / "root/etc/doorstep/agent.toml", as_bytes(settings)) ||
        !write_file_durably(reply, as_bytes(agent_->enrolment_reply())) ||
        township_.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code != 0) {
        return complain("not enrolled");
    }
    agent_->start();
    kiosk_ = std::make_unique<client::AgentClient>(station_.path() / "run");
    return true;
}

bool LineStation::hand_in(wire::SubmissionKind kind, const std::vector<client::PartContent>& parts) {
    const auto session = kiosk_->open_person(name, synthetic_number(++people_));
    const auto draft = session ? kiosk_->draft(*session, kind, parts) : Result<std::string>(session.error());
    const auto taken = draft ? kiosk_->submit(*session, *draft) : Result<wire::Submitted>(draft.error());
    return taken ? true : complain(taken.error().text());
}

bool LineStation::hand_in_pages(const std::vector<std::string>& pages) {
    std::vector<client::PartContent> parts;
    for (const auto& page : pages) {
        const auto number = static_cast<std::uint32_t>(parts.size() + 1);
        parts.push_back({number, wire::PAGE_STRAIGHTENED, "image/jpeg", page});
    }
    return hand_in(wire::APPLICATION, parts);
}

bool LineStation::hand_in_check_in() {
    return hand_in(wire::CHECK_IN,
                   {{1, wire::OUTCOME, "application/x-protobuf", outcome().SerializeAsString()},
                    {2, wire::PERSON, "application/x-protobuf", card_of(people_ + 1).SerializeAsString()}});
}

std::size_t LineStation::check_in_bytes() {
    return outcome().ByteSizeLong() + card_of(1).ByteSizeLong();
}

double LineStation::until_acknowledged(std::uint64_t before, std::uint64_t more, double longest_s) {
    constexpr auto look_every = std::chrono::milliseconds(20);
    const auto start = std::chrono::steady_clock::now();
    for (;;) {
        const auto counted = acknowledged();
        const auto now = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (counted >= before + more) {
            return now;
        }
        if (now > longest_s) {
            return -1;
        }
        std::this_thread::sleep_for(look_every);
    }
}

}  // namespace doorstep::bench
