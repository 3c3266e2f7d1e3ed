#include "township/feed/batch.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/envelope/suite.hpp"
#include "township/archive/stations.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::string_view magic = "DSFEED1\n";
constexpr std::size_t signature_size = 64;
constexpr std::size_t largest_sealed_key = 1024;
constexpr std::size_t most_fields = 200;

Error no_batch(std::string_view why) {
    return {FeedError::NotABatch, std::string(why)};
}

// Reads forward through a file; every read may find its end.
class Reader {
  public:
    explicit Reader(BytesView bytes) : rest_(bytes) {}
    // Torn when fewer are left.
    Result<BytesView> take(std::size_t size) {
        if (rest_.size() < size) {
            return Error(FeedError::Torn, fmt::format("ends {} bytes early", size - rest_.size()));
        }
        const auto out = rest_.first(size);
        rest_ = rest_.subspan(size);
        return out;
    }
    // Little-endian length of `width` bytes, then as many bytes.
    Result<BytesView> sized(std::size_t width, std::size_t bound) {
        DOORSTEP_TRY(const auto field, take(width));
        std::uint64_t size = 0;
        for (std::size_t i = width; i-- > 0;) {
            size = (size << 8U) | field[i];
        }
        return size <= bound ? take(static_cast<std::size_t>(size))
                             : Result<BytesView>(no_batch("a length is over its bound"));
    }
    std::size_t left() const { return rest_.size(); }

  private:
    BytesView rest_;
};

void add_sized(Bytes& to, std::size_t width, BytesView bytes) {
    for (std::size_t i = 0; i < width; ++i) {
        to.push_back(static_cast<std::uint8_t>(bytes.size() >> (8 * i)));
    }
    to.insert(to.end(), bytes.begin(), bytes.end());
}

struct Sections {
    BytesView header;
    BytesView signature;
    BytesView sealed_key;
    BytesView sealed_content;
};

Result<Sections> sections_of(Reader& reader) {
    DOORSTEP_TRY(const auto beginning, reader.take(magic.size()));
    if (as_text(beginning) != magic) {
        return no_batch("does not begin like a batch");
    }
    Sections out;
    DOORSTEP_TRY(out.header, reader.sized(4, largest_batch_header));
    DOORSTEP_TRY(out.signature, reader.take(signature_size));
    DOORSTEP_TRY(out.sealed_key, reader.sized(2, largest_sealed_key));
    DOORSTEP_TRY(out.sealed_content, reader.sized(8, largest_sealed_content));
    return out;
}

// Values of the header's JSON; what is missing or of another kind leaves `good` false.
class Fields {
  public:
    explicit Fields(const json& object) : object_(object) {}
    std::string text(const char* name) {
        const auto found = object_.find(name);
        good &= found != object_.end() && found->is_string();
        return good ? found->get<std::string>() : std::string{};
    }
    std::int64_t number(const char* name, std::int64_t least, std::int64_t most) {
        const auto found = object_.find(name);
        good &= found != object_.end() && found->is_number_integer();
        const auto value = good ? found->get<std::int64_t>() : 0;
        good &= value >= least && value <= most;
        return value;
    }
    Bytes bytes(const char* name, std::size_t size, bool may_be_empty = false) {
        const auto value = from_hex(text(name));
        good &= value && (value->size() == size || (may_be_empty && value->empty()));
        return good ? *value : Bytes{};
    }
    Digest digest(const char* name) {
        const Bytes value = bytes(name, std::tuple_size_v<Digest>);
        Digest out{};
        std::copy(value.begin(), value.end(), out.begin());
        return out;
    }
    std::vector<std::string> list(const char* name) {
        std::vector<std::string> out;
        const auto found = object_.find(name);
        good &= found != object_.end() && found->is_array() && found->size() <= most_fields;
        for (std::size_t i = 0; good && i < found->size(); ++i) {
            good &= (*found)[i].is_string();
            out.push_back(good ? (*found)[i].get<std::string>() : std::string{});
        }
        return out;
    }
    bool good = true;

  private:
    const json& object_;
};

Digest digest_of_sealed(const Batch& batch) {
    Sha256 hash;
    hash.update(batch.sealed_key);
    hash.update(batch.sealed_content);
    return hash.finish();
}

}  // namespace

std::string to_text(const BatchHeader& header) {
    return json{{"suite", header.suite},
                {"township", header.township},
                {"county", header.county},
                {"county_key", to_hex(header.county_key)},
                {"purpose", header.purpose},
                {"fields", header.fields},
                {"generation", header.generation},
                {"number", header.number},
                {"items", header.items},
                {"made_ms", header.made_ms},
                {"audit_rows", header.audit_rows},
                {"audit_head", to_hex(header.audit_head)},
                {"previous", to_hex(header.previous)},
                {"sealed", to_hex(header.sealed)},
                {"plain", to_hex(header.plain)}}
        .dump();
}

Result<BatchHeader> batch_header_from(std::string_view text) {
    constexpr std::int64_t far = std::int64_t{1} << 53;  // what every JSON reader keeps exactly
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return no_batch("its header is no JSON object");
    }
    Fields fields(object);
    BatchHeader out;
    out.suite = static_cast<std::uint32_t>(fields.number("suite", 1, 255));
    out.township = fields.text("township");
    out.county = fields.text("county");
    out.county_key = fields.bytes("county_key", 16);
    out.purpose = fields.text("purpose");
    out.fields = fields.list("fields");
    out.generation = fields.number("generation", 1, far);
    out.number = fields.number("number", 1, far);
    out.items = fields.number("items", 0, most_batch_items);
    out.made_ms = fields.number("made_ms", 0, far);
    out.audit_rows = fields.number("audit_rows", 0, far);
    out.audit_head = fields.bytes("audit_head", std::tuple_size_v<Digest>, true);
    out.previous = fields.bytes("previous", std::tuple_size_v<Digest>, true);
    out.sealed = fields.digest("sealed");
    out.plain = fields.digest("plain");
    const bool named = is_station_id(out.township) && is_station_id(out.county) && is_station_id(out.purpose);
    if (!fields.good || !named || out.previous.empty() != (out.number == 1)) {
        return no_batch("a field of its header is missing or none");
    }
    return out;
}

