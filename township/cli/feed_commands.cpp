// The exchange upward: `feed` at a township, `feed-take` at its county, and the keys that both pin
// (docs/county-feed.md).
#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "base/files.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/feed/feed.hpp"
#include "township/feed/feed_error.hpp"
#include "township/feed/take.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr auto pipe = "-";
constexpr std::size_t most_files = 10'000;         // looked at in one go; the rest is taken by the next
constexpr std::size_t largest_pipe = 256U << 20U;  // more than that through a pipe comes in several runs

struct Arguments {
    std::string purpose;
    std::string folder;
    std::string file;
    std::string standing;
    std::string township;
    bool anew = false;
    bool always = false;
    bool replace = false;
};

Status keys(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const FeedKeys keys, feed_keys(*archive));
    const auto partner = own_partner(*archive, keys);
    DOORSTEP_CHECK(write_file_carried(a.file, as_bytes(to_text(partner))));
    say(common, {{"place", partner.place}, {"file", a.file}, {"fingerprint", partner.fingerprint()}},
        fmt::format("{} 的公钥已写入 {}\n指纹 {}（请与对方电话核对）\n", partner.place, a.file, partner.fingerprint()));
    return {};
}

Status pin(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto text, read_text_file(a.file, largest_partner_file));
    DOORSTEP_TRY(const auto partner, partner_from(text));
    const auto pinned = archive->database().transaction([&]() -> Status {
        DOORSTEP_CHECK(pin_partner(*archive, partner, a.replace));
        return audit(*archive, actor_of(common), "feed-partner " + partner.fingerprint(), partner.place);
    });
    DOORSTEP_CHECK(pinned);
    say(common, {{"place", partner.place}, {"fingerprint", partner.fingerprint()}},
        fmt::format("已登记 {}，指纹 {}\n", partner.place, partner.fingerprint()));
    return write_audit_head(*archive);
}

// The county's standing, from where it was named, or beside the batches; nothing when there is none.
Result<std::optional<std::string>> standing_of(const Archive& archive, const Arguments& a) {
    if (a.standing.empty() && a.folder == pipe) {
        return std::optional<std::string>{};
    }
    const auto file = a.standing.empty() ? fs::path(a.folder) / standing_file(archive.keys().township, a.purpose)
                                         : fs::path(a.standing);
    auto text = read_text_file(file, largest_standing);
    if (text) {
        return std::optional<std::string>(std::move(*text));
    }
    const bool none = a.standing.empty() && text.error().is(FileError::NotFound);
    return none ? Result<std::optional<std::string>>(std::optional<std::string>{}) : text.error();
}

// Into the folder, or through the pipe.
Status give_out(Archive& archive, const MadeBatch& made, const std::string& folder) {
    DOORSTEP_TRY(const Bytes file, batch_file(archive, made));
    if (folder == pipe) {
        std::cout.write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
        return std::cout.flush() ? Status{} : Status(Error(FileError::IoFailed, "the pipe is closed"));
    }
    const auto path = fs::path(folder) / made.file_name();
    const auto there = read_file(path, largest_batch);
    return there && *there == file ? Status{} : write_file_carried(path, file);
}

json to_json(const MadeBatch& made, const std::string& folder) {
    return {{"generation", made.generation},
            {"number", made.number},
            {"items", made.items},
            {"file", folder == pipe ? json() : json(made.file_name())},
            {"digest", to_hex(made.digest)}};
}

Status run_feed(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto purposes, load_purposes());
    DOORSTEP_TRY(const auto purpose, purpose_named(purposes, a.purpose));
    DOORSTEP_TRY(const auto standing, standing_of(*archive, a));
    DOORSTEP_TRY(const auto report, feed(*archive, {purpose, a.anew, a.always}, standing, actor_of(common)));
    if (a.folder != pipe) {
        DOORSTEP_CHECK(make_folder(a.folder, 0700));
    }
    auto batches = json::array();
    for (const auto& made : report.waiting) {
        DOORSTEP_CHECK(give_out(*archive, made, a.folder));
        batches.push_back(to_json(made, a.folder));
    }
    const json answer{{"purpose", purpose.id}, {"county", purpose.to},          {"generation", report.generation},
                      {"taken", report.taken}, {"new_items", report.new_items}, {"batches", batches}};
    const auto text = fmt::format("{} → {}：新增 {} 条，待送 {} 批，县级已收至第 {} 批\n", purpose.id, purpose.to,
                                  report.new_items, report.waiting.size(), report.taken);
    if (a.folder == pipe) {
        std::cerr << (common.json ? answer.dump(2) + "\n" : text);  // standard output is the batches
    } else {
        say(common, answer, text);
    }
    return write_audit_head(*archive);
}

