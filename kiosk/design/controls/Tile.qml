// A large entry of the home page: picture, title, one line of what it is for.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.Button {
    id: tile

    property string title: ""
    property string hint: ""
    property string pictogram: ""
    // The picture beside the words: lower, for pages with many.
    property bool beside: false
    readonly property string spokenText: enabled ? title + "\n" + hint : ""

    focusPolicy: Qt.TabFocus
    implicitHeight: Math.max(beside ? Units.target : Units.mm(60), inside.implicitHeight + Units.gapLarge * (beside ? 1 : 2))
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
        Grid {
            id: inside

            anchors.verticalCenter: parent.verticalCenter
            columns: tile.beside ? 2 : 1
            horizontalItemAlignment: Grid.AlignHCenter
            spacing: tile.beside ? Units.gap : Units.gapSmall
            verticalItemAlignment: Grid.AlignVCenter
            width: parent.width

            Pictogram {
                id: picture

                colour: tile.enabled ? Colours.primary : Colours.onOff
                height: Units.mm(tile.beside ? 16 : 22)
                name: tile.pictogram
                width: height
            }
            Column {
                spacing: Units.gapSmall
                width: inside.width - (tile.beside ? picture.width + inside.spacing : 0)

                Text {
                    color: tile.enabled ? Colours.ink : Colours.onOff
                    font.bold: true
                    font.family: Units.family
                    font.pixelSize: Units.titleText
                    horizontalAlignment: tile.beside ? Text.AlignLeft : Text.AlignHCenter
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
                    horizontalAlignment: tile.beside ? Text.AlignLeft : Text.AlignHCenter
                    text: tile.hint
                    textFormat: Text.PlainText
                    visible: text !== ""
                    width: parent.width
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
        }
    }
    leftPadding: Units.gap
    rightPadding: Units.gap
}
