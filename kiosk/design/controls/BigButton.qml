// Behaviour and look of every button: 20 mm at least, pressed only by a touch that starts and ends inside, named for
// screen readers by its text. Use PrimaryButton, SecondaryButton or DangerButton.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

T.Button {
    id: button

    property string pictogram: ""
    property bool pictogramAfter: false
    // The text is read aloud but not shown.
    property bool wordless: false
    property color ground: Colours.primary
    property color groundPressed: Colours.primaryPressed
    property color ink: Colours.onPrimary
    property color outline: "transparent"
    property int wantedHeight: Units.target

    readonly property color shownInk: enabled ? ink : Colours.onOff

    focusPolicy: Qt.TabFocus
    font.family: Units.family
    font.pixelSize: Units.bodyText
    font.bold: true
    implicitHeight: Math.max(wantedHeight, content.implicitHeight + Units.gap)
    implicitWidth: Math.max(Units.target * 1.6, content.implicitWidth + Units.gap * 2)
    padding: 0

    Accessible.description: ""
    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: if (button.enabled) {
        button.clicked();
    }
    Keys.onEnterPressed: button.clicked()
    Keys.onReturnPressed: button.clicked()

    background: Rectangle {
        border.color: button.enabled ? button.outline : Colours.onOff
        border.width: button.outline.a > 0 || !button.enabled ? Units.line * 1.5 : 0
        color: !button.enabled ? Colours.off : button.down ? button.groundPressed : button.ground
        radius: Units.radius

        FocusRing {
            shown: button.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            layoutDirection: button.pictogramAfter ? Qt.RightToLeft : Qt.LeftToRight
            spacing: Units.gapSmall

            Pictogram {
                anchors.verticalCenter: parent.verticalCenter
                colour: button.shownInk
                height: Units.bodyText * 1.3
                name: button.pictogram
                visible: name !== ""
                width: height
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                color: button.shownInk
                font: button.font
                horizontalAlignment: Text.AlignHCenter
                text: button.text
                textFormat: Text.PlainText
                visible: text !== "" && !button.wordless
                width: Math.min(implicitWidth, Math.max(1, button.width - Units.gap - (button.pictogram === "" ? 0 : Units.bodyText * 1.3 + Units.gapSmall)))
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
