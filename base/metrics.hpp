// Figures for monitoring, as Prometheus text (https://prometheus.io/docs/instrumenting/exposition_formats/, version
// 0.0.4): a name once with its help, then a line a value. Never anything personal.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep {

class Metrics {
  public:
    // Names begin so, e.g. "doorstep_agent".
    explicit Metrics(std::string prefix) : prefix_(std::move(prefix)) {}
    // A value of now. Units stand in the name: "oldest_unsent_seconds". With `label` several of one name, told apart by
    // it: gauge("items", "…", 3, "state", "sealed"); the values of one name follow each other.
    void gauge(std::string_view name, std::string_view help, double value, std::string_view label = {},
               std::string_view label_value = {});
    const std::string& text() const { return text_; }

  private:
    std::string prefix_;
    std::string text_;
    std::set<std::string, std::less<>> helped_;
};

// For a collector that reads files (node_exporter's textfile): the whole text or the one before, readable for all.
// Errors of write_file_atomically.
Status write_metrics(const std::filesystem::path& file, std::string_view text);

}  // namespace doorstep
