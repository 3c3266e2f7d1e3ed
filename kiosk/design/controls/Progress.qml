// Long work with a known end: `part` 0 … 1, in words too.
import QtQuick
import Doorstep.Design

Column {
    id: progress

    property double part: 0
    property string text: ""

    spacing: Units.gapSmall

    Accessible.name: text
    Accessible.role: Accessible.ProgressBar

    BodyText {
        text: progress.text
        visible: text !== ""
        width: parent.width
        Accessible.ignored: true
    }
    Rectangle {
        border.color: Colours.edge
        border.width: Units.line
        color: Colours.surface
        height: Units.mm(8)
        radius: Units.radius
        width: parent.width

        Rectangle {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.margins: Units.line * 2
            anchors.top: parent.top
            color: Colours.primary
            radius: Units.radius
            width: (parent.width - Units.line * 4) * Math.max(0, Math.min(1, progress.part))
        }
    }
}
