// A scanned page with its verdict: `verdict` "" (being looked at), "ok" or "bad", `reason` in words.
import QtQuick
import Doorstep.Design

Item {
    id: page

    property alias encoded: picture.encoded
    property string title: ""
    property string verdict: ""
    property string reason: ""

    implicitHeight: Units.mm(110)
    implicitWidth: Units.mm(80)

    Rectangle {
        anchors.bottom: words.top
        anchors.bottomMargin: Units.gapSmall
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        border.color: page.verdict === "bad" ? Colours.danger : page.verdict === "ok" ? Colours.primary : Colours.edge
        border.width: Units.line * 3
        color: Colours.dark
        radius: Units.radius

        Accessible.name: page.title
        Accessible.role: Accessible.Graphic

        Picture {
            id: picture

            anchors.fill: parent
            anchors.margins: Units.gapSmall
        }
        Pictogram {
            anchors.centerIn: parent
            colour: Colours.onDark
            height: Units.mm(20)
            name: "page"
            visible: picture.empty
            width: height
        }
    }
    Row {
        id: words

        anchors.bottom: parent.bottom
        spacing: Units.gapSmall
        width: page.width

        Pictogram {
            id: sign

            colour: page.verdict === "bad" ? Colours.danger : Colours.primary
            height: Units.mm(9)
            name: page.verdict === "bad" ? "warn" : page.verdict === "ok" ? "done" : ""
            width: name === "" ? 0 : height
        }
        Column {
            width: parent.width - sign.width - Units.gapSmall

            BodyText {
                font.bold: true
                text: page.title
                visible: text !== ""
                width: parent.width
            }
            BodyText {
                color: page.verdict === "bad" ? Colours.danger : Colours.ink
                text: page.reason
                visible: text !== ""
                width: parent.width
            }
        }
    }
}
