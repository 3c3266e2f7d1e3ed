// Figures of one measurement and how they are told: a table, then a line a goal (`./dev bench`).
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace doorstep::bench {

// Milliseconds of repeated runs.
class Samples {
  public:
    void add(double milliseconds) { values_.push_back(milliseconds); }
    // Runs it and adds the time it took.
    void time(const std::function<void()>& work);
    // Value below which that share (0 … 1) of the samples lies; 0 without samples.
    double quantile(double share) const;
    double median() const { return quantile(0.5); }
    double p95() const { return quantile(0.95); }
    // The newest; 0 without samples.
    double last() const { return values_.empty() ? 0 : values_.back(); }
    std::size_t size() const { return values_.size(); }

  private:
    std::vector<double> values_;
};

// The head of a table of print_row() lines: the unit of its figures, and which quantile stands last.
void print_head(const std::string& middle = "median ms", const std::string& last = "p95 ms");
// One line of the table.
void print_row(const std::string& what, const Samples& samples);

// Counts goals; a missed one is shown, never hidden.
class Goals {
  public:
    // "goal NAME: FIGURE (≤ BOUND) met|missed"
    void at_most(const std::string& name, double figure, double bound, const std::string& unit);
    // "goal NAME: FIGURE (≥ BOUND) met|missed"
    void at_least(const std::string& name, double figure, double bound, const std::string& unit);
    // "goal NAME: not measured: WHY missed"; for a figure that this machine does not show.
    void not_measured(const std::string& name, const std::string& why);
    // Prints "N met, N missed"; the exit status is 0 either way: a machine's noise is no defect.
    int finish() const;

  private:
    void judge(bool met, const std::string& name, double figure, const char* relation, double bound,
               const std::string& unit);
    int met_ = 0;
    int missed_ = 0;
};

}  // namespace doorstep::bench