struct ResultWords {
    const char* id;
    const char* text;
};

ResultWords words_of(TakenBatch::Result result) {
    switch (result) {
        case TakenBatch::Result::Taken:
            return {"taken", "已收"};
        case TakenBatch::Result::Held:
            return {"held", "此前已收"};
        case TakenBatch::Result::Refused:
            return {"refused", "已拒收，待人工查看"};
        case TakenBatch::Result::Left:
            break;
    }
    return {"left", "未收"};
}

json to_json(const TakenBatch& taken) {
    return {{"township", taken.township},
            {"purpose", taken.purpose},
            {"generation", taken.generation},
            {"number", taken.number},
            {"items", taken.items},
            {"known", taken.known},
            {"result", words_of(taken.result).id},
            {"why", taken.why}};
}

std::string line_of(const TakenBatch& taken) {
    return fmt::format("{}  {}  {}/{}  {}  {} 条{}{}\n", taken.township.empty() ? "—" : taken.township, taken.purpose,
                       taken.generation, taken.number, words_of(taken.result).text, taken.items,
                       taken.why.empty() ? "" : "  ", taken.why);
}

Result<std::vector<ReadBatch>> files_in(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".feed") {
            paths.push_back(entry.path());
        }
    }
    if (failed) {
        return file_error(failed.value(), folder.native());
    }
    std::sort(paths.begin(), paths.end());
    paths.resize(std::min(paths.size(), most_files));
    std::vector<ReadBatch> out;
    for (const auto& path : paths) {
        out.emplace_back([path] { return read_file(path, largest_batch); });
    }
    return out;
}

Result<std::vector<ReadBatch>> files_in_pipe() {
    auto all = std::make_shared<Bytes>();
    std::vector<char> chunk(64U << 10U);
    while (std::cin.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || std::cin.gcount() > 0) {
        all->insert(all->end(), chunk.begin(), chunk.begin() + std::cin.gcount());
        if (all->size() > largest_pipe) {
            return Error(FileError::TooLarge, "more through the pipe than one run takes");
        }
    }
    std::vector<ReadBatch> out;
    const auto batches = split_batches(*all);
    for (const auto& batch : batches ? *batches : std::vector<BytesView>{BytesView(*all)}) {
        out.emplace_back([all, batch]() -> Result<Bytes> { return to_bytes(batch); });
    }
    return out;
}

Result<std::vector<ReadBatch>> files_of(const std::string& from) {
    std::error_code failed;
    if (from == pipe) {
        return files_in_pipe();
    }
    if (fs::is_directory(from, failed)) {
        return files_in(from);
    }
    return std::vector<ReadBatch>{[from] { return read_file(from, largest_batch); }};
}

// Where this county stands with each of the streams that came, for the way back.
Status write_standings(Archive& archive, const FeedKeys& keys, const std::vector<TakenBatch>& taken,
                       const std::string& folder) {
    std::set<std::pair<std::string, std::string>> streams;
    for (const auto& one : taken) {
        if (one.result != TakenBatch::Result::Refused && !one.township.empty()) {
            streams.emplace(one.township, one.purpose);
        }
    }
    for (const auto& [township, purpose] : streams) {
        DOORSTEP_TRY(const auto text, standing_text(archive, keys, township, purpose));
        if (!text.empty()) {
            DOORSTEP_CHECK(write_file_carried(fs::path(folder) / standing_file(township, purpose), as_bytes(text)));
        }
    }
    return {};
}

// The folder for the way back: as given, or where the batches lay; empty for a pipe.
std::string way_back(const Arguments& a) {
    std::error_code failed;
    if (!a.standing.empty() || a.folder == pipe) {
        return a.standing;
    }
    return fs::is_directory(a.folder, failed) ? a.folder : fs::path(a.folder).parent_path().native();
}

