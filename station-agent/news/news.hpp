// What the township says: notices for everybody, messages to the clerks, answers to a person's question about a case.
// At rest under the station key. Thread-bound.
#pragma once

#include <string>
#include <vector>

#include "protocol/messages/uplink.pb.h"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

enum class NewsError {
    BadNews = 1,  // refuse: no id, no text, or over a bound
};

// Bounds: over the number the oldest gives way; over the size it is refused.
constexpr std::int64_t most_news = 200;            // of each audience
constexpr std::size_t longest_news = 8U << 10U;    // bytes of title, text and rows
constexpr std::int64_t most_answers_of_case = 32;  // the newest

class News {
  public:
    News(Store& store, const StoreKey& key) : store_(store), key_(key) {}
    // From the downlink, within the caller's transaction. BadNews.
    Status apply(const wire::PublicNotice& notice);
    Status apply(const wire::ClerkMessage& message);
    Status apply(const wire::Answer& answer);
    // Those that have not expired at that time of the township, newest first.
    Result<std::vector<wire::PublicNotice>> notices(std::int64_t now_ms);
    Result<std::vector<wire::ClerkMessage>> messages(std::int64_t now_ms);
    // That account has read the message: kept as long as the message is. Nothing of that id, or not to clerks: no
    // effect.
    Status mark_read(const std::string& account, const std::string& id);
    // Ids of the messages that the account has read.
    Result<std::vector<std::string>> read_by(const std::string& account);
    // About that case, oldest first.
    Result<std::vector<wire::Answer>> answers(const std::string& case_number);

  private:
    enum class Audience { Everybody = 1, Clerks = 2, Person = 3 };
    struct Item {
        Audience audience;
        std::string id;
        std::string case_number;
        std::int64_t made_ms = 0;
        std::int64_t expires_ms = 0;
        std::size_t length = 0;  // of the words
    };
    Status put(const Item& item, const std::string& content);
    Result<std::vector<WipedBytes>> contents(Audience audience, const std::string& case_number, std::int64_t now_ms);

    Store& store_;
    const StoreKey& key_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::NewsError> {
    static constexpr std::string_view module = "news";
    static std::string_view name(agent::NewsError e);
};
