// What each step of setting up does: network, clock, township, devices, clerks, papers.
#include <array>

#include <QCoreApplication>
#include <QDateTime>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "kiosk/backend/qr_picture.hpp"
#include "kiosk/journeys/enrolment/setup_controller.hpp"
#include "kiosk/journeys/enrolment/setup_report.hpp"
#include "kiosk/words/device_words.hpp"
#include "kiosk/words/fault_words.hpp"
#include "papers/setup_report.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/setup_report.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::array fields{"address", "gateway", "dns"};
constexpr auto clock_format = "yyyy-MM-dd HH:mm";
constexpr auto typed_clock_format = "yyyyMMddHHmm";
constexpr int legal_offset_s = 8 * 3600;  // DESIGN rule 9: one zone, whatever the machine's
constexpr int code_half = 4;

QString word(const char* text) {
    return QCoreApplication::translate("SetupSteps", text);
}

// Without the length of the prefix, which is chosen beside it.
std::string field_text_of(const std::string& text) {
    return text.substr(0, text.find('/'));
}

struct DeviceHint {
    wire::Device::Class device;
    const char* sign;
    const char* hint;
};
constexpr std::array hints{
    DeviceHint{wire::Device::CARD_READER, "card",
               QT_TRANSLATE_NOOP("SetupSteps",
                                 "The flat black box on which a card is laid. Its lamp is green when it has power.")},
    DeviceHint{wire::Device::SCANNER, "scanner",
               QT_TRANSLATE_NOOP("SetupSteps", "The scanner with its lid or feeder. Switch it on and close the lid.")},
    DeviceHint{wire::Device::PRINTER, "printer",
               QT_TRANSLATE_NOOP("SetupSteps", "The printer. Put paper in and close all its doors.")},
    DeviceHint{wire::Device::CAMERA, "camera",
               QT_TRANSLATE_NOOP("SetupSteps",
                                 "The camera above the screen. Take off its film, nothing may hang in front of it.")},
    DeviceHint{wire::Device::CODE_READER, "receipt",
               QT_TRANSLATE_NOOP("SetupSteps", "The window with the red light in which codes are held.")},
    DeviceHint{wire::Device::CHIP_READER, "card",
               QT_TRANSLATE_NOOP("SetupSteps", "The slot into which a social security card is put.")},
    DeviceHint{wire::Device::SPEAKER, "speak",
               QT_TRANSLATE_NOOP("SetupSteps",
                                 "The loudspeaker below the screen. Touch the loudspeaker above to hear this page.")},
    DeviceHint{wire::Device::SCREEN, "show",
               QT_TRANSLATE_NOOP("SetupSteps", "The screen. Its light can be turned in service mode.")},
    DeviceHint{wire::Device::POWER, "warn",
               QT_TRANSLATE_NOOP("SetupSteps", "The battery that bridges a power cut. Its plug must be in the wall.")},
};

const DeviceHint& hint_of(wire::Device::Class device) {
    for (const auto& hint : hints) {
        if (hint.device == device) {
            return hint;
        }
    }
    static constexpr DeviceHint none{wire::Device::CLASS_UNKNOWN, "info", ""};
    return none;
}

}  // namespace

// ---- network ------------------------------------------------------------------------------------------------------

QVariantList SetupController::links() const {
    QVariantList all;
    for (const auto& link : links_.links()) {
        QStringList addresses;
        for (const auto& address : link.addresses()) {
            addresses.append(QString::fromStdString(address));
        }
        const auto words =
            link.wireless()       ? word(QT_TRANSLATE_NOOP("SetupSteps", "wireless, not used by this machine"))
            : !link.plugged()     ? word(QT_TRANSLATE_NOOP("SetupSteps", "no cable, or nothing at its other end"))
            : addresses.isEmpty() ? word(QT_TRANSLATE_NOOP("SetupSteps", "cable plugged in, no address yet"))
                                  : addresses.join(QStringLiteral(", "));
        all.append(QVariantMap{{"name", QString::fromStdString(link.name())},
                               {"state", words},
                               {"well", link.plugged() && !addresses.isEmpty()}});
    }
    return all;
}

QString SetupController::field() const {
    return QLatin1String(fields.at(static_cast<std::size_t>(field_)));
}

