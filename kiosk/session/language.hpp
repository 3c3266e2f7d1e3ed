// The language of the screen, switched at any time; the catalogues lie in the program. Thread-bound to the Qt thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTranslator>

namespace doorstep::kiosk {

class Language : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // "zh_CN" or "en".
    Q_PROPERTY(QString code READ code NOTIFY changed)
    // The other language's own name, for the switch.
    Q_PROPERTY(QString otherName READ other_name NOTIFY changed)
  public:
    explicit Language(QObject* parent = nullptr);
    QString code() const { return code_; }
    std::string text() const { return code_.toStdString(); }
    QString other_name() const {
        return code_ == QLatin1String("en") ? QStringLiteral("中文") : QStringLiteral("English");
    }
    // Anything but "en" is zh_CN.
    void set(const QString& code);
    Q_INVOKABLE void toggle();

  signals:
    // The catalogue has been changed; whoever made texts makes them again.
    void changed();

  private:
    QString code_ = QStringLiteral("en");
    QTranslator translator_;
};

}  // namespace doorstep::kiosk
