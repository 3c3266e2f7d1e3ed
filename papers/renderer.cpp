#include "papers/renderer.hpp"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QTextDocument>
#include <cmath>

#include <fmt/format.h>

#include "base/toml.hpp"
#include "papers/embedded.hpp"
#include "papers/qr.hpp"

namespace doorstep::papers {
namespace {

constexpr int resolution = 600;  // dots an inch of the PDF's coordinates
constexpr double mm_per_inch = 25.4;
constexpr double px_per_inch = 96;  // what QTextDocument takes an image's width and height in
constexpr double roll_margin_mm = 4;
constexpr double narrow_roll_margin_mm = 5;  // the head of a 58 mm printer has 48
constexpr double a4_margin_mm = 13;
constexpr double longest_roll_mm = 600;
constexpr int quiet_modules = 4;
const char* const font_family = "Noto Sans CJK SC";
// Latin letters and digits come from this one: of the CJK font's Latin digits Qt's PDF loses the text, so that a reader
// (or a screen reader) would find no digits on an English paper.
const char* const latin_family = "Noto Sans";

struct Page {
    double width_mm;
    double height_mm;
    double margin_mm;
};

Page page_of(Paper paper) {
    return paper == Paper::A4       ? Page{210, 297, a4_margin_mm}
           : paper == Paper::Roll80 ? Page{80, longest_roll_mm, roll_margin_mm}
                                    : Page{58, longest_roll_mm, narrow_roll_margin_mm};
}

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

double dots(double mm) {
    return mm / mm_per_inch * resolution;
}

QImage picture_of(const QrCode& code) {
    constexpr int scale = 8;  // so that no viewer smooths a module's edge away
    const int side = (code.side + 2 * quiet_modules) * scale;
    QImage image(side, side, QImage::Format_Mono);
    image.fill(1);
    for (int y = 0; y < code.side * scale; ++y) {
        for (int x = 0; x < code.side * scale; ++x) {
            if (code.at(x / scale, y / scale)) {
                image.setPixel(x + quiet_modules * scale, y + quiet_modules * scale, 0);
            }
        }
    }
    return image;
}

// Black on white, nothing lighter: village printers are low on toner.
QString style(double body_pt, Paper paper) {
    // The twelve digits of a case number stand in one line.
    const double number_pt = body_pt * (paper == Paper::Roll58 ? 1.05 : 1.6);
    return q(
        fmt::format("body {{ font-family: '{}', '{}'; font-size: {}pt; }}"
                    "h1 {{ font-size: {}pt; font-weight: bold; text-align: center; margin: 0; }}"
                    "p {{ margin-top: 5px; margin-bottom: 0px; line-height: 110%; }}"
                    ".second {{ font-size: {}pt; text-align: center; margin-top: 0; }}"
                    ".left {{ text-align: left; }} .centre {{ text-align: center; line-height: 100%; }}"
                    ".number {{ font-size: {}pt; font-weight: bold; }}"
                    ".tiny {{ font-size: {}pt; }}",
                    latin_family, font_family, body_pt, body_pt * 1.5, body_pt * 0.85, number_pt, body_pt * 0.7));
}

Result<std::string> value_of(const std::string& key, const Filling& filling) {
    if (key.rfind("w:", 0) == 0 || key.rfind("s:", 0) == 0) {
        const bool second = key.front() == 's';
        const std::string other = filling.language == "en" ? "zh_CN" : "en";
        const auto found = words(second ? other : filling.language, key.substr(2));
        return found.empty() ? Result<std::string>(Error(PapersError::BadTemplate, key)) : escaped(found);
    }
    if (const auto found = filling.markup.find(key); found != filling.markup.end()) {
        return found->second;
    }
    const auto found = filling.values.find(key);
    if (found == filling.values.end()) {
        return Error(PapersError::BadTemplate, key);
    }
    if (found->second.size() > text_longest) {
        return Error(PapersError::TooLong, key);
    }
    return escaped(found->second);
}

// One pass from left to right: what a value holds is never read as a template again.
Result<std::string> filled(std::string_view html, const Filling& filling) {
    std::string out;
    while (true) {
        const auto open = html.find("{{");
        out += html.substr(0, open);
        if (open == std::string_view::npos) {
            return out;
        }
        const auto close = html.find("}}", open);
        if (close == std::string_view::npos) {
            return Error(PapersError::BadTemplate, "unclosed mark");
        }
        DOORSTEP_TRY(const auto value, value_of(std::string(html.substr(open + 2, close - open - 2)), filling));
        out += value;
        html.remove_prefix(close + 2);
    }
}

// Lays the text out for the page; the height it takes, in dots.
double lay_out(QTextDocument& document, QPdfWriter& writer, const Page& page) {
    document.documentLayout()->setPaintDevice(&writer);
    document.setDocumentMargin(0);
    document.setPageSize(QSizeF(dots(page.width_mm - 2 * page.margin_mm), -1));
    return document.documentLayout()->documentSize().height();
}

void prepare(QPdfWriter& writer, const Page& page) {
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QSizeF(page.width_mm, page.height_mm), QPageSize::Millimeter));
    writer.setPageMargins(QMarginsF(page.margin_mm, page.margin_mm, page.margin_mm, page.margin_mm),
                          QPageLayout::Millimeter);
    writer.setCreator(QStringLiteral("Doorstep"));
}

