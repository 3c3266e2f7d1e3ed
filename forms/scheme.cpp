#include "forms/scheme.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/toml.hpp"
#include "forms/scheme_files.hpp"
#include "forms/scheme_parts.hpp"
#include "forms/shown_answers.hpp"

namespace doorstep::forms {
namespace {

constexpr std::string_view languages[] = {"zh_CN", "en"};

Error bad(std::string_view file, std::string_view why) {
    return {FormsError::BadScheme, fmt::format("{}: {}", file, why)};
}

Status flatten(const toml::table& table, const std::string& prefix, std::string_view file, Texts& out) {
    for (const auto& [key, value] : table) {
        const std::string path = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
        if (const auto* inner = value.as_table()) {
            DOORSTEP_CHECK(flatten(*inner, path, file, out));
        } else if (const auto text = value.value_exact<std::string>(); text && !text->empty()) {
            out[path] = *text;
        } else {
            return bad(file, fmt::format("{} must be a text", path));
        }
    }
    return {};
}

Status read_texts(SchemeFiles& common, SchemeFiles& files, SchemeParts& parts) {
    for (const auto language : languages) {
        const std::string name = fmt::format("texts.{}.toml", language);
        Texts& texts = parts.texts[std::string(language)];
        if (common.has(name)) {
            DOORSTEP_TRY(const auto shared, common.read_toml(name));
            DOORSTEP_CHECK(flatten(shared, "", "common/" + name, texts));
        }
        DOORSTEP_TRY(const auto table, files.read_toml(name));
        Texts own;
        DOORSTEP_CHECK(flatten(table, "", name, own));
        for (auto& [key, words] : own) {
            parts.own_texts.insert(key);
            texts.insert_or_assign(key, std::move(words));
        }
    }
    return {};
}

Result<Deadline> read_deadline(const toml::table& table) {
    Deadline out;
    out.id = table["id"].value_or(std::string());
    out.from = table["from"].value_or(std::string());
    out.days = table["days"].value_or(-1);
    out.ceiling = table["ceiling"].value_or(-1);
    out.source = table["source"].value_or(std::string());
    out.text_key = "deadlines." + out.id;
    if (const auto* states = table["until"].as_array()) {
        for (const auto& state : *states) {
            out.until.push_back(state.value_or(std::string()));
        }
    }
    const auto unit = table["unit"].value_or(std::string());
    out.working_days = unit == "working";
    if (out.id.empty() || out.from.empty() || out.source.empty() || (unit != "working" && unit != "calendar")) {
        return bad("scheme.toml", "a deadline needs id, from, days, unit (working or calendar), ceiling, source");
    }
    if (out.days < 0 || out.days > out.ceiling || out.ceiling > 1000) {
        return bad("scheme.toml", fmt::format("deadline {}: days must be from 0 to the ceiling", out.id));
    }
    return out;
}

Status only_known_keys(const toml::table& table) {
    for (const auto& [key, value] : table) {
        static constexpr std::string_view known[] = {"id",           "version",   "name",  "legal_basis",
                                                     "review_cycle", "deadlines", "choose"};
        if (std::find(std::begin(known), std::end(known), key.str()) == std::end(known)) {
            return bad("scheme.toml", fmt::format("unknown word {}", key.str()));
        }
    }
    return {};
}

// The words of that language, or of another one; what is missing is kept for whoever checks the scheme.
Result<std::string> in_language(const toml::table& words, std::string_view language, const std::string& what,
                                SchemeParts& parts) {
    auto own = words[language].value_or(std::string());
    if (!own.empty()) {
        return own;
    }
    parts.missing.push_back(fmt::format("{}.{}", what, language));
    for (const auto other : languages) {
        if (auto text = words[other].value_or(std::string()); !text.empty()) {
            return text;
        }
    }
    return Error(FormsError::MissingText, fmt::format("scheme.toml: {}", what));
}

Status read_law(const toml::table& table, SchemeParts& parts) {
    const auto* list = table["legal_basis"].as_array();
    for (const auto language : languages) {
        auto& rules = parts.legal_basis[std::string(language)];
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto* rule = list->get(i)->as_table();
            static const toml::table none;
            DOORSTEP_TRY(auto words, in_language(rule != nullptr ? *rule : none, language,
                                                 fmt::format("legal_basis {}", i + 1), parts));
            rules.push_back(std::move(words));
        }
    }
    parts.review.stable = table["review_cycle"]["stable_months"].value_or(parts.review.stable);
    parts.review.unstable = table["review_cycle"]["unstable_months"].value_or(parts.review.unstable);
    const bool right =
        parts.review.unstable >= 1 && parts.review.stable >= parts.review.unstable && parts.review.stable <= 12;
    return right ? Status{} : Status(bad("scheme.toml", "review_cycle: 1 ≤ unstable ≤ stable ≤ 12 months"));
}

Status read_head(const toml::table& table, SchemeParts& parts) {
    parts.id = table["id"].value_or(std::string());
    const auto version = table["version"].value_or(std::int64_t{0});
    if (parts.id.empty() || version < 1 || version > 1'000'000) {
        return bad("scheme.toml", "id and version (from 1) are needed");
    }
    parts.version = static_cast<std::uint32_t>(version);
    DOORSTEP_CHECK(only_known_keys(table));
    DOORSTEP_CHECK(read_law(table, parts));
    static const toml::table none;
    const auto* names = table["name"].as_table();
    for (const auto language : languages) {
        DOORSTEP_TRY(parts.names[std::string(language)],
                     in_language(names != nullptr ? *names : none, language, "name", parts));
    }
    if (const auto* list = table["deadlines"].as_array()) {
        for (const auto& item : *list) {
            if (!item.is_table()) {
                return bad("scheme.toml", "deadlines must be tables");
            }
            DOORSTEP_TRY(auto deadline, read_deadline(*item.as_table()));
            parts.deadlines.push_back(std::move(deadline));
        }
    }
    return {};
}

// Behind the texts: the choosing page needs words.
Status read_choose(const toml::table& head, SchemeParts& parts) {
    if (!head.contains("choose")) {
        return {};
    }
    Choose choose;
    choose.order = head["choose"]["order"].value_or(0);
    choose.pictogram = head["choose"]["pictogram"].value_or(std::string("apply"));
    choose.title_key = "choose.title";
    choose.hint_key = has_text(parts, "choose.hint") ? "choose.hint" : "";
    if (choose.order < 1 || choose.order > 1000) {
        return bad("scheme.toml", "choose: order from 1 to 1000 is needed");
    }
    if (!has_text(parts, choose.title_key)) {
        return Error(FormsError::MissingText, choose.title_key);
    }
    parts.choose = std::move(choose);
    return {};
}

Status read_materials(SchemeFiles& files, SchemeParts& parts) {
    if (!files.has("materials.toml")) {
        return {};  // nothing is asked for
    }
    DOORSTEP_TRY(const auto table, files.read_toml("materials.toml"));
    const auto* list = table["materials"].as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto* item = list->get(i)->as_table();
        Material material;
        material.id = item != nullptr ? (*item)["id"].value_or(std::string()) : std::string();
        material.pages = item != nullptr ? (*item)["pages"].value_or(1) : 1;
        material.text_key = "materials." + material.id + ".name";
        material.help_key = "materials." + material.id + ".help";
        if (material.id.empty() || material.pages < 1 || material.pages > 50) {
            return bad("materials.toml", "each needs an id and 1 to 50 pages");
        }
        if (!has_text(parts, material.text_key)) {
            return Error(FormsError::MissingText, material.text_key);
        }
        if (!has_text(parts, material.help_key)) {
            material.help_key.clear();
        }
        parts.materials.push_back(std::move(material));
    }
    return {};
}

