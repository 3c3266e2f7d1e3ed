#include "device-drivers/pcsc/chip_script.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/toml.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t largest_script_file = std::size_t{256} << 10;
constexpr std::uint16_t well = 0x9000;
constexpr std::uint8_t more_waits = 0x61;
constexpr std::uint8_t other_length = 0x6C;
// A card that says for ever that there is more.
constexpr int most_fetches = 8;

Error bad(std::string_view card, std::string_view what) {
    return {ChipError::BadScript, fmt::format("card \"{}\": {}", card, what)};
}

// "00 A4 04 00" as bytes; at least a command's header.
std::optional<Bytes> command_of(const toml::table& table, std::string_view key) {
    constexpr std::size_t header = 4;
    auto text = table[key].value_or(std::string());
    std::erase(text, ' ');
    auto bytes = from_hex(text);
    const bool good = bytes && bytes->size() >= header && bytes->size() <= largest_chip_command;
    return good ? std::optional<Bytes>(std::move(*bytes)) : std::nullopt;
}

std::optional<ChipForm> form_of(const std::string& word) {
    struct Word {
        std::string_view word;
        ChipForm form;
    };
    constexpr std::array words{Word{"text", ChipForm::Text}, Word{"gb18030", ChipForm::Gb18030},
                               Word{"digits", ChipForm::Digits}, Word{"date", ChipForm::Date},
                               Word{"hex", ChipForm::Hex}};
    const auto* const found = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.word == word; });
    return found == words.end() ? std::nullopt : std::optional(found->form);
}

bool knows_only(const toml::table& table, std::initializer_list<std::string_view> keys) {
    return std::all_of(table.begin(), table.end(), [&](const auto& entry) {
        return std::find(keys.begin(), keys.end(), entry.first.str()) != keys.end();
    });
}

Result<ChipStep> step_of(const toml::table& table, std::string_view card) {
    if (!knows_only(table, {"send", "field", "tag", "as", "optional"})) {
        return bad(card, "a step has a key that is none");
    }
    ChipStep step;
    auto command = command_of(table, "send");
    if (!command) {
        return bad(card, "send is no command in hex");
    }
    step.command = std::move(*command);
    step.field = table["field"].value_or(std::string());
    step.optional = table["optional"].value_or(false);
    const auto form = form_of(table["as"].value_or(std::string("text")));
    if (!form) {
        return bad(card, "as must be text, gb18030, digits, date or hex");
    }
    step.form = *form;
    if (table.contains("tag")) {
        const auto tag = from_hex(table["tag"].value_or(std::string()));
        if (!tag || tag->size() != 1) {
            return bad(card, "tag must be one byte in hex");
        }
        step.tag = tag->front();
    }
    return step;
}

Result<ChipScript> script_of(const toml::table& table) {
    ChipScript script;
    script.name = table["name"].value_or(std::string());
    auto select = command_of(table, "select");
    if (script.name.empty() || !select || !knows_only(table, {"name", "select", "step"})) {
        return bad(script.name, "needs a name and a select command, and has steps beside");
    }
    script.select = std::move(*select);
    const auto* const steps = table["step"].as_array();
    if (steps == nullptr || steps->empty() || steps->size() > most_chip_steps) {
        return bad(script.name, fmt::format("needs 1 to {} steps", most_chip_steps));
    }
    for (const auto& step : *steps) {
        if (!step.is_table()) {
            return bad(script.name, "a step is no table");
        }
        DOORSTEP_TRY(ChipStep one, step_of(*step.as_table(), script.name));
        script.steps.push_back(std::move(one));
    }
    return script;
}

Error refused(std::uint16_t word, BytesView command) {
    return {ChipError::Refused, fmt::format("{:04X} to {:02X}", word, command[1])};
}

