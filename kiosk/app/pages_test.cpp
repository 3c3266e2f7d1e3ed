#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <QFile>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <google/protobuf/descriptor.h>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/input/module.hpp"
#include "kiosk/testing/fake_station.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {
namespace {

class PagesTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        register_modules();
        add_input_module();
    }
    FakeStation station;
};

// What went wrong while a page was made.
QStringList problems;
void collect(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg) {
        problems.append(text);
    }
}

TEST_F(PagesTest, EveryPageIsMadeWithoutAWarning) {
    const std::string schemes = DOORSTEP_SOURCE_DIR "/schemes/";
    Settings settings;
    settings.setup_address = settings.agent_setup_address = "ipc:///dev/shm/doorstep-nobody.sock";
    Kiosk kiosk(settings, station.hub_address(), station.agent_address(), *forms::SchemeLibrary::load(schemes),
                *forms::Notices::load(schemes + "notices"));
    QQmlEngine engine;
    add_design_module(engine);
    const auto journeys = kiosk.journeys();
    qInstallMessageHandler(collect);
    for (const auto& [id, file] : all_pages()) {
        problems.clear();
        const QString page = QString::fromLatin1(id);
        QVariantMap properties;
        if (page == "home" || page == "out-of-use") {
            properties["kiosk"] = QVariant::fromValue(&kiosk);
        } else {
            properties = {{"journey", QVariant::fromValue<QObject*>(journeys[page.section('/', 0, 0)])},
                          {"printer", QVariant::fromValue(kiosk.printer())},
                          {"session", QVariant::fromValue(kiosk.session())},
                          {"clerk", QVariant::fromValue(kiosk.clerk())}};
        }
        QQmlComponent component(&engine, page_file(page));
        const std::unique_ptr<QObject> made(component.createWithInitialProperties(properties));
        EXPECT_NE(qobject_cast<QQuickItem*>(made.get()), nullptr) << id << component.errorString().toStdString();
        if (made != nullptr && !page.startsWith("apply/form") && page != "apply/rows" && page != "apply/notice") {
            EXPECT_EQ(made->objectName(), page);
        }
        EXPECT_TRUE(problems.isEmpty()) << id << ": " << problems.join("; ").toStdString();
    }
    qInstallMessageHandler(nullptr);
}

TEST(Catalogue, ZhCnHasEveryTextAndKeepsItsPlaceholders) {
    QFile file(QStringLiteral(DOORSTEP_SOURCE_DIR "/kiosk/i18n/doorstep_zh_CN.ts"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    int texts = 0;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
            ++texts;
        } else if (xml.name() == QLatin1String("translation")) {
            EXPECT_TRUE(xml.attributes().value(QLatin1String("type")).isEmpty()) << source.toStdString();
            const auto words = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            EXPECT_FALSE(words.isEmpty()) << source.toStdString();
            for (const auto* place : {"%1", "%2", "%n"}) {
                EXPECT_EQ(source.contains(QLatin1String(place)), words.contains(QLatin1String(place)))
                    << source.toStdString();
            }
        }
    }
    EXPECT_GT(texts, 300);
}

// As `ninja kiosk_update_catalogue` finds them: one that nobody has put into the catalogue is English on the screen.
TEST(Catalogue, ZhCnLacksNoTextOfTheSources) {
    const QTemporaryDir folder;
    const auto copy = folder.filePath(QStringLiteral("doorstep_zh_CN.ts"));
    ASSERT_TRUE(QFile::copy(QStringLiteral(DOORSTEP_SOURCE_DIR "/kiosk/i18n/doorstep_zh_CN.ts"), copy));
    QProcess lupdate;
    lupdate.start(QStringLiteral(DOORSTEP_LUPDATE), {"-silent", "-locations", "none", "-extensions", "qml,cpp,hpp",
                                                     DOORSTEP_SOURCE_DIR "/kiosk", "-ts", copy});
    ASSERT_TRUE(lupdate.waitForFinished() && lupdate.exitCode() == 0) << lupdate.readAllStandardError().toStdString();
    QFile file(copy);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNextStartElement() && xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == QLatin1String("translation")) {
            EXPECT_NE(xml.attributes().value(QLatin1String("type")), QLatin1String("unfinished"))
                << source.toStdString();
        }
    }
    EXPECT_FALSE(source.isEmpty());
}

// The words of every fault code, in that language.
std::map<std::string, FaultSentence> all_faults(const char* language) {
    register_modules();
    Language shown;
    shown.set(language);
    std::map<std::string, FaultSentence> words;
    const auto* codes = google::protobuf::GetEnumDescriptor<wire::FaultCode>();
    for (int i = 0; i < codes->value_count(); ++i) {
        wire::Fault fault;
        fault.set_code(static_cast<wire::FaultCode>(codes->value(i)->number()));
        words[codes->value(i)->name()] = fault_words(fault);
    }
    shown.set("en");
    words.erase("FAULT_NONE");
    return words;
}

bool has_chinese(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

TEST(Catalogue, EveryFaultHasASentenceAndAWhatNowInBothLanguages) {
    const auto english = all_faults("en");
    for (const auto& [code, words] : all_faults("zh_CN")) {
        for (const auto& text : {words.sentence, words.what_now}) {
            EXPECT_TRUE(has_chinese(text)) << code << ": " << text.toStdString();
            EXPECT_FALSE(text.contains("%1")) << code;
        }
        EXPECT_FALSE(has_chinese(english.at(code).sentence + english.at(code).what_now)) << code;
    }
}

TEST(DevicesPage, SaysWhatTheKioskSays) {
    QFile file(QStringLiteral(DOORSTEP_SOURCE_DIR "/docs/devices.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto lines = QString::fromUtf8(file.readAll()).split('\n');
    const auto english = all_faults("en");
    const auto chinese = all_faults("zh_CN");
    const auto* codes = google::protobuf::GetEnumDescriptor<wire::FaultCode>();
    for (int i = 0; i < codes->value_count(); ++i) {
        const int number = codes->value(i)->number();
        const bool of_a_device = number >= wire::FAULT_READER_MISSING && number <= wire::FAULT_FACE_MODEL_MISSING;
        const auto& name = codes->value(i)->name();
        const auto row = std::find_if(lines.begin(), lines.end(), [&](const QString& line) {
            return line.contains(QString::fromStdString("| `" + name + "` |"));
        });
        if (row == lines.end()) {
            EXPECT_FALSE(of_a_device) << name << " has no row";
            continue;
        }
        EXPECT_TRUE(row->contains(english.at(name).sentence + " " + english.at(name).what_now)) << name;
        EXPECT_TRUE(row->contains(chinese.at(name).sentence + chinese.at(name).what_now)) << name;
    }
}

TEST(Catalogue, TheProgramSpeaksChinese) {
    register_modules();
    Language language;
    language.set("zh_CN");
    EXPECT_EQ(QCoreApplication::translate("Home", "Apply"), QStringLiteral("申请救助"));
    language.toggle();
    EXPECT_EQ(QCoreApplication::translate("Home", "Apply"), QStringLiteral("Apply"));
}

}  // namespace
}  // namespace doorstep::kiosk
