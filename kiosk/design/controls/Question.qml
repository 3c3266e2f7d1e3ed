// A question over the page (in the scene, no window of its own). Put it last into the root of the page or app; it fills
// its parent while `open`. It holds touch and keyboard until it is answered; the cautious answer has the focus.
import QtQuick
import Doorstep.Design

FocusScope {
    id: question

    property bool open: false
    property string title: ""
    property string text: ""
    property string yesText: qsTr("Yes")
    property string noText: qsTr("No")
    property bool dangerous: false
    default property alias extra: extraSlot.data

    signal yes
    signal no

    anchors.fill: parent
    focus: open
    visible: open
    z: 1000

    Accessible.name: title
    Accessible.role: Accessible.Dialog
    Keys.onEscapePressed: question.no()
    onOpenChanged: if (open) {
        (noButton.visible ? noButton : yesButton).forceActiveFocus(Qt.OtherFocusReason);
    }

    Rectangle {
        anchors.fill: parent
        color: Colours.shade
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.centerIn: parent
        border.color: Colours.edge
        border.width: Units.line
        color: Colours.page
        height: column.implicitHeight + Units.gapLarge * 2
        radius: Units.radius * 2
        width: Math.min(parent.width - Units.gapLarge * 2, Units.mm(200))

        Column {
            id: column

            anchors.centerIn: parent
            spacing: Units.gap
            width: parent.width - Units.gapLarge * 2

            HeadingText {
                font.pixelSize: Units.titleText
                text: question.title
                visible: text !== ""
                width: parent.width
            }
            BodyText {
                text: question.text
                visible: text !== ""
                width: parent.width
            }
            Column {
                id: extraSlot

                spacing: Units.gapSmall
                width: parent.width
            }
            Flow {
                layoutDirection: Qt.RightToLeft
                spacing: Units.gap
                width: parent.width

                BigButton {
                    id: yesButton

                    ground: question.dangerous ? Colours.danger : Colours.primary
                    groundPressed: question.dangerous ? Colours.dangerPressed : Colours.primaryPressed
                    room: column.width
                    text: question.yesText

                    onClicked: question.yes()
                }
                SecondaryButton {
                    id: noButton

                    room: column.width
                    text: question.noText
                    visible: text !== ""

                    onClicked: question.no()
                }
            }
        }
    }
}
