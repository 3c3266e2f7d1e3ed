// The page of an install stick (provisioning/install): which disk, one question, progress, what is set in the firmware
// afterwards. It speaks with the stick's own program, which may write disks, by small files: this process may not.
//
//   RUN/install/disks     a line a disk: NAME, BYTES, KIND (empty, used, station, small), SERIAL, MODEL, tabs between
//   RUN/install/firmware  "secure-boot on|off|setup|none"
//   RUN/install/state     "choose", "writing DONE ALL", "checking DONE ALL", "finished", "failed
//   gone|small|write|check" RUN/home-kiosk/install  our wish: "write NAME SERIAL" (tabs), "look", "off"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>
#include <QVariantList>

class QGuiApplication;

namespace doorstep::kiosk {

struct InstallDisk {
    std::string name;
    std::uint64_t bytes = 0;
    std::string kind;
    std::string serial;
    std::string model;
    bool operator==(const InstallDisk&) const = default;
};

// Lines that are no disk are left out.
std::vector<InstallDisk> parse_install_disks(std::string_view text);

// Where the writing stands; what cannot be read is Waiting.
struct InstallState {
    enum class Step { Waiting, Choose, Writing, Checking, Finished, Failed };
    Step step = Step::Waiting;
    double part = 0;      // of all that is written and read, 0 … 1
    std::string failure;  // gone, small, write or check
    bool operator==(const InstallState&) const = default;
};
InstallState parse_install_state(std::string_view text);

// Thread-bound. QML's side of the page.
class Installing : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    // [{size (gigabytes, "500.1"), kind, serial, model}]
    Q_PROPERTY(QVariantList disks READ disks NOTIFY changed)
    // "", "waiting", "choose", "writing", "checking", "finished", "failed"
    Q_PROPERTY(QString step READ step NOTIFY changed)
    Q_PROPERTY(double part READ part NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)
    // on, off, setup, none
    Q_PROPERTY(QString secureBoot READ secure_boot NOTIFY changed)
  public:
    explicit Installing(QObject* parent = nullptr);
    QVariantList disks() const;
    QString step() const;
    double part() const { return state_.part; }
    QString failure() const { return QString::fromStdString(state_.failure); }
    QString secure_boot() const { return QString::fromStdString(secure_boot_); }
    Q_INVOKABLE void write(int disk);
    Q_INVOKABLE void look();
    Q_INVOKABLE void switchOff();

  signals:
    void changed();

  private:
    void read();
    void wish(const std::string& line);

    QTimer look_again_;
    std::vector<InstallDisk> disks_;
    InstallState state_;
    std::string secure_boot_;
};

// Whether this system is an install stick's.
bool is_install_stick();

// Shows the page until the machine is switched off; the program's exit code. Thread-bound.
int run_installing(QGuiApplication& app, void (*shown)());

}  // namespace doorstep::kiosk
