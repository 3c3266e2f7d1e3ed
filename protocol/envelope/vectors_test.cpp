// The checked-in vectors: another implementation must make exactly these bytes (protocol/envelope/vectors/README.md).
// DOORSTEP_WRITE_VECTORS=1 writes them anew, on purpose only.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {
namespace {

using nlohmann::json;

// Byte i of the n-th draw is the SHA-256 stream of a counter: written down in vectors/README.md.
class CountedRandomness : public Randomness {
  public:
    void fill(std::span<std::uint8_t> out) override {
        for (std::size_t at = 0; at < out.size(); ++at) {
            if (at % 32 == 0) {
                block_ = sha256(as_bytes("doorstep vector " + std::to_string(counter_++)));
            }
            out[at] = block_[at % 32];
        }
    }

  private:
    std::uint64_t counter_ = 0;
    Digest block_{};
};

struct Case {
    std::string name;
    std::vector<Bytes> contents;
};

std::vector<Case> cases() {
    const std::string json_text = R"({"applicant":{"name":"测试一"}})";
    return {{"one_part", {Bytes(json_text.begin(), json_text.end())}},
            {"empty_and_exact", {Bytes(), Bytes(65536, 0xa5)}},
            {"two_messages", {Bytes(65537, 0x5a)}}};
}

json make_vector(const Case& wanted) {
    CountedRandomness randomness;
    const auto station = make_signing_keys(randomness);
    const auto township = make_box_keys(randomness);
    wire::Header header;
    header.set_submission_id(std::string(as_text(Uuid::parse("01939e3c-0000-7000-8000-000000000001").value().bytes())));
    header.set_kind(wire::APPLICATION);
    header.set_station_id("village-1");
    header.set_station_sequence(1);
    header.set_receiving_township("township-990001");
    header.set_case_number("000000000098");
    std::vector<PartToSeal> parts;
    for (const auto& content : wanted.contents) {
        parts.push_back({static_cast<std::uint32_t>(parts.size() + 1), wire::ANSWERS, "application/json", content});
    }
    const auto sealed = seal(header, parts, station, {township.public_key, 1}, randomness).value();
    json vector{{"name", wanted.name},
                {"station_public", to_hex(station.public_key)},
                {"station_secret", to_hex(station.secret_key)},
                {"township_public", to_hex(township.public_key)},
                {"township_secret", to_hex(township.secret_key)},
                {"envelope", to_hex(sealed.envelope)},
                {"envelope_digest", to_hex(sealed.envelope_digest)},
                {"plain_sha256", json::array()},
                {"sealed_sha256", json::array()}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        vector["plain_sha256"].push_back(to_hex(sha256(parts[i].content)));
        vector["sealed_sha256"].push_back(to_hex(sealed.names[i]));
    }
    return vector;
}

TEST(EnvelopeVectors, TheSameInputMakesTheSameBytes) {
    for (const auto& wanted : cases()) {
        const std::string path =
            std::string(DOORSTEP_SOURCE_DIR) + "/protocol/envelope/vectors/" + wanted.name + ".json";
        const auto made = make_vector(wanted);
        if (std::getenv("DOORSTEP_WRITE_VECTORS") != nullptr) {
            const auto text = made.dump(1) + "\n";
            ASSERT_TRUE(write_file_atomically(path, as_bytes(text), 0644));
        }
        const auto stored = read_text_file(path, 1U << 20U);
        ASSERT_TRUE(stored) << path;
        EXPECT_EQ(json::parse(*stored), made) << wanted.name;
    }
}

TEST(EnvelopeVectors, StoredEnvelopesAreAccepted) {
    for (const auto& wanted : cases()) {
        const std::string path =
            std::string(DOORSTEP_SOURCE_DIR) + "/protocol/envelope/vectors/" + wanted.name + ".json";
        const auto stored = json::parse(read_text_file(path, 1U << 20U).value());
        const auto envelope = from_hex(stored["envelope"].get<std::string>()).value();
        const auto key = from_hex(stored["station_public"].get<std::string>()).value();
        EXPECT_TRUE(check_outer(envelope, {"village-1", key, "township-990001"})) << wanted.name;
    }
}

}  // namespace
}  // namespace doorstep::protocol
