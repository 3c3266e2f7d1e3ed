// The bottom bar of a PageFrame: back, finish, help at the left, the next step at the right.
import QtQuick
import Doorstep.Design

Item {
    id: bar

    required property var frame

    // Two answers of equal rank stand alike, in rows above the rest.
    readonly property bool two: other.visible
    readonly property real others: (backButton.visible ? backButton.width + Units.gapSmall : 0) + (finishButton.visible ? finishButton.width + Units.gapSmall : 0) + (helpButton.visible ? helpButton.width : 0)
    // On a narrow panel, or with large text, the next step takes a row of its own and the others wrap.
    readonly property bool narrow: next.visible && (two || others + next.implicitWidth + Units.gap > width)
    readonly property real half: (width - Units.gap) / 2
    readonly property bool abreast: two && Math.max(next.implicitWidth, other.implicitWidth) <= half

    implicitHeight: narrow ? left.height + answers.height + Units.gapSmall : Math.max(Units.target, left.height, next.visible ? next.height : 0)

    // First by Tab: they stand above the others where there are two, and are what most want next.
    Grid {
        id: answers

        anchors.right: parent.right
        anchors.top: parent.top
        columnSpacing: Units.gap
        columns: bar.abreast ? 2 : 1
        layoutDirection: Qt.RightToLeft
        rowSpacing: Units.gapSmall

        BigButton {
            id: next

            enabled: bar.frame.nextEnabled
            ground: bar.frame.nextDangerous ? Colours.danger : Colours.primary
            groundPressed: bar.frame.nextDangerous ? Colours.dangerPressed : Colours.primaryPressed
            pictogram: bar.frame.nextPictogram
            pictogramAfter: true
            text: bar.frame.nextText
            visible: text !== ""
            width: bar.abreast ? bar.half : bar.narrow ? bar.width : Math.min(bar.width, Math.max(Units.mm(78), implicitWidth))

            onClicked: bar.frame.next()
        }
        BigButton {
            id: other

            enabled: bar.frame.nextEnabled
            pictogram: bar.frame.otherPictogram
            pictogramAfter: true
            text: bar.frame.otherText
            visible: text !== ""
            width: bar.abreast ? bar.half : bar.width

            onClicked: bar.frame.other()
        }
    }
    Flow {
        id: left

        anchors.bottom: parent.bottom
        spacing: Units.gapSmall
        width: bar.narrow || !next.visible ? bar.width : bar.width - next.width - Units.gap

        SecondaryButton {
            id: backButton

            enabled: bar.frame.backEnabled
            pictogram: "back"
            text: bar.frame.backText
            visible: text !== ""

            onClicked: bar.frame.back()
        }
        SecondaryButton {
            id: finishButton

            pictogram: "finish"
            text: bar.frame.finishText
            visible: text !== ""

            onClicked: bar.frame.finishAsked()
        }
        SecondaryButton {
            id: helpButton

            pictogram: "help"
            text: bar.frame.helpText
            visible: text !== ""

            onClicked: bar.frame.helpAsked()
        }
    }
}
