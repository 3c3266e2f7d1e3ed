// Who beside the applicant must authorize the economic-status check: one line a person, never a condition of handing in
// (SECURITY 29). Thread-bound.
#pragma once

#include <string>
#include <vector>

#include <QVariantList>

#include "forms/review.hpp"
#include "kiosk/session/consents.hpp"

namespace doorstep::kiosk {

class Signing {
  public:
    // Who must sign with these answers; a person without a record gets an outstanding one.
    void refresh(const forms::Scheme& scheme, const std::string& answers, Consents& consents,
                 const forms::ShownNotice& shown);
    // Name of the applicant, who is not here: whom somebody acts for signs as well, where the form asks for the check.
    // Empty: the applicant is here.
    void set_absent(const std::string& name) { absent_ = name; }
    // Row `row` of `group` is about to be removed: it and those behind it get other numbers, so what was printed,
    // signed or refused under the old ones is outstanding again. Answers the part numbers of sheets that count no more.
    struct Row {
        std::string group;
        int row = 0;
    };
    std::vector<std::uint32_t> row_goes(const forms::Scheme& scheme, const std::string& answers, const Row& gone,
                                        Consents& consents, const forms::ShownNotice& shown);
    bool nobody() const { return people_.empty(); }
    std::size_t size() const { return people_.size(); }
    const forms::PersonToSign& person(std::size_t index) const { return people_.at(index); }
    // Part number of that person's signed sheet.
    std::uint32_t part_number(std::size_t index) const;
    // {index, name (masked), state: "outstanding" | "printed" | "signed" | "refused", words}
    QVariantList list(const Consents& consents) const;
    QVariantMap line(std::size_t index, const Consents& consents) const;
    void clear() {
        people_.clear();
        absent_.clear();
    }

  private:
    void add_absent(const Consents& consents);
    std::string absent_;
    std::vector<forms::PersonToSign> people_;
};

}  // namespace doorstep::kiosk
