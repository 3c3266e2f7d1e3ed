#include "kiosk/journeys/notices/notice_words.hpp"

#include <algorithm>

#include <QCoreApplication>

#include "base/calendar_date.hpp"
#include "base/clock.hpp"
#include "forms/money.hpp"
#include "kiosk/words/case_steps.hpp"

namespace doorstep::kiosk {
namespace {

const QString of_notice = QStringLiteral("notice/");
const QString of_scheme = QStringLiteral("scheme/");

QString id_of(const wire::PublicNotice& notice) {
    return of_notice + QString::fromLatin1(QByteArray::fromStdString(notice.id()).toHex());
}

QString day_of(std::int64_t ms, const QString& language) {
    return day_words(CalendarDate::legal_day(Instant{ms}), language);
}

std::vector<NoticeEntry> entries_of(wire::NoticeKind kind, const NoticeMakers& makers) {
    std::vector<NoticeEntry> out;
    for (const auto& notice : makers.notices.notices()) {
        // A kind of a newer township stands under the last heading.
        const auto shown_as = wire::NoticeKind_IsValid(notice.kind()) ? notice.kind() : wire::NOTICE_OTHER;
        if (shown_as == kind) {
            const auto title = QString::fromStdString(notice.title());
            out.push_back({id_of(notice), notice.expires_ms() == 0
                                              ? title
                                              : QCoreApplication::translate("NoticeWords", "%1 (until %2)")
                                                    .arg(title, day_of(notice.expires_ms(), makers.language))});
        }
    }
    return out;
}

// Only what has words of its own: the id of a term is nothing to read.
std::vector<const forms::Deadline*> told_terms(const forms::Scheme& scheme) {
    std::vector<const forms::Deadline*> out;
    for (const auto& deadline : scheme.deadlines()) {
        if (scheme.has_text(deadline.text_key)) {
            out.push_back(&deadline);
        }
    }
    return out;
}

NoticeText terms_of(const forms::Scheme& scheme, const QString& language) {
    const auto id = language.toStdString();
    NoticeText text;
    text.title = QString::fromStdString(scheme.name(id));
    for (const auto* term : told_terms(scheme)) {
        const auto days = term_words(term->days, term->working_days);
        text.paragraphs.append(QCoreApplication::translate("NoticeWords", "%1: %2.")
                                   .arg(QString::fromStdString(scheme.text(id, term->text_key)), days) +
                               (term->days == term->ceiling
                                    ? QCoreApplication::translate("NoticeWords", " The rules allow no more.")
                                    : QCoreApplication::translate("NoticeWords", " The rules would allow: %1.")
                                          .arg(term_words(term->ceiling, term->working_days))));
    }
    QStringList rules;
    for (const auto& rule : scheme.legal_basis(id)) {
        rules.append(QString::fromStdString(rule));
    }
    text.source = rules.join(QLatin1Char('\n'));
    return text;
}

NoticeText words_of(const wire::PublicNotice& notice, const QString& language) {
    NoticeText text;
    text.title = QString::fromStdString(notice.title());
    const auto from = day_of(notice.made_ms(), language);
    text.when = notice.expires_ms() == 0
                    ? QCoreApplication::translate("NoticeWords", "Published on %1").arg(from)
                    : QCoreApplication::translate("NoticeWords", "Published on %1, stands here until %2")
                          .arg(from, day_of(notice.expires_ms(), language));
    text.paragraphs = QString::fromStdString(notice.text()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const auto& row : notice.rows()) {
        text.rows.push_back(
            {QString::fromStdString(row.name()),
             row.members() == 1 ? QCoreApplication::translate("NoticeWords", "1 person")
                                : QCoreApplication::translate("NoticeWords", "%1 people").arg(row.members()),
             row.amount_fen() == 0 ? QString()
                                   : QCoreApplication::translate("NoticeWords", "%1 yuan")
                                         .arg(QString::fromStdString(forms::format_yuan(row.amount_fen())))});
    }
    text.names_people = notice.kind() == wire::NOTICE_PUBLICITY || !text.rows.empty();
    return text;
}

}  // namespace

std::vector<NoticeSection> notice_sections(const NoticeMakers& makers) {
    std::vector<NoticeSection> out;
    out.push_back({QCoreApplication::translate("NoticeWords", "Publicity lists of this village"),
                   QCoreApplication::translate(
                       "NoticeWords", "No list is published at the moment. Each one stands here for seven days."),
                   entries_of(wire::NOTICE_PUBLICITY, makers)});
    out.push_back(
        {QCoreApplication::translate("NoticeWords", "Standards in force"),
         QCoreApplication::translate(
             "NoticeWords", "The township has not sent its standards to this station. The clerk can tell you."),
         entries_of(wire::NOTICE_STANDARDS, makers)});
    auto terms = entries_of(wire::NOTICE_TIMES, makers);
    for (const auto* scheme : makers.schemes.offered()) {
        if (!told_terms(*scheme).empty()) {
            terms.push_back({of_scheme + QString::fromStdString(scheme->id()),
                             QString::fromStdString(scheme->name(makers.language.toStdString()))});
        }
    }
    out.push_back({QCoreApplication::translate("NoticeWords", "How long each step takes here"),
                   QCoreApplication::translate("NoticeWords", "This station knows no terms. The clerk can tell you."),
                   std::move(terms)});
    out.push_back(
        {QCoreApplication::translate("NoticeWords", "Other notices"), {}, entries_of(wire::NOTICE_OTHER, makers)});
    std::erase_if(out, [](const auto& section) { return section.entries.empty() && section.empty.isEmpty(); });
    return out;
}

NoticeText notice_text(const QString& id, const NoticeMakers& makers) {
    if (id.startsWith(of_scheme)) {
        const auto* scheme = makers.schemes.newest(id.mid(of_scheme.size()).toStdString());
        return scheme == nullptr ? NoticeText{} : terms_of(*scheme, makers.language);
    }
    for (const auto& notice : makers.notices.notices()) {
        if (id_of(notice) == id) {
            return words_of(notice, makers.language);
        }
    }
    return {};
}

std::int64_t next_expiry_ms(const wire::Notices& notices, std::int64_t now_ms) {
    std::int64_t next = 0;
    for (const auto& notice : notices.notices()) {
        if (notice.expires_ms() > now_ms && (next == 0 || notice.expires_ms() < next)) {
            next = notice.expires_ms();
        }
    }
    return next;
}

}  // namespace doorstep::kiosk
