// The bottom bar of a PageFrame: back, finish, help at the left, the next step at the right.
import QtQuick
import Doorstep.Design

Item {
    id: bar

    required property var frame

    // On a narrow panel the next step takes a row of its own.
    readonly property bool narrow: left.implicitWidth + next.implicitWidth + Units.gap > width

    implicitHeight: narrow && next.visible ? Units.target * 2 + Units.gapSmall : Math.max(Units.target, next.visible ? next.height : 0)

    Row {
        id: left

        anchors.bottom: parent.bottom
        spacing: Units.gapSmall

        SecondaryButton {
            enabled: bar.frame.backEnabled
            pictogram: "back"
            text: bar.frame.backText
            visible: text !== ""

            onClicked: bar.frame.back()
        }
        SecondaryButton {
            pictogram: "finish"
            text: bar.frame.finishText
            visible: text !== ""

            onClicked: bar.frame.finishAsked()
        }
        SecondaryButton {
            pictogram: "help"
            text: bar.frame.helpText
            visible: text !== ""

            onClicked: bar.frame.helpAsked()
        }
    }
    BigButton {
        id: next

        anchors.right: parent.right
        anchors.top: parent.top
        enabled: bar.frame.nextEnabled
        ground: bar.frame.nextDangerous ? Colours.danger : Colours.primary
        groundPressed: bar.frame.nextDangerous ? Colours.dangerPressed : Colours.primaryPressed
        implicitWidth: Units.mm(78)
        pictogram: bar.frame.nextPictogram
        pictogramAfter: true
        text: bar.frame.nextText
        visible: text !== ""
        width: bar.narrow ? bar.width : Math.max(Units.mm(78), implicitWidth)

        onClicked: bar.frame.next()
    }
}
