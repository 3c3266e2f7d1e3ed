#include "device-drivers/camera/face_look.hpp"

#include <gtest/gtest.h>

#include <array>

namespace doorstep::devices {
namespace {

// A descriptor that lies `distance` away from the origin's.
vision::Descriptor at(double distance) {
    std::array<float, vision::descriptor_size> values{};
    values[0] = static_cast<float>(distance);
    return *vision::Descriptor::from(values);
}

wire::Template enrolled_at_origin() {
    wire::Template person;
    person.set_model(std::string(vision::descriptor_model));
    for (std::size_t i = 0; i < vision::descriptor_size; ++i) {
        person.add_values(0);
    }
    return person;
}

FrameJudgement good(double distance) {
    return {at(distance), std::nullopt};
}
FrameJudgement bad(vision::FaceProblem problem) {
    return {std::nullopt, problem};
}

TEST(VerifyLook, TwoFramesMustAgree) {
    auto look = VerifyLook::begin(enrolled_at_origin(), {}).value();
    EXPECT_FALSE(look.add(good(0.3)));
    EXPECT_EQ(look.outcome().verdict(), wire::FaceOutcome::NOT_JUDGED);
    EXPECT_FALSE(look.add(good(0.7)));
    EXPECT_EQ(look.outcome().verdict(), wire::FaceOutcome::NO_MATCH);
    EXPECT_TRUE(look.add(good(0.4)));
    EXPECT_EQ(look.outcome().verdict(), wire::FaceOutcome::SAME);
    EXPECT_NEAR(look.outcome().distance(), 0.4, 1e-6);
}

TEST(VerifyLook, BetweenTheThresholdsTheClerkDecides) {
    auto look = VerifyLook::begin(enrolled_at_origin(), {}).value();
    EXPECT_FALSE(look.add(good(0.5)));
    EXPECT_FALSE(look.add(good(0.52)));
    EXPECT_EQ(look.outcome().verdict(), wire::FaceOutcome::CLERK_DECIDES);
}

TEST(VerifyLook, NothingSeenSaysTheLastReason) {
    auto look = VerifyLook::begin(enrolled_at_origin(), {}).value();
    EXPECT_EQ(look.outcome().reason().code(), wire::FAULT_FACE_NONE);
    look.add(bad(vision::FaceProblem::TooBright));
    EXPECT_EQ(look.outcome().verdict(), wire::FaceOutcome::NOT_JUDGED);
    EXPECT_EQ(look.outcome().reason().code(), wire::FAULT_FACE_TOO_DARK);
    EXPECT_EQ(look.outcome().reason().parameters().at("problem"), "too-bright");
}

TEST(VerifyLook, TemplateOfAnotherNetOrSizeIsRefused) {
    auto person = enrolled_at_origin();
    person.set_model("other");
    EXPECT_FALSE(VerifyLook::begin(person, {}));
    person = enrolled_at_origin();
    person.add_values(1);
    EXPECT_FALSE(VerifyLook::begin(person, {}));
    person = enrolled_at_origin();
    person.set_values(0, std::numeric_limits<float>::quiet_NaN());
    EXPECT_FALSE(VerifyLook::begin(person, {}));
    EXPECT_FALSE(VerifyLook::begin({}, {}));
}

TEST(EnrolLook, TakesEnoughFramesOfOnePerson) {
    EnrolLook look({});
    for (std::size_t i = 0; i + 1 < frames_to_enrol; ++i) {
        EXPECT_FALSE(look.add(good(0.01 * static_cast<double>(i))));
    }
    EXPECT_TRUE(look.add(good(0.2)));
    const auto enrolled = look.enrolled().value();
    EXPECT_EQ(enrolled.frames(), frames_to_enrol);
    EXPECT_EQ(enrolled.template_().values_size(), static_cast<int>(frames_to_enrol * vision::descriptor_size));
    EXPECT_TRUE(VerifyLook::begin(enrolled.template_(), {}));
}

TEST(EnrolLook, AnotherPersonStepsInAndItBeginsAnew) {
    EnrolLook look({});
    look.add(good(0));
    look.add(good(0.1));
    look.add(good(1.0));
    look.add(bad(vision::FaceProblem::SeveralFaces));
    EXPECT_FALSE(look.enrolled());
    EXPECT_EQ(look.reason().code(), wire::FAULT_FACE_SEVERAL);
}

}  // namespace
}  // namespace doorstep::devices
