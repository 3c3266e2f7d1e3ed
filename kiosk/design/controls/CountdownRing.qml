// What is left of a time, as a ring and as a number; `seconds` of `total`. Counting is the controller's.
import QtQuick
import Doorstep.Design

Item {
    id: countdown

    property int total: 60
    property int seconds: total

    implicitHeight: Units.mm(26)
    implicitWidth: implicitHeight

    Accessible.name: qsTr("%n second(s) left", "", seconds)
    Accessible.role: Accessible.StaticText

    Ring {
        anchors.fill: parent
        colour: Colours.primary
        ground: Colours.off
        part: countdown.total > 0 ? countdown.seconds / countdown.total : 0
    }
    Text {
        anchors.centerIn: parent
        color: Colours.ink
        font.bold: true
        font.family: Units.family
        font.pixelSize: Units.headingText
        text: countdown.seconds
        Accessible.ignored: true
    }
}
