#include "device-drivers/cabinet/volume.hpp"

#include <alsa/asoundlib.h>

#include <array>
#include <cerrno>
#include <utility>
#include <vector>

namespace doorstep::devices {
namespace {

constexpr std::array usual_elements{"Master", "Speaker", "PCM", "Headphone"};

Error error_of(int code) {
    const bool denied = code == -EACCES || code == -EPERM;
    const bool missing = code == -ENOENT || code == -ENODEV || code == -ENXIO;
    return {denied ? LevelError::Denied : missing ? LevelError::Missing : LevelError::Failed, ::snd_strerror(code)};
}

void ignore(const char*, int, const char*, int, const char*, ...) {}

class Volume final : public Level {
  public:
    Volume(std::string card, std::string element)
        : card_(card.empty() ? "default" : std::move(card)), wanted_(std::move(element)) {
        ::snd_lib_error_set_handler(ignore);  // a missing card is said by us, once
    }
    ~Volume() override { close(); }
    Volume(const Volume&) = delete;
    Volume& operator=(const Volume&) = delete;

    Status open() override {
        close();
        if (const int code = ::snd_mixer_open(&mixer_, 0); code != 0) {
            return error_of(code);
        }
        for (const int code : {::snd_mixer_attach(mixer_, card_.c_str()),
                               ::snd_mixer_selem_register(mixer_, nullptr, nullptr), ::snd_mixer_load(mixer_)}) {
            if (code != 0) {
                close();
                return error_of(code);
            }
        }
        return find();
    }

    Result<int> get() override {
        if (element_ == nullptr || ::snd_mixer_handle_events(mixer_) < 0) {
            return Error(LevelError::Missing, "the card is gone");
        }
        long now = 0;
        int on = 1;
        if (const int code = ::snd_mixer_selem_get_playback_volume(element_, SND_MIXER_SCHN_MONO, &now); code != 0) {
            return error_of(code);
        }
        if (::snd_mixer_selem_has_playback_switch(element_) != 0) {
            ::snd_mixer_selem_get_playback_switch(element_, SND_MIXER_SCHN_MONO, &on);
        }
        return on == 0 ? 0 : range_.percent_of(now);
    }

    Status set(int percent) override {
        if (element_ == nullptr) {
            return Error(LevelError::Missing, "not open");
        }
        if (const int code = ::snd_mixer_selem_set_playback_volume_all(element_, range_.value_of(percent)); code != 0) {
            return error_of(code);
        }
        const bool has_switch = ::snd_mixer_selem_has_playback_switch(element_) != 0;
        const int code = has_switch ? ::snd_mixer_selem_set_playback_switch_all(element_, percent > 0 ? 1 : 0) : 0;
        return code == 0 ? Status() : error_of(code);
    }

    std::string name() const override {
        return element_ == nullptr ? std::string() : card_ + "/" + ::snd_mixer_selem_get_name(element_);
    }

  private:
    void close() {
        element_ = nullptr;
        if (mixer_ != nullptr) {
            ::snd_mixer_close(mixer_);
            mixer_ = nullptr;
        }
    }
    Status find() {
        snd_mixer_selem_id_t* id = nullptr;
        ::snd_mixer_selem_id_malloc(&id);
        std::vector<const char*> names{wanted_.c_str()};
        if (wanted_.empty()) {
            names.assign(usual_elements.begin(), usual_elements.end());
        }
        for (const auto* name : names) {
            ::snd_mixer_selem_id_set_name(id, name);
            element_ = ::snd_mixer_find_selem(mixer_, id);
            if (element_ != nullptr && ::snd_mixer_selem_has_playback_volume(element_) != 0) {
                break;
            }
            element_ = nullptr;
        }
        ::snd_mixer_selem_id_free(id);
        if (element_ == nullptr) {
            return Error(LevelError::Missing, "no loudness to turn on card " + card_);
        }
        return ::snd_mixer_selem_get_playback_volume_range(element_, &range_.least, &range_.most) == 0
                   ? Status()
                   : Error(LevelError::Failed, "no range");
    }

    const std::string card_;
    const std::string wanted_;
    snd_mixer_t* mixer_ = nullptr;
    snd_mixer_elem_t* element_ = nullptr;
    LevelRange range_;
};

}  // namespace

std::unique_ptr<Level> make_volume(std::string card, std::string element) {
    return std::make_unique<Volume>(std::move(card), std::move(element));
}

}  // namespace doorstep::devices
