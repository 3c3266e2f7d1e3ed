#include "kiosk/prompts/tool_words.hpp"

#include <array>
#include <cstdlib>
#include <utility>

namespace doorstep::prompts {
namespace {

bool is_chinese() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const auto* value = std::getenv(name); value != nullptr && *value != 0) {
            return std::string_view(value).starts_with("zh");
        }
    }
    return false;
}

}  // namespace

std::string_view word(Word which) {
    using Both = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Both, 12> words{{
        {"Enter: record   s: skip   b: back   q: stop", "回车：开始录音   s：跳过   b：上一句   q：结束"},
        {"Speak now; Enter or a pause ends it", "请说话，说完按回车或停一下"},
        {"Enter: keep   a: again   p: play   s: skip   b: back   q: stop",
         "回车：保留   a：重录   p：再听   s：跳过   b：上一句   q：结束"},
        {"Nothing was heard. Is it the right microphone?", "没有录到声音。话筒对吗？"},
        {"Too quiet: speak louder or come closer.", "声音太小：请大声一点或靠近一点。"},
        {"Too loud: go further away from the microphone.", "声音太大：请离话筒远一点。"},
        {"Longer than the sentence should be.", "比这句话应有的时间长。"},
        {"Kept.", "已保留。"},
        {"All sentences are recorded.", "全部录完了。"},
        {"Go on with the same command; what was kept is there.", "下次用同样的命令继续，已保留的都在。"},
        {"It cannot be played here", "这里不能播放"},
        {"This is the first one.", "这是第一句。"},
    }};
    const auto& both = words.at(static_cast<std::size_t>(which));
    return is_chinese() ? both.second : both.first;
}

}  // namespace doorstep::prompts
