// A wait without known end: three dots that take turns slowly, and words that say what is awaited.
import QtQuick
import Doorstep.Design

Column {
    id: wait

    property string text: ""
    property bool running: visible
    property int turn: 0

    spacing: Units.gap

    Accessible.name: text
    Accessible.role: Accessible.Animation

    Timer {
        interval: 600
        repeat: true
        running: wait.running

        onTriggered: wait.turn = (wait.turn + 1) % 3
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Units.gap

        Repeater {
            model: 3

            Rectangle {
                required property int index

                border.color: Colours.primary
                border.width: Units.line * 1.5
                color: index === wait.turn ? Colours.primary : Colours.surface
                height: Units.mm(7)
                radius: height / 2
                width: height
            }
        }
    }
    BodyText {
        horizontalAlignment: Text.AlignHCenter
        text: wait.text
        visible: text !== ""
        width: wait.width
    }
}
