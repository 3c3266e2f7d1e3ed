// Questions and answers in any order: the first byte of each pair says what happens, the second is what comes.
#include "base/testing/fuzz_target.hpp"
#include "device-drivers/receipt/escpos_messages.hpp"
#include "device-drivers/receipt/receipt_line.hpp"

using namespace doorstep;

namespace {

// Every answer belongs to a question, has the bits of its kind, and no question is answered twice.
void talk(BytesView input) {
    using Q = devices::EscPosQuestion;
    devices::EscPosAnswers answers;
    std::size_t asked = 0;
    std::size_t came = 0;
    std::array<std::uint8_t, 3> state{0x12, 0x12, 0x12};
    for (std::size_t i = 0; i + 1 < input.size(); i += 2) {
        if (input[i] % 4 == 0) {
            constexpr std::array questions{Q::Offline, Q::Error, Q::Paper, Q::Passed};
            answers.asked(questions.at(input[i + 1] % questions.size()));
            ++asked;
            continue;
        }
        answers.feed(input.subspan(i + 1, std::min<std::size_t>(input[i] % 4, input.size() - i - 1)));
        while (const auto answer = answers.next()) {
            ++came;
            const bool in_order = answer->question == Q::Passed;
            if ((in_order && (answer->byte & 0x90) != 0) || (!in_order && (answer->byte & 0x93) != 0x12)) {
                __builtin_trap();
            }
            if (!in_order) {
                state.at(static_cast<std::size_t>(answer->question) - 2) = answer->byte;
                static_cast<void>(devices::trouble_of(state[0], state[1], state[2]));
            }
        }
        if (came > asked) {
            __builtin_trap();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    talk(input);
    const auto address = devices::parse_receipt_address(as_text(input));
    if (address && (address->head_dots <= 0 || !address->device.is_absolute())) {
        __builtin_trap();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds{{0, 0, 0, 2, 1, 0x12, 1, 0x72}, {0, 3, 1, 0x00, 3, 0x12}, {0, 1, 2, 0x11, 1, 0x1A}};
    for (const std::string_view text : {"escpos:/dev/usb/lp0?width=58&baud=9600", "escpos:/dev/ttyS0?baud=115200"}) {
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}
