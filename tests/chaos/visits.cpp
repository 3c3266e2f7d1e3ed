#include "tests/chaos/visits.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "emulators/code/code_emulator.hpp"
#include "emulators/idcard/reader_emulator.hpp"
#include "emulators/printer/printer_emulator.hpp"
#include "emulators/scanner/scanner_emulator.hpp"
#include "tests/chaos/sheets.hpp"

namespace doorstep::chaos {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::int64_t longest_read_ms = 40'000;  // two tries of all waits of a reader
constexpr std::int64_t longest_job_ms = 90'000;   // sane-airscan's and the printer's own waits, on a busy machine
constexpr std::int64_t longest_look_ms = 25'000;
constexpr std::uint32_t code_wait_s = 3;
constexpr std::int64_t longest_code_ms = 20'000;
// By then a code that nobody asked for has gone through the line.
constexpr std::int64_t stray_code_ms = 400;
constexpr std::int64_t folder_gone_within_ms = 10'000;
constexpr std::int64_t close_within_ms = 10'000;
constexpr std::size_t most_sheets = 4;
constexpr const char* paper_mark = "% paper ";

std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

void pause(std::int64_t milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

std::vector<TestCard> load_cards(const fs::path& folder, std::initializer_list<const char*> names) {
    std::vector<TestCard> cards;
    for (const auto* name : names) {
        std::ifstream in(folder / (std::string(name) + ".json"));
        cards.push_back({name, json::parse(in).value("number", "")});
    }
    return cards;
}

// Fills the session into a request of that kind.
template <class F>
wire::HubRequest in_session(const std::string& session, F fill) {
    wire::HubRequest request;
    fill(request)->set_session(session);
    return request;
}

}  // namespace

Visits::Visits(rig::Rig& rig, Ledger& ledger, const fs::path& cards, std::uint64_t seed)
    : rig_(rig),
      ledger_(ledger),
      line_(rig.hub_address(),
            [this](const wire::HubEvent& event) {
                const auto& device = event.device();
                const bool ill = device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY;
                if (event.has_device() && ill && device.last_fault().code() != wire::FAULT_NONE) {
                    ledger_.device_fault(device.id(), device.last_fault().code(), monotonic_milliseconds());
                }
            }),
      good_cards_(load_cards(cards, {"wang-jianguo", "li-guihua", "zhao-guoqiang", "chen-defu", "zhang-xiuying"})),
      bad_cards_(load_cards(cards, {"bad-lifted", "bad-lifted-mid", "bad-unreadable", "bad-checksum", "bad-half",
                                    "bad-not-authorised", "bad-digit", "unknown-letter"})),
      random_(seed) {
    has_card_trouble_ = true;
    card_trouble_ = ledger_.trouble_begins("reader", "no-card", monotonic_milliseconds());
    if (!line_.watch()) {
        ledger_.violation("the hub does not let the client watch");
    }
}

void Visits::run(std::int64_t milliseconds) {
    const auto until = monotonic_milliseconds() + milliseconds;
    while (monotonic_milliseconds() < until && rig_.hub_runs()) {
        one_visit(until);
    }
}

bool Visits::open(Visit& visit) {
    wire::HubRequest request;
    request.mutable_open_session();
    const int losses = line_.losses();
    const auto reply = line_.ask(request);
    if (!reply.has_session()) {
        if (line_.losses() != losses) {
            return false;  // told by the next visit
        }
        ledger_.violation("no session: " + wire::FaultCode_Name(reply.fault().code()));
        return false;
    }
    visit.session = reply.session().token();
    visit.losses = losses;
    return true;
}

// After the line was lost; the hub may need a while until it hears of us.
bool Visits::reopen(Visit& visit) {
    visit.leaving = false;
    visit.gone = false;
    visit.ending = false;
    for (int tries = 0; tries < 20; ++tries) {
        if (open(visit)) {
            return true;
        }
        pause(500);
    }
    return false;
}

// True when the hub fell silent since the visit began: its session and all in it has ended.
bool Visits::line_lost(Visit& visit) {
    const int losses = line_.losses();
    if (losses == visit.losses) {
        return false;
    }
    give_up(visit);
    const std::lock_guard lock(line_mutex_);
    for (; losses_told_ < losses; ++losses_told_) {
        ledger_.line_lost(monotonic_milliseconds());
    }
    return true;
}

// Nothing more can come of this visit; what was in hand is cancelled and may keep its device busy for a while.
void Visits::give_up(Visit& visit) {
    if (visit.gone.exchange(true)) {
        return;
    }
    visit.leaving = true;
    visit.ending = true;
    mark_left();
    // Only this end may have thought the other gone: then the session still lives, and its papers with it.
    line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_close_session(); }), close_within_ms);
    line_.wake();
}