std::string& SetupController::field_of_wish() {
    if (field_ == 0) {
        return *wish_.mutable_address();
    }
    if (field_ == 1) {
        return *wish_.mutable_gateway();
    }
    return wish_.dns_size() == 0 ? *wish_.add_dns() : *wish_.mutable_dns(0);
}

QString SetupController::field_text() const {
    const std::string servers = wish_.dns_size() == 0 ? "" : wish_.dns(0);
    const auto& text = field_ == 0 ? wish_.address() : field_ == 1 ? wish_.gateway() : servers;
    return QString::fromStdString(field_text_of(text));
}

void SetupController::chooseFixed(bool fixed) {
    wish_.set_fixed(fixed);
    emit contentChanged();
}

void SetupController::choosePrefix(int prefix) {
    prefix_ = prefix;
    emit contentChanged();
}

void SetupController::type(const QString& text) {
    if (part_ == Part::Address) {
        field_of_wish() = text.toStdString();
    } else {
        typed_ = text;
    }
    set_trouble(wire::SETUP_FAULT_NONE);
    emit typed();
}

bool SetupController::enough() const {
    switch (part_) {
        case Part::Address:
            return field_ != 0 || !field_text().isEmpty();
        case Part::Clock:
            return typed_.size() == clock_digits;
        case Part::Codes:
            return typed_.size() == code_digits;
        default:
            return true;
    }
}

void SetupController::next_in_address() {
    if (field_ + 1 < static_cast<int>(fields.size())) {
        ++field_;
        show_part(Part::Address);
    } else {
        set_network();
    }
}

void SetupController::set_network() {
    wire::SetupRequest request;
    auto& wish = *request.mutable_set_network();
    wish = wish_;
    if (wish.fixed()) {
        wish.set_address(field_text_of(wish_.address()) + "/" + std::to_string(prefix_));
        if (wish.dns_size() > 0 && wish.dns(0).empty()) {
            wish.clear_dns();
        }
    }
    ask(request, [this, mode = wish.fixed() ? "fixed" : "dhcp", address = wish.address()] {
        Facts facts{{"mode", mode}};
        if (!address.empty()) {
            facts["address"] = address;
        }
        done(facts);
    });
}

// ---- clock --------------------------------------------------------------------------------------------------------

QString SetupController::clock() const {
    const auto now =
        QDateTime::fromMSecsSinceEpoch(system_clock().now().milliseconds, Qt::OffsetFromUTC, legal_offset_s);
    return now.toString(QLatin1String(clock_format));
}

void SetupController::setClock() {
    show_part(Part::Clock);
}

void SetupController::set_typed_clock() {
    auto when = QDateTime::fromString(typed_, QLatin1String(typed_clock_format));
    if (!when.isValid()) {
        set_trouble(wire::SETUP_FAULT_CLOCK);
        return;
    }
    when.setOffsetFromUtc(legal_offset_s);
    wire::SetupRequest request;
    request.mutable_set_clock()->set_ms(when.toMSecsSinceEpoch());
    ask(request, [this] {
        clock_set_ = true;
        show_part(Part::Main);
    });
}

// ---- township -----------------------------------------------------------------------------------------------------

QString SetupController::code() const {
    const auto digits = fact(wire::SETUP_ENROLMENT, "code");
    return digits.isEmpty() ? digits : digits.left(code_half) + QStringLiteral(" ") + digits.mid(code_half);
}

QByteArray SetupController::reply_picture() const {
    return qr_picture(fact(wire::SETUP_ENROLMENT, "reply").toStdString());
}

// The agent knows; a kiosk that was started again too.
bool SetupController::confirmed() const {
    return agent().status().enrolled() && !agent().status().unconfirmed();
}

void SetupController::readCode() {
    clear_fault();
    show_part(Part::Reading);
    bench_.read_code([this](const std::string& text, const wire::Fault& fault) {
        if (fault.code() != wire::FAULT_NONE) {
            show_part(Part::Main);
            set_fault(fault);
            return;
        }
        invited(text);
    });
}

void SetupController::readStick() {
    clear_fault();
    set_busy(true);
    wire::SetupRequest request;
    request.mutable_read_stick();
    link_.ask<wire::SetupReply>(request, SetupLink::quick_ms, this, [this](const wire::SetupReply& reply) {
        set_busy(false);
        set_trouble(reply.fault());
        if (reply.has_invitation()) {
            invited(reply.invitation().text());
        }
    });
}

