// doorstep-bench-desk WORDS…: one order to one emulated device.
#include <cstdio>
#include <cstring>

#include "emulators/control/control_socket.hpp"
#include "emulators/desk/words.hpp"

int main(int argc, char** argv) {
    using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace): a main file
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words[0] == "--help" || words[0] == "-h") {
        std::printf("doorstep-bench-desk ORDER: plays with the emulated devices of $DOORSTEP_RUN\n\n%s",
                    desk_help().c_str());
        return words.empty() ? 2 : 0;
    }
    const auto order = desk_order(words);
    if (!order) {
        std::fprintf(stderr, "%s", order.error().detail().c_str());
        return 2;
    }
    constexpr int patience_ms = 20000;  // a clip of many pictures takes a while
    const auto answer = give_order(order->emulator, order->order, patience_ms);
    if (!answer) {
        std::fprintf(stderr, "%s: %s\n", order->emulator.c_str(), answer.error().text().c_str());
        return 1;
    }
    std::printf("%s\n", answer->dump().c_str());
    return 0;
}
