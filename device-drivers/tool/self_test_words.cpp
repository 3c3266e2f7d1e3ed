#include "device-drivers/tool/self_test_words.hpp"

#include <algorithm>
#include <array>

namespace doorstep::devices {
namespace {

struct Word {
    std::string_view key;
    std::string_view english;
    std::string_view chinese;
};

constexpr std::array words{
    Word{"title", "Device self-test", "设备自检报告"},
    Word{"station", "Station", "服务站"},
    Word{"time", "Time", "时间"},
    Word{"all-good", "Everything works.", "全部正常。"},
    Word{"some-bad", "Please look at the lines marked with ×.", "请检查标有 × 的项目。"},
    Word{"reader", "Card reader", "读卡器"},
    Word{"camera", "Camera", "摄像头"},
    Word{"scanner", "Scanner", "扫描仪"},
    Word{"printer", "Printer", "打印机"},
    Word{"code-reader", "Code reader", "读码器"},
    Word{"chip-reader", "Chip card reader", "芯片卡读卡器"},
    Word{"screen", "Light of the screen", "屏幕亮度"},
    Word{"speaker", "Loudspeaker", "喇叭"},
    Word{"microphone", "Microphone", "话筒"},
    Word{"power", "Mains and battery", "电源和电池"},
    Word{"answers", "answers", "有应答"},
    Word{"answers-paper", "answers and has paper", "有应答、有纸"},
    Word{"picture", "gives a picture", "有画面"},
    Word{"glass", "glass is clean", "玻璃干净"},
    Word{"prints", "prints this page", "能打印本页"},
    Word{"good", "good", "正常"},
    Word{"glass-drawing",
         "Where to wipe: the glass as you look down on it; the corner with the mark is at the top right.",
         "需要擦拭的位置：从上往下看玻璃，有标记的角在右上方。"},
    Word{"spot", "{}: {} mm from the edge on the right, {} mm from the top edge, {} x {} mm",
         "{}：距右边 {} 毫米，距上边 {} 毫米，大小 {} × {} 毫米"},
    Word{"dirty", "dirt on the glass", "玻璃上有脏点"},
    Word{"no-sheet", "no blank sheet lay there; nothing was looked at", "没有放白纸，未检查"},
    Word{"no-content", "This report holds no picture and no personal data.", "本报告不含图像和个人信息。"},
};

struct FaultWord {
    wire::FaultCode code;
    std::string_view english;
    std::string_view chinese;
};

constexpr std::array faults{
    FaultWord{wire::FAULT_TIMEOUT, "no answer in time", "没有按时应答"},
    FaultWord{wire::FAULT_UNAVAILABLE, "is starting again", "正在重新启动"},
    FaultWord{wire::FAULT_BUSY, "in use by somebody else", "正在使用"},
    FaultWord{wire::FAULT_READER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_READER_SILENT, "does not answer", "没有应答"},
    FaultWord{wire::FAULT_SCANNER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_SCANNER_EMPTY, "no paper in it", "没有放纸"},
    FaultWord{wire::FAULT_SCANNER_JAM, "paper is stuck", "卡纸"},
    FaultWord{wire::FAULT_SCANNER_COVER_OPEN, "cover is open", "盖子没有合上"},
    FaultWord{wire::FAULT_SCANNER_BUSY, "busy", "正忙"},
    FaultWord{wire::FAULT_SCANNER_IO, "stopped in the middle", "中途停止"},
    FaultWord{wire::FAULT_SCANNER_DENIED, "may not be used: rights", "没有使用权限"},
    FaultWord{wire::FAULT_SCANNER_PAGE_COUNT, "pages are missing", "页数不符"},
    FaultWord{wire::FAULT_PRINTER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_PRINTER_PAPER_OUT, "out of paper", "缺纸"},
    FaultWord{wire::FAULT_PRINTER_JAM, "paper is stuck", "卡纸"},
    FaultWord{wire::FAULT_PRINTER_COVER_OPEN, "cover is open", "盖子没有合上"},
    FaultWord{wire::FAULT_PRINTER_TONER, "needs toner", "缺墨粉"},
    FaultWord{wire::FAULT_PRINTER_PAUSED, "paused", "已暂停"},
    FaultWord{wire::FAULT_PRINTER_OFFLINE, "does not answer", "没有应答"},
    FaultWord{wire::FAULT_PRINTER_FAILED, "did not print", "没有打印出来"},
    FaultWord{wire::FAULT_CODE_READER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_CHIP_READER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_SCREEN_MISSING, "cannot be turned", "不能调节"},
    FaultWord{wire::FAULT_SPEAKER_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_MICROPHONE_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_UPS_MISSING, "no battery", "没有电池"},
    FaultWord{wire::FAULT_MAINS_LOST, "on battery", "正在用电池"},
    FaultWord{wire::FAULT_BATTERY_LOW, "battery nearly empty", "电池快用完"},
    FaultWord{wire::FAULT_CAMERA_MISSING, "not connected", "没有连接"},
    FaultWord{wire::FAULT_CAMERA_BLACK, "sees nothing", "看不到东西"},
    FaultWord{wire::FAULT_CAMERA_FROZEN, "picture stands still", "画面不动"},
};

bool is_chinese(std::string_view language) {
    return language == "zh_CN";
}

}  // namespace

std::string_view self_test_word(std::string_view language, std::string_view key) {
    const auto* const found =
        std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.key == key; });
    return found == words.end() ? key : is_chinese(language) ? found->chinese : found->english;
}

std::string fault_word(std::string_view language, wire::FaultCode code) {
    const auto* const found =
        std::find_if(faults.begin(), faults.end(), [&](const FaultWord& word) { return word.code == code; });
    return found == faults.end() ? wire::FaultCode_Name(code)
                                 : std::string(is_chinese(language) ? found->chinese : found->english);
}

}  // namespace doorstep::devices
