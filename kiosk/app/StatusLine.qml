// Below every page: the line to the township, what is missing, the lifted card.
import QtQuick
import Doorstep.App
import Doorstep.Design

Rectangle {
    id: status

    required property Kiosk kiosk

    color: Colours.surface
    height: words.height + Units.gapSmall * 2

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Units.gapLarge
        anchors.right: parent.right
        anchors.rightMargin: Units.gapLarge
        anchors.verticalCenter: parent.verticalCenter

        BodyText {
            color: Colours.warn
            font.bold: true
            text: qsTr("Your card is off the reader. Lay it back within %1 s, or finish.").arg(status.kiosk.session.secondsLeft)
            visible: status.kiosk.session.cardLifted
            width: parent.width
        }
        Row {
            spacing: Units.gapSmall
            width: parent.width

            Pictogram {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                colour: Colours.ink
                height: Units.smallText * 1.2
                name: status.kiosk.lineUp ? "line-up" : "line-down"
                width: height
            }
            SmallText {
                anchors.verticalCenter: parent.verticalCenter
                lineHeight: 1
                text: [status.kiosk.lineWords].concat(status.kiosk.testing ? [qsTr("This machine tests itself; its camera opens for a moment")] : [], status.kiosk.deviceWords).join(" · ")
                width: parent.width - sign.width - Units.gapSmall
            }
        }
    }
}
