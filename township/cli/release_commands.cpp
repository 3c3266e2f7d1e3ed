// The release key (SECURITY 7): keys of the people who release, orders, signing on another machine, handing on.
#include <algorithm>
#include <iostream>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"
#include "protocol/envelope/release.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/sealing_epochs.hpp"
#include "township/archive/shares.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/archive/update_shelf.hpp"
#include "township/cli/answer.hpp"
#include "township/cli/command.hpp"
#include "township/cli/json_views.hpp"
#include "township/cli/release_files.hpp"
#include "township/workflow/releases.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

struct Arguments {
    std::string folder;
    std::string file;
    std::string out;
    std::string key;
    std::string holder;
    std::string station;
    std::string reason;
    std::uint32_t version = 0;
    std::string named_version;
    std::uint32_t epoch = 0;
    unsigned of = 5;
    unsigned need = 3;
    std::int64_t days = 0;
    std::vector<std::string> values;
};
using Shared = std::shared_ptr<Arguments>;

Status make_key(const Common& common, const Arguments& a) {
    DOORSTEP_CHECK(make_release_key(a.folder, a.holder));
    DOORSTEP_TRY(const auto made, load_release_public(std::filesystem::path(a.folder) / "release.pub"));
    const std::vector<Bytes> keys{made.public_key};
    say(common, {{"folder", a.folder}, {"holder", a.holder}, {"fingerprint", protocol::release_fingerprint(keys)}},
        fmt::format("发布密钥已建立在 {}。release.key 须离线保管，绝不拷到前置机；release.pub 交前置机登记。\n",
                    a.folder));
    return {};
}

Status add_key(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto key, load_release_public(a.file));
    DOORSTEP_CHECK(add_release_key(*archive, key.public_key, key.holder));
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "release-key add", to_base64(key.public_key)));
    say(common, {{"holder", key.holder}, {"public_key", to_base64(key.public_key)}},
        fmt::format("已登记 {} 的发布公钥\n", key.holder));
    return {};
}

Status list_keys(const Common& common, const Arguments& /*none*/) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto keys, release_keys(*archive));
    DOORSTEP_TRY(const auto publics, release_publics(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& key : keys) {
        out.push_back(
            {{"holder", key.holder}, {"public_key", to_base64(key.public_key)}, {"since", json_time(key.since_ms)}});
        text += fmt::format("{}  {}\n", key.holder, to_base64(key.public_key));
    }
    const auto fingerprint = protocol::release_fingerprint(publics);
    say(common, {{"keys", out}, {"fingerprint", fingerprint}},
        keys.empty() ? "没有发布密钥：前置机可自行开设工作人员账号，且不能下发方案、配置和吊销。\n"
                     : text + fmt::format("指纹 {}\n", fingerprint));
    return {};
}

// Keeps the order and writes the file that is to be signed.
Status write_order(const Common& common, wire::ReleaseOrder order, const OrderFrame& frame, const std::string& out) {
    DOORSTEP_TRY(const auto archive, open_archive());
    if (!frame.station.empty()) {
        DOORSTEP_TRY(const auto station, find_station(*archive, frame.station));
        if (!station) {
            return Error(TownshipError::NoSuchStation, frame.station);
        }
    }
    DOORSTEP_TRY(const auto release, make_order(*archive, actor_of(common), std::move(order), frame));
    DOORSTEP_CHECK(save_order(out, release));
    wire::ReleaseOrder made;
    made.ParseFromString(release.order());
    const auto* rule = protocol::release_rule(release.purpose());
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), fmt::format("order {}", rule->name),
                                 fmt::format("{} {}", made.sequence(), frame.subject)));
    say(common, {{"order", made.sequence()}, {"purpose", rule->name}, {"persons", rule->persons}, {"file", out}},
        describe_order(made) + fmt::format("待 {} 人签名：doorstep-township sign {} --key …\n", rule->persons, out));
    return {};
}

Status order_scheme(const Common& common, const Arguments& a) {
    wire::ReleaseOrder order;
    {
        DOORSTEP_TRY(const auto archive, open_archive());
        DOORSTEP_TRY(*order.mutable_scheme(), read_scheme_package(*archive, a.file));
    }
    const OrderFrame frame{a.station, order.scheme().id(), a.days, {}};
    return write_order(common, std::move(order), frame, a.out);
}

Status order_configuration(const Common& common, const Arguments& a) {
    wire::ReleaseOrder order;
    order.mutable_configuration()->set_version(a.version);
    for (const auto& value : a.values) {
        const auto middle = value.find('=');
        if (middle == std::string::npos) {
            return Error(TownshipError::BadRelease, "NAME=VALUE: " + value);
        }
        (*order.mutable_configuration()->mutable_values())[value.substr(0, middle)] = value.substr(middle + 1);
    }
    return write_order(common, std::move(order), {a.station, "", a.days, {}}, a.out);
}

