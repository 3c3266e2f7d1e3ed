// The kiosk's real window on Qt's offscreen platform, between a hub and an agent that answer as scripted: what can be
// touched is touched where it lies, and what is cut off is found.
#pragma once

#include <filesystem>
#include <memory>

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/touch_watch.hpp"
#include "kiosk/testing/fake_station.hpp"

namespace doorstep::kiosk {

class Screen {
  public:
    // Shows the first page on a panel of that many pixels (21.5 inch); false when it does not load.
    bool start(QSize pixels, const Settings& settings = {});
    ~Screen();

    Kiosk& kiosk() { return *kiosk_; }
    QQuickWindow& window() { return *window_; }
    // Everything that can be touched now, as a finger finds it: buttons, choices and boxes, on top and inside the
    // window.
    QList<QQuickItem*> targets();
    // The target of that accessible name; null when none shows.
    QQuickItem* find(const QString& name);
    // Everything that is written on the window now, wherever the page is scrolled to.
    QStringList texts();
    // Waits until that page is shown and its journey waits for nothing; false when it does not come in time.
    bool on(const QString& page);
    // Waits until these words stand on the window; false when they do not come in time.
    bool says(const QString& words);
    // Touches it where it lies as soon as it is there, scrolling the page to it when need be. False when no such target
    // comes in time.
    bool touch(const QString& name);
    void touch(QQuickItem* target);
    // One press and release there.
    void touch(QPoint place);
    // Lets the window lay itself out and events pass.
    void settle();

    FakeStation station;
    std::filesystem::path schemes = DOORSTEP_SOURCE_DIR "/schemes";  // of start()
    // What was said aloud, the newest last; "" where it was silenced. An utterance lasts until end_speech().
    QStringList said;
    QString said_in;                  // language of the last one
    QString said_by;                  // the voice that was chosen
    std::vector<VoiceName> dialects;  // recorded, of zh_CN
    Manner said_how;                  // and its manner
    void end_speech();

  private:
    class Notes;
    bool touch_now(const QString& name);

    std::unique_ptr<Kiosk> kiosk_;
    std::unique_ptr<QQmlApplicationEngine> engine_;
    std::unique_ptr<TouchWatch> watch_;
    Notes* voice_ = nullptr;
    QQuickWindow* window_ = nullptr;
};

// What screen readers call it.
QString accessible_name(QQuickItem* item);
// One line for each text below `root` that is not to be seen whole, and for each target outside the window: "cut: …".
// What a page can scroll to is not cut.
QStringList cut_off(QQuickItem* root, QSize window);

}  // namespace doorstep::kiosk
