#include "township/archive/shares.hpp"

#include <sodium.h>

extern "C" {
#include <libgfshare.h>
}

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

constexpr unsigned key_size = crypto_box_SECRETKEYBYTES;

struct FreeContext {
    void operator()(gfshare_ctx* context) const { gfshare_ctx_free(context); }
};
using Context = std::unique_ptr<gfshare_ctx, FreeContext>;

void random_for_shares(unsigned char* out, unsigned int size) {
    fill_random({out, size});
}

// The library draws on this for the shares and again, without asking whether it is there, to wipe what it frees.
Context held(gfshare_ctx* context) {
    gfshare_fill_rand = random_for_shares;
    return Context(context);
}

Error bad(std::string why) {
    return {TownshipError::BadShares, std::move(why)};
}

// One share as its file says.
struct Share {
    std::string township;
    std::uint32_t epoch = 0;
    Bytes public_key;
    unsigned need = 0;
    unsigned number = 0;
    WipedBytes bytes;
};

Result<Share> parse_share(const std::string& text) {
    const json given = json::parse(text, nullptr, false);
    try {
        Share share;
        share.township = given.at("township").get<std::string>();
        share.epoch = given.at("epoch").get<std::uint32_t>();
        share.need = given.at("need").get<unsigned>();
        share.number = given.at("number").get<unsigned>();
        DOORSTEP_TRY(share.public_key, from_base64(given.at("public").get<std::string>()));
        DOORSTEP_TRY(const Bytes bytes, from_base64(given.at("share").get<std::string>()));
        share.bytes.assign(bytes.begin(), bytes.end());
        const bool good = share.bytes.size() == key_size && share.public_key.size() == key_size && share.number >= 1 &&
                          share.number <= most_shares && share.need >= 2 && share.need <= most_shares;
        return good ? std::move(share) : Result<Share>(bad("a share is none"));
    } catch (const json::exception&) {
        return bad("a share is none");
    }
}

Status same_key(const std::vector<Share>& shares) {
    std::set<unsigned> numbers;
    for (const auto& share : shares) {
        if (share.public_key != shares[0].public_key || share.epoch != shares[0].epoch ||
            share.township != shares[0].township || share.need != shares[0].need) {
            return bad("of different keys");
        }
        numbers.insert(share.number);
    }
    return numbers.size() >= shares[0].need
               ? Status{}
               : bad(fmt::format("{} of {} that are needed", numbers.size(), shares[0].need));
}

}  // namespace

Result<std::vector<std::string>> split_key(std::string_view township, const RecipientKey& key, unsigned of,
                                           unsigned need) {
    if (need < 2 || need > of || of > most_shares || key.keys.secret_key.size() != key_size) {
        return bad(fmt::format("2 ≤ need ≤ of ≤ {}", most_shares));
    }
    std::vector<unsigned char> numbers(of);
    std::iota(numbers.begin(), numbers.end(), static_cast<unsigned char>(1));
    const Context context = held(gfshare_ctx_init_enc(numbers.data(), of, static_cast<unsigned char>(need), key_size));
    if (!context) {
        return bad("no memory");
    }
    WipedBytes secret(key.keys.secret_key);
    gfshare_ctx_enc_setsecret(context.get(), secret.data());
    std::vector<std::string> out;
    for (unsigned i = 0; i < of; ++i) {
        WipedBytes share(key_size);
        gfshare_ctx_enc_getshare(context.get(), static_cast<unsigned char>(i), share.data());
        out.push_back(json{{"township", township},
                           {"epoch", key.epoch},
                           {"public", to_base64(key.keys.public_key)},
                           {"of", of},
                           {"need", need},
                           {"number", numbers[i]},
                           {"share", to_base64(share)}}
                          .dump(2) +
                      "\n");
    }
    return out;
}

Result<JoinedKey> join_shares(const std::vector<std::string>& texts) {
    std::vector<Share> shares;
    for (const auto& text : texts) {
        DOORSTEP_TRY(Share share, parse_share(text));
        const bool doubled =
            std::any_of(shares.begin(), shares.end(), [&](const auto& one) { return one.number == share.number; });
        if (!doubled) {
            shares.push_back(std::move(share));
        }
    }
    if (shares.empty()) {
        return bad("none");
    }
    DOORSTEP_CHECK(same_key(shares));
    shares.resize(shares[0].need);
    std::vector<unsigned char> numbers;
    for (const auto& share : shares) {
        numbers.push_back(static_cast<unsigned char>(share.number));
    }
    const auto count = static_cast<unsigned>(shares.size());
    const Context context = held(gfshare_ctx_init_dec(numbers.data(), count, key_size));
    if (!context) {
        return bad("no memory");
    }
    for (unsigned i = 0; i < count; ++i) {
        gfshare_ctx_dec_giveshare(context.get(), static_cast<unsigned char>(i), shares[i].bytes.data());
    }
    JoinedKey joined{shares[0].township, {shares[0].epoch, {shares[0].public_key, WipedBytes(key_size)}}};
    gfshare_ctx_dec_extract(context.get(), joined.key.keys.secret_key.data());
    Bytes check(key_size);
    if (crypto_scalarmult_base(check.data(), joined.key.keys.secret_key.data()) != 0 ||
        check != joined.key.keys.public_key) {
        return bad("a share is altered, or of another key");
    }
    return joined;
}

}  // namespace doorstep::township
