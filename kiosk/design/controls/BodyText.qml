// Running text. Screen readers get it as it stands.
import QtQuick
import Doorstep.Design

Text {
    // What of it is said aloud; most text is not, because it may be a person's.
    property string spokenText: ""

    color: Colours.ink
    font.family: Units.family
    font.pixelSize: Units.bodyText
    lineHeight: 1.3
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
