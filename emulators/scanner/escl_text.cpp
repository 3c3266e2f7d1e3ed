#include "emulators/scanner/escl_text.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace doorstep::emulators {
namespace {

constexpr int resolutions[] = {100, 150, 200, 300, 600};

// Text of the first element of that local name, whatever its prefix; the few elements we read have no children.
std::optional<std::string_view> element(std::string_view xml, std::string_view name) {
    for (std::size_t at = xml.find(name); at != std::string_view::npos; at = xml.find(name, at + 1)) {
        const bool opens = at > 0 && (xml[at - 1] == '<' || xml[at - 1] == ':');
        const auto open_end = xml.find('>', at);
        const char after = at + name.size() < xml.size() ? xml[at + name.size()] : '\0';
        if (!opens || open_end == std::string_view::npos || (after != '>' && after != ' ')) {
            continue;
        }
        const auto start = xml.rfind('<', at);
        if (start != std::string_view::npos && xml[start + 1] != '/') {
            return xml.substr(open_end + 1, xml.find('<', open_end) - open_end - 1);
        }
    }
    return std::nullopt;
}

int number(std::string_view xml, std::string_view name, int otherwise) {
    const auto text = element(xml, name);
    int value = otherwise;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), value);
    }
    return value;
}

std::string input_caps(std::string_view name) {
    std::string list;
    for (const int dpi : resolutions) {
        list += fmt::format(
            "<scan:DiscreteResolution><scan:XResolution>{0}</scan:XResolution><scan:YResolution>{0}</scan:YResolution>"
            "</scan:DiscreteResolution>",
            dpi);
    }
    return fmt::format(
        "<scan:{0}><scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>{1}</scan:MaxWidth><scan:MinHeight>16</"
        "scan:MinHeight>"
        "<scan:MaxHeight>{2}</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles>"
        "<scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>"
        "<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes><scan:DocumentFormats>"
        "<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>"
        "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>"
        "<scan:SupportedResolutions><scan:DiscreteResolutions>{3}</scan:DiscreteResolutions>"
        "</scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
        "<scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents></scan:{0}>",
        name, a4_width, a4_height, list);
}

std::string document(std::string_view root, std::string_view body) {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scan:{0} "
        "xmlns:scan=\"http://schemas.hp.com/imaging/escl/2011/05/03\" "
        "xmlns:pwg=\"http://www.pwg.org/schemas/2010/12/sm\"><pwg:Version>2.63</pwg:Version>{1}</scan:{0}>\n",
        root, body);
}

bool on_the_glass(const ScanSettings& settings) {
    bool known = false;
    for (const int dpi : resolutions) {
        known = known || dpi == settings.dpi;
    }
    return known && settings.x >= 0 && settings.y >= 0 && settings.width >= 16 && settings.height >= 16 &&
           settings.width <= a4_width - settings.x && settings.height <= a4_height - settings.y;
}

}  // namespace

Result<ScanSettings> parse_scan_settings(std::string_view xml) {
    if (!element(xml, "ScanSettings")) {
        return EsclError::NotScanSettings;
    }
    ScanSettings settings;
    settings.feeder = element(xml, "InputSource").value_or("Platen") == "Feeder";
    settings.duplex = element(xml, "Duplex").value_or("false") == "true";
    settings.grey = element(xml, "ColorMode").value_or("RGB24") == "Grayscale8";
    settings.dpi = number(xml, "XResolution", settings.dpi);
    settings.x = number(xml, "XOffset", settings.x);
    settings.y = number(xml, "YOffset", settings.y);
    settings.width = number(xml, "Width", settings.width);
    settings.height = number(xml, "Height", settings.height);
    if (!on_the_glass(settings)) {
        return Error(EsclError::OutOfRange, fmt::format("{} dpi, {}x{}+{}+{}", settings.dpi, settings.width,
                                                        settings.height, settings.x, settings.y));
    }
    return settings;
}

std::string capabilities_xml(std::string_view serial) {
    return document(
        "ScannerCapabilities",
        fmt::format("<pwg:MakeAndModel>Doorstep Emulated Scanner</pwg:MakeAndModel>"
                    "<pwg:SerialNumber>{}</pwg:SerialNumber>"
                    "<scan:Platen>{}</scan:Platen><scan:Adf>{}{}<scan:FeederCapacity>50</scan:FeederCapacity>"
                    "<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption>"
                    "<scan:AdfOption>Duplex</scan:AdfOption></scan:AdfOptions></scan:Adf>",
                    serial, input_caps("PlatenInputCaps"), input_caps("AdfSimplexInputCaps"),
                    input_caps("AdfDuplexInputCaps")));
}

std::string status_xml(std::string_view state, std::string_view feeder) {
    return document("ScannerStatus",
                    fmt::format("<pwg:State>{}</pwg:State><scan:AdfState>ScannerAdf{}</scan:AdfState>", state, feeder));
}

}  // namespace doorstep::emulators
