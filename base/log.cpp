#include "base/log.hpp"

#include <cstdlib>
#include <deque>
#include <mutex>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/log_tail.hpp"
#include "base/masking.hpp"

namespace doorstep::log {
namespace {

spdlog::level::level_enum spd_level(Level level) {
    switch (level) {
        case Level::Debug:
            return spdlog::level::debug;
        case Level::Info:
            return spdlog::level::info;
        case Level::Warning:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

// Nothing is kept that was not masked.
class TailSink : public spdlog::sinks::base_sink<std::mutex> {
  public:
    std::vector<std::string> lines() {
        const std::lock_guard lock(mutex_);
        return {lines_.begin(), lines_.end()};
    }

  protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t text;
        formatter_->format(message, text);
        std::string_view line(text.data(), text.size());
        while (line.ends_with('\n')) {
            line.remove_suffix(1);
        }
        lines_.push_back(mask_line(line.substr(0, longest_tail_line)));
        if (lines_.size() > tail_lines) {
            lines_.pop_front();
        }
    }
    void flush_() override {}

  private:
    std::deque<std::string> lines_;
};

const std::shared_ptr<TailSink>& tail_sink() {
    static const auto sink = std::make_shared<TailSink>();
    return sink;
}

}  // namespace

std::vector<std::string> tail() {
    return tail_sink()->lines();
}

void start(std::string_view process) {
    const spdlog::sinks_init_list sinks{std::make_shared<spdlog::sinks::stderr_sink_mt>(), tail_sink()};
    auto logger = std::make_shared<spdlog::logger>(std::string(process), sinks);
    tail_sink()->set_level(spdlog::level::info);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %n %l %v");
    const char* level = std::getenv("DOORSTEP_LOG");  // NOLINT(concurrency-mt-unsafe): read once, at start
    logger->set_level(level != nullptr ? spdlog::level::from_str(level) : spdlog::level::info);
    logger->flush_on(spdlog::level::debug);
    spdlog::set_default_logger(std::move(logger));
}

void write(Level level, std::string_view line) {
    spdlog::default_logger_raw()->log(spd_level(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace doorstep::log
