#include "township/workflow/releases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/scheme_signature.hpp"
#include "protocol/envelope/statements.hpp"
#include "protocol/envelope/update_order.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr auto sealed_column = "release_orders.sealed";

Error bad(std::string why) {
    return {TownshipError::BadRelease, std::move(why)};
}

// What the station's item carries beside the order itself.
Status queue_order(Archive& archive, const Station& station, const OrderRow& row) {
    wire::DownlinkItem item;
    auto& release = *item.mutable_release();
    if (!release.mutable_signed_()->ParseFromArray(row.signatures.data(), static_cast<int>(row.signatures.size()))) {
        return bad("the kept order is broken");
    }
    if (!row.sealed.empty()) {
        DOORSTEP_TRY(const WipedBytes plain, archive.cipher().open(sealed_column, row.sealed));
        DOORSTEP_TRY(const Bytes sealed, protocol::seal_box(plain, station.box_public));
        release.set_sealed(std::string(as_text(sealed)));
    }
    DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station.id, item));
    return {};
}

Result<std::size_t> queue_for_all(Archive& archive, const OrderRow& row) {
    DOORSTEP_TRY(const auto stations, enrolled_stations(archive, row.station));
    for (const auto& station : stations) {
        DOORSTEP_CHECK(queue_order(archive, station, row));
    }
    return stations.size();
}

Status revoke_by_order(Archive& archive, const std::string& id, std::uint64_t sequence) {
    DOORSTEP_TRY(const auto station, find_station(archive, id));
    if (!station || station->sign_public.empty()) {
        return Error(TownshipError::NoSuchStation, id);
    }
    DOORSTEP_CHECK(insert_revocation(archive, id, station->sign_public, sequence));
    return revoke_station(archive, id);
}

// What the order does to this machine. Files are written before the commit: a public key more than is known does no
// harm, one less would.
Status carry_out(Archive& archive, const wire::ReleaseOrder& order) {
    switch (order.kind_case()) {
        case wire::ReleaseOrder::kSealingKey:
            return publish_recipient(archive.folder() / "keys", order.sealing_key().epoch(),
                                     as_bytes(order.sealing_key().public_key()));
        case wire::ReleaseOrder::kReleaseKeys:
            return replace_release_keys(archive, order.release_keys());
        case wire::ReleaseOrder::kRevocation:
            return revoke_by_order(archive, order.station(), order.sequence());
        default:
            return {};
    }
}

}  // namespace

Result<wire::SchemePackage> read_scheme_package(Archive& archive, const std::filesystem::path& file) {
    DOORSTEP_TRY(const auto pinned, release_publics(archive));
    DOORSTEP_TRY(auto bytes, read_file(file, forms::largest_archive));
    const auto unpacked = forms::unpack_scheme(bytes, [&](std::string_view manifest, const auto& signatures) {
        return protocol::scheme_manifest_signed(manifest, signatures, pinned);
    });
    if (!unpacked) {
        return bad(unpacked.error().text());
    }
    wire::SchemePackage package;
    package.set_id(unpacked->manifest.scheme);
    package.set_version(unpacked->manifest.version);
    auto& carried = *package.add_files();
    carried.set_name(fmt::format("{}-{}.tar.zst", package.id(), package.version()));
    carried.set_content(std::string(as_text(bytes)));
    return package;
}

Result<wire::SignedRelease> make_order(Archive& archive, const Actor& actor, wire::ReleaseOrder order,
                                       const OrderFrame& frame) {
    auto& db = archive.database();
    wire::SignedRelease release;
    const auto written = db.transaction([&]() -> Status {
        DOORSTEP_TRY(const auto keys, release_keys(archive));
        const auto* rule = protocol::release_rule_of(order);
        if (rule == nullptr || keys.size() < static_cast<std::size_t>(rule->persons)) {
            return Error(TownshipError::NoReleaseKeys, fmt::format("it takes {} persons, {} keys are known",
                                                                   rule == nullptr ? 1 : rule->persons, keys.size()));
        }
        OrderRow row;
        DOORSTEP_CHECK(db.hold("release_orders"));
        DOORSTEP_TRY(row.sequence, next_order(archive));
        row.purpose = rule->purpose;
        row.subject = frame.subject;
        row.station = frame.station;
        row.made_ms = archive.now();
        order.set_township(archive.keys().township);
        order.set_station(frame.station);
        order.set_sequence(row.sequence);
        order.set_made_ms(row.made_ms);
        order.set_expires_ms(frame.days == 0 ? 0 : row.made_ms + frame.days * day_ms);
        auto made = protocol::unsigned_release(order);
        if (!made) {
            return bad(made.error().text());
        }
        release = std::move(*made);
        row.content = to_bytes(as_bytes(release.order()));
        row.sealed = frame.sealed.empty() ? Bytes{} : archive.cipher().seal(sealed_column, frame.sealed);
        return insert_order(archive, row, actor.who);
    });
    DOORSTEP_CHECK(written);
    return release;
}

