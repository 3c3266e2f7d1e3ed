// Parts of a submission are a station's bytes: whatever they hold, reading them neither fails nor hangs.
#include "base/testing/fuzz_target.hpp"
#include "township/testing/household.hpp"
#include "township/workflow/contents.hpp"

using namespace doorstep;

// The first byte says which kind of part the rest is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    protocol::Opened opened;
    protocol::OpenedPart part;
    part.info.set_number(1);
    part.info.set_kind(static_cast<wire::PartKind>(data[0] % (wire::PartKind_MAX + 1)));
    part.content.assign(data + 1, data + size);
    opened.parts.push_back(std::move(part));
    const auto contents = township::read_contents(opened);
    if (contents.people.size() > township::most_people + 1) {
        __builtin_trap();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> out;
    township::testing::HandIn hand_in;
    auto& acting = hand_in.acting.emplace();
    acting.set_as(wire::Acting::PROXY);
    acting.mutable_entrustment()->set_kind(wire::Consent::ENTRUSTMENT);
    const auto parts = township::testing::parts_of(hand_in);
    for (std::size_t i = 0; i < parts.parts.size(); ++i) {
        Bytes seed{static_cast<std::uint8_t>(parts.parts[i].kind)};
        seed.insert(seed.end(), parts.contents[i].begin(), parts.contents[i].end());
        out.push_back(std::move(seed));
    }
    return out;
}
