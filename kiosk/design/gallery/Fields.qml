import QtQuick
import Doorstep.Design

PageFrame {
    backText: "上一步"
    finishText: "结束"
    helpText: "请人帮忙"
    nextText: "下一步"
    pageId: "gallery-fields"
    step: 3
    steps: 9
    title: "请填写您的情况"

    TextEntry {
        help: "和身份证上的一样"
        kind: "name"
        label: "姓名"
        text: "李桂花"
        width: parent.width
    }
    TextEntry {
        error: "身份证号码应为 18 位，请再核对一遍。"
        kind: "idNumber"
        label: "身份证号码"
        text: "990101195"
        width: parent.width
    }
    DateEntry {
        help: "例如 1956 年 3 月 8 日"
        label: "出生日期"
        value: "1956-03-08"
        width: parent.width
    }
    MoneyEntry {
        fen: 1234050
        label: "去年工资收入"
        unit: "元"
        width: parent.width
    }
    TextEntry {
        enabled: false
        label: "不能改的一项"
        text: "读卡得到"
        width: parent.width
    }
    NumberPad {
        label: "工作人员密码"
        masked: true
        text: "1234"
        width: parent.width
    }
}
