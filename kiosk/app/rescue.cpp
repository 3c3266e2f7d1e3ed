#include "kiosk/app/rescue.hpp"

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "kiosk/app/single_page.hpp"

namespace doorstep::kiosk {

namespace {

constexpr std::size_t longest_reason = 64;

}  // namespace

std::optional<std::string> rescue_reason() {
    const auto text = read_text_file(run_folder() / "rescue", longest_reason);
    if (!text) {
        return std::nullopt;
    }
    return text->substr(0, text->find('\n'));
}

int run_rescue(QGuiApplication& app, const std::string& reason, void (*shown)()) {
    log::error("this machine cannot work: {}", reason);
    return run_single_page(app, QStringLiteral("Rescue"), {{QStringLiteral("reason"), QString::fromStdString(reason)}},
                           shown);
}

}  // namespace doorstep::kiosk
