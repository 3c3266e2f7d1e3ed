#include "forms/scheme_lint.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "forms/case_states.hpp"
#include "forms/scheme_parts.hpp"
#include "forms/value_check.hpp"

namespace doorstep::forms {
namespace {

class Lint {
  public:
    Lint(const Scheme& scheme, const Notices& notices, const Scheme* guide)
        : parts_(scheme.parts()), ids_(notices.ids()), guide_(guide) {}

    std::vector<std::string> run() {
        for (const auto& [from, field] : parts_.card) {
            asked_.insert(field);
        }
        for (const auto& page : parts_.pages) {
            look_at_page(page);
        }
        for (const auto& path : parts_.field_order) {
            if (asked_.count(path) == 0) {
                say("field {}: no page asks it and no card gives it", path);
            }
        }
        for (const auto& deadline : parts_.deadlines) {
            look_at_deadline(deadline);
        }
        look_at_points();
        look_at_texts();
        return std::move(found_);
    }

  private:
    template <class... Args>
    void say(fmt::format_string<Args...> words, Args&&... args) {
        found_.push_back(fmt::format(words, std::forward<Args>(args)...));
    }

    void look_at_deadline(const Deadline& deadline) {
        for (const auto& state : deadline.until) {
            say_if_no_state(deadline.id, state);
        }
        say_if_no_state(deadline.id, deadline.from);
        if (!has_text(parts_, deadline.text_key)) {
            say("text {}: missing", deadline.text_key);
        }
    }

    void say_if_no_state(const std::string& deadline, const std::string& state) {
        if (!parse_case_state(state)) {
            say("deadline {}: {} is no case state", deadline, state);
        }
    }

    void look_at_page(const Page& page) {
        look_at_condition(page, parts_.conditions.at(page.id));
        const bool conditional = parts_.conditions.at(page.id).kind != Condition::Kind::Always;
        for (const auto& field : page.fields) {
            const auto path = field_path(field.group, field.id);
            const bool from_card = asked_.count(path) > 0;
            if (conditional && parts_.fields.at(path).required_by_schema && !from_card) {
                say("page {}: {} is required by the schema but the page may be hidden", page.id, field.id);
            }
            asked_.insert(path);
        }
        if (page.kind == PageKind::Notice && !std::binary_search(ids_.begin(), ids_.end(), page.notice)) {
            say("page {}: there is no notice {}", page.id, page.notice);
        }
        if (page.kind == PageKind::Rows && parts_.row_title.count(page.group) == 0) {
            say("group {}: no row-title", page.group);
        }
        for (const auto& row_page : page.row_pages) {
            look_at_page(row_page);
        }
    }

    // What leads to this scheme, and what makes it urgent: over fields that exist, with values that they can have.
    void look_at_points() {
        if (parts_.suggested_if && guide_ == nullptr) {
            say("suggested-if: there is no guide to ask");
        } else if (parts_.suggested_if) {
            look_at_fields("suggested-if", *parts_.suggested_if, guide_->parts());
        }
        if (parts_.urgent_if) {
            look_at_fields("urgent-if", *parts_.urgent_if, parts_);
        }
    }

    void look_at_fields(std::string_view what, const Condition& condition, const SchemeParts& form) {
        const auto spec = form.fields.find(condition.field);
        if (!condition.field.empty() && spec == form.fields.end()) {
            say("{}: {} does not exist in the form of {}", what, condition.field, form.id);
        }
        for (const auto& value : condition.values) {
            if (spec != form.fields.end() && check_value(spec->second, value)) {
                say("{}: {} can never be {}", what, condition.field, value.dump());
            }
        }
        for (const auto& inner : condition.inner) {
            look_at_fields(what, inner, form);
        }
    }

