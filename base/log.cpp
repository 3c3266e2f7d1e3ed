#include "base/log.hpp"

#include <cstdlib>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

void start(std::string_view process) {
    auto logger =
        std::make_shared<spdlog::logger>(std::string(process), std::make_shared<spdlog::sinks::stderr_sink_mt>());
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
