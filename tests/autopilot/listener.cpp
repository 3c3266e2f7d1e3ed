#include "tests/autopilot/listener.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <thread>

#include "base/files.hpp"

namespace doorstep::autopilot {
namespace {

using nlohmann::json;

constexpr auto private_words =
    "This page is about something private. Touch the loudspeaker once more to hear it. People near you can hear it "
    "too.";
constexpr std::size_t largest = 1U << 20U;

// An engine takes a text sentence by sentence and gets no marks: only letters, digits and characters are compared.
std::string plain(std::string text) {
    for (const std::string mark :
         {"，", "。", "？", "！", "：", "；", "、", "…", "“", "”", "（", "）", "《", "》", "·"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
            text.erase(at, mark.size());
        }
    }
    text.erase(std::remove_if(text.begin(), text.end(),
                              [](unsigned char byte) { return byte < 0x80 && std::isalnum(byte) == 0; }),
               text.end());
    return text;
}

json json_of(const std::filesystem::path& file) {
    const auto text = read_text_file(file, largest);
    return text ? json::parse(*text, nullptr, false) : json();
}

}  // namespace

Listener::Listener(const Run& run, std::filesystem::path source, std::string scheme)
    : run_(run), source_(std::move(source)), scheme_(std::move(scheme)), begun_(run.outside.said().size()) {
    mark_ = begun_;
}

// Each line is "voice|text".
std::string Listener::said(std::size_t from) const {
    std::string all;
    const auto lines = run_.outside.said();
    for (std::size_t i = from; i < lines.size(); ++i) {
        const auto bar = lines[i].find('|');
        all += plain(lines[i].substr(bar == std::string::npos ? 0 : bar + 1));
    }
    return all;
}

bool Listener::is_sensitive(const std::string& key) const {
    const auto steps = json_of(source_ / "schemes" / scheme_ / "steps.json");
    const auto is_of = [&key](const json& page) {
        if (key == "pages." + page.value("id", "") + ".title") {
            return true;
        }
        const auto fields = page.value("fields", json::array());
        return std::any_of(fields.begin(), fields.end(), [&key](const json& field) {
            return key == "fields." + field.get<std::string>() + ".label";
        });
    };
    for (const auto& page : steps.value("pages", json::array())) {
        if (is_of(page)) {
            return page.value("sensitive", false);
        }
        for (const auto& row : page.value("rows", json::array())) {
            const auto group = page.value("group", "");
            for (const auto& field : row.value("fields", json::array())) {
                if (key == "fields." + group + "." + field.get<std::string>() + ".label") {
                    return row.value("sensitive", false);
                }
            }
        }
    }
    return false;
}

bool Listener::wait_for(const std::string& words) const {
    constexpr int most_looks = 150;
    bool heard = false;
    for (int i = 0; i < most_looks && !heard; ++i) {
        heard = said(mark_).find(plain(words)) != std::string::npos;
        std::this_thread::sleep_for(std::chrono::milliseconds(heard ? 0 : 200));
    }
    return heard;
}

void Listener::page(const std::string& key) {
    if (key == last_) {
        return;
    }
    last_ = key;
    const bool hidden = is_sensitive(key);
    const auto question = run_.words.scheme(key);
    hears(hidden ? run_.words.app(private_words) : question, (hidden ? "that it is private: " : "") + key);
    if (hidden) {
        run_.screen.report().check(said(mark_).find(plain(question)) == std::string::npos,
                                   "a private page is not read unasked: " + key);
    }
    mark_ = run_.outside.said().size();
    ++pages_;
}

void Listener::hears(const std::string& words, const std::string& what) {
    run_.screen.report().check(!words.empty() && wait_for(words), "is read aloud: " + what,
                               words + " is not in " + said(mark_));
}

void Listener::never_hears(const std::string& card) {
    const auto person = json_of(source_ / "tests" / "cards" / (card + ".json"));
    const auto all = said(begun_);
    for (const char* field : {"name", "number", "address"}) {
        const auto secret = person.value(field, "");
        run_.screen.report().check(!secret.empty() && all.find(plain(secret)) == std::string::npos,
                                   std::string("never said aloud: the ") + field + " of " + card);
    }
}

}  // namespace doorstep::autopilot