Result<HandedOn> hand_on(Archive& archive, const wire::SignedRelease& release) {
    DOORSTEP_TRY(const auto keys, release_publics(archive));
    auto order = protocol::check_release(release, keys);
    if (!order) {
        return bad(order.error().text());
    }
    HandedOn handed{std::move(*order), 0};
    const auto written = archive.database().transaction([&]() -> Status {
        DOORSTEP_CHECK(archive.database().hold("release_orders"));
        DOORSTEP_TRY(auto row, find_order(archive, handed.order.sequence()));
        if (!row || as_text(row->content) != release.order()) {
            return bad("no order that was made here");
        }
        if (row->released_ms != 0) {
            return bad("it was handed on before");
        }
        const std::string signatures = release.SerializeAsString();
        row->signatures = to_bytes(as_bytes(signatures));
        DOORSTEP_CHECK(mark_released(archive, row->sequence, row->signatures));
        DOORSTEP_TRY(handed.stations, queue_for_all(archive, *row));
        return carry_out(archive, handed.order);
    });
    DOORSTEP_CHECK(written);
    return handed;
}

Status resend_orders(Archive& archive, std::string_view station_id) {
    DOORSTEP_TRY(const auto station, find_station(archive, station_id));
    if (!station) {
        return Error(TownshipError::NoSuchStation, std::string(station_id));
    }
    DOORSTEP_TRY(const auto orders, standing_orders(archive, station_id));
    for (const auto& order : orders) {
        wire::ReleaseOrder content;
        const bool expired = content.ParseFromArray(order.content.data(), static_cast<int>(order.content.size())) &&
                             content.expires_ms() != 0 && content.expires_ms() < archive.now();
        if (!expired) {
            DOORSTEP_CHECK(queue_order(archive, *station, order));
        }
    }
    return {};
}

namespace {

std::string what_it_orders(const wire::ReleaseOrder& order) {
    switch (order.kind_case()) {
        case wire::ReleaseOrder::kScheme:
            return fmt::format("发布方案 {} 第 {} 版，方案包 {} 字节", order.scheme().id(), order.scheme().version(),
                               order.scheme().files_size() == 1 ? order.scheme().files(0).content().size() : 0);
        case wire::ReleaseOrder::kConfiguration: {
            std::string text = fmt::format("配置第 {} 版", order.configuration().version());
            for (const auto& [name, value] : order.configuration().values()) {
                text += fmt::format("\n  {} = {}", name, value);
            }
            return text;
        }
        case wire::ReleaseOrder::kSealingKey:
            return fmt::format("更换封存公钥，第 {} 代", order.sealing_key().epoch());
        case wire::ReleaseOrder::kReleaseKeys:
            return fmt::format("更换发布公钥，共 {} 把", order.release_keys().public_keys_size());
        case wire::ReleaseOrder::kRevocation:
            return fmt::format("吊销站点并令其忘记一切（须两人签名）：{}", order.revocation().reason());
        case wire::ReleaseOrder::kForget:
            return fmt::format("令站点忘记草稿、名册和人脸库（须两人签名）：{}", order.forget().reason());
        case wire::ReleaseOrder::kClerk:
            return fmt::format("工作人员账号 {}（{}，{}）{}", order.clerk().account(), order.clerk().display_name(),
                               order.clerk().role(), order.clerk().disabled() ? "停用" : "");
        case wire::ReleaseOrder::kUpdate:
            return fmt::format("系统升级到 {}，{} 字节，内容 {}", order.update().version(), order.update().size(),
                               to_hex(protocol::update_name(order.update())).substr(0, 16));
        default:
            return "无内容";
    }
}

}  // namespace

std::string describe_order(const wire::ReleaseOrder& order) {
    return fmt::format("{} 第 {} 号令，{}，制作于 {}，{}\n{}\n", order.township(), order.sequence(),
                       order.station().empty() ? "全部站点" : "站点 " + order.station(),
                       Instant{order.made_ms()}.legal_text(),
                       order.expires_ms() == 0 ? "长期有效" : "有效至 " + Instant{order.expires_ms()}.legal_text(),
                       what_it_orders(order));
}

}  // namespace doorstep::township
