// The papers scanned for one application or letter: pictures in RAM, verdicts, part numbers. Thread-bound.
#pragma once

#include <string>
#include <vector>

#include <QByteArray>
#include <QVariantList>

#include "protocol/messages/hub.pb.h"

namespace doorstep::kiosk {

class ScannedPages {
  public:
    struct Page {
        std::uint32_t number = 0;  // part number of the original; the straightened one is number + 1
        QByteArray picture;        // JPEG
        std::vector<wire::PageReason> reasons;
        wire::ScannedPage scanned;  // where the hub left it
        bool kept = false;          // the agent has it
        bool lost = false;          // the agent could not take it
    };
    // Adds the page, or replaces `instead_of` (a part number; 0: none). Answers its part number; 0 when there are
    // already as many as a submission takes.
    std::uint32_t add(const wire::ScannedPage& page, std::uint32_t instead_of);
    // A page of a resumed draft, with the bytes of its picture; told again, the later picture is shown.
    void restore(std::uint32_t number, const std::string& picture);
    void set_kept(std::uint32_t number);
    // All must go to the agent anew: their draft was thrown away.
    void set_unkept();
    // Said on the page until it is kept, scanned again or removed.
    void set_lost(std::uint32_t number);
    // The first page that the agent does not have; nullptr when it has all.
    const Page* unkept() const;
    // nullptr when there is no such page.
    const Page* find(std::uint32_t number) const;
    void remove(std::uint32_t number);
    void clear();
    std::size_t size() const { return pages_.size(); }
    // {number, picture, good, reasons: [words], caption}
    QVariantList list() const;

  private:
    std::vector<Page> pages_;
};

}  // namespace doorstep::kiosk