void Visits::mark_left() {
    for (const auto* device : {"scanner", "camera", "reader", "code-reader"}) {
        const auto now = monotonic_milliseconds();
        ledger_.trouble_ends(ledger_.trouble_begins(device, "left", now), now);
    }
}

// True when the hub does not know the session any more although nobody closed it: it took the client for gone.
bool Visits::session_lost(Visit& visit, wire::FaultCode code) {
    if (code != wire::FAULT_NO_SESSION || visit.leaving) {
        return false;
    }
    give_up(visit);
    ledger_.line_lost(monotonic_milliseconds());
    return true;
}

bool Visits::says_nothing(Visit& visit, wire::FaultCode code, const std::string& what) {
    if (line_lost(visit) || session_lost(visit, code) ||
        (visit.leaving && (code == wire::FAULT_NO_SESSION || code == wire::FAULT_CANCELLED))) {
        return true;
    }
    if (code == wire::FAULT_TIMEOUT) {
        ledger_.silent(what);
    }
    return code == wire::FAULT_TIMEOUT;
}

void Visits::one_visit(std::int64_t until) {
    Visit visit;
    if (!open(visit)) {
        return pause(500);
    }
    ++visits_;
    std::vector<std::thread> hands;
    const auto keep_doing = [&](bool (Visits::*what)(Visit&, Random&), std::int64_t rest_ms) {
        hands.emplace_back([this, &visit, what, rest_ms, random = Random(random_())]() mutable {
            while (!visit.ending) {
                (this->*what)(visit, random);
                pause(between(random, 0, rest_ms));
            }
        });
    };
    keep_doing(&Visits::read, 300);
    keep_doing(&Visits::scan, 500);
    keep_doing(&Visits::print, 500);
    keep_doing(&Visits::look, 1500);
    keep_doing(&Visits::code, 500);
    const auto leave_at = std::min(until, monotonic_milliseconds() + between(random_, 1000, 6000));
    while (monotonic_milliseconds() < leave_at && !line_lost(visit)) {
        pause(50);
        count_papers();
    }
    const bool walk_away = between(random_, 0, 2) == 0 && !visit.gone;
    visit.leaving = visit.leaving || walk_away;
    visit.ending = true;
    if (walk_away) {
        close(visit);
    }
    for (auto& hand : hands) {
        hand.join();
    }
    if (!walk_away && !line_lost(visit)) {
        close(visit);
    }
    judge_stories();
}

void Visits::close(Visit& visit) {
    mark_left();
    const auto reply = line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_close_session(); }));
    if (!reply.done() && !line_lost(visit) && reply.fault().code() != wire::FAULT_NO_SESSION) {
        ledger_.violation("a session could not be closed: " + wire::FaultCode_Name(reply.fault().code()));
    }
    mark_left();
    visit.gone = true;
    line_.wake();
    const auto folder = rig_.spool() / visit.session;
    if (!line_.wait_until([&] { return !fs::exists(folder); }, folder_gone_within_ms)) {
        ledger_.violation("the folder of an ended session is still in the spool");
    }
    count_papers();
}

// Each story of the visit has at most one end and nothing after it.
void Visits::judge_stories() {
    const std::lock_guard lock(jobs_mutex_);
    for (const auto job : jobs_) {
        const auto story = line_.story(job);
        const auto ends = std::count_if(story.states.begin(), story.states.end(), [](const wire::JobState& state) {
            return state.state() != wire::JobState::RUNNING && state.state() != wire::JobState::WAITING;
        });
        if (ends > 1 || story.page_after_end) {
            ledger_.violation(fmt::format("job {} went on after its end", job));
        }
        line_.forget(job);
    }
    jobs_.clear();
}