// The digits take Argon2id, as a PIN does; on a busy machine the agent counts as gone meanwhile. Each of these requests
// may be repeated, so it is.
void SetupController::ask_agent(const wire::AgentSetupRequest& request,
                                std::function<void(const wire::AgentSetupReply&)> then, int again) {
    set_busy(true);
    agent_link_.ask<wire::AgentSetupReply>(
        request, SetupLink::code_ms, this, [this, request, then = std::move(then), again](const auto& reply) {
            if (reply.fault() == wire::SETUP_FAULT_UNAVAILABLE && again > 0) {
                QTimer::singleShot(look_every_ms, this,
                                   [this, request, then, again] { ask_agent(request, then, again - 1); });
                return;
            }
            set_busy(false);
            set_trouble(reply.fault());
            then(reply);
        });
}

void SetupController::invited(const std::string& text) {
    show_part(Part::Main);
    wire::AgentSetupRequest request;
    request.mutable_begin()->set_invitation(text);
    ask_agent(request, [this](const wire::AgentSetupReply& reply) {
        if (reply.has_begun()) {
            begun(reply.begun());
        }
    });
}

// Kept at once, so that a power cut between here and the township's answer costs nothing.
void SetupController::begun(const wire::EnrolmentBegun& begun) {
    saved_.clear();
    coming_back_ = true;
    done({{"station", begun.station()},
          {"township", begun.township()},
          {"code", begun.code()},
          {"reply", begun.reply_code()},
          {"confirmed", "no"}},
         [this] { go(wire::SETUP_ENROLMENT, Part::Codes); });
}

void SetupController::confirm() {
    wire::AgentSetupRequest request;
    request.mutable_confirm()->set_code(typed_.toStdString());
    ask_agent(request, [this](const wire::AgentSetupReply& reply) {
        if (!reply.done()) {
            show_part(Part::Codes);
            return;
        }
        done({{"station", station().toStdString()}, {"township", township().toStdString()}, {"confirmed", "yes"}});
    });
}

void SetupController::confirmLater() {
    go(wire::SETUP_DEVICES);
}

void SetupController::save(const std::string& what, const std::string& name, const Bytes& content) {
    wire::SetupRequest request;
    request.mutable_write_stick()->set_name(name);
    request.mutable_write_stick()->set_content(content.data(), content.size());
    ask(request, [this, what] {
        saved_ = what;
        emit contentChanged();
    });
}

void SetupController::saveReply() {
    const auto json = protocol::reply_json(fact(wire::SETUP_ENROLMENT, "reply").toStdString());
    if (json) {
        const auto bytes = as_bytes(*json);
        save("reply", "doorstep-reply-" + station().toStdString() + ".json", {bytes.begin(), bytes.end()});
    }
}

// ---- devices ------------------------------------------------------------------------------------------------------

void SetupController::test_devices() {
    set_busy(true);
    bench_.test([this](const wire::Fault& fault) {
        set_busy(false);
        tested_ = fault.code() == wire::FAULT_NONE;
        set_fault(fault);
        emit contentChanged();
    });
}

void SetupController::testAgain() {
    if (!busy()) {
        test_devices();
    }
}

std::vector<wire::Device> SetupController::shown_devices() const {
    std::vector<wire::Device> all;
    for (const auto& hint : hints) {
        for (const auto& [id, one] : hub().devices()) {
            if (one.class_() == hint.device) {
                all.push_back(one);
            }
        }
    }
    return all;
}

QVariantMap SetupController::device() const {
    const auto all = shown_devices();
    if (all.empty()) {
        return {};
    }
    const auto& one = all[std::min(static_cast<std::size_t>(device_), all.size() - 1)];
    const auto& hint = hint_of(one.class_());
    const auto model = QString::fromStdString(one.model()) + QStringLiteral(" ") + QString::fromStdString(one.serial());
    return {{"name", device_name(one.class_())},
            {"state", tested_ ? device_state_words(one) : QString()},
            {"well", device_is_well(one)},
            {"model", model.trimmed()},
            {"help", device_is_well(one) ? QString() : fault_words(one.last_fault()).what_now},
            {"hint", word(hint.hint)},
            {"sign", QLatin1String(hint.sign)}};
}