// The command with that many bytes asked for: the byte behind the header, or behind the data where it has some.
WipedBytes with_length(BytesView command, std::uint8_t length) {
    constexpr std::size_t header = 4;
    const std::size_t body = command.size() > header + 1 ? header + 1U + command[header] : header;
    WipedBytes asked(command.begin(), command.begin() + static_cast<std::ptrdiff_t>(std::min(body, command.size())));
    asked.push_back(length);
    return asked;
}

// The data of the answer, without its status word; Refused for an error word.
Result<WipedBytes> ask(BytesView command, const ChipTransmit& transmit) {
    WipedBytes all;
    WipedBytes next(command.begin(), command.end());
    for (int i = 0; i < most_fetches; ++i) {
        DOORSTEP_TRY(const WipedBytes answer, transmit(next));
        const auto word = status_word(answer);
        if (!word || answer.size() > largest_chip_answer) {
            return Error(ChipError::Garbled, "no status word");
        }
        const auto length = static_cast<std::uint8_t>(*word & 0xFFU);
        if (*word >> 8U == other_length) {
            next = with_length(command, length);
            continue;
        }
        all.insert(all.end(), answer.begin(), answer.end() - 2);
        if (*word == well) {
            return all;
        }
        if (*word >> 8U != more_waits) {
            return refused(*word, command);
        }
        next.assign({command[0], 0xC0, 0x00, 0x00, length});
    }
    return Error(ChipError::Garbled, "the answer has no end");
}

Status run_step(const ChipStep& step, const ChipTransmit& transmit, ChipReading& reading) {
    auto data = ask(step.command, transmit);
    if (!data) {
        return step.optional && data.error().is(ChipError::Refused) ? Status() : data.error();
    }
    if (step.field.empty()) {
        return {};
    }
    DOORSTEP_TRY(const BytesView value, chip_value(*data, step.tag));
    auto text = chip_text(value, step.form);
    if (!text) {
        return text.error().with_context(step.field);
    }
    reading.fields.push_back({step.field, WipedString(std::move(*text))});
    return {};
}

}  // namespace

Result<std::vector<ChipScript>> parse_chip_scripts(std::string_view text) {
    toml::table parsed;
    try {
        parsed = toml::parse(text);
    } catch (const toml::parse_error& wrong) {
        return Error(ChipError::BadScript, fmt::format("line {}: {}", wrong.source().begin.line, wrong.description()));
    }
    const auto* const cards = parsed["card"].as_array();
    if (cards == nullptr || cards->empty() || cards->size() > most_chip_scripts) {
        return Error(ChipError::BadScript, fmt::format("needs 1 to {} times [[card]]", most_chip_scripts));
    }
    std::vector<ChipScript> scripts;
    for (const auto& card : *cards) {
        if (!card.is_table()) {
            return Error(ChipError::BadScript, "a card is no table");
        }
        DOORSTEP_TRY(ChipScript script, script_of(*card.as_table()));
        scripts.push_back(std::move(script));
    }
    return scripts;
}

Result<std::vector<ChipScript>> load_chip_scripts(const std::filesystem::path& file) {
    auto text = read_text_file(file, largest_script_file);
    if (!text) {
        return Error(ChipError::BadScript, text.error().text());
    }
    return parse_chip_scripts(*text);
}

Result<ChipReading> read_chip(const std::vector<ChipScript>& scripts, const ChipTransmit& transmit,
                              const std::function<bool()>& cancelled) {
    const auto stopped = [&] { return Error(ChipError::Cancelled); };
    for (const auto& script : scripts) {
        if (cancelled()) {
            return stopped();
        }
        if (const auto selected = ask(script.select, transmit); !selected) {
            if (selected.error().is(ChipError::Refused)) {
                continue;
            }
            return selected.error();
        }
        ChipReading reading;
        reading.card = script.name;
        for (const auto& step : script.steps) {
            if (cancelled()) {
                return stopped();
            }
            DOORSTEP_CHECK(run_step(step, transmit, reading));
        }
        return reading;
    }
    return Error(ChipError::Unknown, "no script's select was answered well");
}

}  // namespace doorstep::devices
