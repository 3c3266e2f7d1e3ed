#include "kiosk/session/language.hpp"

#include <QCoreApplication>

#include "base/log.hpp"

namespace doorstep::kiosk {

Language::Language(QObject* parent) : QObject(parent) {}

void Language::set(const QString& code) {
    const QString wanted = code == QLatin1String("en") ? QStringLiteral("en") : QStringLiteral("zh_CN");
    QCoreApplication::removeTranslator(&translator_);
    if (wanted == QLatin1String("zh_CN")) {  // English is the language of the sources
        if (translator_.load(QStringLiteral(":/i18n/doorstep_zh_CN.qm"))) {
            QCoreApplication::installTranslator(&translator_);
        } else {
            log::error("the catalogue zh_CN is missing from the program");
        }
    }
    code_ = wanted;
    emit changed();
}

void Language::toggle() {
    set(code_ == QLatin1String("en") ? QStringLiteral("zh_CN") : QStringLiteral("en"));
}

}  // namespace doorstep::kiosk
