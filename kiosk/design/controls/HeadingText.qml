// The heading of a part of a page.
import QtQuick
import Doorstep.Design

BodyText {
    font.bold: true
    font.pixelSize: Units.headingText
    lineHeight: 1.2
    Accessible.role: Accessible.Heading
}
