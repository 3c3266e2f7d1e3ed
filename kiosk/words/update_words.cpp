#include "kiosk/words/update_words.hpp"

#include <algorithm>
#include <array>

#include <QCoreApplication>

namespace doorstep::kiosk {
namespace {

constexpr const char* context = "UpdateWords";

struct Row {
    std::string_view code;
    const char* kind;
    const char* text;
};

constexpr std::array table{
    Row{"checking", "info", QT_TRANSLATE_NOOP("UpdateWords", "A new version is being looked at. Leave its stick in.")},
    Row{"installing", "info",
        QT_TRANSLATE_NOOP("UpdateWords", "Version %1 is being installed. Leave its stick in; work goes on meanwhile.")},
    Row{"installed", "done",
        QT_TRANSLATE_NOOP("UpdateWords",
                          "Version %1 is installed: it starts when this machine is switched on the next time.")},
    Row{"same", "info", QT_TRANSLATE_NOOP("UpdateWords", "Version %1 is the one that runs: nothing was done.")},
    Row{"not-signed", "warn",
        QT_TRANSLATE_NOOP("UpdateWords",
                          "The update was refused: it is not whole, or not signed by those who make this system. Tell "
                          "the township.")},
    Row{"not-ours", "warn",
        QT_TRANSLATE_NOOP("UpdateWords", "The update was refused: it is for another kind of machine.")},
    Row{"not-yet", "warn",
        QT_TRANSLATE_NOOP(
            "UpdateWords",
            "The update was put off: the version that runs is still on trial. Plug the stick in again later.")},
    Row{"tried", "warn",
        QT_TRANSLATE_NOOP("UpdateWords", "Version %1 was refused: it was tried before and did not become well.")},
    Row{"older", "warn",
        QT_TRANSLATE_NOOP("UpdateWords", "Version %1 was refused: it is older than the one that runs.")},
    Row{"failed", "warn",
        QT_TRANSLATE_NOOP(
            "UpdateWords",
            "The update could not be written; the version that runs stays. Call support when it happens again.")},
    Row{"damaged", "warn",
        QT_TRANSLATE_NOOP("UpdateWords",
                          "Version %1 was refused: it came damaged again and again. Tell the township.")},
    Row{"fell-back", "warn",
        QT_TRANSLATE_NOOP("UpdateWords",
                          "Version %1 did not become well: the one before runs again. Tell the township.")},
    Row{"no-space", "warn",
        QT_TRANSLATE_NOOP("UpdateWords",
                          "Version %1 waits: the disk has no room for it. Let what waits here be sent.")},
};

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Of what came by the line; empty: nothing that a clerk has to know.
std::string_view code_of(const wire::UpdateState& update) {
    switch (update.step()) {
        case wire::UpdateState::INSTALLED:
            return "installed";
        case wire::UpdateState::REFUSED:
            return update.word();
        case wire::UpdateState::FELL_BACK:
            return "fell-back";
        default:
            return update.word() == "no-space" ? "no-space" : "";
    }
}

}  // namespace

UpdateNews update_words(std::string_view code, std::string_view version) {
    const auto row = std::find_if(table.begin(), table.end(), [code](const Row& one) { return one.code == code; });
    if (row == table.end()) {
        return {QStringLiteral("warn"),
                QCoreApplication::translate("UpdateWords", "The update was refused (%1). Tell the township.")
                    .arg(text_of(code))};
    }
    auto text = QCoreApplication::translate(context, row->text);
    return {QString::fromLatin1(row->kind),
            text.contains(QLatin1String("%1")) ? text.arg(text_of(version)).simplified() : text};
}

std::vector<UpdateNews> update_news(const wire::AgentStatus& status) {
    std::vector<UpdateNews> news;
    if (const auto code = code_of(status.update()); !code.empty()) {
        news.push_back(update_words(code, status.update().version()));
    }
    if (status.has_update_said()) {
        auto said = update_words(status.update_said().code(), status.update_said().version());
        if (news.empty() || news.front().text != said.text) {
            news.push_back(std::move(said));
        }
    }
    return news;
}

}  // namespace doorstep::kiosk
