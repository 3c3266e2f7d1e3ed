#include "vision/face/face_engine.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "vision/face/blas.hpp"
#include "vision/face/comparison.hpp"
#include "vision/face/face_fixture.hpp"

namespace doorstep::vision {
namespace {

class FaceEngineOnPhotographs : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (models_fetched()) {
            engine_ = std::make_unique<FaceEngine>(FaceEngine::load(test_models()).value());
        }
    }
    static void TearDownTestSuite() { engine_.reset(); }
    void SetUp() override {
        if (!engine_) {
            GTEST_SKIP() << "models not fetched: run dev.d/fetch-models.sh --faces";
        }
    }
    // The first `count` photographs of a person, by name.
    static std::vector<std::filesystem::path> photographs(const std::string& person, std::size_t count) {
        std::vector<std::filesystem::path> all;
        for (const auto& entry : std::filesystem::directory_iterator(test_faces() / "johns" / person)) {
            all.push_back(entry.path());
        }
        std::sort(all.begin(), all.end());
        all.resize(std::min(all.size(), count));
        return all;
    }
    static Descriptor described(const std::filesystem::path& photograph) {
        const auto image = read_test_image(photograph);
        const auto faces = engine_->detect(image).value();
        EXPECT_EQ(faces.size(), 1U) << photograph;
        return engine_->describe(image, faces.front()).value();
    }
    static std::unique_ptr<FaceEngine> engine_;
};
std::unique_ptr<FaceEngine> FaceEngineOnPhotographs::engine_;

TEST_F(FaceEngineOnPhotographs, TellsFivePersonsApart) {
    std::vector<std::pair<std::string, Descriptor>> all;
    for (const std::string person : {"John_Salley", "John_Savage", "John_Schneider", "John_Shimkus", "John_Simm"}) {
        for (const auto& photograph : photographs(person, 4)) {
            all.emplace_back(person, described(photograph));
        }
    }
    int same = 0;
    int same_person_pairs = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) {
            const auto outcome = judge(distance(all[i].second, all[j].second));
            if (all[i].first == all[j].first) {
                ++same_person_pairs;
                same += outcome == FaceOutcome::Same ? 1 : 0;
                EXPECT_NE(outcome, FaceOutcome::NoMatch) << all[i].first;
            } else {
                EXPECT_EQ(outcome, FaceOutcome::NoMatch) << all[i].first << " " << all[j].first;
            }
        }
    }
    EXPECT_EQ(same_person_pairs, 30);
    EXPECT_GE(same, 28);
}

TEST_F(FaceEngineOnPhotographs, OneFaceIsTheSameWhicheverWayThePictureCame) {
    const auto image = read_test_image(photographs("John_Salley", 1).front());
    const auto faces = engine_->detect(image).value();
    ASSERT_EQ(faces.size(), 1U);
    const auto once = engine_->describe(image, faces.front()).value();
    const auto twice = engine_->describe(image, faces.front()).value();
    EXPECT_EQ(distance(once, twice), 0);
    // As a camera worker hands it in: B,G,R rows with a gap.
    const std::size_t stride = image.stride() + 6;
    Bytes bgr(stride * static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        for (std::size_t x = 0; x < image.stride(); ++x) {
            bgr[static_cast<std::size_t>(y) * stride + x / 3 * 3 + 2 - x % 3] = image.row(y)[x];
        }
    }
    const auto frame = Image::from_bgr(bgr, image.width(), image.height(), stride).value();
    EXPECT_EQ(distance(once, engine_->describe(frame, faces.front()).value()), 0);
}

TEST_F(FaceEngineOnPhotographs, AGroupIsNeverCompared) {
    const auto group = read_test_image(test_faces() / "faces/2008_001322.jpg");
    const auto one = read_test_image(photographs("John_Simm", 1).front());
    const auto result = compare_faces(*engine_, one, group).value();
    EXPECT_EQ(result.problem, FaceProblem::SeveralFaces);
    EXPECT_EQ(result.problem_picture, 1);
    EXPECT_EQ(result.faces[0], 1);
    EXPECT_EQ(result.faces[1], 3);
}

TEST_F(FaceEngineOnPhotographs, AnEmptyRoomAndTinyPicturesHaveNoFace) {
    EXPECT_TRUE(engine_->detect(read_test_image(test_faces() / "faces/dogs.jpg")).value().empty());
    for (const int side : {1, 2, 40}) {
        EXPECT_TRUE(engine_->detect(Image::make(side, side, Colour::Grey).value()).value().empty()) << side;
    }
}

TEST_F(FaceEngineOnPhotographs, ALargePictureGivesPositionsInItsOwnPixels) {
    const auto faces = engine_->detect(read_test_image(test_faces() / "faces/bald_guys.jpg")).value();
    EXPECT_GE(faces.size(), 15U);
    EXPECT_TRUE(std::any_of(faces.begin(), faces.end(), [](const Face& face) { return face.left > 1280; }));
}

TEST(FaceEngine, MissingModelsAreNamed) {
    EXPECT_TRUE(FaceEngine::load("/nonexistent").error().is(FaceEngineError::ModelsMissing));
}

TEST(FaceEngine, DamagedModelsAreNamed) {
    const auto folder = std::filesystem::temp_directory_path() / ("doorstep-models-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    for (const char* name : {"shape_predictor_5_face_landmarks.dat", "dlib_face_recognition_resnet_model_v1.dat"}) {
        std::ofstream(folder / name) << "not a model";
    }
    EXPECT_TRUE(FaceEngine::load(folder).error().is(FaceEngineError::ModelsDamaged));
    std::filesystem::remove_all(folder);
}

TEST(Blas, IsFoundAndTheReferenceOneIsCalledSlow) {
    EXPECT_NE(loaded_blas(), "none");
    EXPECT_TRUE(blas_is_slow("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0"));
    EXPECT_TRUE(blas_is_slow("none"));
    EXPECT_FALSE(blas_is_slow("/usr/lib/x86_64-linux-gnu/openblas-serial/libblas.so.3"));
}

}  // namespace
}  // namespace doorstep::vision
