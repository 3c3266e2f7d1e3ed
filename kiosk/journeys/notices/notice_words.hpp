// What everybody may read here, put under its headings: the township's notices, and how long each step of each scheme
// takes by the scheme's own terms.
#pragma once

#include <cstdint>
#include <vector>

#include <QString>
#include <QStringList>

#include "forms/scheme_library.hpp"
#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

// One thing to read, as it stands on the list.
struct NoticeEntry {
    QString id;     // "notice/<hex>" or "scheme/<id>"
    QString title;  // with the day until which it stands, where there is one
};

// One heading of the list.
struct NoticeSection {
    QString heading;
    QString empty;  // what is said when there are no entries; empty: the heading is left out then
    std::vector<NoticeEntry> entries;
};

struct NoticeRow {
    QString name;
    QString members;  // "3 people"
    QString amount;   // "1,200 yuan"; empty: not told
};

// One of them, opened.
struct NoticeText {
    QString title;
    QString when;  // from when until when it stands; empty for a scheme's terms
    QStringList paragraphs;
    std::vector<NoticeRow> rows;
    QString source;             // the rules it follows, small; empty when it names none
    bool names_people = false;  // said aloud only when the person agrees (SECURITY 27)
};

// What the words are made of. The agent lists no notice that has expired by the township's time; the clock of the
// machine is not asked (SECURITY 19).
struct NoticeMakers {
    const wire::Notices& notices;
    const forms::SchemeLibrary& schemes;
    QString language;  // "en", "zh_CN"
};

// Reentrant. In the order of the page: publicity lists, standards, terms, other notices.
std::vector<NoticeSection> notice_sections(const NoticeMakers& makers);
// Reentrant. Nothing has that id any more: no title.
NoticeText notice_text(const QString& id, const NoticeMakers& makers);
// When the next of them expires after that time; 0: none does.
std::int64_t next_expiry_ms(const wire::Notices& notices, std::int64_t now_ms);

}  // namespace doorstep::kiosk
