// What runs on a kiosk, proved by the QR of its service mode: verdict, and the images that count as known.
#include <iostream>

#include "township/archive/attestations.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
using Word = AttestationVerdict::Word;

constexpr std::int64_t minute_ms = 60'000;

struct Arguments {
    std::string text;
    std::string version;
    std::string root_hash;
    std::int64_t minutes = 60;
};
using Shared = std::shared_ptr<Arguments>;

std::string sentence(Word word) {
    switch (word) {
        case Word::Good:
            return "属实：由该站点现用密钥签名，镜像为已登记的版本。";
        case Word::Malformed:
            return "不是证明文本。";
        case Word::NotSigned:
            return "不可信：签名不属于本级所知的该站点密钥。";
        case Word::Revoked:
            return "不可信：该站点或其密钥已吊销。";
        case Word::OldKey:
            return "不可信：由该站点的旧密钥签名，现用密钥已更换。";
        case Word::NoImage:
            return "签名属实，但程序不是从系统镜像运行的。";
        case Word::UnknownImage:
            return "签名属实，但没有登记过这一版本和根哈希的镜像。";
    }
    return "?";
}

// From the line, or one line of standard input for "-": a reader of codes types it there.
std::string text_of(const Arguments& a) {
    std::string text = a.text;
    if (text == "-") {
        constexpr std::size_t longest = 4096;
        text.clear();
        for (char c = 0; text.size() < longest && std::cin.get(c) && c != '\n';) {
            text += c;
        }
    }
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) {
        text.pop_back();
    }
    return text;
}

Status verify(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto verdict, judge_attestation(*archive, text_of(a)));
    const bool stale = std::abs(verdict.age_ms) > a.minutes * minute_ms;
    const bool told = verdict.word != Word::Malformed;
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "attest verify",
                                 fmt::format("{} {}", verdict.said.station, name_of(verdict.word))));
    say(common,
        {{"verdict", name_of(verdict.word)},
         {"station", told ? json(verdict.said.station) : json()},
         {"version", told ? json(verdict.said.version) : json()},
         {"root_hash", told ? json(verdict.said.root_hash) : json()},
         {"signed", told ? json_time(verdict.said.unix_seconds * 1000) : json()},
         {"age_minutes", told ? json(verdict.age_ms / minute_ms) : json()},
         {"stale", told && stale}},
        sentence(verdict.word) + "\n" +
            (told ? fmt::format("站点 {}  版本 {}  根哈希 {}\n{} 分钟前生成{}\n", verdict.said.station,
                                verdict.said.version, verdict.said.root_hash.empty() ? "—" : verdict.said.root_hash,
                                verdict.age_ms / minute_ms, stale ? "，不是当场的，请重新出示" : "")
                  : std::string()));
    return verdict.word == Word::Good && !stale ? Status{}
                                                : Status(Error(AttestationError::NotAttested, sentence(verdict.word)));
}

Status add(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_CHECK(add_image(*archive, a.version, a.root_hash));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "attest add", a.version + " " + a.root_hash));
    say(common, {{"version", a.version}, {"root_hash", a.root_hash}}, fmt::format("已登记镜像 {}\n", a.version));
    return {};
}

Status list(const Common& common, const Arguments& /*none*/) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto images, known_images(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& image : images) {
        out.push_back(
            {{"version", image.version}, {"root_hash", image.root_hash}, {"added", json_time(image.added_ms)}});
        text += fmt::format("{}  {}  {}\n", image.version, image.root_hash, Instant{image.added_ms}.legal_text());
    }
    say(common, {{"images", out}}, images.empty() ? "还没有登记任何镜像。\n" : text);
    return {};
}

}  // namespace

void add_attest_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    auto* attest = c.app.add_subcommand("attest", "what runs on a kiosk, by the code of its service mode");
    attest->require_subcommand(1);
    auto* verdict = add_command(c, a, *attest, "verify", "whose it is, and whether the image is known", verify);
    verdict->add_option("TEXT", a->text, "what the code says; - reads one line")->required();
    verdict->add_option("--minutes", a->minutes, "older, or further in the future, is not of this moment")
        ->check(CLI::Range(1, 525'600))
        ->capture_default_str();
    auto* known = add_command(c, a, *attest, "add", "an image that may run on kiosks", add);
    known->add_option("VERSION", a->version, "numbers between dots")->required();
    known->add_option("ROOT-HASH", a->root_hash, "as `./dev image` prints it")->required();
    add_command(c, a, *attest, "list", "the images that count as known", list);
}

}  // namespace doorstep::township
