// A versioned notice as paragraphs; exactly what the consent record's digest is of.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Column {
    id: notice

    property var paragraphs: []

    spacing: Units.gap

    Repeater {
        model: notice.paragraphs

        BodyText {
            required property string modelData

            spokenText: text
            text: modelData
            width: notice.width
        }
    }
}
