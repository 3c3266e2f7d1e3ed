#include "kiosk/input/handwriting.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>

#include <zinnia.h>

#include "base/files.hpp"
#include "kiosk/input/model_file.hpp"

namespace doorstep::kiosk {
namespace {

// The bytes of a file for as long as this lives.
class Mapping {
  public:
    Mapping() = default;
    ~Mapping() {
        if (bytes_ != nullptr) {
            ::munmap(bytes_, size_);
        }
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    bool map(int file, std::size_t size) {
        void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (mapped == MAP_FAILED) {
            return false;
        }
        bytes_ = mapped;
        size_ = size;
        return true;
    }
    std::span<const std::uint8_t> bytes() const { return {static_cast<const std::uint8_t*>(bytes_), size_}; }

  private:
    void* bytes_ = nullptr;
    std::size_t size_ = 0;
};

std::uint64_t size_of(int file) {
    struct stat about {};
    return ::fstat(file, &about) == 0 && S_ISREG(about.st_mode) ? static_cast<std::uint64_t>(about.st_size) : 0;
}

std::unique_ptr<zinnia::Character> to_zinnia(const std::vector<GridStroke>& strokes) {
    std::unique_ptr<zinnia::Character> character(zinnia::createCharacter());
    character->clear();
    character->set_width(fitted_side);
    character->set_height(fitted_side);
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        for (const auto& point : strokes[i]) {
            character->add(i, point.x, point.y);
        }
    }
    return character;
}

// How far from the edges of its square a character stays, in thousandths of the side.
constexpr int large = 120;
constexpr int small = 250;

void add(std::vector<Reading>& readings, Reading reading) {
    const auto same = std::find_if(readings.begin(), readings.end(),
                                   [&](const Reading& one) { return one.character == reading.character; });
    if (same == readings.end()) {
        readings.push_back(std::move(reading));
    } else {
        same->score = std::max(same->score, reading.score);
    }
}

}  // namespace

struct Handwriting::Engine {
    Mapping file;  // zinnia reads from it as long as it lives
    std::unique_ptr<zinnia::Recognizer> zinnia{zinnia::createRecognizer()};
};

Handwriting::Handwriting(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Handwriting::~Handwriting() = default;

std::filesystem::path Handwriting::default_model() {
    return "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
}

bool Handwriting::looks_like_model(const std::filesystem::path& model) {
    const FileDescriptor file(::open(model.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<std::uint8_t, model_head_bytes> head{};
    return file.valid() && ::pread(file.get(), head.data(), head.size(), 0) == static_cast<ssize_t>(head.size()) &&
           is_model_head(head, size_of(file.get()));
}

Result<std::unique_ptr<Handwriting>> Handwriting::open(const std::filesystem::path& model) {
    const FileDescriptor file(::open(model.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid()) {
        return Error(HandwritingError::NoModel, model.native() + ": " + std::strerror(errno));
    }
    auto engine = std::make_unique<Engine>();
    const auto size = size_of(file.get());
    if (size < model_head_bytes || !engine->file.map(file.get(), size)) {
        return Error(HandwritingError::BadModel, model.native() + " is no file of a model's size");
    }
    const auto bytes = engine->file.bytes();
    if (!is_model(bytes)) {
        return Error(HandwritingError::BadModel, model.native() + " is cut, damaged or of another format");
    }
    if (!engine->zinnia->open(reinterpret_cast<const char*>(bytes.data()), bytes.size())) {
        return Error(HandwritingError::BadModel, model.native() + ": " + engine->zinnia->what());
    }
    return std::unique_ptr<Handwriting>(new Handwriting(std::move(engine)));
}

// The model tells 口 from 囗 by how much of the field it fills, and people write each at any size: both are looked for.
std::vector<Reading> Handwriting::read(const InkCharacter& character, std::size_t most) const {
    std::vector<Reading> readings;
    for (const int margin : {large, small}) {
        const auto strokes = fitted(character, margin);
        const std::unique_ptr<zinnia::Result> result(
            strokes.empty() ? nullptr : engine_->zinnia->classify(*to_zinnia(strokes), most));
        for (std::size_t i = 0; result && i < result->size(); ++i) {
            add(readings, {result->value(i), result->score(i)});
        }
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Reading& a, const Reading& b) { return a.score > b.score; });
    readings.resize(std::min(readings.size(), most));
    return readings;
}

std::size_t Handwriting::known() const {
    return engine_->zinnia->size();
}

bool Handwriting::knows(const std::string& character) const {
    for (std::size_t i = 0; i < known(); ++i) {
        if (character == engine_->zinnia->value(i)) {
            return true;
        }
    }
    return false;
}

}  // namespace doorstep::kiosk
