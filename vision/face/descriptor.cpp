#include "vision/face/descriptor.hpp"

#include <algorithm>
#include <cmath>

#include "base/wiped_bytes.hpp"

namespace doorstep::vision {

Descriptor::~Descriptor() {
    wipe(values_.data(), sizeof(values_));
}

std::optional<Descriptor> Descriptor::from(std::span<const float> values) {
    if (values.size() != descriptor_size ||
        !std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); })) {
        return std::nullopt;
    }
    Descriptor result;
    std::copy(values.begin(), values.end(), result.values_.begin());
    return result;
}

double distance(const Descriptor& a, const Descriptor& b) {
    double sum = 0;
    for (std::size_t i = 0; i < descriptor_size; ++i) {
        const double difference = double{a.values()[i]} - double{b.values()[i]};
        sum += difference * difference;
    }
    return std::sqrt(sum);
}

std::optional<double> nearest(const Descriptor& live, std::span<const Descriptor> enrolled) {
    std::optional<double> least;
    for (const auto& one : enrolled) {
        const double d = distance(live, one);
        least = least ? std::min(*least, d) : d;
    }
    return least;
}

FaceOutcome judge(double distance, const FaceThresholds& thresholds) {
    // Written so that NaN falls through to NoMatch.
    if (distance <= thresholds.same) {
        return FaceOutcome::Same;
    }
    return distance <= thresholds.clerk ? FaceOutcome::ClerkDecides : FaceOutcome::NoMatch;
}

}  // namespace doorstep::vision
