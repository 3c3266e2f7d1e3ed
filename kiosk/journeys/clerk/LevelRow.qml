// One level: its name and percent, a step down, a step up. Below zero: there is no such device.
import QtQuick
import Doorstep.Design

Column {
    id: row

    property string name: ""
    property int percent: -1
    property bool resting: true
    property string lessText: ""
    property string moreText: ""

    signal change(int steps)

    spacing: Units.gapSmall

    HeadingText {
        text: row.percent < 0 ? qsTr("%1: this station has none that can be set").arg(row.name) : qsTr("%1: %2 %").arg(row.name).arg(row.percent)
        width: parent.width
    }
    Flow {
        spacing: Units.gap
        visible: row.percent >= 0
        width: parent.width

        SecondaryButton {
            enabled: row.resting
            text: row.lessText

            onClicked: row.change(-1)
        }
        SecondaryButton {
            enabled: row.resting
            text: row.moreText

            onClicked: row.change(1)
        }
    }
}
