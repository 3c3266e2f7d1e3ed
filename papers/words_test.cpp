#include <set>

#include <gtest/gtest.h>

#include "base/toml.hpp"
#include "papers/embedded.hpp"
#include "papers/papers.hpp"
#include "papers/renderer.hpp"

namespace doorstep::papers {
namespace {

std::set<std::string> keys_of(const toml::table& table) {
    std::set<std::string> keys;
    for (const auto& [group, inner] : table) {
        for (const auto& [key, value] : *inner.as_table()) {
            keys.insert(std::string(group.str()) + "." + std::string(key.str()));
        }
    }
    return keys;
}

TEST(Words, BothLanguagesAreComplete) {
    const auto table = toml::parse(embedded("words.toml"));
    const auto chinese = keys_of(*table["zh_CN"].as_table());
    EXPECT_EQ(chinese, keys_of(*table["en"].as_table()));
    EXPECT_GT(chinese.size(), 10U);
    for (const auto& key : chinese) {
        EXPECT_FALSE(words("zh_CN", key).empty()) << key;
        EXPECT_FALSE(words("en", key).empty()) << key;
    }
    EXPECT_TRUE(words("en", "receipt.nothing").empty());
}

TEST(Words, WithoutApplicationThereIsAnErrorNotACrash) {
    EXPECT_TRUE(check_in_slip({}, Paper::A4).error().is(PapersError::NoApplication));
}

}  // namespace
}  // namespace doorstep::papers
