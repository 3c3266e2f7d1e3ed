// One line of a case's way: a sign on the thread that ties the steps together, a word for where in time it stands, and
// what it is.
import QtQuick
import Doorstep.Design

Item {
    id: row

    property string mark: ""
    property string pictogram: ""
    property string text: ""
    property string small: ""
    property string note: ""
    property bool strong: false
    property bool warns: false
    property bool first: false
    property bool last: false

    readonly property color tone: warns ? Colours.warn : strong ? Colours.primary : Colours.inkSoft

    height: words.height + Units.gap

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: row.last ? parent.height - sign.y - sign.height / 2 : 0
        anchors.horizontalCenter: sign.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: row.first ? sign.y + sign.height / 2 : 0
        color: Colours.edge
        width: Units.line * 2
    }
    Rectangle {
        id: sign

        border.color: row.tone
        border.width: row.strong ? Units.line * 3 : Units.line
        color: row.strong ? Colours.primaryTint : Colours.surface
        height: Units.mm(12)
        radius: height / 2
        width: height

        Pictogram {
            anchors.centerIn: parent
            colour: row.tone
            height: Units.mm(8)
            name: row.pictogram
            width: height
        }
    }
    Column {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Units.gap
        anchors.right: parent.right

        SmallText {
            color: row.tone
            font.bold: row.strong || row.warns
            text: row.mark
            width: parent.width
        }
        BodyText {
            font.bold: row.strong
            text: row.text
            width: parent.width
        }
        BodyText {
            color: Colours.warn
            text: row.note
            visible: text !== ""
            width: parent.width
        }
        SmallText {
            text: row.small
            visible: text !== ""
            width: parent.width
        }
    }
}