bool Visits::refused(Visit& visit, const std::string& device, const wire::HubReply& reply, std::int64_t from) {
    const auto code = reply.fault().code();
    if (line_lost(visit) || session_lost(visit, code) || (code == wire::FAULT_NO_SESSION && visit.leaving)) {
        return true;
    }
    if (code == wire::FAULT_TIMEOUT) {
        ledger_.silent("a request to the " + device);
    } else {
        ledger_.refused(device, code, from, monotonic_milliseconds());
    }
    return false;
}

// ---- the card reader

// Now and then the card is changed, lifted or one laid down that has something wrong.
void Visits::lay_card(Random& random) {
    const auto from = monotonic_milliseconds();
    const bool remove = between(random, 0, 5) == 0;
    const auto& cards = between(random, 0, 3) == 0 ? bad_cards_ : good_cards_;
    const auto card = cards[static_cast<std::size_t>(between(random, 0, std::int64_t(cards.size()) - 1))];
    const bool swap = !lying_.empty() && !remove;
    const auto swapping = swap ? ledger_.trouble_begins("reader", "swap", from) : 0;
    std::size_t trouble = 0;
    const bool bad = !remove && &cards == &bad_cards_;
    if (remove || bad) {
        trouble = ledger_.trouble_begins("reader", remove ? "no-card" : "card:" + card.name, from);
    }
    if (!remove) {
        ledger_.card_lies(card.name, card.number, from, INT64_MAX);
    }
    const auto done =
        rig_.reader().order(remove ? json{{"do", "remove"}} : json{{"do", "insert"}, {"card", card.name}});
    if (!done) {
        ledger_.violation("the emulated reader does not obey: " + done.error().text());
    }
    const auto now = monotonic_milliseconds();
    if (!lying_.empty()) {
        ledger_.card_lies(card_.name, card_.number, card_since_, now);
    }
    if (has_card_trouble_) {
        ledger_.trouble_ends(card_trouble_, now);
    }
    if (swap) {
        ledger_.trouble_ends(swapping, now);
    }
    has_card_trouble_ = remove || bad;
    card_trouble_ = trouble;
    lying_ = remove ? "" : card.name;
    card_ = card;
    card_since_ = from;
}

bool Visits::read(Visit& visit, Random& random) {
    if (between(random, 0, 1) == 0) {
        lay_card(random);
    }
    const auto from = monotonic_milliseconds();
    wire::HubReply reply;
    std::thread meanwhile;
    if (between(random, 0, 3) == 0) {  // while it is being read
        meanwhile = std::thread([this, random = Random(random())]() mutable {
            pause(between(random, 0, 60));
            lay_card(random);
        });
    }
    reply = line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_read_card(); }), longest_read_ms);
    const auto at = monotonic_milliseconds();
    if (meanwhile.joinable()) {
        meanwhile.join();
    }
    const auto code = reply.fault().code();
    if (says_nothing(visit, code, "a read")) {
        return false;
    }
    ledger_.read_ended(from, at, code, reply.card().card().number());
    return reply.has_card();
}

// ---- the scanner

// A page that a dead worker asked for goes through the feeder all the same: new sheets wait until that is over.
void Visits::await_quiet_feeder() {
    line_.wait_until(
        [this] {
            const auto status = rig_.scanner().order({{"do", "status"}});
            return status && status->value("feeding", 0) == 0;
        },
        longest_job_ms);
}

std::vector<unsigned> Visits::load_sheets(std::size_t count) {
    const auto folder = rig_.folder() / "sheets";
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    std::vector<unsigned> sheets;
    json files = json::array();
    for (std::size_t i = 0; i < count; ++i) {
        sheets.push_back(next_sheet_++);
        const auto file = folder / fmt::format("{}.jpg", sheets.back());
        const auto jpeg = emulators::encode_jpeg(draw_sheet(sheets.back()), 90);
        if (!make_folder(folder, 0755) || !write_file_atomically(file, jpeg)) {
            ledger_.violation("no room for sheets");
        }
        files.push_back(file.native());
    }
    if (const auto loaded = rig_.scanner().order({{"do", "load"}, {"files", files}}); !loaded) {
        ledger_.violation("the emulated scanner does not obey: " + loaded.error().text());
    }
    return sheets;
}

