// Whatever lies on a stick is a batch or refused; what is read is written the same again, and of what is sealed by the
// right one but holds anything, nothing but whole lines comes out.
#include "base/testing/fuzz_target.hpp"
#include "township/feed/batch.hpp"
#include "township/feed/partners.hpp"
#include "township/feed/standing.hpp"

using namespace doorstep;
using namespace doorstep::township;

namespace {

struct Ends {
    protocol::SigningKeys township = protocol::make_signing_keys();
    protocol::BoxKeys county = protocol::make_box_keys();
};
const Ends& ends() {
    static const Ends both;
    return both;
}

BatchHeader plain_header() {
    BatchHeader header;
    header.township = "town";
    header.county = "county";
    header.purpose = "statistics";
    header.fields = {"state"};
    header.generation = 1;
    header.number = 1;
    header.items = 1;
    return header;
}

void look_at(const Batch& batch, BytesView file) {
    if (to_file(batch) != Bytes(file.begin(), file.end())) {
        __builtin_trap();
    }
    const auto again = batch_header_from(to_text(batch.header));
    if (!again || to_text(*again) != to_text(batch.header)) {
        __builtin_trap();
    }
    if (check_batch(batch, ends().township.public_key)) {
        ignore(open_batch(batch, ends().county), "a mutation that nobody signed does not come here");
    }
}

// As if the right ones had signed it: what is behind signature and seal is foreign bytes all the same.
void look_behind_the_seal(BytesView content) {
    auto header = plain_header();
    const auto batch = seal_batch(header, content, ends().township, ends().county.public_key);
    if (!batch || !check_batch(*batch, ends().township.public_key)) {
        __builtin_trap();
    }
    const auto opened = open_batch(*batch, ends().county);
    if (!opened || opened->size() != content.size()) {
        __builtin_trap();
    }
    for (std::int64_t items = 0; items < 3; ++items) {
        header.items = items;
        const auto lines = lines_of(header, *opened);
        if (lines && static_cast<std::int64_t>(lines->size()) != items) {
            __builtin_trap();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView bytes(data, size);
    if (const auto batch = batch_from(bytes)) {
        look_at(*batch, bytes);
    }
    if (const auto several = split_batches(bytes)) {
        std::size_t sum = 0;
        for (const auto& one : *several) {
            sum += one.size();
        }
        if (sum != size) {
            __builtin_trap();
        }
    }
    look_behind_the_seal(bytes);
    ignore(batch_header_from(as_text(bytes)), "looked at for its sanitizers");
    ignore(standing_from(as_text(bytes), ends().township.public_key), "looked at for its sanitizers");
    ignore(unchecked_standing(as_text(bytes)), "looked at for its sanitizers");
    ignore(partner_from(as_text(bytes)), "looked at for its sanitizers");
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    WipedBytes content(lead_size, 7);
    for (const char c : std::string("{\"item\":\"00112233445566778899aabbccddeeff\",\"state\":\"paying\"}\n")) {
        content.push_back(static_cast<std::uint8_t>(c));
    }
    const auto batch = seal_batch(plain_header(), content, ends().township, ends().county.public_key).value();
    const auto standing = to_text(Standing{"county", "town", "statistics", 1, 1, Bytes(32, 1), 1}, ends().township);
    const auto partner = to_text(FeedPartner{"town", Bytes(32, 1), Bytes(32, 2)});
    return {to_file(batch), to_bytes(content), to_bytes(as_bytes(batch.header_text)), to_bytes(as_bytes(standing)),
            to_bytes(as_bytes(partner))};
}
