#include "kiosk/session/scanned_pages.hpp"

#include <algorithm>

#include <QCoreApplication>

#include "base/log.hpp"
#include "kiosk/backend/rpc_link.hpp"
#include "kiosk/backend/spool.hpp"
#include "kiosk/session/draft.hpp"
#include "kiosk/session/scan_desk.hpp"
#include "kiosk/words/case_words.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {

std::uint32_t ScannedPages::add(const wire::ScannedPage& scanned, std::uint32_t instead_of) {
    auto found = std::find_if(pages_.begin(), pages_.end(), [&](const Page& p) { return p.number == instead_of; });
    if (found == pages_.end()) {
        if (pages_.size() >= part::most_pages) {
            return 0;
        }
        const auto number = pages_.empty() ? part::first_page : pages_.back().number + 2;
        pages_.push_back({number, {}, {}, {}, false, false});
        found = std::prev(pages_.end());
    }
    found->kept = false;
    found->lost = false;
    found->scanned = scanned;
    found->reasons.clear();
    for (const auto reason : scanned.reasons()) {
        if (reason != wire::PAGE_OK) {
            found->reasons.push_back(static_cast<wire::PageReason>(reason));
        }
    }
    const auto& file = file_of(scanned);
    if (const auto bytes = read_spool(file)) {
        found->picture =
            QByteArray(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
    } else {
        log::error("scanned page: {}", bytes.error().text());
    }
    return found->number;
}

void ScannedPages::restore(std::uint32_t number, const std::string& picture) {
    const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const Page& p) { return p.number == number; });
    if (found != pages_.end()) {
        found->picture = QByteArray::fromStdString(picture);
    } else {
        pages_.push_back({number, QByteArray::fromStdString(picture), {}, {}, true, false});
    }
}

void ScannedPages::set_kept(std::uint32_t number) {
    for (auto& page : pages_) {
        page.kept = page.kept || page.number == number;
        page.lost = page.lost && page.number != number;
    }
}

void ScannedPages::set_unkept() {
    for (auto& page : pages_) {
        page.kept = false;
    }
}

void ScannedPages::set_lost(std::uint32_t number) {
    for (auto& page : pages_) {
        page.lost = page.lost || page.number == number;
    }
}

const ScannedPages::Page* ScannedPages::unkept() const {
    const auto found = std::find_if(pages_.begin(), pages_.end(), [](const Page& page) { return !page.kept; });
    return found == pages_.end() ? nullptr : &*found;
}

const ScannedPages::Page* ScannedPages::find(std::uint32_t number) const {
    const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const Page& p) { return p.number == number; });
    return found == pages_.end() ? nullptr : &*found;
}

void ScannedPages::remove(std::uint32_t number) {
    std::erase_if(pages_, [&](const Page& page) { return page.number == number; });
}

void ScannedPages::clear() {
    for (auto& page : pages_) {
        page.picture.fill('\0');
    }
    pages_.clear();
}

QVariantList ScannedPages::list() const {
    QVariantList list;
    int index = 0;
    for (const auto& page : pages_) {
        QStringList reasons;
        for (const auto reason : page.reasons) {
            reasons.append(page_reason_words(reason));
        }
        if (page.lost) {
            reasons.append(fault_words(fault_of(wire::FAULT_SPOOL_MISMATCH)).sentence);
        }
        ++index;
        list.append(QVariantMap{{"number", page.number},
                                {"picture", page.picture},
                                {"good", reasons.empty()},
                                {"reasons", reasons},
                                {"caption", QCoreApplication::translate("Apply", "Page %1").arg(index)}});
    }
    return list;
}

}  // namespace doorstep::kiosk
