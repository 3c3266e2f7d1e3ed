#include "tests/bench/line_station.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "base/files.hpp"
#include "tests/bench/synthetic_number.hpp"

namespace doorstep::bench {
namespace {

constexpr std::size_t largest_text = 1U << 20U;

bool complain(const std::string& why) {
    std::fprintf(stderr, "bench: line: %s\n", why.c_str());
    return false;
}

// A program that runs the township at the far end.
std::string far_program(const road::Road& road, const std::filesystem::path& folder, const std::string& programs) {
    const auto script = folder / "township-far";
    const auto text = fmt::format("#!/bin/sh\nexec {} '{}/doorstep-township' \"$@\"\n", road.to_far(), programs);
    if (!write_file_atomically(script, as_bytes(text), 0700)) {
        complain("no script");
    }
    return script.native();
}

wire::CardFields card_of(int person) {
    wire::CardFields card;
    card.set_variant(wire::CardFields::CITIZEN);
    card.set_name("样本");
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
        fmt::format("reserve_mib = 0\nscarce_below_mib = 0\ntownship_address = \"{}\"\n", township_.address());
    if (!write_file_atomically(station_.path() / "root/etc/doorstep/agent.toml", as_bytes(settings)) ||
        !write_file_durably(reply, as_bytes(agent_->enrolment_reply())) ||
        township_.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code != 0) {
        return complain("not enrolled");
    }
    agent_->start();
    return true;
}

bool LineStation::hand_in(wire::SubmissionKind kind, const std::vector<Part>& parts) {
    wire::AgentRequest open;
    *open.mutable_open_person()->mutable_card() = card_of(++people_);
    const auto person = agent_->ask(open);
    if (!person || !person->has_person()) {
        return complain("the person was not opened");
    }
    const auto session = person->person().session();
    wire::AgentRequest start;
    auto& draft = *start.mutable_start_draft();
    draft.set_session(session);
    draft.set_kind(kind);
    draft.set_scheme("dibao");
    draft.set_scheme_version(1);
    const auto started = agent_->ask(start);
    if (!started || !started->has_draft_started()) {
        return complain("the draft was not begun");
    }
    std::uint32_t number = 0;
    for (const auto& part : parts) {
        wire::AgentRequest request;
        auto& put = *request.mutable_put_part();
        put.set_session(session);
        put.set_draft(started->draft_started().id());
        put.set_number(++number);
        put.set_kind(part.kind);
        put.set_media_type(part.media_type);
        put.set_inline_(part.content);
        const auto done = agent_->ask(request);
        if (!done || !done->done()) {
            return complain("a part was not taken");
        }
    }
    wire::AgentRequest submit;
    submit.mutable_submit()->set_session(session);
    submit.mutable_submit()->set_draft(started->draft_started().id());
    const auto submitted = agent_->ask(submit);
    return submitted && submitted->has_submitted() ? true : complain("not taken");
}

bool LineStation::hand_in_pages(const std::vector<std::string>& pages) {
    std::vector<Part> parts;
    for (const auto& page : pages) {
        parts.push_back({wire::PAGE_STRAIGHTENED, "image/jpeg", page});
    }
    return hand_in(wire::APPLICATION, parts);
}

bool LineStation::hand_in_check_in() {
    return hand_in(wire::CHECK_IN,
                   {{wire::OUTCOME, "application/x-protobuf", outcome().SerializeAsString()},
                    {wire::PERSON, "application/x-protobuf", card_of(people_ + 1).SerializeAsString()}});
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