    void look_at_condition(const Page& page, const Condition& condition) {
        if (!condition.field.empty()) {
            const bool top = condition.field.front() == '/';
            const auto path =
                top ? condition.field.substr(1) : field_path(page.row_pages.empty() ? page.group : "", condition.field);
            const auto spec = parts_.fields.find(path);
            if (spec == parts_.fields.end()) {
                say("page {}: visible-if looks at {}, which does not exist", page.id, path);
            } else if (asked_.count(path) == 0) {
                say("page {}: visible-if looks at {}, which is asked later: the page cannot be reached", page.id, path);
            } else if (condition.kind == Condition::Kind::OneOf) {
                look_at_values(page, condition, spec->second);
            }
        }
        for (const auto& inner : condition.inner) {
            look_at_condition(page, inner);
        }
    }

    void look_at_values(const Page& page, const Condition& condition, const FieldSpec& spec) {
        for (const auto& value : condition.values) {
            if (check_value(spec, value)) {
                say("page {}: {} can never be {}: the page cannot be reached", page.id, spec.field.id, value.dump());
            }
        }
    }

    // All keys that a scheme may use; others are left-overs or typing errors.
    std::set<std::string> used_keys() const {
        std::set<std::string> used = {"units.yuan",  "review.unanswered", "choose.title",
                                      "choose.hint", "done.note",         "done.urgent"};
        const auto add = [&used](const Page& page) {
            used.insert("pages." + page.id + ".title");
            used.insert("pages." + page.id + ".help");
        };
        for (const auto& page : parts_.pages) {
            add(page);
            std::for_each(page.row_pages.begin(), page.row_pages.end(), add);
            used.insert("groups." + page.group + ".row");
            used.insert("groups." + page.group + ".add");
        }
        for (const auto& [path, spec] : parts_.fields) {
            used.insert(spec.field.label_key);
            used.insert(spec.field.help_key);
            for (const auto& option : spec.field.options) {
                used.insert(option.text_key);
            }
            for (const auto problem : all_problems()) {
                used.insert(problem_key(parts_, path, problem));
            }
        }
        for (const auto& sum : parts_.sums) {
            used.insert(sum.label_key);
        }
        for (const auto& deadline : parts_.deadlines) {
            used.insert(deadline.text_key);
        }
        for (const auto& material : parts_.materials) {
            used.insert(material.text_key);
            used.insert(material.help_key);
        }
        return used;
    }

    void look_at_texts() {
        const auto used = used_keys();
        for (const auto problem : all_problems()) {
            const auto key = "problems." + std::string(problem_id(problem));
            if (!has_text(parts_, key)) {
                say("text {}: missing", key);
            }
        }
        for (const char* key : {"units.yuan", "review.unanswered"}) {
            if (!has_text(parts_, key)) {
                say("text {}: missing", key);
            }
        }
        for (const auto& what : parts_.missing) {
            say("scheme.toml: {} is missing", what);
        }
        for (const auto& key : parts_.own_texts) {
            const bool shared = key.rfind("options.", 0) == 0 || key.rfind("problems.", 0) == 0;
            if (!shared && used.count(key) == 0) {
                say("text {}: nothing uses it", key);
            }
        }
        for (const auto& [language, texts] : parts_.texts) {
            look_at_language(language, texts, used);
        }
    }

    // Each text by itself, so that a translator sees what is left to do. It falls back to another language meanwhile.
    void look_at_language(const std::string& language, const Texts& texts, const std::set<std::string>& used) {
        std::set<std::string> wanted = parts_.own_texts;
        wanted.insert(used.begin(), used.end());
        for (const auto& key : wanted) {
            if (has_text(parts_, key) && texts.count(key) == 0) {
                say("text {}: missing in {}", key, language);
            }
        }
    }

    const SchemeParts& parts_;
    std::vector<std::string> ids_;
    const Scheme* guide_;
    std::set<std::string> asked_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> lint(const Scheme& scheme, const Notices& notices, const Scheme* guide) {
    return Lint(scheme, notices, guide).run();
}

}  // namespace doorstep::forms
