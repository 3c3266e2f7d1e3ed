import QtQuick
import Doorstep.Design

PageFrame {
    backText: "上一步"
    finishText: ""
    helpText: "请人帮忙"
    nextText: "下一步"
    pageId: "gallery-pictures"
    title: "扫描和拍照"

    Flow {
        spacing: Units.gap
        width: parent.width

        PageImage {
            reason: "清楚，可以用"
            title: "第 1 页"
            verdict: "ok"
        }
        PageImage {
            reason: "有些模糊，请重新扫一次"
            title: "第 2 页"
            verdict: "bad"
        }
        CameraView {
            offText: "摄像头已关闭"
        }
    }
    Progress {
        part: 0.6
        text: "正在扫描第 2 页，共 3 页"
        width: parent.width
    }
    Row {
        spacing: Units.gapLarge

        CountdownRing {
            seconds: 42
            total: 60
        }
        CalmWait {
            text: "正在读身份证，请不要移动"
            width: Units.mm(120)
        }
    }
}
