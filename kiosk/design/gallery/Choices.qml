import QtQuick
import Doorstep.Design

PageFrame {
    backText: "上一步"
    finishText: "结束"
    helpText: "请人帮忙"
    nextText: "下一步"
    nextEnabled: false
    pageId: "gallery-choices"
    step: 4
    steps: 9
    title: "家里的情况"

    ChoiceList {
        label: "您现在和谁一起住？"
        options: [
            {value: "alone", text: "一个人住"},
            {value: "family", text: "和家人一起", hint: "配偶、子女、父母等"},
            {value: "other", text: "和别人一起"},
            {value: "unsure", text: "说不清楚", enabled: false}
        ]
        value: "family"
        width: parent.width
    }
    ChoiceList {
        columns: 2
        error: "请选一项"
        label: "有没有工作？"
        options: [{value: 1, text: "有"}, {value: 0, text: "没有"}]
        width: parent.width
    }
    MultiChoice {
        label: "有哪些困难？（可选多项）"
        options: [
            {value: "ill", text: "生病"},
            {value: "disabled", text: "残疾"},
            {value: "school", text: "上学负担重"}
        ]
        values: ["ill"]
        width: parent.width
    }
    Row {
        spacing: Units.gap

        PrimaryButton {
            pictogram: "printer"
            text: "打印"
        }
        SecondaryButton {
            pictogram: "edit"
            text: "修改"
        }
        DangerButton {
            pictogram: "remove"
            text: "删除"
        }
        PrimaryButton {
            enabled: false
            text: "不可用"
        }
    }
}
