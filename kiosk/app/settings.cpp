#include "kiosk/app/settings.hpp"

#include "base/config.hpp"
#include "kiosk/design/colours.hpp"
#include "kiosk/design/units.hpp"

namespace doorstep::kiosk {

namespace {

constexpr int a_second = 1000;

}  // namespace

Result<Settings> load_settings(const std::filesystem::path& file) {
    DOORSTEP_TRY(auto config, Config::load(file));
    Settings settings;
    DOORSTEP_TRY(const auto panel, config.numbers("panel_mm", {}));
    if (panel.size() == 2 && panel[0] > 0 && panel[1] > 0) {
        settings.panel_mm = QSizeF(panel[0], panel[1]);
    } else if (!panel.empty()) {
        return Error(ConfigError::BadType, "panel_mm: width and height in millimetres");
    }
    DOORSTEP_TRY(settings.language, config.text("language", settings.language));
    DOORSTEP_TRY(settings.roll_paper, config.flag("roll_paper", settings.roll_paper));
    DOORSTEP_TRY(settings.fresh_process, config.flag("fresh_process", settings.fresh_process));
    DOORSTEP_TRY(settings.fullscreen, config.flag("fullscreen", settings.fullscreen));
    DOORSTEP_TRY(settings.parties.station, config.text("station.name", "柳树村服务站"));
    DOORSTEP_TRY(settings.parties.township, config.text("station.township", "青河镇人民政府"));
    DOORSTEP_TRY(settings.parties.hotline, config.text("station.hotline", "12345"));
    DOORSTEP_TRY(const auto idle, config.integer("idle_s", settings.delays.idle / a_second));
    DOORSTEP_TRY(const auto answer, config.integer("idle_answer_s", settings.delays.idle_answer / a_second));
    DOORSTEP_TRY(const auto grace, config.integer("card_grace_s", settings.delays.grace / a_second));
    DOORSTEP_TRY(const auto text_size, config.integer("text_size", settings.comfort.text_size + 1));
    DOORSTEP_TRY(const auto contrast, config.text("contrast", settings.comfort.theme.toStdString()));
    if (text_size < 1 || text_size > static_cast<std::int64_t>(text_scales.size())) {
        return Error(ConfigError::BadType, "text_size: 1, 2, 3 or 4");
    }
    settings.comfort.text_size = static_cast<int>(text_size) - 1;
    settings.comfort.theme = QString::fromStdString(contrast);
    if (theme_name(theme_of(settings.comfort.theme)) != settings.comfort.theme) {
        return Error(ConfigError::BadType, "contrast: \"normal\", \"high\" or \"highest\"");
    }
    DOORSTEP_TRY(const auto voice, config.text("voice", ""));
    settings.comfort.voice = QString::fromStdString(voice);
    settings.delays.idle = static_cast<int>(idle) * a_second;
    settings.comfort.forget_after = settings.delays.idle;
    settings.delays.idle_answer = static_cast<int>(answer) * a_second;
    settings.delays.grace = static_cast<int>(grace) * a_second;
    DOORSTEP_CHECK(config.finish());
    return settings;
}

}  // namespace doorstep::kiosk
