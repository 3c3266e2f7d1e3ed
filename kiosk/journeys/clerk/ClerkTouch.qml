// Where touches land: each cross is touched once, a dot shows where the machine felt it.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service

    readonly property color dotColour: Colours.primary

    finishText: qsTr("Sign out")
    helpText: ""
    nextText: ""
    pageId: "clerk/touch"
    title: qsTr("Touch test")

    onBack: journey.back()

    filling: Item {
        id: area

        anchors.fill: parent

        TouchTest {
            id: test

            onChanged: {
                if (left === 0) {
                    page.service.touchMeasured(farthest);
                }
            }
        }
        BodyText {
            anchors.horizontalCenter: parent.horizontalCenter
            horizontalAlignment: Text.AlignHCenter
            text: test.left > 0 ? qsTr("Touch each cross in its middle. Crosses left: %1").arg(test.left) : qsTr("At most %1 mm beside. More than 5 mm: the panel has to be calibrated or exchanged.").arg(test.farthest.toFixed(1))
            width: parent.width * 0.7
            y: parent.height * 0.2
        }
        Repeater {
            model: test.crosses

            Item {
                id: cross

                required property var modelData

                x: modelData.x * area.width
                y: modelData.y * area.height

                Rectangle {
                    color: Colours.ink
                    height: Units.line * 2
                    width: Units.mm(12)
                    x: -width / 2
                    y: -height / 2
                }
                Rectangle {
                    color: Colours.ink
                    height: Units.mm(12)
                    width: Units.line * 2
                    x: -width / 2
                    y: -height / 2
                }
            }
        }
        Repeater {
            model: test.touches

            Rectangle {
                id: dot

                required property var modelData

                color: page.dotColour
                height: Units.mm(4)
                radius: height / 2
                width: height
                x: modelData.x * area.width - width / 2
                y: modelData.y * area.height - height / 2
            }
        }
        MouseArea {
            anchors.fill: parent
            Accessible.name: qsTr("Touch test")
            Accessible.role: Accessible.Pane

            onPressed: mouse => test.touch(mouse.x / Units.mm(1), mouse.y / Units.mm(1), width / Units.mm(1), height / Units.mm(1))
        }
    }
}