QFont paper_font(double points) {
    QFont font(QStringList{q(latin_family), q(font_family)});
    font.setPointSizeF(points);
    return font;
}

// Hollow letters across the paper, as often as its length has room for: what stands below stays readable, and a printer
// low on toner draws lines where it would leave out grey.
void draw_across(QPainter& painter, const QSizeF& room, const QString& text) {
    constexpr double slope = -30;
    constexpr double share = 0.95;  // of the width
    constexpr double line_mm = 0.35;
    QFont font = paper_font(100);
    font.setBold(true);
    QPainterPath letters;
    letters.addText(0, 0, font, text);
    const auto box = letters.boundingRect();
    const double scale = share * room.width() / box.width();
    const int times = std::max(1, static_cast<int>(std::lround(room.height() / room.width())));
    painter.setPen(QPen(Qt::black, dots(line_mm) / scale));
    for (int i = 0; i < times; ++i) {
        painter.save();
        painter.translate(room.width() / 2, room.height() * (i + 0.5) / times);
        painter.scale(scale, scale);
        painter.rotate(slope);
        painter.translate(-box.center());
        painter.drawPath(letters);
        painter.restore();
    }
}

// At both edges as text, so that whoever has the file alone, or hears it read, is told as well.
void draw_at_edges(QPainter& painter, const Page& page, const QSizeF& room, const QString& text) {
    constexpr double points = 7;
    const double margin = dots(page.margin_mm);
    painter.setFont(paper_font(points));
    painter.drawText(QRectF(0, -margin, room.width(), margin), Qt::AlignCenter, text);
    painter.drawText(QRectF(0, room.height(), room.width(), margin), Qt::AlignCenter, text);
}

void draw_mark(QPainter& painter, const Page& page) {
    const QSizeF room(dots(page.width_mm - 2 * page.margin_mm), dots(page.height_mm - 2 * page.margin_mm));
    const auto text = q(words("zh_CN", "training.mark") + " " + words("en", "training.mark"));
    draw_across(painter, room, text);
    draw_at_edges(painter, page, room, text);
}

Result<Bytes> paint(QTextDocument& document, Page page, Paper paper, bool training) {
    QByteArray scratch;
    QBuffer scratch_buffer(&scratch);
    scratch_buffer.open(QIODevice::WriteOnly);
    double height = 0;
    {
        QPdfWriter measuring(&scratch_buffer);
        prepare(measuring, page);
        height = lay_out(document, measuring, page) / resolution * mm_per_inch + 2 * page.margin_mm;
    }
    if (height > page.height_mm) {
        return Error(PapersError::DoesNotFit, fmt::format("{:.0f} mm of {:.0f}", height, page.height_mm));
    }
    if (paper != Paper::A4) {
        page.height_mm = std::ceil(height) + 1;
    }
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        prepare(writer, page);
        lay_out(document, writer, page);
        QPainter painter(&writer);
        document.drawContents(&painter);
        if (training) {
            draw_mark(painter, page);
        }
    }
    document.documentLayout()->setPaintDevice(nullptr);
    return Bytes(pdf.begin(), pdf.end());
}

Status check_ready() {
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance()) == nullptr) {
        return PapersError::NoApplication;
    }
    const auto families = QFontDatabase::families();
    const bool both = families.contains(q(font_family)) && families.contains(q(latin_family));
    return both ? Status{} : Status(PapersError::NoFont);
}

}  // namespace

std::string words(std::string_view language, std::string_view key) {
    static const toml::table table = toml::parse(embedded("words.toml"));
    return table.at_path((language == "en" ? "en." : "zh_CN.") + std::string(key)).value_or(std::string());
}

std::string escaped(std::string_view text) {
    return q(text).toHtmlEscaped().toStdString();
}

Result<Bytes> render(std::string_view template_name, const Filling& filling, Paper paper, double body_pt) {
    DOORSTEP_CHECK(check_ready());
    Filling full = filling;
    full.values["qr_px"] = std::to_string(static_cast<int>(std::lround(filling.qr_mm / mm_per_inch * px_per_inch)));
    DOORSTEP_TRY(const auto body, filled(embedded(template_name), full));
    QTextDocument document;
    document.setDefaultFont(paper_font(body_pt));
    document.setDefaultStyleSheet(style(body_pt, paper));
    if (!filling.qr_text.empty()) {
        DOORSTEP_TRY(const auto code, make_qr(filling.qr_text));
        document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("qr")), picture_of(code));
    }
    document.setHtml(q("<html><body>" + body + "</body></html>"));
    return paint(document, page_of(paper), paper, filling.training);
}

}  // namespace doorstep::papers