WipedBytes random_lead() {
    WipedBytes lead(lead_size);
    fill_random(lead);
    return lead;
}

Result<Batch> seal_batch(BatchHeader header, BytesView content, const protocol::SigningKeys& township,
                         BytesView county_box_public) {
    const auto& suite = protocol::suite_1();
    auto& randomness = protocol::system_randomness();
    Batch out;
    const WipedBytes key = suite.make_key(randomness);
    auto sealed_key = suite.seal_key(key, county_box_public, randomness);
    auto sealed = suite.seal_stream(key, content, as_bytes(protocol::domains::feed), randomness);
    if (!sealed_key || !sealed) {
        return Error(FeedError::BadKeyFile, "the county's sealing key");
    }
    out.sealed_key = std::move(*sealed_key);
    out.sealed_content = std::move(*sealed);
    header.suite = suite.number();
    header.county_key = protocol::key_id(county_box_public);
    header.sealed = digest_of_sealed(out);
    header.plain = sha256(content);
    out.header_text = to_text(header);
    out.header = std::move(header);
    out.digest = sha256(as_bytes(out.header_text));
    out.signature = protocol::sign(protocol::domains::feed, as_bytes(out.header_text), township);
    return out.signature.size() == signature_size ? Result<Batch>(std::move(out))
                                                  : Result<Batch>(Error(FeedError::BadKeyFile, "the township's key"));
}

Bytes to_file(const Batch& batch) {
    Bytes out(magic.begin(), magic.end());
    add_sized(out, 4, as_bytes(batch.header_text));
    out.insert(out.end(), batch.signature.begin(), batch.signature.end());
    add_sized(out, 2, batch.sealed_key);
    add_sized(out, 8, batch.sealed_content);
    return out;
}

Result<Batch> batch_from(BytesView file) {
    Reader reader(file);
    DOORSTEP_TRY(const Sections sections, sections_of(reader));
    if (reader.left() != 0) {
        return Error(FeedError::Torn, fmt::format("{} bytes behind its end", reader.left()));
    }
    Batch out;
    out.header_text = as_text(sections.header);
    DOORSTEP_TRY(out.header, batch_header_from(out.header_text));
    out.digest = sha256(sections.header);
    out.signature = to_bytes(sections.signature);
    out.sealed_key = to_bytes(sections.sealed_key);
    out.sealed_content = to_bytes(sections.sealed_content);
    return out;
}

Result<std::vector<BytesView>> split_batches(BytesView bytes) {
    std::vector<BytesView> out;
    while (!bytes.empty()) {
        Reader reader(bytes);
        DOORSTEP_TRY([[maybe_unused]] const Sections sections, sections_of(reader));
        out.push_back(bytes.first(bytes.size() - reader.left()));
        bytes = bytes.last(reader.left());
    }
    return out;
}

Status check_batch(const Batch& batch, BytesView township_sign_public) {
    if (protocol::SuiteRegistry::standard().find(batch.header.suite) == nullptr) {
        return no_batch(fmt::format("suite {} is not known here", batch.header.suite));
    }
    if (!protocol::verify(protocol::domains::feed, as_bytes(batch.header_text), batch.signature,
                          township_sign_public)) {
        return Error(FeedError::Altered, "the township's signature does not hold over the header");
    }
    return digest_of_sealed(batch) == batch.header.sealed
               ? Status{}
               : Status(Error(FeedError::Altered, "the sealed content is not what the header names"));
}

Result<WipedBytes> open_batch(const Batch& batch, const protocol::BoxKeys& county) {
    if (protocol::key_id(county.public_key) != batch.header.county_key) {
        return Error(FeedError::Foreign, "sealed to another key");
    }
    const auto* suite = protocol::SuiteRegistry::standard().find(batch.header.suite);
    const auto key = suite != nullptr ? suite->open_key(batch.sealed_key, county)
                                      : Result<WipedBytes>(Error(FeedError::NotABatch, "suite"));
    if (!key) {
        return Error(FeedError::Altered, "its key does not open");
    }
    auto content = suite->open_stream(*key, batch.sealed_content, as_bytes(protocol::domains::feed));
    if (!content || sha256(*content) != batch.header.plain) {
        return Error(FeedError::Altered, "its content does not open, or is not what was signed");
    }
    return content;
}

Result<std::vector<std::string_view>> lines_of(const BatchHeader& header, BytesView content) {
    if (content.size() < lead_size) {
        return no_batch("its content is too short");
    }
    std::vector<std::string_view> out;
    auto rest = as_text(content.subspan(lead_size));
    while (!rest.empty() && out.size() <= most_batch_items) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) {
            return no_batch("its last line has no end");
        }
        out.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return static_cast<std::int64_t>(out.size()) == header.items
               ? Result<std::vector<std::string_view>>(std::move(out))
               : Result<std::vector<std::string_view>>(no_batch("it has not as many items as its header says"));
}

}  // namespace doorstep::township
