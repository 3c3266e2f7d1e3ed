#include "township/workflow/case_words.hpp"

#include <array>
#include <span>
#include <utility>

namespace doorstep::township {
namespace {

constexpr Words unknown{"unknown", "未知"};

Words at(std::span<const Words> table, std::int64_t index) {
    return index >= 0 && static_cast<std::size_t>(index) < table.size() ? table[static_cast<std::size_t>(index)]
                                                                        : unknown;
}

using Pair = std::pair<std::string_view, std::string_view>;

std::string_view find(std::span<const Pair> table, std::string_view id) {
    for (const auto& [key, words] : table) {
        if (key == id) {
            return words;
        }
    }
    return id;
}

}  // namespace

Words submission_kind_words(std::int64_t kind) {
    static constexpr std::array<Words, 11> table{{unknown,
                                                  {"application", "申请"},
                                                  {"check-in", "签到"},
                                                  {"enrolment", "人脸登记"},
                                                  {"withdrawal", "撤回同意"},
                                                  {"supplement", "补充材料"},
                                                  {"question", "提问"},
                                                  {"application-withdrawn", "撤回申请"},
                                                  {"application-kept", "保留申请"},
                                                  {"hearing-answer", "听证答复"},
                                                  {"complaint", "投诉异议"}}};
    return at(table, kind);
}

Words part_kind_words(std::int64_t kind) {
    static constexpr std::array<Words, 12> table{{unknown,
                                                  {"answers", "填写内容"},
                                                  {"consents", "同意记录"},
                                                  {"page-original", "材料原图"},
                                                  {"page-straightened", "材料校正图"},
                                                  {"card", "证件信息"},
                                                  {"outcome", "签到结果"},
                                                  {"signed-sheet", "签字页"},
                                                  {"person", "本人信息"},
                                                  {"catalogue-row", "旧目录"},
                                                  {"acting", "代办信息"},
                                                  {"voice", "语音"}}};
    return at(table, kind);
}

Words consent_kind_words(std::int64_t kind) {
    static constexpr std::array<Words, 7> table{{unknown,
                                                 {"face-verify", "人脸比对"},
                                                 {"face-store", "人脸存储"},
                                                 {"economic-check", "经济状况核对授权"},
                                                 {"notice-read", "已阅读告知"},
                                                 {"fingerprint-read", "读取指纹"},
                                                 {"entrustment", "委托代办"}}};
    return at(table, kind);
}

Words consent_answer_words(std::int64_t answer) {
    static constexpr std::array<Words, 6> table{{unknown,
                                                 {"given", "同意"},
                                                 {"refused", "不同意"},
                                                 {"withdrawn", "已撤回"},
                                                 {"outstanding", "待签"},
                                                 {"printed", "已打印"}}};
    return at(table, answer);
}

Words consent_how_words(std::int64_t how) {
    static constexpr std::array<Words, 4> table{
        {unknown, {"tap", "点选"}, {"wet-signed", "手写签字"}, {"thumb", "按手印"}}};
    return at(table, how);
}

Words check_in_way_words(std::int64_t way) {
    static constexpr std::array<Words, 4> table{
        {unknown, {"face", "人脸比对"}, {"clerk-confirmed", "工作人员确认"}, {"reported", "代为说明不能到场"}}};
    return at(table, way);
}

Words check_in_reason_words(std::int64_t reason) {
    static constexpr std::array<Words, 7> table{{{"none", ""},
                                                 {"refused-face", "不使用人脸"},
                                                 {"not-recognised", "未能识别"},
                                                 {"no-camera", "摄像头不可用"},
                                                 {"not-enrolled", "未登记人脸"},
                                                 {"card-not-read", "未读到证件"},
                                                 {"cannot-come", "不能到场"}}};
    return at(table, reason);
}

Words author_words(std::int64_t author) {
    static constexpr std::array<Words, 5> table{{unknown,
                                                 {"applicant-card", "本人（刷证）"},
                                                 {"applicant-typed", "本人（手输）"},
                                                 {"clerk", "工作人员"},
                                                 {"without-card", "未出示证件"}}};
    return at(table, author);
}

Words acting_words(std::int64_t as) {
    static constexpr std::array<Words, 5> table{{unknown,
                                                 {"household", "共同生活的家庭成员"},
                                                 {"guardian", "监护人"},
                                                 {"proxy", "受委托人"},
                                                 {"village-committee", "村（居）委会"}}};
    return at(table, as);
}

std::string_view relation_chinese(std::string_view relation) {
    static constexpr std::array<Pair, 9> table{{{"spouse", "配偶"},
                                                {"child", "子女"},
                                                {"parent", "父母"},
                                                {"grandparent", "祖父母、外祖父母"},
                                                {"grandchild", "孙子女、外孙子女"},
                                                {"sibling", "兄弟姐妹"},
                                                {"relative", "其他亲属"},
                                                {"neighbour", "邻居、朋友"},
                                                {"committee", "村（居）委会工作人员"}}};
    return find(table, relation);
}

std::string_view state_chinese(std::string_view state) {
    static constexpr std::array<Pair, 27> table{{{"draft", "草稿"},
                                                 {"submitted", "已提交"},
                                                 {"delivered", "已送达"},
                                                 {"needs-supplement", "需补充材料"},
                                                 {"not-accepted", "不予受理"},
                                                 {"accepted", "已受理"},
                                                 {"checking", "经济状况核对中"},
                                                 {"surveying", "入户调查中"},
                                                 {"opinion", "拟定审核意见"},
                                                 {"publicity", "公示中"},
                                                 {"objection", "有异议"},
                                                 {"re-survey", "重新调查"},
                                                 {"county-review", "县级审核中"},
                                                 {"township-decides", "乡镇审核确认中"},
                                                 {"approved", "已确认"},
                                                 {"refused", "不予确认"},
                                                 {"paying", "发放中"},
                                                 {"review-due", "待复核"},
                                                 {"increase", "增发"},
                                                 {"hearing", "听取意见"},
                                                 {"decrease", "减发"},
                                                 {"stop", "停发"},
                                                 {"closed", "已结束"},
                                                 {"withdrawn", "本人撤回"},
                                                 {"terminated-no-cooperation", "终止审核"},
                                                 {"relief-first", "先行救助"},
                                                 {"supplement-due", "待补手续"}}};
    return find(table, state);
}

std::string_view hearing_answer_chinese(std::string_view answer) {
    static constexpr std::array<Pair, 4> table{
        {{"comes", "参加"}, {"cannot-come", "不能参加"}, {"words", "书面意见"}, {"voice", "语音意见"}}};
    return find(table, answer);
}

std::string_view role_chinese(std::string_view role) {
    static constexpr std::array<Pair, 3> table{
        {{"applicant", "申请人"}, {"member", "家庭成员"}, {"obligor", "赡养抚养扶养人"}}};
    return find(table, role);
}

}  // namespace doorstep::township
