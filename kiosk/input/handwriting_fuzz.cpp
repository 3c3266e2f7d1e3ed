// A model of any bytes and a finger that draws anything: what the check lets through zinnia opens and reads with, and
// no scribble takes memory without end.
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <zinnia.h>

#include "base/testing/fuzz_target.hpp"
#include "kiosk/input/handwriting.hpp"
#include "kiosk/input/model_file.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::kiosk;

void put(Bytes& bytes, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    }
}

// Two characters with some weights.
Bytes small_model() {
    Bytes bytes;
    put(bytes, 0);
    put(bytes, 1);
    put(bytes, 2);
    for (const std::string name : {"十", "口"}) {
        Bytes field(name.begin(), name.end());
        field.resize(16);
        bytes.insert(bytes.end(), field.begin(), field.end());
        for (const std::uint32_t number : {0U, 1U, 0x3f800000U, 22U, 0xbf800000U, 0xffffffffU, 0U}) {
            put(bytes, number);
        }
    }
    const auto magic = static_cast<std::uint32_t>(bytes.size()) ^ 0x0ef71821U;
    std::memcpy(bytes.data(), &magic, sizeof magic);
    return bytes;
}

const Handwriting& reader() {
    static const auto opened = [] {
        char name[] = "/tmp/doorstep-model-XXXXXX";
        const int file = ::mkstemp(name);
        const auto bytes = small_model();
        const bool written = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
        ::close(file);
        auto model = written ? Handwriting::open(name) : HandwritingError::NoModel;
        ::unlink(name);
        return std::move(model).value();
    }();
    return *opened;
}

// Four bytes a place; a zero byte first ends the stroke.
InkCharacter drawn(BytesView bytes) {
    InkCharacter character(1);
    for (std::size_t at = 0; at + 5 <= bytes.size(); at += 5) {
        if (bytes[at] == 0) {
            character.emplace_back();
        }
        std::int16_t places[2];
        std::memcpy(places, &bytes[at + 1], sizeof places);
        character.back().push_back({places[0] / 8192.0, places[1] / 8192.0});
    }
    return character;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView bytes{data, size};
    const auto character = drawn(bytes);
    for (const auto& stroke : fitted(character, 100)) {
        if (stroke.empty() || stroke.size() > (1U << deepest_bend) + 1) {
            throw std::logic_error("a stroke is not thinned");
        }
    }
    if (reader().read(character, 5).size() > 2) {
        throw std::logic_error("more readings than characters");
    }
    if (!is_model(bytes)) {
        return 0;
    }
    const std::unique_ptr<zinnia::Recognizer> recognizer(zinnia::createRecognizer());
    if (!recognizer->open(reinterpret_cast<const char*>(data), size)) {
        throw std::logic_error("zinnia refuses what the check let through");
    }
    const std::unique_ptr<zinnia::Character> dot(zinnia::createCharacter());
    dot->set_width(fitted_side);
    dot->set_height(fitted_side);
    dot->add(0, 10, 10);
    const std::unique_ptr<zinnia::Result> result(recognizer->classify(*dot, 5));
    for (std::size_t i = 0; result && i < result->size(); ++i) {
        if (std::strlen(result->value(i)) > 15) {
            throw std::logic_error("a name without end");
        }
    }
    return 0;
}

std::vector<doorstep::Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds{small_model()};
    Bytes zigzag;
    for (int i = 0; i < 400; ++i) {
        const auto x = static_cast<std::int16_t>(i * 20);
        const auto y = static_cast<std::int16_t>((i % 2 == 0 ? 1 : -1) * (8000 - i * 20));
        zigzag.push_back(i % 100 == 99 ? 0 : 1);
        for (const auto place : {x, y}) {
            zigzag.push_back(static_cast<std::uint8_t>(place & 0xff));
            zigzag.push_back(static_cast<std::uint8_t>(place >> 8 & 0xff));
        }
    }
    seeds.push_back(zigzag);
    return seeds;
}
