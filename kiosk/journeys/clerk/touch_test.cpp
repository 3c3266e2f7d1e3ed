#include "kiosk/journeys/clerk/touch_test.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include <QPointF>

namespace doorstep::kiosk {
namespace {

// Corners and middle: a panel that is turned, mirrored or stretched is wrong at one of them.
constexpr std::array<QPointF, 5> places{{{0.08, 0.12}, {0.92, 0.12}, {0.5, 0.5}, {0.08, 0.88}, {0.92, 0.88}}};

}  // namespace

QVariantList TouchTest::crosses() const {
    QVariantList list;
    for (const auto& place : places) {
        list.append(QVariantMap{{"x", place.x()}, {"y", place.y()}});
    }
    return list;
}

void TouchTest::touch(double x, double y, double width, double height) {
    if (width <= 0 || height <= 0) {
        return;
    }
    double off = std::numeric_limits<double>::max();
    int nearest = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double distance = std::hypot(x - places[i].x() * width, y - places[i].y() * height);
        if (distance < off) {
            off = distance;
            nearest = static_cast<int>(i);
        }
    }
    touches_.append(QVariantMap{{"x", x / width}, {"y", y / height}, {"off", off}, {"cross", nearest}});
    if (touches_.size() > most_touches) {
        touches_.removeFirst();
    }
    emit changed();
}

int TouchTest::left() const {
    std::set<int> touched;
    for (const auto& one : touches_) {
        touched.insert(one.toMap()["cross"].toInt());
    }
    return static_cast<int>(places.size() - touched.size());
}

double TouchTest::farthest() const {
    double most = 0;
    for (const auto& one : touches_) {
        most = std::max(most, one.toMap()["off"].toDouble());
    }
    return most;
}

}  // namespace doorstep::kiosk
