#include "provisioning/enrolment/setup_service.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <utility>

#include "base/config.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "provisioning/enrolment/line/bench_stick.hpp"
#include "provisioning/enrolment/network.hpp"

namespace doorstep::setup {
namespace {

using Request = wire::SetupRequest;

constexpr std::size_t largest_state = 64U << 10U;
constexpr std::size_t largest_invitation = 64U << 10U;
constexpr std::size_t largest_written = 1U << 20U;
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_line = 4096;
constexpr std::int64_t earliest_ms = 1'704'067'200'000;  // 2024: this program is younger
constexpr std::int64_t latest_ms = 4'102'444'800'000;    // 2100
constexpr std::int64_t second_ms = 1000;
constexpr auto state_name = "wizard.json";
constexpr auto network_name = "network";
constexpr auto invitation_name = "doorstep-invitation.json";
constexpr auto vendor_file = "/sys/class/dmi/id/sys_vendor";
constexpr auto product_file = "/sys/class/dmi/id/product_name";
constexpr std::string_view root_hash_word = "doorstep.hash=";

wire::SetupReply fault(wire::SetupFault code) {
    wire::SetupReply reply;
    reply.set_fault(code);
    return reply;
}

wire::SetupReply done_reply() {
    wire::SetupReply reply;
    reply.set_done(true);
    return reply;
}

wire::SetupFault fault_of_field(const std::string& field) {
    return field == "address"   ? wire::SETUP_FAULT_ADDRESS
           : field == "gateway" ? wire::SETUP_FAULT_GATEWAY
                                : wire::SETUP_FAULT_NAME_SERVER;
}

// What the caller may have got wrong is its fault, the rest ours.
wire::SetupFault code_of(const Error& error) {
    if (error.is(FileError::NoSpace)) {
        return wire::SETUP_FAULT_DISK_FULL;
    }
    return error.module() == ErrorNames<WizardError>::module ? wire::SETUP_FAULT_BAD_REQUEST
                                                             : wire::SETUP_FAULT_INTERNAL;
}

bool is_plain_name(const std::string& name) {
    return !name.empty() && name.size() <= longest_name && name.front() != '.' &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

std::string first_line(const std::filesystem::path& file) {
    const auto text = read_text_file(file, longest_line).value_or("");
    return text.substr(0, text.find('\n'));
}

// The serial of the machine's board where it has one; makers who left it out wrote such words.
std::string serial_in(const std::filesystem::path& file) {
    constexpr std::size_t longest_serial = 64;
    constexpr std::array none{
        "none",      "default string", "not specified", "system serial number", "to be filled by o.e.m.",
        "123456789", "0123456789",     "unknown"};
    auto serial = file.empty() ? std::string() : first_line(file);
    serial.erase(serial.find_last_not_of(' ') + 1);
    auto lower = serial;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const bool plain = serial.size() <= longest_serial && serial.find_first_not_of('0') != std::string::npos &&
                       std::all_of(serial.begin(), serial.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return plain && std::count(none.begin(), none.end(), lower) == 0 ? serial : "";
}

std::string root_hash(const std::string& command_line) {
    std::istringstream words(first_line(command_line));
    for (std::string word; words >> word;) {
        if (word.starts_with(root_hash_word)) {
            return word.substr(root_hash_word.size());
        }
    }
    return {};
}

Facts machine_facts(const SetupSettings& settings) {
    Facts facts{{"version", settings.version},
                {"root_hash", root_hash(settings.command_line)},
                {"serial", serial_in(settings.serial_file)},
                {"model", first_line(vendor_file) + " " + first_line(product_file)}};
    std::erase_if(facts, [](const auto& fact) { return fact.second.find_first_not_of(' ') == std::string::npos; });
    return facts;
}

// Without it the list of steps is lost, nothing else: keys, accounts, network are held where they belong.
Wizard wizard_in(const std::filesystem::path& file) {
    const auto text = read_text_file(file, largest_state);
    if (!text && text.error().is(FileError::NotFound)) {
        return {};
    }
    auto wizard = text ? Wizard::from_text(*text) : Result<Wizard>(text.error());
    if (wizard) {
        return *std::move(wizard);
    }
    log::error("what was kept of the set-up cannot be read, it begins anew: {}", wizard.error().text());
    std::error_code none;
    std::filesystem::rename(file, file.native() + ".broken", none);
    return {};
}

}  // namespace

Result<SetupSettings> load_settings() {
    DOORSTEP_TRY(Config config, Config::load(configuration_folder() / "setup.toml"));
    SetupSettings settings;
    settings.state_folder = state_folder("setup");
    const auto run = run_folder();
    DOORSTEP_TRY(const auto wanted, config.text("wanted_folder", ""));
    DOORSTEP_TRY(const auto said, config.text("said_folder", ""));
    DOORSTEP_TRY(const auto stick, config.text("stick_folder", ""));
    settings.wanted_folder = wanted.empty() ? run / "setup-wanted" : std::filesystem::path(wanted);
    settings.said_folder = said.empty() ? run / "setup-said" : std::filesystem::path(said);
    settings.stick_folder = stick.empty() ? run / "stick" : std::filesystem::path(stick);
    settings.bench_file = bench_file();
    // Readable to root alone: the unit hands it over.
    if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY")) {
        settings.serial_file = std::filesystem::path(credentials) / "serial";
    }
    DOORSTEP_CHECK(config.finish());
    return settings;
}

std::filesystem::path bench_file() {
    return run_folder() / "bench" / BenchStick::file_name;
}

SetupService::SetupService(EventLoop& loop, SetupSettings settings, const Clock& clock, Wizard wizard)
    : loop_(loop),
      settings_(std::move(settings)),
      clock_(clock),
      wizard_(std::move(wizard)),
      machine_(machine_facts(settings_)),
      wishes_(loop, settings_.wanted_folder, settings_.said_folder) {}

Result<std::unique_ptr<SetupService>> SetupService::open(EventLoop& loop, SetupSettings settings, const Clock& clock) {
    DOORSTEP_CHECK(make_folder(settings.state_folder, 0700));
    auto wizard = wizard_in(settings.state_folder / state_name);
    std::unique_ptr<SetupService> service(new SetupService(loop, std::move(settings), clock, std::move(wizard)));
    service->wizard_.started();
    DOORSTEP_CHECK(service->keep(service->wizard_));
    return service;
}

Status SetupService::keep(const Wizard& wizard) const {
    const auto text = wizard.text();
    return write_file_durably(settings_.state_folder / state_name, as_bytes(text), 0600);
}

// ---- the steps ----------------------------------------------------------------------------------------------------

wire::SetupReply SetupService::state_reply() const {
    wire::SetupReply reply;
    *reply.mutable_state() = wizard_.state();
    reply.mutable_state()->mutable_machine()->insert(machine_.begin(), machine_.end());
    reply.mutable_state()->set_bench(loop_.now() < bench_until_);
    return reply;
}

// On the disk before it is answered: what the technician sees done is done after a power cut too.
wire::SetupReply SetupService::change(const std::function<Status(Wizard&)>& what) {
    auto changed = wizard_;
    auto status = what(changed);
    if (status) {
        status = keep(changed);
    }
    if (!status) {
        log::warning("a step of the set-up: {}", status.error().text());
        return fault(code_of(status.error()));
    }
    wizard_ = std::move(changed);
    return state_reply();
}

void SetupService::handle(const std::string& payload, const Reply& reply) {
    Request request;
    if (!request.ParseFromString(payload)) {
        reply(fault(wire::SETUP_FAULT_BAD_REQUEST).SerializeAsString());
    } else if (request.has_set_network()) {
        set_network(request.set_network(), reply);
    } else if (request.has_set_clock()) {
        set_clock(request.set_clock().ms(), reply);
    } else {
        reply(answer(request).SerializeAsString());
    }
}

wire::SetupReply SetupService::answer(const Request& request) {
    switch (request.kind_case()) {
        case Request::kHello: {
            wire::SetupReply reply;
            reply.mutable_hello()->set_protocol(1);
            reply.mutable_hello()->set_process("doorstep-setup");
            reply.mutable_hello()->set_version(settings_.version);
            return reply;
        }
        case Request::kGet:
            return state_reply();
        case Request::kGo:
            return change([&](Wizard& wizard) { return wizard.go(request.go().step()); });
        case Request::kDone:
            return change([&](Wizard& wizard) {
                const auto& facts = request.done().facts();
                return wizard.done(request.done().step(), {facts.begin(), facts.end()}, clock_.now().milliseconds);
            });
        case Request::kSkip:
            return change(
                [&](Wizard& wizard) { return wizard.skip(request.skip().step(), clock_.now().milliseconds); });
        case Request::kDismiss:
            return change([](Wizard& wizard) { return wizard.dismiss(); });
        case Request::kBenchBeat:
            return bench_beat();
        case Request::kListLinks:
            return links();
        case Request::kReadStick:
            return read_stick();
        case Request::kWriteStick:
            return write_stick(request.write_stick());
        default:
            return fault(wire::SETUP_FAULT_BAD_REQUEST);
    }
}

wire::SetupReply SetupService::bench_beat() {
    bench_until_ = wizard_.finished() ? 0 : loop_.now() + bench_beat_ms;
    return state_reply();
}

void SetupService::hide_when_finished() const {
    if (wizard_.finished()) {
        std::error_code none;
        // A kiosk that finds no endpoint asks nothing, and shows home at once.
        std::filesystem::remove(endpoint_file("setup"), none);
        std::filesystem::remove(settings_.bench_file, none);
    }
}

// ---- what the system does -----------------------------------------------------------------------------------------

wire::SetupReply SetupService::links() const {
    wire::SetupReply reply;
    *reply.mutable_links() = links_now();
    if (const auto kept = read_text_file(settings_.state_folder / network_name, longest_line)) {
        *reply.mutable_links()->mutable_wish() = wish_of(*kept);
    }
    return reply;
}

// Kept only once the system has taken it; what it keeps itself is what it starts with the next time.
void SetupService::set_network(const wire::NetworkWish& wish, const Reply& reply) {
    const auto field = bad_field(wish);
    if (!field.empty()) {
        reply(fault(fault_of_field(field)).SerializeAsString());
        return;
    }
    const auto text = wish_text(wish);
    wishes_.wish(network_name, text, [this, text, reply](const Status& status) {
        if (!status) {
            log::warning("network: {}", status.error().text());
            reply(fault(wire::SETUP_FAULT_NETWORK).SerializeAsString());
            return;
        }
        const auto kept = write_file_durably(settings_.state_folder / network_name, as_bytes(text), 0600);
        reply((kept ? done_reply() : fault(code_of(kept.error()))).SerializeAsString());
    });
}

void SetupService::set_clock(std::int64_t ms, const Reply& reply) {
    if (ms < earliest_ms || ms > latest_ms) {
        reply(fault(wire::SETUP_FAULT_CLOCK).SerializeAsString());
        return;
    }
    wishes_.wish("clock", std::to_string(ms / second_ms) + "\n", [reply](const Status& status) {
        if (!status) {
            log::warning("clock: {}", status.error().text());
        }
        reply((status ? done_reply() : fault(wire::SETUP_FAULT_CLOCK)).SerializeAsString());
    });
}

// ---- the technician's stick ---------------------------------------------------------------------------------------

wire::SetupReply SetupService::read_stick() const {
    const auto text = read_text_file(settings_.stick_folder / invitation_name, largest_invitation);
    if (!text) {
        log::info("stick: {}", text.error().text());
        return fault(text.error().is(FileError::TooLarge) ? wire::SETUP_FAULT_INVITATION : wire::SETUP_FAULT_STICK);
    }
    wire::SetupReply reply;
    reply.mutable_invitation()->set_text(*text);
    return reply;
}

void SetupService::look_at_stick() {
    const auto text = read_text_file(settings_.stick_folder / BenchStick::file_name, BenchStick::largest_file);
    if (wizard_.finished() || !text || *text == bench_text_) {
        return;
    }
    bench_text_ = *text;
    const auto stick = parse_stick(*text);
    auto status = stick ? make_folder(settings_.bench_file.parent_path(), 0750) : Status(stick.error());
    if (status) {
        status = write_file_atomically(settings_.bench_file, as_bytes(*text), 0640);
    }
    status ? log::info("the stick leads to a bench") : log::warning("the stick's bench: {}", status.error().text());
}

wire::SetupReply SetupService::write_stick(const wire::WriteStick& request) const {
    if (!is_plain_name(request.name()) || request.content().size() > largest_written) {
        return fault(wire::SETUP_FAULT_BAD_REQUEST);
    }
    std::error_code none;
    if (!std::filesystem::is_directory(settings_.stick_folder, none)) {
        return fault(wire::SETUP_FAULT_STICK);
    }
    const auto written = write_file_carried(settings_.stick_folder / request.name(), as_bytes(request.content()));
    if (!written) {
        log::warning("stick: {}", written.error().text());
    }
    return written ? done_reply() : fault(wire::SETUP_FAULT_STICK);
}

}  // namespace doorstep::setup
