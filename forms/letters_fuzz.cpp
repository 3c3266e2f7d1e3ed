// A letter of a hostile station: any bytes; what reads is written and read again as the same.
#include <stdexcept>

#include "base/testing/fuzz_target.hpp"
#include "forms/letters.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace doorstep;
    const auto letter = forms::read_letter(as_text({data, size}));
    if (letter) {
        const auto text = forms::letter_json(*letter);
        const auto again = forms::read_letter(text);
        if (!again || forms::letter_json(*again) != text) {
            throw std::logic_error("a letter is not read back as it was written");
        }
    }
    return 0;
}

std::vector<doorstep::Bytes> fuzz_seeds() {
    std::vector<doorstep::Bytes> seeds;
    for (const std::string_view text :
         {std::string_view(R"({"question":"何时"})"), std::string_view(R"({"correction":"c","extra":{}})"),
          std::string_view(R"({"about":"decision","case":"074749131783","words":"w"})"),
          std::string_view(R"({"hearing":"00ff","answer":"cannot-come","words":""})")}) {
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}