SetupController::Facts SetupController::device_facts() const {
    constexpr std::size_t longest = 120;
    Facts facts;
    for (const auto& one : shown_devices()) {
        auto name = wire::Device::Class_Name(one.class_());
        if (facts.count(name) != 0) {
            name.append(1, ' ').append(one.id(), 0, longest);
        }
        auto value = wire::Device::State_Name(one.state());
        for (const auto* more : {&one.model(), &one.serial()}) {
            if (!more->empty()) {
                value.append(1, ' ').append(*more, 0, longest);
            }
        }
        facts[name] = value;
    }
    return facts;
}

void SetupController::next_device() {
    if (!tested_) {
        return test_devices();
    }
    if (device_ + 1 < device_count()) {
        ++device_;
        show_part(Part::Main);
        return;
    }
    done(device_facts());
}

// ---- clerks -------------------------------------------------------------------------------------------------------

void SetupController::list_accounts() {
    wire::AgentRequest request;
    request.mutable_list_accounts();
    agent().ask(request, agent().delays().quick, this, [this](const wire::AgentReply& reply) {
        if (!reply.has_accounts()) {
            return;
        }
        QVariantList all;
        for (const auto& account : reply.accounts().accounts()) {
            if (!account.disabled()) {
                all.append(QVariantMap{{"name", QString::fromStdString(account.display_name())},
                                       {"needsPin", account.needs_pin()}});
            }
        }
        if (all != accounts_) {
            accounts_ = all;
            emit contentChanged();
        }
    });
}

void SetupController::openClerk() {
    emit clerkWanted();
}

// ---- papers -------------------------------------------------------------------------------------------------------

QString SetupController::paper() const {
    switch (bench_.paper()) {
        case SetupBench::Paper::Printing:
        case SetupBench::Paper::Waiting:
            return QStringLiteral("printing");
        case SetupBench::Paper::Printed:
            return QStringLiteral("printed");
        default:
            return {};
    }
}

void SetupController::paper_changed() {
    set_fault(bench_.paper_fault());
    emit contentChanged();
}

Result<Bytes> SetupController::report_paper() const {
    return papers::setup_report({desk().issuer(), system_clock().now(), report_lines(state_, keys_), report_text_},
                                desk().paper());
}

void SetupController::print() {
    const auto pdf = report_paper();
    if (!pdf) {
        log::error("report not made: {}", pdf.error().text());
        set_fault(fault_of(wire::FAULT_PRINTER_FAILED));
        return;
    }
    bench_.print(*pdf);
}

// Without a township there is no key: the report is then made without a signature, and says so by having no code.
void SetupController::make_report() {
    keys_.Clear();
    report_text_.clear();
    report_picture_.clear();
    // First the keys, which stand in the text, then the text.
    wire::AgentSetupRequest request;
    request.mutable_sign_report();
    agent_link_.ask<wire::AgentSetupReply>(request, SetupLink::quick_ms, this,
                                           [this](const wire::AgentSetupReply& reply) {
                                               if (reply.has_report()) {
                                                   keys_ = reply.report();
                                                   sign_report();
                                               }
                                           });
}

void SetupController::sign_report() {
    const auto text = protocol::setup_report(state_, keys_, system_clock().now().milliseconds);
    wire::AgentSetupRequest request;
    request.mutable_sign_report()->set_report(text);
    ask_agent(request, [this, text](const wire::AgentSetupReply& reply) {
        if (reply.has_report()) {
            report_text_ = protocol::signed_report(text, as_bytes(reply.report().signature()));
            report_picture_ = qr_picture(report_text_);
            emit contentChanged();
        }
    });
}

QStringList SetupController::report() const {
    QStringList lines;
    for (const auto& line : report_lines(state_, keys_)) {
        lines.append(QString::fromStdString(line));
    }
    return lines;
}

void SetupController::saveReport() {
    const auto pdf = report_paper();
    if (!pdf) {
        log::error("report not made: {}", pdf.error().text());
        set_trouble(wire::SETUP_FAULT_INTERNAL);
        return;
    }
    const auto name = station().isEmpty() ? std::string("without-township") : station().toStdString();
    save("report", "doorstep-report-" + name + ".pdf", *pdf);
}

}  // namespace doorstep::kiosk
