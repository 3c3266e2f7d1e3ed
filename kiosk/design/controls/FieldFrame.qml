// What is around every field: label above, help under it, the error in words with a sign, then the field itself.
import QtQuick
import Doorstep.Design

Column {
    id: frame

    property string label: ""
    // False where the page's title says the same: the label then only names the field for screen readers.
    property bool labelShown: true
    property string help: ""
    property string error: ""
    // The field below bears the label as its name: screen readers need it once only.
    property bool namesField: false
    readonly property string spokenText: [labelShown ? label : "", help, error].join("\n")

    spacing: Units.gapSmall

    HeadingText {
        text: frame.label
        visible: text !== "" && frame.labelShown
        width: parent.width
        Accessible.ignored: frame.namesField || text === ""
        Accessible.role: Accessible.StaticText
    }
    SmallText {
        text: frame.help
        visible: text !== ""
        width: parent.width
    }
    Row {
        spacing: Units.gapSmall
        visible: frame.error !== ""
        width: parent.width

        Pictogram {
            id: sign

            colour: Colours.danger
            height: Units.bodyText * 1.4
            name: "error"
            width: height
        }
        BodyText {
            color: Colours.danger
            font.bold: true
            text: frame.error
            width: parent.width - sign.width - Units.gapSmall
            Accessible.role: Accessible.AlertMessage
        }
    }
}
