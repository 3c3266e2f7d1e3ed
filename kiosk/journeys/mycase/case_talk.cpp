#include "kiosk/journeys/mycase/case_talk.hpp"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include "kiosk/words/case_words.hpp"

namespace doorstep::kiosk {
namespace {

QString where_it_is(wire::Item::State state) {
    if (state == wire::Item::ACKNOWLEDGED || state == wire::Item::PRUNED) {
        return QCoreApplication::translate("CaseTalk", "The township has your question.");
    }
    wire::Item item;
    item.set_state(state);
    return item_words(item);
}

}  // namespace

std::vector<TalkLine> talk_of(const wire::CaseInfo& info, std::int64_t now_ms) {
    std::vector<std::pair<std::int64_t, TalkLine>> said;
    for (const auto& question : info.questions()) {
        said.push_back({question.submitted_ms(),
                        {time_words(question.submitted_ms(), now_ms), where_it_is(question.state()), -1}});
    }
    for (int i = 0; i < info.answers_size(); ++i) {
        const auto& answer = info.answers(i);
        said.push_back({answer.township_ms(),
                        {time_words(answer.township_ms(), now_ms), QString::fromStdString(answer.text()), i}});
    }
    std::stable_sort(said.begin(), said.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<TalkLine> lines;
    for (auto& [ms, line] : said) {
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string question_json(const QString& question) {
    const QJsonObject answers{{QStringLiteral("question"), question}};
    return QJsonDocument(answers).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace doorstep::kiosk
