// How long until the window shows what a touch or a step changed: from the act to the end of the first frame that was
// drawn when the change had happened. Thread-bound, on Qt's thread.
#pragma once

#include <functional>
#include <optional>

#include <QQuickWindow>

namespace doorstep::bench {

// Milliseconds; nothing when no such frame came within five seconds.
std::optional<double> shown_after(QQuickWindow& window, const std::function<void()>& act,
                                  const std::function<bool()>& changed);

}  // namespace doorstep::bench
