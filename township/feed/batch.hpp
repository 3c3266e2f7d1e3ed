// A batch of the change feed as it travels, byte for byte as docs/county-feed.md says: signed by the township, sealed
// to the county. Whoever carries it reads who made it for whom, and nothing of people. Reentrant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::township {

// Bounds; what is over them is no batch. A batch is made far below (feed.hpp).
constexpr std::size_t largest_batch_header = 64U << 10U;
constexpr std::size_t largest_sealed_content = 16U << 20U;
constexpr std::size_t largest_batch = largest_sealed_content + largest_batch_header + 1024;
constexpr std::size_t most_batch_items = 100'000;

// In the clear, and signed: the text as carried.
struct BatchHeader {
    std::uint32_t suite = 1;
    std::string township;             // who made it
    std::string county;               // whom it is for
    Bytes county_key;                 // key_id() of the key that it is sealed to
    std::string purpose;              // id in the township's file of purposes
    std::vector<std::string> fields;  // what each item may hold
    std::int64_t generation = 0;  // when the feed of this purpose (began or) began anew, UTC milliseconds; only grows
    std::int64_t number = 0;      // from 1 without gaps within the generation
    std::int64_t items = 0;
    std::int64_t made_ms = 0;
    std::int64_t audit_rows = 0;  // the audit chain of the machine that made it, before this batch: length and head
    Bytes audit_head;
    Bytes previous;   // digest of the header before; empty for number 1
    Digest sealed{};  // SHA-256 of sealed key and sealed content, one behind the other
    Digest plain{};   // SHA-256 of the content; the content begins with 32 random bytes, so this tells nothing
};

struct Batch {
    BatchHeader header;
    std::string header_text;  // as carried: what the signature covers
    Digest digest{};          // SHA-256 of header_text: what the next batch and a standing name
    Bytes signature;
    Bytes sealed_key;
    Bytes sealed_content;
};

// The header's text, and back. NotABatch.
std::string to_text(const BatchHeader& header);
Result<BatchHeader> batch_header_from(std::string_view text);

// Seals and signs; fills suite, county_key, sealed and plain of the header. `content` begins with random_lead() and
// goes on with lines. BadKeyFile when a key is none.
Result<Batch> seal_batch(BatchHeader header, BytesView content, const protocol::SigningKeys& township,
                         BytesView county_box_public);
// 32 bytes from the kernel.
WipedBytes random_lead();
constexpr std::size_t lead_size = 32;
// The bytes of the file.
Bytes to_file(const Batch& batch);
// Torn: ends early or has more behind. NotABatch.
Result<Batch> batch_from(BytesView file);
// Several, one behind the other, as they come through a pipe: views into `bytes`. Torn, NotABatch.
Result<std::vector<BytesView>> split_batches(BytesView bytes);

// Altered unless the township's key signed the header and the header names these sealed bytes.
Status check_batch(const Batch& batch, BytesView township_sign_public);
// After check_batch(): the content, whole with its lead. Foreign when sealed to another key, Altered.
Result<WipedBytes> open_batch(const Batch& batch, const protocol::BoxKeys& county);
// The lines behind the lead, without their ends; views into `content`. NotABatch unless there are as many as the header
// says and the last one is whole.
Result<std::vector<std::string_view>> lines_of(const BatchHeader& header, BytesView content);

}  // namespace doorstep::township
