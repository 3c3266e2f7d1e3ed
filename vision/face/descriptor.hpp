// A face as 128 numbers, how far two of them lie apart, and what that distance means. No dlib here.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace doorstep::vision {

constexpr std::size_t descriptor_size = 128;
// Names the net that made a descriptor; descriptors of different nets must not be compared.
constexpr std::string_view descriptor_model = "dlib-resnet-v1";

// dlib's customary 0.60 let 4 of 36 look-alike pairs through in a trial, 0.50 none; 0.45 leaves a margin for the
// photographs of a village kiosk. Above it nothing is decided by the machine alone.
constexpr double same_person_at_most = 0.45;
// Up to here a clerk looks and decides; above it there is no match, which is a task for a person and never a stop.
constexpr double clerk_decides_up_to = 0.55;

// The limits in force; each installation may set its own from its own figures.
struct FaceThresholds {
    double same = same_person_at_most;
    double clerk = clerk_decides_up_to;
};

// What a distance means. Never shown as a number to the person.
enum class FaceOutcome {
    Same = 1,      // go on
    ClerkDecides,  // ask the clerk, who sees the person, not the number
    NoMatch,       // offer the other way: clerk confirms in person
};

// 128 numbers, wiped when they go. Copies wipe themselves. Has no formatter on purpose.
class Descriptor {
  public:
    Descriptor() = default;
    Descriptor(const Descriptor&) = default;
    Descriptor& operator=(const Descriptor&) = default;
    ~Descriptor();

    // From exactly 128 finite numbers, e.g. an opened template; nothing otherwise.
    static std::optional<Descriptor> from(std::span<const float> values);
    std::span<const float, descriptor_size> values() const { return values_; }

  private:
    std::array<float, descriptor_size> values_{};
};

// Euclidean distance; 0 for the same picture, about 0.6 and more for strangers. Reentrant.
double distance(const Descriptor& a, const Descriptor& b);
// The smallest distance of `live` to any of the enrolled ones; nothing when there are none.
std::optional<double> nearest(const Descriptor& live, std::span<const Descriptor> enrolled);
// What the distance means. A distance that is not a number is no match.
FaceOutcome judge(double distance, const FaceThresholds& thresholds = {});

}  // namespace doorstep::vision