std::string_view known_language(std::string_view language) {
    return language == "en" ? "en" : "zh_CN";
}

}  // namespace

std::string field_path(std::string_view group, std::string_view id) {
    return group.empty() ? std::string(id) : std::string(group) + "/" + std::string(id);
}

std::string dotted(std::string_view path) {
    std::string out(path);
    std::replace(out.begin(), out.end(), '/', '.');
    return out;
}

bool has_text(const SchemeParts& parts, std::string_view key) {
    return std::any_of(parts.texts.begin(), parts.texts.end(),
                       [key](const auto& language) { return language.second.find(key) != language.second.end(); });
}

const Page* find_page(const SchemeParts& parts, std::string_view id) {
    for (const auto& page : parts.pages) {
        if (page.id == id) {
            return &page;
        }
        for (const auto& row_page : page.row_pages) {
            if (row_page.id == id) {
                return &row_page;
            }
        }
    }
    return nullptr;
}

Result<Scheme> Scheme::load(const std::filesystem::path& folder) {
    SchemeFiles files(folder);
    SchemeFiles common(folder / ".." / "common");
    auto scheme = read(files, common);
    return scheme ? std::move(scheme) : Result<Scheme>(scheme.error().with_context(folder.filename().string()));
}

Result<Scheme> Scheme::read(SchemeFiles& files, SchemeFiles& common) {
    auto parts = std::make_unique<SchemeParts>();
    DOORSTEP_TRY(const auto head, files.read_toml("scheme.toml"));
    DOORSTEP_CHECK(read_head(head, *parts));
    DOORSTEP_CHECK(read_texts(common, files, *parts));
    DOORSTEP_CHECK(read_choose(head, *parts));
    DOORSTEP_TRY(const auto schema, files.read_json("form.schema.json"));
    DOORSTEP_CHECK(read_schema(schema, *parts));
    DOORSTEP_TRY(const auto steps, files.read_json("steps.json"));
    DOORSTEP_CHECK(read_steps(steps, *parts));
    DOORSTEP_CHECK(read_materials(files, *parts));
    return Scheme(std::move(parts));
}

