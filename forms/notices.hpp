// Texts that consents refer to (DESIGN rule 11): versioned, in both languages, with the digest of exactly what was
// shown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

// Who processes and how to reach them: the law wants it in the text (FR 5).
struct NoticeParties {
    std::string station;   // "柳树村服务站"
    std::string township;  // "某某镇人民政府"
    std::string hotline;   // "12345"
};

// A text as it was put before a person.
struct ShownNotice {
    std::string id;             // "face-verify": Consent.text_id
    std::uint32_t version = 0;  // Consent.text_version
    std::string kind;           // "face-verify" | "face-store" | "economic-check" | "notice-read" | "entrustment"
    std::string language;       // "zh_CN" | "en": Consent.language
    std::string title;
    std::vector<std::string> paragraphs;
    std::string text;  // title and paragraphs with blank lines between: what the digest is of
    Digest digest{};   // SHA-256 of `text`: Consent.text_digest
};

// The folder schemes/notices. Reentrant, read-only once loaded.
class Notices {
  public:
    // Each subfolder: notice.toml, zh_CN.txt, en.txt (≤ 16 KiB each). BadScheme names the place.
    static Result<Notices> load(const std::filesystem::path& folder);
    // NoSuchField for an unknown id; another language than zh_CN and en is zh_CN.
    Result<ShownNotice> show(std::string_view id, std::string_view language, const NoticeParties& parties) const;
    // Ids, sorted.
    std::vector<std::string> ids() const;

  private:
    struct Notice {
        std::uint32_t version = 0;
        std::string kind;
        std::map<std::string, std::string, std::less<>> texts;
    };
    std::map<std::string, Notice, std::less<>> notices_;
};

}  // namespace doorstep::forms
