// One device: what it is, how it is, what now. Sign, words and colour say the same.
import QtQuick
import Doorstep.Design

Column {
    id: line

    property var device: ({})

    spacing: Units.gapSmall

    Row {
        spacing: Units.gapSmall
        width: parent.width

        Pictogram {
            id: sign

            colour: line.device.well ? Colours.primary : Colours.warn
            height: Units.bodyText * 1.3
            name: line.device.well ? "done" : "warn"
            width: height
        }
        BodyText {
            color: line.device.well ? Colours.ink : Colours.warn
            font.bold: true
            text: qsTr("%1: %2").arg(line.device.name).arg(line.device.state)
            width: parent.width - sign.width - parent.spacing
        }
    }
    BodyText {
        text: line.device.help
        visible: text !== ""
        width: parent.width
    }
    SmallText {
        text: (line.device.model !== "" ? line.device.model + " · " : "") + qsTr("used %1 times, lost %2 times since the start").arg(line.device.uses).arg(line.device.losses)
        width: parent.width
    }
    Rectangle {
        color: Colours.edge
        height: Units.line
        width: parent.width
    }
}