// Reads what has come since the last time.
void Visits::take_pages(const Visit& visit, std::uint64_t job, std::size_t& taken) {
    const auto story = line_.story(job);
    for (; taken < story.pages.size(); ++taken) {
        const auto& page = story.pages[taken];
        std::int64_t sheet = -1;
        if (devices::read_spool_file(rig_.spool(), page.original())) {
            const auto picture = emulators::load_picture(rig_.spool() / page.original().name());
            const auto number = picture ? read_sheet(*picture) : std::nullopt;
            sheet = number ? static_cast<std::int64_t>(*number) : -1;
        }
        if (visit.leaving) {
            return;  // the pages go while they are looked at
        }
        ledger_.scan_page(job, page.index(), sheet);
    }
}

bool Visits::scan(Visit& visit, Random& random) {
    await_quiet_feeder();
    const auto count = static_cast<std::size_t>(between(random, 0, most_sheets));
    const auto from = monotonic_milliseconds();
    const auto empty = count == 0 ? ledger_.trouble_begins("scanner", "no-paper", from) : 0;
    const auto sheets = load_sheets(count);
    auto request = in_session(visit.session, [](auto& r) { return r.mutable_scan(); });
    request.mutable_scan()->set_source(wire::Scan::FEEDER);
    request.mutable_scan()->set_dpi(75);
    request.mutable_scan()->set_straighten(between(random, 0, 2) == 0);
    const auto reply = line_.ask(request);
    bool good = false;
    if (!reply.has_job()) {
        refused(visit, "scanner", reply, from);
    } else {
        const auto job = reply.job().job();
        {
            const std::lock_guard lock(jobs_mutex_);
            jobs_.push_back(job);
        }
        ledger_.scan_began(job, sheets, from);
        std::size_t taken = 0;
        const auto ended = [&](const rig::JobStory& story) {
            return story.end() != nullptr || story.pages.size() > taken || visit.gone || line_.losses() != visit.losses;
        };
        bool in_time = true;
        while (in_time && !visit.gone && !line_lost(visit) && line_.story(job).end() == nullptr) {
            in_time = line_.wait_job(job, ended, longest_job_ms);
            take_pages(visit, job, taken);
        }
        if (!in_time && !line_lost(visit)) {
            ledger_.silent(fmt::format("scan {}", job));
        } else if (visit.leaving || line_lost(visit)) {
            ledger_.left(job, monotonic_milliseconds());
        } else {
            take_pages(visit, job, taken);
            const auto story = line_.story(job);
            ledger_.scan_ended(job, *story.end(), monotonic_milliseconds());
            good = story.end()->state() == wire::JobState::DONE;
        }
    }
    if (count == 0) {
        ledger_.trouble_ends(empty, monotonic_milliseconds());
    }
    return good;
}

// ---- the printer

void Visits::count_papers() {
    const std::lock_guard lock(papers_mutex_);
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(rig_.folder() / "printer/papers", ignored)) {
        if (entry.path().extension() == ".pdf" && !papers_.contains(entry.path())) {
            const auto text = read_text_file(entry.path(), std::size_t{1} << 20);
            const auto mark = text ? text->find(paper_mark) : std::string::npos;
            papers_[entry.path()] =
                mark == std::string::npos
                    ? 0
                    : static_cast<unsigned>(std::atoi(text->c_str() + mark + std::strlen(paper_mark)));
        }
    }
    std::map<unsigned, int> out;
    for (const auto& [file, number] : papers_) {
        ++out[number];
    }
    ledger_.papers_out(out, monotonic_milliseconds());
}

bool Visits::print(Visit& visit, Random& /*random*/) {
    const auto from = monotonic_milliseconds();
    const auto paper = next_paper_++;
    auto request = in_session(visit.session, [](auto& r) { return r.mutable_print(); });
    request.mutable_print()->set_pdf(
        fmt::format("%PDF-1.4\n{}{}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n", paper_mark, paper));
    const auto reply = line_.ask(request);
    if (!reply.has_job()) {
        refused(visit, "printer", reply, from);
        return false;
    }
    const auto job = reply.job().job();
    {
        const std::lock_guard lock(jobs_mutex_);
        jobs_.push_back(job);
    }
    ledger_.print_began(job, paper, from);
    const bool in_time = line_.wait_job(
        job,
        [&](const rig::JobStory& story) {
            return story.end() != nullptr || visit.gone || line_.losses() != visit.losses;
        },
        longest_job_ms);
    count_papers();
    const auto story = line_.story(job);
    const auto at = monotonic_milliseconds();
    for (const auto& state : story.states) {
        if (state.state() == wire::JobState::WAITING) {
            ledger_.print_waits(job, state.fault().code(), at);
        }
    }
    const bool lost = line_lost(visit);
    if (!in_time && !lost) {
        ledger_.silent(fmt::format("print {}", job));
    } else if (story.end() == nullptr) {
        ledger_.left(job, at);
    } else {
        ledger_.print_ended(job, *story.end(), at);
        return story.end()->state() == wire::JobState::DONE;
    }
    return false;
}

