#include "tests/bench/frame_watch.hpp"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>

namespace doorstep::bench {

std::optional<double> shown_after(QQuickWindow& window, const std::function<void()>& act,
                                  const std::function<bool()>& changed) {
    constexpr double ns_a_ms = 1e6;
    constexpr int patience_ms = 5'000;
    QElapsedTimer since;
    std::optional<double> shown;
    const auto watching = QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [&] {
        if (!shown && changed()) {
            shown = static_cast<double>(since.nsecsElapsed()) / ns_a_ms;
        }
    });
    const QDeadlineTimer end(patience_ms);
    since.start();
    act();
    while (!shown && !end.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, patience_ms);
    }
    QObject::disconnect(watching);
    return shown;
}

}  // namespace doorstep::bench
