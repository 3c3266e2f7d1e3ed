#include "station-agent/ctl/sealed_commands.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "station-agent/ctl/agent_link.hpp"
#include "station-agent/ctl/damaged_outbox.hpp"
#include "station-agent/ctl/sealed_files.hpp"
#include "station-agent/outbox/item_states.hpp"

namespace doorstep::agent {
namespace {

using nlohmann::json;

AskAgent link() {
    return [agent = std::make_shared<AgentLink>()](const wire::AgentRequest& request) { return agent->ask(request); };
}

int refused(const Error& error) {
    std::fprintf(stderr, "doorstep-agent-ctl: %s\n", error.text().c_str());
    return 1;
}

int say(const json& answer, bool as_json) {
    if (as_json) {
        std::printf("%s\n", answer.dump().c_str());
        return 0;
    }
    for (const auto& [key, value] : answer.items()) {
        std::printf("%-10s %s\n", key.c_str(), value.dump().c_str());
    }
    return 0;
}

json describe(const wire::Item& item) {
    const auto& stay = stay_of(item.state());
    const auto id = Uuid::from_bytes(as_bytes(item.submission()));
    return {{"submission", id ? id->text() : ""},
            {"state", stay.words},
            {"cause", wire::FaultCode_Name(item.fault().code())},
            {"since", Instant{item.since_ms()}.legal_text()},
            {"next_try", item.next_try_ms() == 0 ? "" : Instant{item.next_try_ms()}.legal_text()},
            {"tries", item.tries()},
            {"bytes", item.bytes_total()},
            {"do", item.overdue_ms() != 0 ? stay.then : std::string_view()}};
}

int list(const SealedCommands& commands) {
    wire::AgentRequest request;
    request.mutable_list_sealed()->set_shelved_only(commands.shelf_only);
    const auto reply = link()(request);
    if (!reply) {
        return refused(reply.error());
    }
    auto items = json::array();
    for (const auto& sealed : reply->sealed_list().items()) {
        items.push_back(describe(sealed.item()));
    }
    if (commands.as_json) {
        return say({{"items", items}, {"more", reply->sealed_list().more()}}, true);
    }
    for (const auto& item : items) {
        const auto text = [&item](const char* key) { return item[key].get<std::string>(); };
        std::printf("%s\n", fmt::format("{}  {} since {}  {}  {} tries  {} bytes  next try {}  {}", text("submission"),
                                        text("state"), text("since"), text("cause"), item["tries"].get<std::uint32_t>(),
                                        item["bytes"].get<std::uint64_t>(),
                                        text("next_try").empty() ? "-" : text("next_try"), text("do"))
                                .c_str());
    }
    return 0;
}

int retry(const SealedCommands& commands) {
    wire::AgentRequest request;
    request.mutable_retry_shelved();
    if (!commands.id.empty()) {
        const auto id = Uuid::parse(commands.id);
        if (!id) {
            return refused(id.error());
        }
        request.mutable_retry_shelved()->set_submission(std::string(as_text(id->bytes())));
    }
    const auto reply = link()(request);
    return reply ? say({{"retried", reply->retried().items()}}, commands.as_json) : refused(reply.error());
}

Result<Exported> write_of_damaged(const SealedCommands& commands) {
    DOORSTEP_TRY(auto outbox, DamagedOutbox::open(commands.from));
    DOORSTEP_TRY(auto done, export_sealed(outbox.ask(), commands.folder, false));
    done.damaged += outbox.damaged();
    return done;
}

int write(const SealedCommands& commands) {
    const auto done = commands.from.empty() ? export_sealed(link(), commands.folder, commands.shelf_only)
                                            : write_of_damaged(commands);
    if (!done) {
        return refused(done.error());
    }
    return say(
        {{"written", done->written}, {"already", done->already}, {"damaged", done->damaged}, {"bytes", done->bytes}},
        commands.as_json);
}

int take_back(const SealedCommands& commands) {
    const auto done = return_receipts(link(), commands.folder);
    return done ? say({{"taken", done->taken}, {"refused", done->refused}}, commands.as_json) : refused(done.error());
}

}  // namespace

void add_sealed_commands(CLI::App& app, SealedCommands& commands) {
    const auto add = [&](const char* name, const char* words, int (*function)(const SealedCommands&)) {
        auto* command = app.add_subcommand(name, words);
        command->add_flag("--json", commands.as_json, "one line of JSON");
        command->callback(
            [&commands, function] { commands.run = [&commands, function] { return function(commands); }; });
        return command;
    };
    auto* items = add("items", "what the township does not have yet: state, cause, next try", list);
    items->add_flag("--shelf", commands.shelf_only, "only what lies on the shelf");
    auto* again = add("retry", "take items from the shelf and send them again", retry);
    again->add_option("ID", commands.id, "one submission; default: all");
    auto* out = add("export", "write sealed items to a stick for `doorstep-township import`", write);
    out->add_option("DIR", commands.folder, "a folder on the stick")->required()->check(CLI::ExistingDirectory);
    auto* shelf = out->add_flag("--shelf", commands.shelf_only, "only what lies on the shelf");
    out->add_option("--from", commands.from,
                    "state folder of an agent that does not start: what can still be read of it")
        ->check(CLI::ExistingDirectory)
        ->excludes(shelf);
    auto* back = add("receipts", "take the township's receipts from a stick that came back", take_back);
    back->add_option("DIR", commands.folder, "the same folder")->required()->check(CLI::ExistingDirectory);
}

}  // namespace doorstep::agent
