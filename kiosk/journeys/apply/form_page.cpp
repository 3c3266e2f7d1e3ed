#include "kiosk/journeys/apply/form_page.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/wiped_bytes.hpp"
#include "forms/problem.hpp"
#include "forms/review.hpp"

namespace doorstep::kiosk {

namespace {

QString kind_name(forms::FieldKind kind) {
    switch (kind) {
        case forms::FieldKind::Choice:
        case forms::FieldKind::YesNo:
            return QStringLiteral("choice");
        case forms::FieldKind::Money:
            return QStringLiteral("money");
        case forms::FieldKind::Date:
            return QStringLiteral("date");
        case forms::FieldKind::Number:
        case forms::FieldKind::Phone:
            return QStringLiteral("digits");
        case forms::FieldKind::IdNumber:
            return QStringLiteral("id-number");
        default:
            return QStringLiteral("text");
    }
}

// The value, or a log line and what stands for "nothing": an error here is a fault of ours, never the person's.
template <class T>
T taken(Result<T> result, T otherwise) {
    if (!result) {
        log::error("form: {}", result.error().text());
        return otherwise;
    }
    return *std::move(result);
}

}  // namespace

void FormPage::use(const forms::Scheme& scheme) {
    wipe_all();
    scheme_ = &scheme;
}

void FormPage::set_answers(std::string answers) {
    wipe(answers_);
    answers_ = std::move(answers);
}

void FormPage::prefill(const wire::CardFields& card) {
    set_answers(
        taken(forms::prefill(*scheme_, answers_, {card.name(), card.number(), card.address(), card.read_from_chip()}),
              answers_));
}

void FormPage::go(const forms::Place& place) {
    place_ = place;
    typed_.clear();
    wrong_.clear();
    if (const auto* shown = page()) {
        for (const auto& field : shown->fields) {
            typed_[field.id] = taken(forms::entered(*scheme_, answers_, place_, field.id), std::string());
        }
    }
}

void FormPage::go_first() {
    go(taken(forms::first_place(*scheme_, answers_), forms::Place{}));
}

bool FormPage::go_text(const std::string& text) {
    auto place = forms::parse_place(*scheme_, text);
    if (!place || place->row >= rows_of(place->page) + 1) {
        return false;
    }
    go(*place);
    return true;
}

void FormPage::enter(const std::string& field, const std::string& typed) {
    typed_[field] = typed;
    wrong_.erase(field);
}

bool FormPage::check() {
    wrong_.clear();
    const auto* shown = page();
    if (shown == nullptr) {
        return true;
    }
    for (const auto& field : shown->fields) {
        auto entered = forms::enter(*scheme_, answers_, place_, field.id, typed_[field.id]);
        if (!entered) {
            log::error("form: {}", entered.error().text());
        } else if (entered->problem) {
            wrong_[field.id] = entered->text_key;
        } else {
            set_answers(std::move(entered->answers));
        }
    }
    if (!wrong_.empty()) {
        return false;
    }
    const auto findings = taken(forms::validate_page(*scheme_, answers_, place_), {});
    for (const auto& finding : findings) {
        wrong_[finding.field] = finding.text_key;
    }
    return findings.empty();
}

std::optional<forms::Place> FormPage::next() const {
    return taken(forms::next_place(*scheme_, answers_, place_), std::optional<forms::Place>{});
}

std::optional<forms::Place> FormPage::previous() const {
    return taken(forms::previous_place(*scheme_, answers_, place_), std::optional<forms::Place>{});
}

int FormPage::rows_of(const std::string& page) const {
    const auto* shown = scheme_->page(page);
    return shown == nullptr || shown->group.empty() ? 0 : taken(forms::row_count(answers_, shown->group), 0);
}

void FormPage::open_row(int row) {
    const forms::Place overview{place_.page, -1, {}};
    auto place = forms::row_place(*scheme_, answers_, overview, row);
    if (place) {
        go(*place);
    } else {
        log::error("form: {}", place.error().text());
    }
}

void FormPage::remove_row(int row) {
    const auto* shown = scheme_->page(place_.page);
    if (shown != nullptr) {
        set_answers(taken(forms::remove_row(answers_, shown->group, row), answers_));
    }
    wrong_.clear();
}

QString FormPage::title(const std::string& language) const {
    const auto* shown = page();
    return shown == nullptr ? QString() : QString::fromStdString(scheme_->text(language, shown->title_key));
}

QString FormPage::help(const std::string& language) const {
    const auto* shown = page();
    return shown == nullptr || shown->help_key.empty()
               ? QString()
               : QString::fromStdString(scheme_->text(language, shown->help_key));
}

bool FormPage::sensitive() const {
    const auto* shown = page();
    return shown != nullptr && std::any_of(shown->fields.begin(), shown->fields.end(),
                                           [](const forms::Field& field) { return field.sensitive; });
}

forms::Progress FormPage::progress() const {
    return taken(forms::progress(*scheme_, answers_, place_), forms::Progress{});
}

QVariantList FormPage::fields(const std::string& language) const {
    QVariantList list;
    const auto* shown = page();
    if (shown == nullptr) {
        return list;
    }
    const auto words = [&](const std::string& key) {
        return key.empty() ? QString() : QString::fromStdString(scheme_->text(language, key));
    };
    for (const auto& field : shown->fields) {
        QVariantList options;
        for (const auto& option : field.options) {
            options.append(
                QVariantMap{{"value", QString::fromStdString(option.value)}, {"text", words(option.text_key)}});
        }
        const auto wrong = wrong_.find(field.id);
        const auto typed = typed_.find(field.id);
        list.append(QVariantMap{
            {"id", QString::fromStdString(field.id)},
            {"kind", kind_name(field.kind)},
            {"label", words(field.label_key)},
            {"help", words(field.help_key)},
            {"value", typed == typed_.end() ? QString() : QString::fromStdString(typed->second)},
            {"error", wrong == wrong_.end() ? QString() : words(wrong->second)},
            {"longest", static_cast<int>(field.longest == 0 ? 200 : field.longest)},
            {"sensitive", field.sensitive},
            {"options", options},
        });
    }
    return list;
}

QVariantList FormPage::row_lines(const std::string& language) const {
    QVariantList list;
    const auto* shown = page();
    if (shown == nullptr || shown->kind != forms::PageKind::Rows) {
        return list;
    }
    for (int row = 0; row < rows(); ++row) {
        list.append(QVariantMap{
            {"row", row},
            {"line", QString::fromStdString(
                         taken(forms::row_line(*scheme_, answers_, shown->group, row, language), std::string()))}});
    }
    return list;
}

QString FormPage::add_text(const std::string& language) const {
    const auto* shown = page();
    const auto key = shown == nullptr ? std::string() : shown->add_key;
    return key.empty() ? QString() : QString::fromStdString(scheme_->text(language, key));
}

bool FormPage::more_rows() const {
    const auto* shown = page();
    return shown != nullptr && (shown->most_rows == 0 || static_cast<std::size_t>(rows()) < shown->most_rows);
}

bool FormPage::enough_rows() const {
    const auto* shown = page();
    return shown == nullptr || static_cast<std::size_t>(rows()) >= shown->fewest_rows;
}

void FormPage::wipe_all() {
    set_answers(std::string(forms::no_answers));
    for (auto& [field, text] : typed_) {
        wipe(text);
    }
    typed_.clear();
    wrong_.clear();
    place_ = {};
}

}  // namespace doorstep::kiosk
