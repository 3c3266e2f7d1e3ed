import QtQuick
import Doorstep.Design
import Doorstep.Input

Item {
    PageFrame {
        anchors.bottom: keyboard.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        backText: "上一步"
        finishText: ""
        helpText: "请人帮忙"
        nextText: "下一步"
        pageId: "gallery-typing"
        title: "没有身份证，手工填写"

        TextEntry {
            id: name

            help: "和身份证上的一样"
            kind: "name"
            label: "姓名"
            width: parent.width
        }
        TextEntry {
            kind: "idNumber"
            label: "身份证号码"
            width: parent.width
        }
        MoneyEntry {
            label: "收入"
            objectName: "money"
            width: parent.width
        }
        TextEntry {
            kind: "digits"
            label: "密码"
            masked: true
            width: parent.width
        }
    }
    Keyboard {
        id: keyboard

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
    Component.onCompleted: name.takeFocus()

    Connections {
        property bool done: false

        function onFieldChanged() {
            if (KeyboardInput.wanted && !done) {
                done = true;
                KeyboardInput.type("g");
                KeyboardInput.type("u");
                KeyboardInput.type("i");
            }
        }

        target: KeyboardInput
    }
}
