// The report that a kiosk makes when it is set up: read from its code, believed when that station's key signed it.
#include "township/cli/setup_commands.hpp"

#include "base/files.hpp"
#include "protocol/envelope/setup_report.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/cli/answer.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr std::size_t longest_report = 16U << 10U;
constexpr std::string_view first_name = "station=";

// Whose it says it is; the signature is looked at with that station's key.
std::string station_named(const std::string& text) {
    const auto line = text.find('\n');
    const auto begin = line == std::string::npos ? text.size() : line + 1;
    if (text.compare(begin, first_name.size(), first_name) != 0) {
        return {};
    }
    const auto end = text.find('\n', begin);
    return text.substr(begin + first_name.size(), end - begin - first_name.size());
}

Status check_report(const Common& common, const std::string& file) {
    DOORSTEP_TRY(const auto text, read_text_file(file, longest_report));
    DOORSTEP_TRY(const auto archive, open_archive());
    const auto id = station_named(text);
    DOORSTEP_TRY(const auto station, find_station(*archive, id));
    if (!station) {
        return Error(TownshipError::NoSuchStation, id);
    }
    auto report = protocol::checked_report(text, station->sign_public);
    if (!report && text.ends_with('\n')) {
        report =
            protocol::checked_report(text.substr(0, text.size() - 1), station->sign_public);  // an editor's line end
    }
    if (!report) {
        return Error(TownshipError::BadReply, "the key of " + id + " did not sign this report");
    }
    say(common, {{"station", id}, {"report", *report}}, *report + "签名有效，报告出自该站点的密钥。\n");
    return {};
}

}  // namespace

void add_setup_commands(Commands c) {
    auto& common = c.common;
    auto& chosen = c.chosen;
    const auto file = std::make_shared<std::string>();
    auto* check = c.app.add_subcommand("check-report", "a kiosk's report of setting up: is it signed by its key");
    add_common(*check, common);
    check->add_option("FILE", *file, "the text of the report's code")->required();
    check->callback([file, &common, &chosen] { chosen = [file, &common] { return check_report(common, *file); }; });
}

}  // namespace doorstep::township
