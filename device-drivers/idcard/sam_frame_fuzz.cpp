#include <algorithm>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/idcard/sam_messages.hpp"
#include "device-drivers/idcard/test_card.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    devices::SamDecoder decoder;
    const std::size_t piece = size == 0 ? 1 : 1U + data[0];
    for (std::size_t at = 1; at < size; at += piece) {
        decoder.feed(BytesView(data + at, std::min(piece, size - at)));
        for (auto next = decoder.next(); next != devices::SamDecoder::Outcome::Incomplete; next = decoder.next()) {
            if (next != devices::SamDecoder::Outcome::Answer) {
                continue;
            }
            const auto answer = decoder.take_answer();
            // What was taken encodes to a frame that is taken again.
            devices::SamDecoder again;
            again.feed(devices::encode_sam_answer(answer.status, answer.data));
            if (again.next() != devices::SamDecoder::Outcome::Answer || again.take_answer().data != answer.data) {
                __builtin_trap();
            }
            static_cast<void>(devices::split_base(answer.data));
            const auto all = devices::split_with_fingerprints(answer.data);
            if (all && all->text.data() + all->text.size() != all->photo.data()) {
                __builtin_trap();
            }
            if (all &&
                (all->fingerprints.data() + all->fingerprints.size() != answer.data.data() + answer.data.size() ||
                 devices::split_base(answer.data))) {
                __builtin_trap();
            }
            static_cast<void>(devices::sam_id_text(answer.data));
        }
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const auto& frame :
         {devices::encode_sam_answer(devices::SamStatus::Ok, {}),
          devices::encode_sam_answer(devices::SamStatus::Found, Bytes(4)),
          devices::encode_sam_answer(devices::SamStatus::Ok,
                                     devices::testing::base_data(devices::testing::citizen_block())),
          devices::encode_sam_answer(devices::SamStatus::Ok, devices::testing::data_with_fingerprints(2)),
          devices::encode_sam_answer(devices::SamStatus::Ok, devices::testing::data_with_fingerprints(0))}) {
        for (const std::uint8_t cut : {std::uint8_t{0}, std::uint8_t{6}, std::uint8_t{255}}) {
            Bytes seed{cut};
            seed.insert(seed.end(), frame.begin(), frame.end());
            seeds.push_back(seed);
        }
    }
    return seeds;
}
