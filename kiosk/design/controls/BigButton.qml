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
    property string spokenText: enabled ? text : ""
    // A button never grows wider than that: its words wrap.
    property real room: Window.width > 0 ? Window.width - Units.gapLarge * 4 : Number.POSITIVE_INFINITY

    readonly property color shownInk: enabled ? ink : Colours.onOff
    readonly property real signWidth: pictogram === "" ? 0 : Units.bodyText * 1.3
    readonly property real naturalWidth: signWidth + (words.visible ? Math.ceil(metrics.advanceWidth) + 2 + (signWidth > 0 ? Units.gapSmall : 0) : 0)

    focusPolicy: Qt.TabFocus
    font.family: Units.family
    font.pixelSize: Units.bodyText
    font.bold: true
    implicitHeight: Math.max(wantedHeight, content.implicitHeight + Units.gap)
    implicitWidth: Math.max(Units.target * 1.6, Math.min(room, naturalWidth + Units.gap * 2))
    padding: 0

    // Qt 6.4 tells screen readers nothing of items that are switched off.
    Accessible.description: enabled ? "" : qsTr("Cannot be used yet")
    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: if (button.enabled) {
        button.clicked();
    }
    Keys.onEnterPressed: button.clicked()
    Keys.onReturnPressed: button.clicked()

    // Measured apart from the text, whose own width follows the button's.
    TextMetrics {
        id: metrics

        font: button.font
        text: button.text
    }

    background: Rectangle {
        // Under the finger the edge is drawn too: the ground alone does not tell it in every theme.
        border.color: !button.enabled ? Colours.onOff : button.down ? Colours.focus : button.outline
        border.width: button.down ? Units.line * 3 : button.outline.a > 0 || !button.enabled ? Units.line * 1.5 : 0
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
                id: words

                anchors.verticalCenter: parent.verticalCenter
                color: button.shownInk
                font: button.font
                horizontalAlignment: Text.AlignHCenter
                text: button.text
                textFormat: Text.PlainText
                visible: text !== "" && !button.wordless
                width: Math.min(Math.ceil(metrics.advanceWidth) + 2, Math.max(1, button.width - Units.gap - (button.signWidth > 0 ? button.signWidth + Units.gapSmall : 0)))
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
