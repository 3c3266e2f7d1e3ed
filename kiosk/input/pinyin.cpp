#include "kiosk/input/pinyin.hpp"

#include <cstring>

#include <rime_api.h>

namespace doorstep::kiosk {
namespace {

constexpr std::size_t longest_input = 40;
// X11 key values, as librime names keys.
constexpr int key_backspace = 0xff08;
constexpr int key_page_up = 0xff55;
constexpr int key_page_down = 0xff56;

}  // namespace

struct Pinyin::Engine {
    RimeApi* rime = rime_get_api();
    RimeSessionId session = 0;
    std::string folder;  // librime keeps the pointers of its traits

    void press(int key) const {
        if (session != 0) {
            rime->process_key(session, key, 0);
        }
    }
    std::string take_commit() const {
        RIME_STRUCT(RimeCommit, commit);
        std::string text;
        if (rime->get_commit(session, &commit)) {
            text = commit.text != nullptr ? commit.text : "";
            rime->free_commit(&commit);
        }
        return text;
    }
};

Pinyin::Pinyin(const std::filesystem::path& folder) : engine_(std::make_unique<Engine>()) {
    // Without the files librime would try to deploy, and write, at its first session.
    if (!std::filesystem::exists(folder / "doorstep.table.bin")) {
        return;
    }
    engine_->folder = folder.string();
    RIME_STRUCT(RimeTraits, traits);
    traits.shared_data_dir = engine_->folder.c_str();
    traits.user_data_dir = engine_->folder.c_str();
    traits.prebuilt_data_dir = engine_->folder.c_str();
    traits.staging_dir = engine_->folder.c_str();
    traits.distribution_name = "Doorstep";
    traits.distribution_code_name = "doorstep";
    traits.distribution_version = "1";
    traits.app_name = "rime.doorstep";
    traits.min_log_level = 2;  // errors only
    traits.log_dir = "";       // to stderr: a log file in /tmp would be one more place to look for names
    // setup starts librime's logging, which ends the process when it is started a second time.
    static const bool set_up = [&] { return engine_->rime->setup(&traits), true; }();
    static_cast<void>(set_up);
    engine_->rime->initialize(&traits);
    engine_->session = engine_->rime->create_session();
    if (engine_->session != 0 && !engine_->rime->select_schema(engine_->session, "doorstep")) {
        engine_->rime->destroy_session(engine_->session);
        engine_->session = 0;
    }
}

Pinyin::~Pinyin() {
    if (engine_->session != 0) {
        engine_->rime->destroy_session(engine_->session);
    }
    if (!engine_->folder.empty()) {
        engine_->rime->finalize();
    }
}

bool Pinyin::usable() const {
    return engine_->session != 0;
}

void Pinyin::letter(char letter) {
    if (letter < 'a' || letter > 'z' || !usable()) {
        return;
    }
    const char* input = engine_->rime->get_input(engine_->session);
    if (input == nullptr || std::strlen(input) < longest_input) {
        engine_->press(letter);
    }
}

bool Pinyin::erase() {
    if (view().composition.empty()) {
        return false;
    }
    engine_->press(key_backspace);
    return true;
}

std::string Pinyin::choose(int n) {
    if (!usable() || n < 0) {
        return {};
    }
    engine_->rime->select_candidate_on_current_page(engine_->session, static_cast<std::size_t>(n));
    return engine_->take_commit();
}

void Pinyin::turn_page(bool forward) {
    engine_->press(forward ? key_page_down : key_page_up);
}

void Pinyin::clear() {
    if (usable()) {
        engine_->rime->clear_composition(engine_->session);
    }
}

PinyinView Pinyin::view() const {
    PinyinView view;
    RIME_STRUCT(RimeContext, context);
    if (!usable() || !engine_->rime->get_context(engine_->session, &context)) {
        return view;
    }
    if (context.composition.preedit != nullptr) {
        view.composition = context.composition.preedit;
    }
    for (int i = 0; i < context.menu.num_candidates; ++i) {
        view.candidates.emplace_back(context.menu.candidates[i].text);
    }
    view.earlier = context.menu.page_no > 0;
    view.later = context.menu.num_candidates > 0 && !context.menu.is_last_page;
    engine_->rime->free_context(&context);
    return view;
}

}  // namespace doorstep::kiosk
