// The words on the screen in the language under test, looked up where the product has them: Qt Linguist catalogues for
// the app, texts.*.toml for the schemes. A scenario names each by its English text or key, so that it runs in both
// languages.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace doorstep::autopilot {

class Words {
  public:
    // `language` as "zh_CN" or "en"; reads <source>/kiosk/i18n/*_<language>.ts and texts.<language>.toml of
    // <source>/schemes/common and of the scheme that is applied for: schemes have the same keys with other words.
    Words(const std::filesystem::path& source, std::string language, const std::string& scheme = "dibao");
    // The app's text for that English source text; the source text itself when the catalogue has none.
    std::string app(const std::string& source) const;
    // A scheme's text by key; empty when there is none.
    std::string scheme(const std::string& key) const;
    // The key of a page or field whose title or label that is; empty when there is none.
    std::string scheme_key_of(const std::string& text) const;
    const std::string& language() const { return language_; }

  private:
    std::string language_;
    std::map<std::string, std::string> app_;
    std::map<std::string, std::string> scheme_;
};

}  // namespace doorstep::autopilot
