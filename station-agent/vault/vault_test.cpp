// The vault: consent before each step, one row a person, and nothing left after a withdrawal.
#include "station-agent/vault/vault.hpp"

#include <gtest/gtest.h>

#include "base/uuid.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::TestFolder;
using testing::TestStation;

wire::Template face(float seed) {
    wire::Template made;
    made.set_model("dlib-resnet-v1");
    for (int i = 0; i < 128; ++i) {
        made.add_values(seed + static_cast<float>(i));
    }
    return made;
}

BytesView raw(const wire::Template& of) {
    return {reinterpret_cast<const std::uint8_t*>(of.values().data()), 16 * sizeof(float)};
}

class VaultTest : public ::testing::Test {
  protected:
    TestFolder folder_;
    Store store_ = Store::open(folder_.path() / "state").value();
    StoreKey key_ = StoreKey::load_or_make(folder_.path() / "store.key").value();
    Vault vault_{store_};
    PersonKey person_ = person_key(key_, citizen_number(1));
    PersonKey other_ = person_key(key_, citizen_number(2));

    Bytes stored_cells(const PersonKey& person) {
        const auto rows =
            store_.database->query("SELECT row_key,content FROM vault WHERE tag=?1", {person.tag}).value();
        Bytes cells = rows.at(0).bytes(0);
        const auto content = rows[0].bytes(1);
        cells.insert(cells.end(), content.begin(), content.begin() + 64);
        return cells;
    }
};

TEST_F(VaultTest, ATemplateOpensForItsPersonOnly) {
    const auto row = vault_.store(person_, face(0.25F)).value();
    EXPECT_EQ(row.size(), 16U);
    const auto opened = vault_.open(person_).value();
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->values(127), 127.25F);
    EXPECT_EQ(as_bytes(opened->row_id())[0], row[0]);
    EXPECT_FALSE(vault_.open(other_).value());
    EXPECT_FALSE(folder_.contains(raw(face(0.25F))));
}

TEST_F(VaultTest, DeleteLeavesNoBytes) {
    ASSERT_TRUE(vault_.store(person_, face(0.25F)));
    const auto cells = stored_cells(person_);
    const Bytes row_key(cells.begin(), cells.begin() + 72);
    const Bytes content(cells.begin() + 72, cells.end());
    ASSERT_TRUE(folder_.contains(row_key)) << "the search must be able to find it";
    const auto row = vault_.withdraw(person_).value();
    EXPECT_EQ(row.size(), 16U);
    EXPECT_FALSE(folder_.contains(row_key));
    EXPECT_FALSE(folder_.contains(content));
    EXPECT_FALSE(folder_.contains(row));
    EXPECT_FALSE(vault_.open(person_).value());
    EXPECT_TRUE(vault_.withdraw(person_).value().empty()) << "twice is no error";
}

TEST_F(VaultTest, ANewPictureTakesThePlaceOfTheOld) {
    ASSERT_TRUE(vault_.store(person_, face(1)));
    const auto second = vault_.store(person_, face(2)).value();
    EXPECT_EQ(vault_.open(person_).value()->values(0), 2.0F);
    EXPECT_EQ(store_.database->query("SELECT 1 FROM vault").value().size(), 1U);
    EXPECT_TRUE(vault_.remove(second));
    EXPECT_FALSE(vault_.open(person_).value());
}

TEST_F(VaultTest, TagsAre24BitsAndTellNothingByThemselves) {
    EXPECT_LT(person_.tag, 1 << 24);
    EXPECT_GE(person_.tag, 0);
    EXPECT_NE(person_.tag, other_.tag);
    EXPECT_EQ(person_.tag, person_key(key_, citizen_number(1)).tag);
    // Another station's key: another tag.
    const auto elsewhere = StoreKey::load_or_make(folder_.path() / "other.key").value();
    EXPECT_NE(person_key(elsewhere, citizen_number(1)).tag, person_.tag);
    EXPECT_EQ(person_key(key_, "99010119400101001x").tag, person_key(key_, "99010119400101001X").tag);
}

TEST_F(VaultTest, TwoPeopleWithOneTagAreKeptApart) {
    PersonKey twin = other_;
    twin.tag = person_.tag;
    ASSERT_TRUE(vault_.store(person_, face(1)));
    ASSERT_TRUE(vault_.store(twin, face(2)));
    EXPECT_EQ(vault_.open(person_).value()->values(0), 1.0F);
    EXPECT_EQ(vault_.open(twin).value()->values(0), 2.0F);
}

TEST_F(VaultTest, ABrokenStationKeyStopsTheStart) {
    ASSERT_TRUE(std::filesystem::exists(folder_.path() / "store.key"));
    std::filesystem::resize_file(folder_.path() / "store.key", 31);
    EXPECT_TRUE(StoreKey::load_or_make(folder_.path() / "store.key").error().is(StoreError::BadKeyFile));
}

class FaceRequests : public ::testing::Test {
  protected:
    TestStation station_;
    void SetUp() override { station_.start(); }

    static std::string consents(wire::Consent::Kind kind, wire::Consent::Answer answer, std::uint32_t paper) {
        wire::Consent consent;
        consent.set_id("0123456789abcdef");
        consent.set_kind(kind);
        consent.set_answer(answer);
        consent.set_paper_part(paper);
        wire::ConsentBytes list;
        list.add_consents(consent.SerializeAsString());
        return list.SerializeAsString();
    }
    wire::FaultCode open_vault(const std::string& session, const std::string& consent_id) {
        wire::AgentRequest request;
        request.mutable_open_vault()->set_session(session);
        request.mutable_open_vault()->set_consent_id(consent_id);
        return station_.ask(request).fault().code();
    }
};

TEST_F(FaceRequests, NoFaceStepWithoutItsConsent) {
    const auto session = station_.open_person(citizen_number(1));
    EXPECT_EQ(open_vault(session, "0123456789abcdef"), wire::FAULT_CONSENT_MISSING);
    const auto draft = station_.start_draft(session, wire::CHECK_IN);
    station_.put(session, draft, 1, wire::CONSENTS, consents(wire::Consent::FACE_VERIFY, wire::Consent::REFUSED, 0));
    EXPECT_EQ(open_vault(session, "0123456789abcdef"), wire::FAULT_CONSENT_MISSING);
    station_.put(session, draft, 1, wire::CONSENTS, consents(wire::Consent::FACE_VERIFY, wire::Consent::GIVEN, 0));
    EXPECT_EQ(open_vault(session, "0123456789abcdee"), wire::FAULT_CONSENT_MISSING);
    EXPECT_EQ(open_vault(session, "0123456789abcdef"), wire::FAULT_NOT_ENROLLED_FACE);
}

TEST_F(FaceRequests, NobodyStoresAFaceWithoutAClerk) {
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = station_.start_draft(session, wire::ENROLMENT);
    station_.put(session, draft, 1, wire::SIGNED_SHEET, "scan");
    station_.put(session, draft, 2, wire::CONSENTS, consents(wire::Consent::FACE_STORE, wire::Consent::GIVEN, 1));
    wire::AgentRequest request;
    auto& wanted = *request.mutable_store_face();
    wanted.set_session(session);
    wanted.set_draft(draft);
    *wanted.mutable_template_() = face(1);
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NOT_SIGNED_IN);
    wanted.set_operator_token("made-up");
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NOT_SIGNED_IN);
}

}  // namespace
}  // namespace doorstep::agent
