#include "kiosk/session/journey.hpp"

#include "base/log.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {

QStringList Desk::paragraphs(const std::string& id) const {
    QStringList list;
    for (const auto& paragraph : show(id).paragraphs) {
        list.append(QString::fromStdString(paragraph));
    }
    return list;
}

forms::ShownNotice Desk::show(const std::string& id) const {
    auto notice = notices.show(id, language.text(), parties);
    if (!notice) {
        log::error("notice {}: {}", id, notice.error().text());
        return {};
    }
    return *std::move(notice);
}

papers::Paper Desk::paper() const {
    switch (session.hub().paper()) {
        case wire::Device::A4:
            return papers::Paper::A4;
        case wire::Device::ROLL58:
            return papers::Paper::Roll58;
        case wire::Device::ROLL80:
            return papers::Paper::Roll80;
        default:
            return roll_paper ? papers::Paper::Roll80 : papers::Paper::A4;
    }
}

void Desk::print_answer(const std::string& number, std::int64_t township_ms, const std::string& text) const {
    papers::AnswerSheet sheet;
    sheet.issuer = issuer();
    sheet.case_number = number;
    sheet.answered = Instant{township_ms};
    for (const auto& line : QString::fromStdString(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        sheet.paragraphs.push_back(line.toStdString());
    }
    printer.print(papers::answer_sheet(sheet, paper()));
}

Journey::Journey(Desk& desk, QObject* parent) : QObject(parent), desk_(desk) {
    connect(&desk_.language, &Language::changed, this, [this] {
        emit faultChanged();
        emit contentChanged();
    });
}

QString Journey::fault_text() const {
    return fault_words(fault_).sentence;
}
QString Journey::fault_help() const {
    return fault_words(fault_).what_now;
}

void Journey::set_fault(const wire::Fault& fault) {
    fault_ = fault;
    emit faultChanged();
}

void Journey::set_busy(bool busy) {
    if (busy_ != busy) {
        busy_ = busy;
        emit busyChanged();
    }
}

void Journey::show_page() {
    ++step_;
    emit pageChanged();
    emit contentChanged();
}

}  // namespace doorstep::kiosk