// The version is said, not read: what the bundle says of itself is behind its own signature, which the station checks.
Status order_update(const Common& common, const Arguments& a) {
    wire::ReleaseOrder order;
    {
        DOORSTEP_TRY(const auto archive, open_archive());
        const UpdateShelf shelf(archive->files() / "updates");
        DOORSTEP_TRY(*order.mutable_update(), shelf.put(a.file, a.named_version));
    }
    return write_order(common, std::move(order), {a.station, "", a.days, {}}, a.out);
}

Status order_keys(const Common& common, const Arguments& a) {
    wire::ReleaseOrder order;
    order.mutable_release_keys()->set_version(a.version);
    for (const auto& file : a.values) {
        DOORSTEP_TRY(const auto key, load_release_public(file));
        order.mutable_release_keys()->add_public_keys(std::string(as_text(key.public_key)));
    }
    return write_order(common, std::move(order), {"", "", a.days, {}}, a.out);
}

Status order_forgetting(const Common& common, const Arguments& a, bool revoke) {
    wire::ReleaseOrder order;
    if (revoke) {
        order.mutable_revocation()->set_reason(a.reason);
    } else {
        order.mutable_forget()->set_reason(a.reason);
    }
    return write_order(common, std::move(order), {a.station, a.station, a.days, {}}, a.out);
}

Status sign_scheme(const Common& common, const Arguments& a, const protocol::SigningKeys& keys) {
    DOORSTEP_TRY(const auto made, sign_package(a.file, keys, a.out.empty() ? a.file : a.out));
    say(common, {{"scheme", made.scheme}, {"version", made.version}, {"signatures", made.signatures}},
        fmt::format("已签名：方案包 {} 第 {} 版\n", made.scheme, made.version));
    return {};
}

// On the signer's machine: no archive is there, and none is needed.
Status sign(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto keys, load_release_key(a.key));
    if (is_scheme_package(a.file)) {
        return sign_scheme(common, a, keys);
    }
    DOORSTEP_TRY(auto release, load_order(a.file));
    wire::ReleaseOrder order;
    const auto* rule = protocol::release_rule(release.purpose());
    if (rule == nullptr || !order.ParseFromString(release.order()) || protocol::release_rule_of(order) != rule) {
        return Error(TownshipError::BadRelease, a.file + " is not what it says it is");
    }
    std::cerr << describe_order(order);
    DOORSTEP_CHECK(note_signed(a.key, order, release));
    DOORSTEP_CHECK(protocol::sign_release(release, keys));
    DOORSTEP_CHECK(save_order(a.out.empty() ? a.file : a.out, release));
    say(common,
        {{"order", order.sequence()},
         {"purpose", rule->name},
         {"persons", rule->persons},
         {"signatures", release.signatures_size()}},
        fmt::format("已签名：{} / {} 人\n", release.signatures_size(), rule->persons));
    return {};
}

Status release(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto signed_order, load_order(a.file));
    DOORSTEP_TRY(const auto handed, hand_on(*archive, signed_order));
    const auto* rule = protocol::release_rule_of(handed.order);
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), fmt::format("release {}", rule->name),
                                 fmt::format("{} {}", handed.order.sequence(), handed.order.station())));
    say(common, {{"order", handed.order.sequence()}, {"purpose", rule->name}, {"stations", handed.stations}},
        describe_order(handed.order) + fmt::format("已下发给 {} 个站点\n", handed.stations));
    return {};
}

Status orders(const Common& common, const Arguments& /*none*/) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto rows, list_orders(*archive));
    auto out = json::array();
    std::string text;
    for (const auto& row : rows) {
        const auto* rule = protocol::release_rule(row.purpose);
        const std::string purpose(rule == nullptr ? "" : rule->name);
        out.push_back({{"order", row.sequence},
                       {"purpose", purpose},
                       {"subject", row.subject},
                       {"station", row.station},
                       {"made", json_time(row.made_ms)},
                       {"released", json_time(row.released_ms)}});
        text += fmt::format("{}  {}  {}  {}  {}\n", row.sequence, purpose, row.subject,
                            row.station.empty() ? "全部站点" : row.station,
                            row.released_ms == 0 ? "待签名" : Instant{row.released_ms}.legal_text());
    }
    say(common, {{"orders", out}}, rows.empty() ? "还没有任何令。\n" : text);
    return {};
}

