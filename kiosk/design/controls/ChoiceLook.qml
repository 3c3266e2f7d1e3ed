// What a row of a choice looks like inside: sign and words. Used by ChoiceRow and CheckRow.
import QtQuick
import QtQuick.Templates as T
import Doorstep.Design

Item {
    id: look

    required property T.AbstractButton row
    required property string sign
    property string hint: ""

    implicitHeight: words.implicitHeight

    Pictogram {
        id: pictogram

        anchors.verticalCenter: parent.verticalCenter
        colour: look.row.enabled ? Colours.primary : Colours.onOff
        height: Units.mm(9)
        name: look.sign + (look.row.checked ? "-on" : "-off")
        width: height
        x: Units.gap * 0.8
    }
    Column {
        id: words

        anchors.left: pictogram.right
        anchors.leftMargin: Units.gap * 0.8
        anchors.right: parent.right
        anchors.rightMargin: Units.gapSmall
        anchors.verticalCenter: parent.verticalCenter

        Text {
            color: look.row.enabled ? Colours.ink : Colours.onOff
            font.bold: look.row.checked
            font.family: Units.family
            font.pixelSize: Units.bodyText
            text: look.row.text
            textFormat: Text.PlainText
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            color: look.row.enabled ? Colours.inkSoft : Colours.onOff
            font.family: Units.family
            font.pixelSize: Units.smallText
            text: look.hint
            textFormat: Text.PlainText
            visible: text !== ""
            width: parent.width
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
