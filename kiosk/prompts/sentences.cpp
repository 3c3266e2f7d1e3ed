#include "kiosk/prompts/sentences.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <QString>
#include <QXmlStreamReader>

#include "base/digest.hpp"
#include "forms/scheme_library.hpp"
#include "kiosk/prompts/contexts.hpp"
#include "kiosk/prompts/dialect.hpp"

namespace doorstep::prompts {
namespace {

// Whoever uses these pages reads; keys of the keyboard are not sentences.
constexpr std::array<std::string_view, 3> silent_parts{"clerk", "enrolment", "input"};
// In which order a person meets them.
constexpr std::array<std::string_view, 12> order{"app",     "design", "session", "speech",    "words",  "identity",
                                                 "checkin", "apply",  "acting",  "facestore", "mycase", "complaint"};
constexpr std::size_t key_digits = 8;

struct Message {
    std::string context;
    std::string source;
    std::string translation;
};

Result<std::vector<Message>> messages(std::string_view catalogue) {
    std::vector<Message> all;
    QXmlStreamReader xml(QByteArray(catalogue.data(), static_cast<int>(catalogue.size())));
    Message now;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("message")) {
            all.push_back(now);
        }
        if (token != QXmlStreamReader::StartElement) {
            continue;
        }
        const auto name = xml.name();
        if (name == QLatin1String("name")) {
            now.context = xml.readElementText().toStdString();
        } else if (name == QLatin1String("source")) {
            now.source = xml.readElementText().toStdString();
        } else if (name == QLatin1String("translation")) {
            now.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).toStdString();
        }
    }
    if (xml.hasError() || all.empty()) {
        return Error(PromptsError::NotAManifest, "catalogue: " + xml.errorString().toStdString());
    }
    return all;
}

std::optional<std::string> part_of(std::string_view context) {
    for (const auto& [name, part] : contexts) {
        if (name == context) {
            return std::string(part);
        }
    }
    return std::nullopt;
}

// Nothing is filled in, and there is something to say.
bool is_fixed(std::string_view text) {
    if (text.find('%') != std::string_view::npos || text.find('{') != std::string_view::npos) {
        return false;
    }
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

// Each line is said by itself.
class Collector {
  public:
    void add(const std::string& key, const std::string& part, std::string_view text) {
        int line = 0;
        for (std::size_t from = 0; from <= text.size();) {
            const auto end = std::min(text.find('\n', from), text.size());
            const auto said = text.substr(from, end - from);
            ++line;
            if (is_fixed(said) && texts_.insert(std::string(said)).second) {
                out_.push_back({line == 1 ? key : key + "." + std::to_string(line), part, std::string(said)});
            }
            from = end + 1;
        }
    }
    std::vector<Sentence> take() { return std::move(out_); }

  private:
    std::set<std::string, std::less<>> texts_;
    std::vector<Sentence> out_;
};

std::size_t place_of(const std::string& part) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), part) - order.begin());
}

class SchemeTexts {
  public:
    SchemeTexts(const forms::Scheme& scheme, std::string_view language, Collector& to)
        : scheme_(scheme), language_(language), to_(to) {}

    void all() {
        to_.add(scheme_.id() + ".name", scheme_.id(), scheme_.name(language_));
        if (const auto* choose = scheme_.choose()) {
            add(choose->title_key);
            add(choose->hint_key);
        }
        for (const auto& page : scheme_.pages()) {
            add_page(page);
        }
        for (const auto& material : scheme_.materials()) {
            add(material.text_key);
            add(material.help_key);
        }
    }

  private:
    void add(const std::string& key) {
        if (!key.empty() && scheme_.has_text(key)) {
            to_.add(scheme_.id() + "." + key, scheme_.id(), scheme_.text(language_, key));
        }
    }
    void add_page(const forms::Page& page) {
        add(page.title_key);
        add(page.help_key);
        for (const auto& field : page.fields) {
            add(field.label_key);
            add(field.help_key);
            for (const auto& option : field.options) {
                add(option.text_key);
            }
        }
        for (const auto& row : page.row_pages) {
            add_page(row);
        }
        add(page.add_key);
    }

    const forms::Scheme& scheme_;
    const std::string_view language_;
    Collector& to_;
};

}  // namespace

Result<std::vector<Sentence>> sentences(std::string_view catalogue, const std::filesystem::path& schemes,
                                        std::string_view language) {
    DOORSTEP_TRY(auto all, messages(catalogue));
    std::stable_sort(all.begin(), all.end(), [](const Message& a, const Message& b) {
        return place_of(part_of(a.context).value_or("")) < place_of(part_of(b.context).value_or(""));
    });
    Collector collector;
    for (const auto& one : all) {
        const auto part = part_of(one.context).value_or("other");
        if (std::find(silent_parts.begin(), silent_parts.end(), part) == silent_parts.end()) {
            const auto digest = to_hex(sha256(as_bytes(one.source))).substr(0, key_digits);
            collector.add(one.context + "." + digest, part, language == "en" ? one.source : one.translation);
        }
    }
    DOORSTEP_TRY(const auto library, forms::SchemeLibrary::load(schemes));
    if (const auto* guide = library.guide()) {
        SchemeTexts(*guide, language, collector).all();
    }
    for (const auto* scheme : library.offered()) {
        SchemeTexts(*scheme, language, collector).all();
    }
    return collector.take();
}

std::vector<std::string> contexts_without_part(std::string_view catalogue) {
    std::set<std::string> missing;
    for (const auto& one : messages(catalogue).value_or(std::vector<Message>())) {
        if (!part_of(one.context)) {
            missing.insert(one.context);
        }
    }
    return {missing.begin(), missing.end()};
}

}  // namespace doorstep::prompts