Status new_sealing_key(const Common& common, const Arguments& a) {
    wire::ReleaseOrder order;
    {
        DOORSTEP_TRY(const auto archive, open_archive());
        DOORSTEP_TRY(const auto key, make_recipient(archive->folder() / "keys"));
        order.mutable_sealing_key()->set_epoch(key.epoch);
        order.mutable_sealing_key()->set_public_key(std::string(as_text(key.keys.public_key)));
    }
    return write_order(common, std::move(order), {"", "", a.days, {}}, a.out);
}

Status retire_sealing_key(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto needed, stations_that_need(*archive, a.epoch));
    if (!needed.empty()) {
        std::string names;
        for (const auto& station : needed) {
            names += (names.empty() ? "" : " ") + station;
        }
        return Error(TownshipError::KeyInUse, names);
    }
    DOORSTEP_CHECK(audit_command(*archive, actor_of(common), "sealing-key retire", std::to_string(a.epoch)));
    DOORSTEP_CHECK(destroy_recipient(archive->folder() / "keys", a.epoch));
    say(common, {{"epoch", a.epoch}, {"destroyed", true}},
        fmt::format("第 {} 代封存私钥已销毁；正在运行的前置机重启后即不再持有\n", a.epoch));
    return {};
}

Status share_sealing_key(const Common& common, const Arguments& a) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto keys, load_recipient_keys(archive->folder() / "keys"));
    const auto& newest = archive->keys().recipient;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto& one) { return one.epoch == newest.epoch; });
    if (key == keys.end()) {
        return Error(TownshipError::BadKeyFile, "the newest private key is not here");
    }
    DOORSTEP_TRY(const auto shares, split_key(archive->keys().township, *key, a.of, a.need));
    DOORSTEP_CHECK(
        audit_command(*archive, actor_of(common), "sealing-key shares", fmt::format("{} of {}", a.need, a.of)));
    DOORSTEP_CHECK(make_folder(a.folder, 0700));
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto file = std::filesystem::path(a.folder) / fmt::format("share-{:04}-{:02}.json", key->epoch, i + 1);
        DOORSTEP_CHECK(write_file_durably(file, as_bytes(shares[i]), 0600));
    }
    say(common, {{"epoch", key->epoch}, {"of", a.of}, {"need", a.need}, {"folder", a.folder}},
        fmt::format("第 {} 代封存私钥已分为 {} 份，凑齐 {} 份即可复原。各份分人分处保管，本机不留。\n", key->epoch,
                    a.of, a.need));
    return {};
}

// No archive is needed: the drill begins with nothing but shares and the other keys.
Status join_sealing_key(const Common& common, const Arguments& a) {
    constexpr std::size_t largest_share = 4096;
    std::vector<std::string> texts;
    for (const auto& file : a.values) {
        DOORSTEP_TRY(auto text, read_text_file(file, largest_share));
        texts.push_back(std::move(text));
    }
    DOORSTEP_TRY(const auto joined, join_shares(texts));
    DOORSTEP_CHECK(put_recipient(a.folder, joined.key));
    say(common, {{"township", joined.township}, {"epoch", joined.key.epoch}, {"folder", a.folder}},
        fmt::format("{} 第 {} 代封存私钥已复原到 {}\n", joined.township, joined.key.epoch, a.folder));
    return {};
}

Status sealing_keys(const Common& common, const Arguments& /*none*/) {
    DOORSTEP_TRY(const auto archive, open_archive());
    DOORSTEP_TRY(const auto words, epoch_words(*archive));
    auto out = json::array();
    std::string text = fmt::format("现用第 {} 代\n", archive->keys().recipient.epoch);
    for (const auto& word : words) {
        out.push_back({{"station", word.station},
                       {"epochs", word.epochs},
                       {"sealing_epoch", word.sealing_epoch},
                       {"said", json_time(word.at_ms)}});
        text += fmt::format("{}  待传件用第 {} 代  下一件用第 {} 代\n", word.station,
                            word.epochs.empty() ? "?" : word.epochs, word.sealing_epoch);
    }
    say(common, {{"epoch", archive->keys().recipient.epoch}, {"stations", out}}, text);
    return {};
}

void add_keys(const Commands& c, const Shared& a) {
    auto* keys = c.app.add_subcommand("release-key", "keys of the people who release");
    keys->require_subcommand(1);
    auto* make = add_command(c, a, *keys, "make", "on the signer's own machine", make_key);
    make->add_option("--out", a->folder, "a folder on a medium that is locked away")->required();
    make->add_option("--holder", a->holder, "who keeps it, one word")->required();
    add_command(c, a, *keys, "add", "on this machine: its public half", add_key)
        ->add_option("FILE", a->file, "release.pub")
        ->required();
    add_command(c, a, *keys, "list", "whose signatures count, and their fingerprint", list_keys);
}

