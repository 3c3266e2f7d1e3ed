import QtQuick
import Doorstep.Design

PageFrame {
    backText: ""
    finishText: ""
    helpText: "请工作人员帮忙"
    nextText: ""
    pageId: "gallery-home"
    title: "您要办什么事？"
    header: SecondaryButton {
        pictogram: "language"
        text: "English"
    }
    status: SmallText {
        text: "  3 份已送达，镇里 14:02 已确认"
    }

    Flow {
        spacing: Units.gapLarge
        width: parent.width

        Tile {
            objectName: "apply"
            hint: "低保等社会救助"
            pictogram: "apply"
            title: "申请救助"
        }
        Tile {
            hint: "在享人员定期签到"
            pictogram: "checkin"
            title: "签到"
        }
        Tile {
            hint: "看看办到哪一步了"
            pictogram: "cases"
            title: "查询进度"
        }
        Tile {
            enabled: false
            hint: "摄像头未接好"
            pictogram: "face"
            title: "暂不可用"
        }
    }
    Notice {
        kind: "info"
        text: "请把身份证放在读卡器上，等屏幕显示您的姓氏后再拿走。"
        title: "请放身份证"
        width: parent.width
    }
    Notice {
        kind: "warn"
        text: "网络暂时不通，材料已保存在本机，恢复后自动送出。"
        width: parent.width
    }
    Notice {
        kind: "error"
        text: "没有读到身份证。请拿起来，再平放一次。"
        title: "没有读到"
        width: parent.width
    }
    Notice {
        kind: "done"
        text: "您的申请已提交。"
        width: parent.width
    }
}
