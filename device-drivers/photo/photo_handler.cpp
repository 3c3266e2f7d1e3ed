#include "device-drivers/photo/photo_handler.hpp"

#include <dlfcn.h>

#include "base/log.hpp"
#include "device-drivers/photo/wlt_plugin.h"
#include "device-drivers/worker/wipe_message.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t rgb_size = std::size_t{3} * doorstep_photo_width * doorstep_photo_height;

// R G B of the seam as the image room takes it: B G R.
Result<vision::Image> image_of(WipedBytes& rgb) {
    for (std::size_t i = 0; i < rgb.size(); i += 3) {
        std::swap(rgb[i], rgb[i + 2]);
    }
    return vision::Image::from_bgr({rgb.data(), rgb.size()}, doorstep_photo_width, doorstep_photo_height,
                                   std::size_t{3} * doorstep_photo_width);
}

}  // namespace

Result<PhotoPlugin> PhotoPlugin::load(const std::string& file) {
    void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        return Error(PhotoError::NoPlugin, ::dlerror());
    }
    void* const symbol = ::dlsym(library, "doorstep_wlt_decode");
    if (symbol == nullptr) {
        return Error(PhotoError::NoPlugin, file + " has no doorstep_wlt_decode");
    }
    return PhotoPlugin(reinterpret_cast<Decode>(symbol));
}

Result<WipedBytes> PhotoPlugin::decode(BytesView wlt) const {
    if (wlt.size() != doorstep_wlt_size) {
        return Error(PhotoError::NotDecoded, "not a photo of a card");
    }
    WipedBytes rgb(rgb_size);
    if (decode_(wlt.data(), rgb.data()) != 0) {
        return Error(PhotoError::NotDecoded, "the plug-in refused it");
    }
    DOORSTEP_TRY(const auto image, image_of(rgb));
    return vision::encode_jpeg(image);
}

void PhotoHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    if (message.has_configure()) {
        const auto found = message.configure().settings().find("plugin");
        file_ = found == message.configure().settings().end() ? "" : found->second;
        return;
    }
    if (message.kind_case() != wire::WorkerMessage::kPhoto) {
        return;
    }
    const auto plugin = PhotoPlugin::load(file_);
    const auto jpeg = plugin ? plugin->decode(as_bytes(message.photo().wlt())) : Result<WipedBytes>(plugin.error());
    wire::WorkerMessage answer;
    answer.mutable_photo_done()->set_job(message.photo().job());
    if (jpeg) {
        answer.mutable_photo_done()->set_jpeg(jpeg->data(), jpeg->size());
    } else {
        log::warning("photo: {}", jpeg.error().text());
    }
    link.send(answer);
    wipe_message(answer);
}

}  // namespace doorstep::devices
