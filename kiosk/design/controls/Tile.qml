// A large entry of the home page: picture, title, one line of what it is for.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.Button {
    id: tile

    property string title: ""
    property string hint: ""
    property string pictogram: ""
    readonly property string spokenText: enabled ? title + "\n" + hint : ""

    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(Units.mm(60), column.implicitHeight + Units.gapLarge * 2)
    implicitWidth: Units.mm(85)
    text: title

    Accessible.description: hint
    Accessible.name: title
    Accessible.role: Accessible.Button
    Accessible.onPressAction: if (tile.enabled) {
        tile.clicked();
    }
    Keys.onEnterPressed: tile.clicked()
    Keys.onReturnPressed: tile.clicked()

    background: Rectangle {
        border.color: tile.enabled ? Colours.primary : Colours.onOff
        border.width: Units.line * 2
        color: !tile.enabled ? Colours.off : tile.down ? Colours.surfacePressed : Colours.surface
        radius: Units.radius * 1.5

        FocusRing {
            shown: tile.visualFocus
        }
    }
    contentItem: Item {
        Column {
            id: column

            anchors.verticalCenter: parent.verticalCenter
            spacing: Units.gapSmall
            width: parent.width

            Pictogram {
                anchors.horizontalCenter: parent.horizontalCenter
                colour: tile.enabled ? Colours.primary : Colours.onOff
                height: Units.mm(22)
                name: tile.pictogram
                width: height
            }
            Text {
                color: tile.enabled ? Colours.ink : Colours.onOff
                font.bold: true
                font.family: Units.family
                font.pixelSize: Units.titleText
                horizontalAlignment: Text.AlignHCenter
                text: tile.title
                textFormat: Text.PlainText
                width: parent.width
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Text {
                color: tile.enabled ? Colours.inkSoft : Colours.onOff
                font.family: Units.family
                font.pixelSize: Units.smallText
                horizontalAlignment: Text.AlignHCenter
                text: tile.hint
                textFormat: Text.PlainText
                visible: text !== ""
                width: parent.width
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
    leftPadding: Units.gap
    rightPadding: Units.gap
}
