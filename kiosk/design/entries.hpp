// Entries: what people type into date and money fields, read and written for QML. No decision, only the form.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

namespace doorstep::kiosk {

class Entries : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    explicit Entries(QObject* parent = nullptr) : QObject(parent) {}

    // "2026-02-28", or "" when there is no such day (years 1900 … 2200).
    Q_INVOKABLE QString date(const QString& year, const QString& month, const QString& day) const;
    // Part 0 year, 1 month, 2 day of "2026-02-28", without leading zeros; "" when it is no date.
    Q_INVOKABLE QString datePart(const QString& iso, int part) const;
    // Yuan as typed → fen; -1 for what is no amount (empty, negative, over the limit of forms/money.hpp). The answer is
    // a double because QML has no wider integer; every fen up to that limit is exact.
    Q_INVOKABLE double fen(const QString& yuan) const;
    // Fen → "1,234.50"; "" under zero.
    Q_INVOKABLE QString yuan(double fen) const;
};

}  // namespace doorstep::kiosk
