// One thing that was looked at: what, how it is, what to do. Sign, words and colour say the same; what is not known has a
// sign of its own and never that of what is good.
import QtQuick
import Doorstep.Design

Column {
    id: line

    // {name, value, state, stateWords, help}
    property var row: ({})
    readonly property bool urgent: row.state === "call" || row.state === "look"
    readonly property color tone: row.state === "call" ? Colours.danger : row.state === "look" ? Colours.warn : row.state === "good" ? Colours.primary : Colours.inkSoft
    readonly property string sign: row.state === "call" ? "call" : row.state === "look" ? "warn" : row.state === "good" ? "done" : row.state === "told" ? "info" : "help"

    spacing: Units.gapSmall

    Row {
        spacing: Units.gapSmall
        width: parent.width

        Pictogram {
            id: mark

            colour: line.tone
            height: Units.bodyText * 1.3
            name: line.sign
            width: height
        }
        BodyText {
            color: line.urgent ? line.tone : Colours.ink
            font.bold: true
            text: line.row.value !== "" ? qsTr("%1: %2").arg(line.row.name).arg(line.row.value) : line.row.name ?? ""
            width: parent.width - mark.width - parent.spacing
        }
    }
    BodyText {
        text: [line.row.stateWords, line.row.help].filter(words => words).join(" · ")
        visible: text !== ""
        width: parent.width
    }
    Rectangle {
        color: Colours.edge
        height: Units.line
        width: parent.width
    }
}
