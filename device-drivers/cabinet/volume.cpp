#include "device-drivers/cabinet/volume.hpp"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace doorstep::devices {
namespace {

constexpr std::array usual_elements{"Master", "Speaker", "PCM", "Headphone"};
// What else than headphones makes sound, as drivers name it.
constexpr std::array speaker_elements{"Speaker", "Bass Speaker", "Line Out", "Front"};
// The codec itself silences the loudspeaker while headphones are in.
constexpr const char* auto_mute = "Auto-Mute Mode";

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
        return on == 0 && !(silenced_ && is_speaker()) ? 0 : range_.percent_of(now);
    }

    Status set(int percent) override {
        if (element_ == nullptr) {
            return Error(LevelError::Missing, "not open");
        }
        if (const int code = ::snd_mixer_selem_set_playback_volume_all(element_, range_.value_of(percent)); code != 0) {
            return error_of(code);
        }
        const bool has_switch = ::snd_mixer_selem_has_playback_switch(element_) != 0 && !(silenced_ && is_speaker());
        const int code = has_switch ? ::snd_mixer_selem_set_playback_switch_all(element_, percent > 0 ? 1 : 0) : 0;
        return code == 0 ? Status() : error_of(code);
    }

    std::string name() const override {
        return element_ == nullptr ? std::string() : card_ + "/" + ::snd_mixer_selem_get_name(element_);
    }

    Jack jack() override {
        if (control_ == nullptr || !jack_name_) {
            return Jack::None;
        }
        snd_ctl_elem_value_t* value = nullptr;
        ::snd_ctl_elem_value_malloc(&value);
        ::snd_ctl_elem_value_set_interface(value, SND_CTL_ELEM_IFACE_CARD);
        ::snd_ctl_elem_value_set_name(value, jack_name_->c_str());
        const bool read = ::snd_ctl_elem_read(control_, value) == 0;
        const bool in = read && ::snd_ctl_elem_value_get_boolean(value, 0) != 0;
        ::snd_ctl_elem_value_free(value);
        return !read ? Jack::None : in ? Jack::In : Jack::Out;
    }

    bool silence_speaker(bool off) override {
        bool found = false;
        bool all_off = true;
        for (const auto* name : speaker_elements) {
            auto* const speaker = named(name);
            if (speaker == nullptr || ::snd_mixer_selem_has_playback_switch(speaker) == 0) {
                continue;
            }
            found = true;
            int on = 1;
            ::snd_mixer_selem_get_playback_switch(speaker, SND_MIXER_SCHN_MONO, &on);
            if ((on == 0) != off) {
                ::snd_mixer_selem_set_playback_switch_all(speaker, off ? 0 : 1);
                ::snd_mixer_selem_get_playback_switch(speaker, SND_MIXER_SCHN_MONO, &on);
            }
            all_off = all_off && on == 0;
        }
        silenced_ = off;
        return found ? all_off : mutes_itself();
    }

  private:
    snd_mixer_elem_t* named(const char* name) const {
        snd_mixer_selem_id_t* id = nullptr;
        ::snd_mixer_selem_id_malloc(&id);
        ::snd_mixer_selem_id_set_name(id, name);
        auto* const element = ::snd_mixer_find_selem(mixer_, id);
        ::snd_mixer_selem_id_free(id);
        return element;
    }
    bool is_speaker() const {
        return std::any_of(speaker_elements.begin(), speaker_elements.end(),
                           [&](const char* name) { return named(name) == element_; });
    }
    // Its first choice is "Disabled" with every driver that has it.
    bool mutes_itself() const {
        auto* const element = named(auto_mute);
        unsigned choice = 0;
        return element != nullptr && ::snd_mixer_selem_is_enumerated(element) != 0 &&
               ::snd_mixer_selem_get_enum_item(element, SND_MIXER_SCHN_MONO, &choice) == 0 && choice > 0;
    }
    // The control of the card that tells of headphones: "Headphone Jack", "Front Headphone Jack" …
    void find_jack() {
        jack_name_.reset();
        if (::snd_ctl_open(&control_, card_.c_str(), SND_CTL_READONLY) != 0) {
            control_ = nullptr;
            return;
        }
        snd_ctl_elem_list_t* list = nullptr;
        ::snd_ctl_elem_list_malloc(&list);
        if (::snd_ctl_elem_list(control_, list) == 0 &&
            ::snd_ctl_elem_list_alloc_space(list, ::snd_ctl_elem_list_get_count(list)) == 0 &&
            ::snd_ctl_elem_list(control_, list) == 0) {
            for (unsigned i = 0; i < ::snd_ctl_elem_list_get_used(list) && !jack_name_; ++i) {
                const std::string name = ::snd_ctl_elem_list_get_name(list, i);
                if (::snd_ctl_elem_list_get_interface(list, i) == SND_CTL_ELEM_IFACE_CARD &&
                    name.find("Headphone") != std::string::npos && name.ends_with(" Jack")) {
                    jack_name_ = name;
                }
            }
            ::snd_ctl_elem_list_free_space(list);
        }
        ::snd_ctl_elem_list_free(list);
    }
    void close() {
        element_ = nullptr;
        if (control_ != nullptr) {
            ::snd_ctl_close(control_);
            control_ = nullptr;
        }
        if (mixer_ != nullptr) {
            ::snd_mixer_close(mixer_);
            mixer_ = nullptr;
        }
    }
    Status find() {
        std::vector<const char*> names{wanted_.c_str()};
        if (wanted_.empty()) {
            names.assign(usual_elements.begin(), usual_elements.end());
        }
        for (const auto* name : names) {
            element_ = named(name);
            if (element_ != nullptr && ::snd_mixer_selem_has_playback_volume(element_) != 0) {
                break;
            }
            element_ = nullptr;
        }
        find_jack();
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
    snd_ctl_t* control_ = nullptr;
    std::optional<std::string> jack_name_;
    bool silenced_ = false;  // because of headphones
    LevelRange range_;
};

}  // namespace

std::unique_ptr<Level> make_volume(std::string card, std::string element) {
    return std::make_unique<Volume>(std::move(card), std::move(element));
}

}  // namespace doorstep::devices
