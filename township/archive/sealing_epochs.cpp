#include "township/archive/sealing_epochs.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace doorstep::township {
namespace {

constexpr int most_epochs = 100;  // of one hello; a station has two or three

bool names(std::string_view epochs, std::uint32_t epoch) {
    return fmt::format(" {} ", epochs).find(fmt::format(" {} ", epoch)) != std::string::npos;
}

}  // namespace

EpochWord epoch_word(const wire::UplinkHello& hello) {
    EpochWord word;
    for (int i = 0; i < std::min(hello.key_epochs_size(), most_epochs); ++i) {
        word.epochs.append(word.epochs.empty() ? "" : " ").append(std::to_string(hello.key_epochs(i)));
    }
    word.sealing_epoch = hello.sealing_epoch();
    return word;
}

Status note_epochs(Archive& archive, std::string_view station, const EpochWord& word) {
    return archive.database().run(
        "INSERT INTO station_epochs VALUES (?1, ?2, ?3, ?4) ON CONFLICT (station) DO UPDATE SET epochs = ?2, "
        "sealing_epoch = ?3, at_ms = ?4",
        {std::string(station), word.epochs, std::int64_t{word.sealing_epoch}, archive.now()});
}

Result<std::vector<EpochWord>> epoch_words(Archive& archive) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT s.id, coalesce(e.epochs, ''), coalesce(e.sealing_epoch, 0), "
                                          "coalesce(e.at_ms, 0) FROM stations s LEFT JOIN station_epochs e ON "
                                          "e.station = s.id WHERE s.state = 'enrolled' ORDER BY s.id"));
    std::vector<EpochWord> out;
    for (const auto& row : rows) {
        out.push_back({row.text(0), row.text(1), static_cast<std::uint32_t>(row.number(2)), row.number(3)});
    }
    return out;
}

Result<std::vector<std::string>> stations_that_need(Archive& archive, std::uint32_t epoch) {
    DOORSTEP_TRY(const auto words, epoch_words(archive));
    std::vector<std::string> out;
    for (const auto& word : words) {
        if (word.epochs.empty() || word.sealing_epoch <= epoch || names(word.epochs, epoch)) {
            out.push_back(word.station);
        }
    }
    return out;
}

}  // namespace doorstep::township