Scheme::Scheme(std::unique_ptr<SchemeParts> parts) : parts_(std::move(parts)) {}
Scheme::Scheme(Scheme&&) noexcept = default;
Scheme& Scheme::operator=(Scheme&&) noexcept = default;
Scheme::~Scheme() = default;

const std::string& Scheme::id() const {
    return parts_->id;
}

std::uint32_t Scheme::version() const {
    return parts_->version;
}

std::string Scheme::name(std::string_view language) const {
    return parts_->names.find(known_language(language))->second;
}

std::string Scheme::text(std::string_view language, std::string_view key) const {
    for (const auto one : {known_language(language), languages[0], languages[1]}) {
        const auto& texts = parts_->texts.at(std::string(one));
        if (const auto found = texts.find(key); found != texts.end()) {
            return found->second;
        }
    }
    return "⟦" + std::string(key) + "⟧";
}

bool Scheme::has_text(std::string_view key) const {
    return forms::has_text(*parts_, key);
}

const std::vector<Page>& Scheme::pages() const {
    return parts_->pages;
}

const Page* Scheme::page(std::string_view id) const {
    return find_page(*parts_, id);
}

const Field* Scheme::field(std::string_view group, std::string_view id) const {
    const auto found = parts_->fields.find(field_path(group, id));
    return found == parts_->fields.end() ? nullptr : &found->second.field;
}

const std::vector<Deadline>& Scheme::deadlines() const {
    return parts_->deadlines;
}

const ReviewMonths& Scheme::review_months() const {
    return parts_->review;
}

const std::vector<std::string>& Scheme::legal_basis(std::string_view language) const {
    return parts_->legal_basis.at(std::string(known_language(language)));
}

const std::vector<Material>& Scheme::materials() const {
    return parts_->materials;
}

const Choose* Scheme::choose() const {
    return parts_->choose ? &*parts_->choose : nullptr;
}

Result<bool> suggested(const Scheme& scheme, std::string_view guide_answers) {
    DOORSTEP_TRY(const auto answers, parse_object(guide_answers));
    const auto& condition = scheme.parts().suggested_if;
    return condition && holds(*condition, Scope{answers});
}

Result<bool> urgent(const Scheme& scheme, std::string_view answers) {
    DOORSTEP_TRY(const auto shown, shown_answers(scheme.parts(), answers));
    const auto& condition = scheme.parts().urgent_if;
    return condition && holds(*condition, Scope{shown});
}

std::vector<std::string> schemes_in(const std::filesystem::path& folder) {
    std::vector<std::string> ids;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (std::filesystem::exists(entry.path() / "scheme.toml", failed)) {
            ids.push_back(entry.path().filename().string());
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace doorstep::forms
