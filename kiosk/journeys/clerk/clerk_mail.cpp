#include "kiosk/journeys/clerk/clerk_mail.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

QString name_of(const wire::ClerkMessage& message) {
    return QString::fromLatin1(QByteArray::fromStdString(message.id()).toHex());
}

}  // namespace

ClerkMail::ClerkMail(AgentLink& agent, Operator& clerk, QObject* parent)
    : QObject(parent), agent_(agent), clerk_(clerk) {}

void ClerkMail::load() {
    wire::AgentRequest request;
    request.mutable_clerk_messages()->set_operator_token(clerk_.token());
    agent_.ask(request, agent_.delays().quick, this, [this, who = clerk_.account()](const wire::AgentReply& reply) {
        if (!reply.has_clerk_messages() || who != clerk_.account()) {
            return;
        }
        mail_ = reply.clerk_messages();
        read_.insert(mail_.read().begin(), mail_.read().end());
        emit changed();
    });
}

void ClerkMail::forget() {
    mail_.Clear();
    read_.clear();
}

const wire::ClerkMessage* ClerkMail::find(const QString& id) const {
    const auto& all = mail_.messages();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return name_of(one) == id; });
    return found == all.end() ? nullptr : &*found;
}

QVariantList ClerkMail::list() const {
    QVariantList list;
    const auto now = system_clock().now().milliseconds;
    for (const auto& message : mail_.messages()) {
        list.append(QVariantMap{{"id", name_of(message)},
                                {"text", QString::fromStdString(message.text()).section(QLatin1Char('\n'), 0, 0)},
                                {"when", time_words(message.made_ms(), now)},
                                {"unread", read_.count(message.id()) == 0}});
    }
    return list;
}

int ClerkMail::unread() const {
    return static_cast<int>(std::count_if(mail_.messages().begin(), mail_.messages().end(),
                                          [this](const auto& one) { return read_.count(one.id()) == 0; }));
}

QString ClerkMail::text_of(const QString& id) const {
    const auto* message = find(id);
    return message == nullptr ? QString() : QString::fromStdString(message->text());
}

QString ClerkMail::when(const QString& id) const {
    const auto* message = find(id);
    return message == nullptr ? QString() : time_words(message->made_ms(), system_clock().now().milliseconds);
}

void ClerkMail::read(const QString& id) {
    const auto* message = find(id);
    if (message == nullptr || !read_.insert(message->id()).second) {
        return;
    }
    wire::AgentRequest request;
    request.mutable_read_clerk_message()->set_operator_token(clerk_.token());
    request.mutable_read_clerk_message()->set_id(message->id());
    agent_.ask(request, agent_.delays().quick, this, [](const wire::AgentReply&) {});
    emit changed();
}

}  // namespace doorstep::kiosk