void add_orders(const Commands& c, const Shared& a) {
    auto* order = c.app.add_subcommand("order", "writes an order that is to be signed elsewhere");
    order->require_subcommand(1);
    const auto common_options = [&](CLI::App* one) {
        one->add_option("--out", a->out, "where the order goes")->required();
        one->add_option("--days", a->days, "expires after so many days (default: never)");
    };
    auto* scheme = add_command(c, a, *order, "scheme", "a scheme for the kiosks", order_scheme);
    scheme->add_option("PACKAGE", a->file, "of `doorstep-scheme pack`, signed")->required();
    scheme->add_option("--station", a->station, "default: all");
    common_options(scheme);
    auto* configuration = add_command(c, a, *order, "configuration", "settings of the kiosks", order_configuration);
    configuration->add_option("VALUES", a->values, "NAME=VALUE …; what is not named has its default")->required();
    configuration->add_option("--version", a->version, "higher than the last")->required();
    configuration->add_option("--station", a->station, "default: all");
    common_options(configuration);
    auto* update = add_command(c, a, *order, "update", "a new version of the kiosks' system", order_update);
    update->add_option("FILE", a->file, "doorstep-VERSION.raucb; it is copied beside the archive")->required();
    update->add_option("--version", a->named_version, "as the file was built: numbers between dots")->required();
    update->add_option("--station", a->station, "default: all; begin with one");
    common_options(update);
    auto* keys = add_command(c, a, *order, "release-keys", "all release keys from now on (two persons)", order_keys);
    keys->add_option("FILES", a->values, "release.pub of each")->required();
    keys->add_option("--version", a->version, "higher than the last")->required();
    common_options(keys);
    auto* revoke =
        add_command(c, a, *order, "revoke", "a station's keys count no more, it forgets (two persons)",
                    [](const Common& common, const Arguments& args) { return order_forgetting(common, args, true); });
    auto* forget =
        add_command(c, a, *order, "forget", "a station forgets and goes on (two persons)",
                    [](const Common& common, const Arguments& args) { return order_forgetting(common, args, false); });
    for (auto* one : {revoke, forget}) {
        one->add_option("STATION", a->station, "the station's name")->required();
        one->add_option("--reason", a->reason, "in writing")->required();
        common_options(one);
    }
}

void add_sealing_keys(const Commands& c, const Shared& a) {
    auto* keys = c.app.add_subcommand("sealing-key", "keys that submissions are sealed to");
    keys->require_subcommand(1);
    auto* fresh =
        add_command(c, a, *keys, "new", "the next epoch: makes the key and the order for it", new_sealing_key);
    fresh->add_option("--out", a->out, "where the order goes")->required();
    add_command(c, a, *keys, "retire", "destroys an old private key once no station needs it", retire_sealing_key)
        ->add_option("EPOCH", a->epoch, "as `list` shows")
        ->required();
    auto* share = add_command(c, a, *keys, "shares", "an offline copy of the newest, in shares", share_sealing_key);
    share->add_option("--out", a->folder, "a folder on a medium; take it away afterwards")->required();
    share->add_option("--of", a->of, "how many shares")->capture_default_str();
    share->add_option("--need", a->need, "how many give the key again")->capture_default_str();
    auto* join = add_command(c, a, *keys, "join", "the key again, from shares", join_sealing_key);
    join->add_option("SHARES", a->values, "files of shares")->required();
    join->add_option("--keys", a->folder, "folder of the township's keys, for `restore`")->required();
    add_command(c, a, *keys, "list", "which epochs the stations' queues need", sealing_keys);
}

}  // namespace

void add_release_commands(Commands c) {
    const auto a = std::make_shared<Arguments>();
    add_keys(c, a);
    add_orders(c, a);
    add_sealing_keys(c, a);
    auto* signing = add_command(c, a, c.app, "sign",
                                "on the signer's machine: shows an order, or a scheme's package, and signs it", sign);
    signing->add_option("FILE", a->file, "the order or the package")->required();
    signing->add_option("--key", a->key, "release.key")->required();
    signing->add_option("--out", a->out, "default: into FILE");
    add_command(c, a, c.app, "release", "hands a signed order on", release)
        ->add_option("FILE", a->file, "the order as it came back")
        ->required();
    add_command(c, a, c.app, "orders", "orders made and handed on", orders);
}

}  // namespace doorstep::township
