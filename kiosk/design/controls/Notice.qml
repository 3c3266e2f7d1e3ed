// Something to know before going on: kind "info", "warn", "error" or "done". Sign, words and colour say the same.
import QtQuick
import Doorstep.Design

Rectangle {
    id: notice

    property string kind: "info"
    property string title: ""
    property string text: ""
    // What of it is said aloud; nothing unless the page says so: the words may be about this person alone.
    property string spokenText: ""
    default property alias extra: column.data

    readonly property color tone: kind === "error" ? Colours.danger : kind === "warn" ? Colours.warn : kind === "done" ? Colours.primary : Colours.info

    border.color: tone
    border.width: Units.line
    color: kind === "error" ? Colours.dangerTint : kind === "warn" ? Colours.warnTint : kind === "done" ? Colours.primaryTint : Colours.infoTint
    implicitHeight: Math.max(sign.height, column.implicitHeight) + Units.gap * 1.4
    implicitWidth: Units.mm(120)
    radius: Units.radius

    Accessible.name: title !== "" ? title + " " + text : text
    Accessible.role: notice.kind === "error" || notice.kind === "warn" ? Accessible.AlertMessage : Accessible.Note

    Pictogram {
        id: sign

        colour: notice.tone
        height: Units.mm(12)
        name: notice.kind === "done" ? "done" : notice.kind
        width: height
        x: Units.gap * 0.8
        y: Units.gap * 0.7
    }
    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: Units.gap * 0.8
        anchors.right: parent.right
        anchors.rightMargin: Units.gap * 0.8
        anchors.verticalCenter: parent.verticalCenter
        spacing: Units.gapSmall

        HeadingText {
            color: notice.tone
            text: notice.title
            visible: text !== ""
            width: parent.width
        }
        BodyText {
            text: notice.text
            visible: text !== ""
            width: parent.width
        }
    }
}
