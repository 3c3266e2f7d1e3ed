#include "kiosk/speech/dispatcher_voice.hpp"

#include <algorithm>
#include <cmath>

#include <QStandardPaths>
#include <QTimer>

#include "base/log.hpp"

namespace doorstep::kiosk {
namespace {

// Lines that begin like this are orders to the dispatcher, not texts.
constexpr const char* order = "!-!";
// A dispatcher that does not even take an order to be silent is not waited for.
constexpr int longest_silencing_ms = 5000;

// The dispatcher's scales go from -100 to 100: in tempo half, as it comes and double; in loudness nothing to all.
int rate_of(double tempo) {
    return std::clamp(static_cast<int>(std::lround((tempo - 1) * (tempo < 1 ? 200 : 100))), -100, 100);
}
int volume_of(double loudness) {
    return std::clamp(static_cast<int>(std::lround(loudness * 200)) - 100, -100, 100);
}

QByteArray lines_of(const QString& text) {
    QByteArray lines;
    for (const auto& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        lines += (line.startsWith(QLatin1String(order)) ? line.mid(3) : line).toUtf8() + '\n';
    }
    return lines;
}

// Starts it; `done` is called once, also when it does not start.
std::unique_ptr<QProcess> start(const QString& program, const QStringList& words, const std::function<void()>& done) {
    auto process = std::make_unique<QProcess>();
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    QObject::connect(process.get(), &QProcess::finished, process.get(), [done](int code) {
        if (code != 0) {
            log::warning("spd-say ended with {}", code);
        }
        done();
    });
    QObject::connect(process.get(), &QProcess::errorOccurred, process.get(), [done](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            log::warning("spd-say does not start");
            done();
        }
    });
    process->start(program, QStringList{"--application-name", "doorstep"} + words);
    return process;
}

// Without a word of its end.
void end_now(std::unique_ptr<QProcess>& process) {
    if (process) {
        process->disconnect();
        process->kill();
        process->waitForFinished(200);
        process.reset();
    }
}

// From within its own signal.
void let_go(std::unique_ptr<QProcess>& process) {
    if (process) {
        process.release()->deleteLater();
    }
}

}  // namespace

DispatcherVoice::DispatcherVoice(const QString& program) : program_(QStandardPaths::findExecutable(program)) {}

DispatcherVoice::~DispatcherVoice() {
    end_now(client_);
    end_now(silence_);
}

void DispatcherVoice::say(const QString& text, const QString& language, const Manner& manner) {
    stop();
    if (silence_) {
        next_ = Text{text, language, manner};
    } else {
        speak({text, language, manner});
    }
}

void DispatcherVoice::play(const QString&, const Manner&) {
    stop();
    ended();
}

void DispatcherVoice::speak(const Text& text) {
    const bool english = text.language == QLatin1String("en");
    client_ = start(program_,
                    {"--language", english ? "en" : "cmn", "--rate", QString::number(rate_of(text.manner.tempo)),
                     "--volume", QString::number(volume_of(text.manner.loudness)), "--wait", "--pipe-mode"},
                    [this] { spoken(); });
    // On standard input: a command line can be read by every process of the machine.
    client_->write(lines_of(text.text));
    client_->closeWriteChannel();
}

void DispatcherVoice::spoken() {
    let_go(client_);
    ended();
}

void DispatcherVoice::stop() {
    next_.reset();
    if (!client_) {
        return;
    }
    end_now(client_);
    // What the dispatcher has got already it says to the end, whoever has gone.
    silence_ = start(program_, {"--cancel"}, [this] { silenced(); });
    QTimer::singleShot(longest_silencing_ms, silence_.get(), &QProcess::kill);
}

void DispatcherVoice::silenced() {
    let_go(silence_);
    if (const auto text = std::exchange(next_, std::nullopt)) {
        speak(*text);
    }
}

}  // namespace doorstep::kiosk
