#include "station-agent/news/news.hpp"

#include <algorithm>

namespace doorstep {

std::string_view ErrorNames<agent::NewsError>::name(agent::NewsError e) {
    return e == agent::NewsError::BadNews ? "BadNews" : "?";
}

namespace agent {
namespace {

constexpr std::size_t id_size = 16;

template <class Message>
std::vector<Message> parsed(const std::vector<WipedBytes>& contents) {
    std::vector<Message> out;
    for (const auto& content : contents) {
        Message message;
        if (message.ParseFromArray(content.data(), static_cast<int>(content.size()))) {
            out.push_back(std::move(message));
        }
    }
    return out;
}

}  // namespace

Status News::put(const Item& item, const std::string& content) {
    if (item.id.size() != id_size || item.length == 0 || item.length > longest_news) {
        return Error(NewsError::BadNews, "id or length");
    }
    auto& database = *store_.database;
    const Bytes id = to_bytes(as_bytes(item.id));
    auto row = seal_row(key_.derive("news"), as_bytes(content), id);
    const auto audience = static_cast<std::int64_t>(item.audience);
    DOORSTEP_CHECK(database.run(
        "INSERT INTO news VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(id) DO UPDATE SET audience=excluded.audience,"
        "case_number=excluded.case_number,made_ms=excluded.made_ms,expires_ms=excluded.expires_ms,"
        "row_key=excluded.row_key,content=excluded.content",
        {id, audience, item.case_number, item.made_ms, item.expires_ms, std::move(row.row_key),
         std::move(row.content)}));
    const auto most = item.audience == Audience::Person ? most_answers_of_case : most_news;
    DOORSTEP_CHECK(database.run(
        "DELETE FROM news WHERE audience=?1 AND case_number=?2 AND id NOT IN (SELECT id FROM news WHERE audience=?1 "
        "AND case_number=?2 ORDER BY made_ms DESC,id DESC LIMIT ?3)",
        {audience, item.case_number, most}));
    return database.run("DELETE FROM news_read WHERE id NOT IN (SELECT id FROM news)");
}

Status News::apply(const wire::PublicNotice& notice) {
    if (notice.withdrawn()) {
        return store_.database->run("DELETE FROM news WHERE id=?1 AND audience=1", {to_bytes(as_bytes(notice.id()))});
    }
    std::size_t length = notice.title().size() + notice.text().size();
    for (const auto& row : notice.rows()) {
        length += row.ByteSizeLong();
    }
    return put({Audience::Everybody, notice.id(), "", notice.made_ms(), notice.expires_ms(), length},
               notice.SerializeAsString());
}

Status News::apply(const wire::ClerkMessage& message) {
    return put({Audience::Clerks, message.id(), "", message.made_ms(), message.expires_ms(), message.text().size()},
               message.SerializeAsString());
}

Status News::apply(const wire::Answer& answer) {
    return put({Audience::Person, answer.id(), answer.case_number(), answer.made_ms(), 0, answer.text().size()},
               answer.SerializeAsString());
}

Result<std::vector<WipedBytes>> News::contents(Audience audience, const std::string& case_number, std::int64_t now_ms) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT id,row_key,content FROM news WHERE audience=?1 AND case_number=?2 AND "
                                        "(expires_ms=0 OR expires_ms>?3) ORDER BY made_ms DESC,id DESC",
                                        {static_cast<std::int64_t>(audience), case_number, now_ms}));
    const auto key = key_.derive("news");
    std::vector<WipedBytes> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(WipedBytes content, open_row(key, {row.bytes(1), row.bytes(2)}, row.bytes(0)));
        out.push_back(std::move(content));
    }
    return out;
}

Result<std::vector<wire::PublicNotice>> News::notices(std::int64_t now_ms) {
    DOORSTEP_TRY(const auto found, contents(Audience::Everybody, "", now_ms));
    return parsed<wire::PublicNotice>(found);
}

Result<std::vector<wire::ClerkMessage>> News::messages(std::int64_t now_ms) {
    DOORSTEP_TRY(const auto found, contents(Audience::Clerks, "", now_ms));
    return parsed<wire::ClerkMessage>(found);
}

Status News::mark_read(const std::string& account, const std::string& id) {
    return store_.database->run(
        "INSERT INTO news_read SELECT ?1,id FROM news WHERE id=?2 AND audience=2 ON CONFLICT DO NOTHING",
        {account, to_bytes(as_bytes(id))});
}

Result<std::vector<std::string>> News::read_by(const std::string& account) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT id FROM news_read WHERE account=?1", {account}));
    std::vector<std::string> out;
    for (const auto& row : rows) {
        out.emplace_back(as_text(row.bytes(0)));
    }
    return out;
}

Result<std::vector<wire::Answer>> News::answers(const std::string& case_number) {
    DOORSTEP_TRY(auto found, contents(Audience::Person, case_number, 0));
    std::reverse(found.begin(), found.end());
    return parsed<wire::Answer>(found);
}

}  // namespace agent
}  // namespace doorstep