// ---- the camera

bool Visits::look(Visit& visit, Random& random) {
    const auto from = monotonic_milliseconds();
    const auto before = line_.frames();
    const auto reply = line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_start_preview(); }));
    if (!reply.done()) {
        refused(visit, "camera", reply, from);
        return false;
    }
    const auto fault = [this] {
        const auto device = line_.device("camera");
        const bool ill = device.state() == wire::Device::ABSENT || device.state() == wire::Device::FAULTY;
        return ill ? device.last_fault().code() : wire::FAULT_NONE;
    };
    const auto enough = [&] {
        return line_.frames() > before || fault() != wire::FAULT_NONE || visit.leaving || line_lost(visit);
    };
    line_.wait_until(enough, longest_look_ms);
    const bool picture = line_.frames() > before;
    const auto code = fault();
    if (picture && between(random, 0, 1) == 0) {  // a black or a frozen picture is told only after a while
        line_.wait_until([&] { return fault() != wire::FAULT_NONE || visit.ending; }, between(random, 500, 2500));
    }
    if (!visit.leaving && !line_lost(visit)) {
        ledger_.look_ended(from, monotonic_milliseconds(), picture, code);
    }
    line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_stop_preview(); }));
    return picture;
}

// ---- the code reader

void Visits::show_code(const std::string& text) {
    const auto from = monotonic_milliseconds();
    if (!rig_.codes().order({{"do", "show"}, {"text", text}})) {  // pulled off
        ledger_.trouble_ends(ledger_.trouble_begins("code-reader", "not-shown", from), monotonic_milliseconds());
    }
}

bool Visits::code(Visit& visit, Random& random) {
    const auto text = fmt::format("{}{}", code_mark, next_code_++);
    if (between(random, 0, 2) == 0) {
        show_code(text + "-for-nobody");
        pause(stray_code_ms);
    }
    const auto from = monotonic_milliseconds();
    std::thread hand([this, text, wait = between(random, 20, 300)] {
        pause(wait);
        show_code(text);
    });
    auto request = in_session(visit.session, [](auto& r) { return r.mutable_read_code(); });
    request.mutable_read_code()->set_seconds(code_wait_s);
    const auto reply = line_.ask(request, longest_code_ms);
    const auto at = monotonic_milliseconds();
    hand.join();
    const auto code = reply.fault().code();
    if (says_nothing(visit, code, "a code")) {
        return false;
    }
    ledger_.code_ended(from, at, code, reply.code().text(), text);
    return reply.code().text() == text;
}

// ---- after the storm

bool Visits::all_well_within(std::int64_t milliseconds) {
    const auto until = monotonic_milliseconds() + milliseconds;
    Visit visit;
    if (!open(visit)) {
        return false;
    }
    ledger_.card_lies(good_cards_[0].name, good_cards_[0].number, monotonic_milliseconds(), INT64_MAX);
    const auto laid = rig_.reader().order({{"do", "insert"}, {"card", good_cards_[0].name}});
    Random random(random_());
    bool all = static_cast<bool>(laid);
    const auto until_good = [&](const char* what, auto try_once) {
        while (!try_once()) {
            if (line_lost(visit) && !reopen(visit)) {
                all = false;
                return;
            }
            if (monotonic_milliseconds() > until) {
                ledger_.violation(fmt::format("after the storm: no {} succeeded", what));
                all = false;
                return;
            }
            pause(100);
        }
    };
    until_good("read", [&] {
        return line_.ask(in_session(visit.session, [](auto& r) { return r.mutable_read_card(); }), longest_read_ms)
            .has_card();
    });
    until_good("scan", [&] { return scan(visit, random); });
    until_good("paper", [&] { return print(visit, random); });
    until_good("look", [&] { return look(visit, random); });
    until_good("code", [&] { return code(visit, random); });
    if (!line_lost(visit)) {
        close(visit);
    }
    judge_stories();
    return all;
}

}  // namespace doorstep::chaos
