#include "kiosk/journeys/apply/form_page.hpp"

#include <gtest/gtest.h>

namespace doorstep::kiosk {
namespace {

TEST(FormPage, AFieldsOwnSentenceIsShownAndNotTheGeneralOne) {
    const auto scheme = forms::Scheme::load(DOORSTEP_SOURCE_DIR "/schemes/dibao");
    ASSERT_TRUE(scheme);
    FormPage page(*scheme);
    page.set_answers(R"({"living_same_as_card":false})");
    ASSERT_TRUE(page.go_text("living-address"));
    page.enter("living_address", "村");
    EXPECT_FALSE(page.check());
    EXPECT_EQ(page.fields("zh_CN").first().toMap()["error"].toString(),
              QString::fromStdString(scheme->text("zh_CN", "fields.living_address.problems.too-short")));
    page.enter("living_address", "柳树村");
    EXPECT_TRUE(page.check()) << "a village alone is an address";
}

}  // namespace
}  // namespace doorstep::kiosk
