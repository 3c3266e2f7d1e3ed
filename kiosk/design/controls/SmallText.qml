// Hints and the status line: the smallest text there is (6 mm).
import QtQuick
import Doorstep.Design

BodyText {
    color: Colours.inkSoft
    font.pixelSize: Units.smallText
}
