// Dirty places across one glass of the scanner, as whoever looks down on it finds them: a line from its left to its right
// edge with a mark for each.
import QtQuick
import Doorstep.Design

Column {
    id: glass_line

    // {name, width, marks: [{from, width}], words}; millimetres
    property var glass: ({})
    readonly property real scale_: (glass.width ?? 0) > 0 ? ground.width / glass.width : 0

    spacing: Units.gapSmall

    Accessible.name: (glass.name ?? "") + ": " + (glass.words ?? "")
    Accessible.role: Accessible.Chart

    BodyText {
        font.bold: true
        text: glass_line.glass.name ?? ""
        width: parent.width
        Accessible.ignored: true
    }
    Item {
        height: Units.mm(12)
        width: parent.width

        Rectangle {
            id: ground

            anchors.verticalCenter: parent.verticalCenter
            color: Colours.edge
            height: Units.mm(1.5)
            width: parent.width
        }
        Repeater {
            model: glass_line.glass.marks ?? []

            Rectangle {
                required property var modelData

                color: Colours.danger
                height: parent.height
                radius: Units.line * 2
                width: Math.max(Units.mm(2), modelData.width * glass_line.scale_)
                x: Math.min(modelData.from * glass_line.scale_, parent.width - width)
            }
        }
    }
    Item {
        height: left.height
        width: parent.width

        SmallText {
            id: left

            text: qsTr("left edge")
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        SmallText {
            anchors.right: parent.right
            text: qsTr("right edge, %1 mm").arg(Math.round(glass_line.glass.width ?? 0))
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
