// What everybody may read without a card: publicity lists, standards, how long each step takes, other notices. Opens no
// visit and needs none.
#pragma once

#include <array>

#include <QTimer>
#include <QVariantList>

#include "kiosk/backend/state_table.hpp"
#include "kiosk/journeys/notices/notice_words.hpp"
#include "kiosk/session/journey.hpp"

namespace doorstep::kiosk {

enum class NoticesState { Idle, Loading, List, Reading, Failed };
enum class NoticesEvent {
    Begin,
    Loaded,
    Failed,
    Retry,
    Open,
    Back,
    Gone,  // what is being read has expired or was taken back
    Leave,
};
using NoticesMove = Move<NoticesState, NoticesEvent>;
inline constexpr std::array notices_table{
    // clang-format off
    NoticesMove{NoticesState::Idle,    NoticesEvent::Begin,  NoticesState::Loading},
    NoticesMove{NoticesState::Loading, NoticesEvent::Loaded, NoticesState::List},
    NoticesMove{NoticesState::Loading, NoticesEvent::Failed, NoticesState::Failed},
    NoticesMove{NoticesState::Loading, NoticesEvent::Leave,  NoticesState::Idle},
    NoticesMove{NoticesState::Failed,  NoticesEvent::Retry,  NoticesState::Loading},
    NoticesMove{NoticesState::Failed,  NoticesEvent::Leave,  NoticesState::Idle},
    NoticesMove{NoticesState::List,    NoticesEvent::Open,   NoticesState::Reading},
    NoticesMove{NoticesState::List,    NoticesEvent::Leave,  NoticesState::Idle},
    NoticesMove{NoticesState::Reading, NoticesEvent::Back,   NoticesState::List},
    NoticesMove{NoticesState::Reading, NoticesEvent::Gone,   NoticesState::List},
    NoticesMove{NoticesState::Reading, NoticesEvent::Leave,  NoticesState::Idle},
    // clang-format on
};

class NoticesController : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // {heading, empty, entries: [{id, title}]}
    Q_PROPERTY(QVariantList sections READ sections NOTIFY contentChanged)
    // What was being read stands no more.
    Q_PROPERTY(bool gone READ gone NOTIFY contentChanged)
    // The one that is open; rows: {name, members, amount}
    Q_PROPERTY(QString title READ title NOTIFY contentChanged)
    Q_PROPERTY(QString when READ when NOTIFY contentChanged)
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY contentChanged)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY contentChanged)
    Q_PROPERTY(QString source READ source NOTIFY contentChanged)
    Q_PROPERTY(bool namesPeople READ names_people NOTIFY contentChanged)
  public:
    // Asked again so often while a page is shown: what was taken back or has expired vanishes by itself.
    static constexpr int look_again_ms = 60'000;
    // Nothing touched and nothing read aloud for so long, with nobody's visit open: the first page again. A page of
    // large text takes time to read, and nothing is lost.
    static constexpr int idle_ms = 300'000;

    explicit NoticesController(Desk& desk, QObject* parent = nullptr);
    QString page() const override;
    void begin() override;
    void forget() override;
    NoticesState state() const { return state_; }
    // Somebody touched screen or keys, or a page is being read aloud.
    void touched();

    QVariantList sections() const;
    bool gone() const { return gone_; }
    QString title() const { return text().title; }
    QString when() const { return text().when; }
    QStringList paragraphs() const { return text().paragraphs; }
    QVariantList rows() const;
    QString source() const { return text().source; }
    bool names_people() const { return text().names_people; }

    Q_INVOKABLE void open(const QString& id);
    Q_INVOKABLE void back();
    Q_INVOKABLE void retry();
    Q_INVOKABLE void leave();

  signals:
    // Nobody was there any more.
    void idled();

  private:
    void happen(NoticesEvent event);
    void load();
    void loaded(const wire::AgentReply& reply);
    void look_again_in_time();
    NoticeText text() const { return notice_text(open_, {notices_, desk().schemes, desk().language.code()}); }
    NoticesState state_ = NoticesState::Idle;
    wire::Notices notices_;
    QString open_;
    bool gone_ = false;
    QTimer again_;
    QTimer idle_;
};

}  // namespace doorstep::kiosk