Status take(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const FeedKeys keys, feed_keys(*archive));
    DOORSTEP_TRY(const auto files, files_of(a.folder));
    DOORSTEP_TRY(const auto taken, take_batches(*archive, keys, files, actor_of(common)));
    auto batches = json::array();
    std::map<std::string, int> counts{{"taken", 0}, {"held", 0}, {"left", 0}, {"refused", 0}};
    std::string text;
    for (const auto& one : taken) {
        batches.push_back(to_json(one));
        ++counts[words_of(one.result).id];
        text += line_of(one);
    }
    if (const auto folder = way_back(a); !folder.empty() || a.folder != pipe) {
        DOORSTEP_CHECK(write_standings(*archive, keys, taken, folder.empty() ? "." : folder));
    }
    const int open = counts["left"] + counts["refused"];
    say(common,
        {{"batches", batches},
         {"taken", counts["taken"]},
         {"held", counts["held"]},
         {"left", counts["left"]},
         {"refused", counts["refused"]}},
        text + fmt::format("收 {}，此前已收 {}，未收 {}，拒收 {}\n", counts["taken"], counts["held"], counts["left"],
                           counts["refused"]));
    DOORSTEP_CHECK(write_audit_head(*archive));
    return open == 0 ? Status{} : Status(Error(FeedError::NotAllTaken, fmt::format("{} batches are still open", open)));
}

Status states(const Common& common, const Arguments& /*none*/) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto made, feed_states(*archive));
    DOORSTEP_TRY(const auto taken, fed_states(*archive));
    auto up = json::array();
    auto down = json::array();
    std::string text;
    for (const auto& one : made) {
        up.push_back({{"purpose", one.purpose},
                      {"county", one.county},
                      {"generation", one.generation},
                      {"made", one.made},
                      {"taken", one.taken},
                      {"made_at", json_time(one.made_ms)},
                      {"taken_at", json_time(one.taken_ms)}});
        text +=
            fmt::format("上报  {} → {}  第 {} 批，县级已收至第 {} 批\n", one.purpose, one.county, one.made, one.taken);
    }
    for (const auto& one : taken) {
        down.push_back({{"township", one.township},
                        {"purpose", one.purpose},
                        {"generation", one.generation},
                        {"number", one.number},
                        {"items", one.items},
                        {"taken_at", json_time(one.taken_ms)}});
        text += fmt::format("接收  {}  {}  至第 {} 批，共 {} 条\n", one.township, one.purpose, one.number, one.items);
    }
    say(common, {{"made", up}, {"taken", down}}, text.empty() ? "没有上报，也没有接收。\n" : text);
    return {};
}

Status lines(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto list, fed_lines(*archive, a.township, a.purpose, actor_of(common)));
    auto items = json::array();
    std::string text;
    for (const auto& line : list) {
        items.push_back(json::parse(line.view(), nullptr, false));
        text += line.view() + "\n";
    }
    say(common, {{"items", items}}, text);
    return write_audit_head(*archive);
}

void add_keys(const Commands& c, const std::shared_ptr<Arguments>& a) {
    auto* own = add_command(c, a, c.app, "feed-keys",
                            "this place's public keys for the exchange upward; made when missing", keys);
    own->add_option("OUT", a->file, "the file for the other end")->required();
    auto* other = add_command(c, a, c.app, "feed-partner", "pin the keys of the county, or of a township", pin);
    other->add_option("FILE", a->file, "what feed-keys wrote there")->required();
    other->add_flag("--replace", a->replace, "it has new keys");
}

}  // namespace

void add_feed_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    add_keys(c, a);
    auto* up = add_command(c, a, c.app, "feed", "what the county was not told yet, signed and sealed to it", run_feed);
    up->add_option("WHAT", a->purpose, "a purpose of feed-purposes.toml")->required();
    up->add_option("DIR", a->folder, "a folder, e.g. on a stick; - : standard output")->required();
    up->add_option("--standing", a->standing, "where the county stands; without it the one in DIR");
    up->add_flag("--begin-anew", a->anew, "everything again, as a new generation");
    up->add_flag("--always", a->always, "a batch even when nothing is new");
    auto* down = add_command(c, a, c.app, "feed-take", "at the county: check, open and keep batches", take);
    down->add_option("FROM", a->folder, "a folder, a file, or - : standard input")->required();
    down->add_option("--standing-to", a->standing, "the folder for the way back; without it where the batches lie");
    add_command(c, a, c.app, "feed-standing", "how far the exchange upward is, either way", states);
    auto* kept = add_command(c, a, c.app, "feed-lines",
                             "at the county: what a township told for a purpose; needs --purpose", lines);
    kept->add_option("TOWNSHIP", a->township, "its id")->required();
    kept->add_option("WHAT", a->purpose, "the feed's purpose")->required();
}

}  // namespace doorstep::township
