// An assistance scheme as data (DESIGN rule 7): a folder of schemes/ becomes pages and fields. Kiosk and township use
// the same code. Answers travel as UTF-8 JSON text, an object: {"phone": "…", "members": [{"name": "…"}, …]}.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

// What kind of control asks for it; follows from the schema (type, enum, format), never stated twice.
enum class FieldKind { Text, Name, Address, Choice, YesNo, Number, Money, Date, IdNumber, Phone, Plate };

struct Option {
    std::string value;     // what is entered and stored
    std::string text_key;  // Scheme::text gives the words
};

struct Field {
    std::string id;     // "phone"; within a row "name"
    std::string group;  // "" or the group whose rows hold it, "members"
    FieldKind kind = FieldKind::Text;
    bool required = false;                // when its page is shown
    std::string label_key;                // always has a text
    std::string help_key;                 // empty when there is no help
    std::vector<Option> options;          // Choice and YesNo
    std::size_t longest = 0;              // characters of a text; 0 = largest_string
    std::optional<std::int64_t> minimum;  // Number, Money (fen)
    std::optional<std::int64_t> maximum;
    bool sensitive = false;  // never spoken unless agreed (SECURITY 27), masked in lists
};

enum class PageKind {
    Questions,  // one thing, one or a few fields
    Rows,       // overview of a group: add, change, remove, go on
    Notice,     // a text to read from notices.hpp, answered by its one field
};

struct Page {
    std::string id;
    PageKind kind = PageKind::Questions;
    std::string title_key;
    std::string help_key;         // empty when there is none
    std::vector<Field> fields;    // Questions, Notice
    std::string group;            // Rows: the group; row pages: the group they belong to
    std::vector<Page> row_pages;  // Rows: what is asked of each row, in order
    std::string add_key;          // Rows: words of the button that adds one; empty when the scheme has none
    std::size_t fewest_rows = 0;  // Rows
    std::size_t most_rows = 0;    // Rows
    std::string notice;           // Notice: id of the text
    std::string consent_kind;     // Notice: "economic-check", "notice-read"; empty when no consent record is made
};

// A term of the law or of the county (DOMAIN 1.5).
struct Deadline {
    std::string id;    // "survey-start"
    std::string from;  // case state it runs from
    // Case states that end it; empty: it is over as soon as the case leaves `from`.
    std::vector<std::string> until;
    std::string text_key;  // what is to happen by then, in plain words; Scheme::has_text may say no
    int days = 0;
    bool working_days = true;
    int ceiling = 0;     // the law's; days ≤ ceiling is checked at load
    std::string source;  // "DB 15"
};

// A paper that may be scanned with the application. Never a condition of submitting.
struct Material {
    std::string id;        // "income-proof"
    std::string text_key;  // its name
    std::string help_key;
    int pages = 1;  // usual number of pages
};

// How the scheme stands on the page "what do you need help with" (scheme.toml "choose").
struct Choose {
    int order = 0;          // from the top
    std::string pictogram;  // of kiosk/design/pictograms
    std::string title_key;  // the need in plain words; the legal name stands small beneath it
    std::string hint_key;   // one line more; empty when there is none
};

// Months between two looks at a running case (DB 31): stable circumstances, unstable income or ability to work.
struct ReviewMonths {
    int stable = 12;
    int unstable = 6;
    friend bool operator==(const ReviewMonths&, const ReviewMonths&) = default;
};

struct SchemeParts;  // compiled schema and conditions; inside forms/ only
class SchemeFiles;   // scheme_files.hpp; inside forms/ only

// One version of one scheme. Cheap to move, read-only once loaded, reentrant.
class Scheme {
  public:
    // scheme.toml, form.schema.json, steps.json, texts.*.toml, materials.toml (may be missing) of the folder and
    // ../common/texts.*.toml. A text that one language lacks falls back (text()); one that no language has is
    // MissingText. Bounds of forms_error.hpp. BadScheme, UnknownKeyword, MissingText, TooLarge, BadToml, BadJson or a
    // file error; the detail names the place.
    static Result<Scheme> load(const std::filesystem::path& folder);
    // The same from wherever the files are; for load() and scheme_package.hpp.
    static Result<Scheme> read(SchemeFiles& files, SchemeFiles& common);
    Scheme(Scheme&&) noexcept;
    Scheme& operator=(Scheme&&) noexcept;
    ~Scheme();

    const std::string& id() const;
    std::uint32_t version() const;
    // In the language ("zh_CN" or "en"; anything else: zh_CN).
    std::string name(std::string_view language) const;
    // Words for a key in the language, else in zh_CN, else in en; the key itself in ⟦⟧ when there are none (load makes
    // sure that each used one has some).
    std::string text(std::string_view language, std::string_view key) const;
    // False where text() would give the key back.
    bool has_text(std::string_view key) const;
    // All pages in order, shown or not.
    const std::vector<Page>& pages() const;
    // The page or row page with that id; nullptr when there is none.
    const Page* page(std::string_view id) const;
    // The field; group "" for the top level. nullptr when there is none.
    const Field* field(std::string_view group, std::string_view id) const;
    const std::vector<Deadline>& deadlines() const;
    const ReviewMonths& review_months() const;
    // The rules the scheme follows, in the language as in name().
    const std::vector<std::string>& legal_basis(std::string_view language) const;
    const std::vector<Material>& materials() const;
    // nullptr: not offered on the choosing page.
    const Choose* choose() const;
    // For the other files of forms/.
    const SchemeParts& parts() const { return *parts_; }

  private:
    explicit Scheme(std::unique_ptr<SchemeParts> parts);
    std::unique_ptr<SchemeParts> parts_;
};

// True when the answers to the guide's questions point to this scheme (steps.json "suggested-if"). Errors: those of
// reading the answers.
Result<bool> suggested(const Scheme& scheme, std::string_view guide_answers);
// True when the answers cannot wait for the ordinary procedure (steps.json "urgent-if"). Errors: as suggested().
Result<bool> urgent(const Scheme& scheme, std::string_view answers);

// Names of the scheme folders below a folder (each subfolder with a scheme.toml), sorted.
std::vector<std::string> schemes_in(const std::filesystem::path& folder);

}  // namespace doorstep::forms
