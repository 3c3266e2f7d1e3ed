// The shipping program in a folder that has nothing of a station: what it shows then needs no hub, agent or
// configuration.
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "kiosk/testing/fake_station.hpp"

namespace doorstep::kiosk {

class BareKiosk {
  public:
    // run: the run folder, made by the test; program: doorstep-kiosk.
    BareKiosk(const QTemporaryDir& run, const QString& program) : run_(run) {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DOORSTEP_SHARE"), run.filePath(QStringLiteral("nothing")));
        environment.insert(QStringLiteral("DOORSTEP_ROOT"), run.filePath(QStringLiteral("nothing")));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        kiosk_.setProcessEnvironment(environment);
        kiosk_.setProcessChannelMode(QProcess::MergedChannels);
        kiosk_.start(program);
    }
    // Its endpoint is written when the first frame has been shown.
    bool shows_a_page() const {
        return wait_until([this] { return QFile::exists(run_.filePath(QStringLiteral("kiosk.endpoint"))); });
    }
    // Whether it ended when it was asked to; said() is then whole.
    bool ends() {
        kiosk_.terminate();
        return kiosk_.waitForFinished(60'000);
    }
    QByteArray said() { return kiosk_.readAll(); }

  private:
    const QTemporaryDir& run_;
    QProcess kiosk_;
};

}  // namespace doorstep::kiosk
