#include "kiosk/journeys/enrolment/setup_report.hpp"

#include <array>
#include <map>
#include <utility>

#include <QCoreApplication>

#include "kiosk/words/device_words.hpp"
#include "protocol/envelope/setup_report.hpp"

namespace doorstep::kiosk {
namespace {

using State = wire::SetupStepState;

QString word(const char* text) {
    return QCoreApplication::translate("SetupReport", text);
}

QString outcome_words(State::State state) {
    switch (state) {
        case State::DONE:
            return word(QT_TRANSLATE_NOOP("SetupReport", "done"));
        case State::SKIPPED:
            return word(QT_TRANSLATE_NOOP("SetupReport", "left out"));
        default:
            return word(QT_TRANSLATE_NOOP("SetupReport", "not done"));
    }
}

const State& step_of(const wire::SetupState& state, wire::SetupStep step) {
    for (const auto& one : state.steps()) {
        if (one.step() == step) {
            return one;
        }
    }
    return State::default_instance();
}

// Names of facts and values that are words, not data.
constexpr std::array fact_words{
    std::pair{"language", QT_TRANSLATE_NOOP("SetupReport", "language")},
    std::pair{"mode", QT_TRANSLATE_NOOP("SetupReport", "address")},
    std::pair{"dhcp", QT_TRANSLATE_NOOP("SetupReport", "by itself (DHCP)")},
    std::pair{"fixed", QT_TRANSLATE_NOOP("SetupReport", "typed")},
    std::pair{"now", QT_TRANSLATE_NOOP("SetupReport", "now")},
    std::pair{"set", QT_TRANSLATE_NOOP("SetupReport", "set by hand")},
    std::pair{"station", QT_TRANSLATE_NOOP("SetupReport", "station")},
    std::pair{"township", QT_TRANSLATE_NOOP("SetupReport", "township")},
    std::pair{"confirmed", QT_TRANSLATE_NOOP("SetupReport", "digits typed")},
    std::pair{"accounts", QT_TRANSLATE_NOOP("SetupReport", "accounts")},
    std::pair{"with_pin", QT_TRANSLATE_NOOP("SetupReport", "with a PIN")},
    std::pair{"readable", QT_TRANSLATE_NOOP("SetupReport", "readable")},
    std::pair{"yes", QT_TRANSLATE_NOOP("SetupReport", "yes")},
    std::pair{"no", QT_TRANSLATE_NOOP("SetupReport", "no")},
    std::pair{"version", QT_TRANSLATE_NOOP("SetupReport", "Version")},
    std::pair{"root_hash", QT_TRANSLATE_NOOP("SetupReport", "System")},
    std::pair{"model", QT_TRANSLATE_NOOP("SetupReport", "Machine")},
    std::pair{"serial", QT_TRANSLATE_NOOP("SetupReport", "Serial number")},
};

QString fact_word(const std::string& text) {
    for (const auto& [name, words] : fact_words) {
        if (text == name) {
            return word(words);
        }
    }
    return QString::fromStdString(text);
}

using Facts = std::map<std::string, std::string>;
template <class Map>
Facts sorted(const Map& facts) {
    return {facts.begin(), facts.end()};
}

QString facts_words(const State& step) {
    QStringList all;
    for (const auto& [name, value] : sorted(step.facts())) {
        // The codes are spent by then; what is told of them is that they were typed.
        if (name != "reply" && name != "code") {
            all.append(fact_word(name) + QStringLiteral(" ") + fact_word(value));
        }
    }
    return all.join(QStringLiteral(", "));
}

// "PRINTER" = "READY model serial".
QString device_line(const std::string& name, const std::string& value) {
    const auto blank = value.find(' ');
    wire::Device device;
    wire::Device::Class kind = wire::Device::CLASS_UNKNOWN;
    wire::Device::State state = wire::Device::STATE_UNKNOWN;
    wire::Device::Class_Parse(name.substr(0, name.find(' ')), &kind);
    wire::Device::State_Parse(value.substr(0, blank), &state);
    device.set_state(state);
    const auto line = device_name(kind) + QStringLiteral(": ") + device_state_words(device);
    return blank == std::string::npos ? line : line + QString::fromStdString(value.substr(blank));
}

}  // namespace

QString step_name(wire::SetupStep step) {
    switch (step) {
        case wire::SETUP_LANGUAGE:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Language"));
        case wire::SETUP_NETWORK:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Network"));
        case wire::SETUP_CLOCK:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Clock"));
        case wire::SETUP_ENROLMENT:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Township"));
        case wire::SETUP_DEVICES:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Devices"));
        case wire::SETUP_ACCOUNTS:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Clerks"));
        case wire::SETUP_TEST_PRINT:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Test print"));
        case wire::SETUP_REPORT:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Report"));
        default:
            return {};
    }
}

QString left_out_words(wire::SetupStep step) {
    switch (step) {
        case wire::SETUP_NETWORK:
            return word(QT_TRANSLATE_NOOP(
                "SetupReport",
                "Without a line nothing reaches the township. What is handed in is kept here, sealed, and "
                "can be carried by stick."));
        case wire::SETUP_CLOCK:
            return word(QT_TRANSLATE_NOOP(
                "SetupReport", "A wrong clock prints wrong times on receipts until the township is reached."));
        case wire::SETUP_ENROLMENT:
            return word(QT_TRANSLATE_NOOP(
                "SetupReport", "Without a township nothing can be handed in at this machine. It is of no use yet."));
        case wire::SETUP_DEVICES:
            return word(QT_TRANSLATE_NOOP("SetupReport",
                                          "A device that nobody has looked at may fail in front of the first person."));
        case wire::SETUP_ACCOUNTS:
            return word(QT_TRANSLATE_NOOP(
                "SetupReport", "Until a clerk has a PIN here, nobody can confirm a check-in or help a person."));
        case wire::SETUP_TEST_PRINT:
            return word(QT_TRANSLATE_NOOP("SetupReport", "Whether receipts can be read is not known."));
        default:
            return {};
    }
}

std::vector<std::string> report_lines(const wire::SetupState& state, const wire::ReportSigned& keys) {
    std::vector<std::string> lines;
    const auto add = [&](const QString& line) { lines.push_back(line.toStdString()); };
    for (const auto& step : state.steps()) {
        if (step.step() == wire::SETUP_REPORT) {
            continue;
        }
        auto line =
            QStringLiteral("%1 %2: %3").arg(step.step()).arg(step_name(step.step()), outcome_words(step.state()));
        const auto facts = step.step() == wire::SETUP_DEVICES ? QString() : facts_words(step);
        add(facts.isEmpty() ? line : line + QStringLiteral(" (%1)").arg(facts));
        if (step.state() == State::SKIPPED) {
            add(left_out_words(step.step()));
        }
    }
    for (const auto& [name, value] : sorted(step_of(state, wire::SETUP_DEVICES).facts())) {
        add(device_line(name, value));
    }
    for (const auto& [name, value] : sorted(state.machine())) {
        add(fact_word(name) + QStringLiteral(": ") + QString::fromStdString(value));
    }
    if (!keys.sign_public().empty()) {
        add(word(QT_TRANSLATE_NOOP("SetupReport", "Station %1 of township %2, key %3"))
                .arg(QString::fromStdString(keys.station()), QString::fromStdString(keys.township()),
                     QString::fromStdString(protocol::key_mark(keys.sign_public()))));
    }
    return lines;
}

}  // namespace doorstep::kiosk
