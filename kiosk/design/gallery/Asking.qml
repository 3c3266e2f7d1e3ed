import QtQuick
import Doorstep.Design

Item {
    Home {
        anchors.fill: parent
    }
    Question {
        dangerous: true
        noText: "继续填写"
        open: true
        text: "已经填写的内容会保留 72 小时，下次放上身份证可以接着办。"
        title: "现在结束吗？"
        yesText: "结束"
    }
}
