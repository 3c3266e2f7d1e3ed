// Synthetic cards for this folder's tests; area 990101 exists nowhere.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/encoding.hpp"
#include "base/id_number.hpp"
#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices::testing {

struct Filled {
    std::string text;
    std::size_t bytes;
};

// The fields one after another, each padded with spaces.
inline Bytes text_block(const std::vector<Filled>& fields) {
    Bytes block;
    for (const auto& field : fields) {
        auto wide = utf8_to_utf16le(field.text).value();
        while (wide.size() < field.bytes) {
            wide.push_back(' ');
            wide.push_back(0);
        }
        block.insert(block.end(), wide.begin(), wide.end());
    }
    return block;
}

inline std::string number_for(const std::string& first17) {
    return first17 + id_number_check_character(first17);
}

inline const std::string wang_number = number_for("99010119700101001");

inline Bytes citizen_block(const std::string& number = wang_number, const std::string& until = "20350601") {
    return text_block({{"王测试", 30},
                       {"1", 2},
                       {"01", 4},
                       {"19700101", 16},
                       {"测试省测试县柳树村7号", 70},
                       {number, 36},
                       {"测试县公安局", 30},
                       {"20150601", 16},
                       {until, 16},
                       {"", 36}});
}

// A person who shares no field with the one above, nor with the one that recordings show.
inline Bytes other_person_block() {
    return text_block({{"欧阳真实", 30},
                       {"2", 2},
                       {"05", 4},
                       {"19840317", 16},
                       {"某省某州柳树村七号", 70},
                       {number_for("99654319840317842"), 36},
                       {"某州公安分局", 30},
                       {"20220909", 16},
                       {"20420909", 16},
                       {"", 36}});
}

// The data of a good answer to ReadBase.
inline Bytes base_data(const Bytes& text) {
    constexpr std::size_t lengths = 4;
    Bytes data(lengths + text.size());
    data[0] = 1;
    data[2] = 4;
    std::copy(text.begin(), text.end(), data.begin() + lengths);
    for (int i = 0; i < 1024; ++i) {
        data.push_back(static_cast<std::uint8_t>(i * 7));
    }
    return data;
}

// Of a good answer to ReadWithFingerprints, with so many fingers: bytes that say nothing and differ from each other.
inline Bytes data_with_fingerprints(std::size_t count, const Bytes& text = citizen_block()) {
    Bytes data = base_data(text);
    const auto size = count * fingerprint_size;
    const std::uint8_t length[]{static_cast<std::uint8_t>(size >> 8U), static_cast<std::uint8_t>(size)};
    data.insert(data.begin() + 4, std::begin(length), std::end(length));
    for (std::size_t i = 0; i < size; ++i) {
        data.push_back(static_cast<std::uint8_t>(i * 11 + i / 256));
    }
    return data;
}

}  // namespace doorstep::devices::testing
