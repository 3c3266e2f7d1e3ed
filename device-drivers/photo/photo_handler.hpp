// doorstep-worker-photo: decodes the photo of a card by a vendor's library, which may crash, hang and leak.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "device-drivers/worker/run_worker.hpp"

namespace doorstep::devices {

enum class PhotoError {
    NoPlugin = 1,  // tell the technician: not there, or not this seam's; cards are read without photo
    NotDecoded,    // the photo is missing, all else of the card is good
};

// Thread-bound. The library stays loaded until the process ends.
class PhotoPlugin {
  public:
    // NoPlugin with the loader's own words.
    static Result<PhotoPlugin> load(const std::string& file);
    // A JPEG of 102 x 126. NotDecoded also for a photo that is not 1024 bytes.
    Result<WipedBytes> decode(BytesView wlt) const;

  private:
    using Decode = int (*)(const std::uint8_t*, std::uint8_t*);
    explicit PhotoPlugin(Decode function) : decode_(function) {}
    Decode decode_;
};

// See WorkerHandler. The setting "plugin" of WorkerConfigure names the library; it is loaded with the first photo.
class PhotoHandler final : public WorkerHandler {
  public:
    void message(const wire::WorkerMessage& message, WorkerLink& link) override;

  private:
    std::string file_;
};

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::PhotoError> {
    static constexpr std::string_view module = "photo";
    static std::string_view name(devices::PhotoError e) {
        return e == devices::PhotoError::NoPlugin ? "NoPlugin" : "NotDecoded";
    }
};
