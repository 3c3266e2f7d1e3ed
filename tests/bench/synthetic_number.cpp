#include "tests/bench/synthetic_number.hpp"

#include <fmt/format.h>

#include "base/id_number.hpp"

namespace doorstep::bench {

std::string synthetic_number(int n) {
    const std::string first = fmt::format("99010119{:02}0101{:03}", 30 + n % 70, n % 1000);
    return first + id_number_check_character(first);
}

}  // namespace doorstep::bench
