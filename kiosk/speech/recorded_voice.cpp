#include "kiosk/speech/recorded_voice.hpp"

#include <algorithm>
#include <utility>

#include <QStandardPaths>
#include <QTimer>

#include "base/log.hpp"

namespace doorstep::kiosk {

RecordedVoice::RecordedVoice(std::unique_ptr<Voice> other, prompts::Dialects dialects, const QString& player)
    : other_(std::move(other)), dialects_(std::move(dialects)), player_(QStandardPaths::findExecutable(player)) {
    other_->ended = [this] { next(); };
}

RecordedVoice::~RecordedVoice() {
    end_player();
}

std::vector<VoiceName> RecordedVoice::voices(const QString& language) const {
    std::vector<VoiceName> names;
    if (!player_.isEmpty()) {
        for (const auto& one : dialects_.of(language.toStdString())) {
            names.push_back({QString::fromStdString(one.id), QString::fromStdString(one.name)});
        }
    }
    return names;
}

void RecordedVoice::say(const QString& text, const QString& language, const Manner& manner) {
    stop();
    language_ = language;
    manner_ = manner;
    left_ = runs_of(text);
    std::reverse(left_.begin(), left_.end());
    next();
}

// Empty: nobody's.
std::string RecordedVoice::dialect_now() const {
    if (player_.isEmpty() || dialect_ == QLatin1String(machine_voice)) {
        return {};
    }
    const auto there = dialects_.of(language_.toStdString());
    return !dialect_.isEmpty() || there.empty() ? dialect_.toStdString() : there.front().id;
}

void RecordedVoice::play(const QString& file, const Manner& manner) {
    stop();
    manner_ = manner;
    left_ = {{true, {QString()}, {{file}}}};
    next();
}

std::vector<RecordedVoice::Run> RecordedVoice::runs_of(const QString& text) const {
    std::vector<Run> runs;
    const auto dialect = dialect_now();
    for (const auto& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        QStringList files;
        for (const auto& file : dialects_.files(dialect, language_.toStdString(), line.trimmed().toStdString())) {
            files.append(QString::fromStdString(file.native()));
        }
        const bool recorded = !files.isEmpty();
        if (runs.empty() || runs.back().recorded != recorded) {
            runs.push_back({recorded, {}, {}});
        }
        runs.back().lines.append(line);
        if (recorded) {
            runs.back().files.push_back(files);
        }
    }
    return runs;
}

void RecordedVoice::next() {
    if (left_.empty()) {
        ended();
        return;
    }
    now_ = std::move(left_.back());
    left_.pop_back();
    now_.recorded ? play_run(now_) : speak(now_);
}

void RecordedVoice::speak(const Run& run) {
    if (other_->usable()) {
        other_->say(run.lines.join(QLatin1Char('\n')), language_, manner_);
    } else {
        QTimer::singleShot(0, &here_, [this] { next(); });  // what nobody can say is passed over
    }
}

void RecordedVoice::play_run(const Run& run) {
    process_ = std::make_unique<QProcess>();
    process_->setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(process_.get(), &QProcess::finished, process_.get(),
                     [this](int code, QProcess::ExitStatus how) { played(code == 0 && how == QProcess::NormalExit); });
    QObject::connect(process_.get(), &QProcess::errorOccurred, process_.get(), [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            played(false);
        }
    });
    process_->start(player_,
                    {"--tempo", QString::number(manner_.tempo), "--loudness", QString::number(manner_.loudness)});
    for (const auto& files : run.files) {
        for (const auto& file : files) {
            process_->write((file + QLatin1Char('\n')).toUtf8());
        }
    }
    process_->closeWriteChannel();
}

// The other voice says what could not be played: the person hears all of the page.
void RecordedVoice::played(bool well) {
    if (!process_) {
        return;
    }
    auto heard = process_->readAllStandardOutput().count('\n');
    process_.release()->deleteLater();
    if (well) {
        next();
        return;
    }
    log::warning("a recording could not be played");
    Run rest;
    for (std::size_t line = 0; line < now_.files.size(); ++line) {
        heard -= now_.files[line].size();
        if (heard < 0 && !now_.lines.at(static_cast<int>(line)).isEmpty()) {
            rest.lines.append(now_.lines.at(static_cast<int>(line)));
        }
    }
    now_ = rest;
    now_.lines.isEmpty() ? next() : speak(now_);
}

void RecordedVoice::stop() {
    left_.clear();
    now_ = {};
    end_player();
    other_->stop();
}

// In the middle of a word; what the sound card holds goes with the process.
void RecordedVoice::end_player() {
    if (process_) {
        process_->disconnect();
        process_->kill();
        process_->waitForFinished(200);
        process_.reset();
    }
}

}  // namespace doorstep::kiosk
