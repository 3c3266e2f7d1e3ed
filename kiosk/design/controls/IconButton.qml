// A square button without room for words; `text` is what screen readers say.
import QtQuick
import Doorstep.Design

SecondaryButton {
    id: icon

    property string sign: ""

    implicitHeight: Units.target
    implicitWidth: Units.target
    contentItem: Item {
        Pictogram {
            anchors.centerIn: parent
            colour: icon.shownInk
            height: Units.target * 0.5
            name: icon.sign
            width: height
        }
    }
}
