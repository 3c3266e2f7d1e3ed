// One household of a publicity list: name, number of members, amount. Beneath each other where there is no room.
import QtQuick
import Doorstep.Design

Column {
    id: line

    property string name: ""
    property string members: ""
    property string amount: ""
    // In one: of several lines that are the same only one is said.
    readonly property string spokenText: name + " " + members + " " + amount

    spacing: Units.gapSmall

    Flow {
        spacing: Units.gapLarge
        width: parent.width

        BodyText {
            font.bold: true
            font.pixelSize: Units.headingText
            text: line.name
            width: Math.min(Math.max(implicitWidth, line.width * 0.3), line.width)
        }
        BodyText {
            font.pixelSize: Units.headingText
            text: line.members
            width: Math.min(Math.max(implicitWidth, line.width * 0.25), line.width)
        }
        BodyText {
            font.pixelSize: Units.headingText
            text: line.amount
            visible: text !== ""
            width: Math.min(implicitWidth, line.width)
        }
    }
    Rectangle {
        color: Colours.edge
        height: Units.line
        width: parent.width
    }
}
