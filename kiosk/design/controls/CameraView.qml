// What the camera sees, as in a mirror, and clearly that it is off while it is. `frame` takes JPEG bytes.
import QtQuick
import Doorstep.Design

Rectangle {
    id: view

    property alias frame: picture.encoded
    property alias mirrored: picture.mirrored
    property bool on: false
    property bool oval: true
    property string onText: qsTr("The camera is on")
    property string offText: qsTr("The camera is off")

    color: Colours.dark
    implicitHeight: Units.mm(90)
    implicitWidth: Units.mm(120)
    radius: Units.radius

    Accessible.name: on ? onText : offText
    Accessible.role: Accessible.Graphic

    Picture {
        id: picture

        anchors.fill: parent
        anchors.margins: Units.gapSmall
        mirrored: true
        visible: view.on
    }
    Rectangle {
        anchors.centerIn: parent
        border.color: Colours.onDark
        border.width: Units.line * 2
        color: "transparent"
        height: parent.height * 0.8
        radius: width / 2
        visible: view.on && view.oval && !picture.empty
        width: height * 0.75
    }
    Column {
        anchors.centerIn: parent
        spacing: Units.gap
        visible: !view.on || picture.empty
        width: parent.width - Units.gap * 2

        Pictogram {
            anchors.horizontalCenter: parent.horizontalCenter
            colour: Colours.onDark
            height: Units.mm(22)
            name: view.on ? "camera" : "camera-off"
            width: height
        }
        BodyText {
            color: Colours.onDark
            horizontalAlignment: Text.AlignHCenter
            text: view.on ? view.onText : view.offText
            width: parent.width
            Accessible.ignored: true
        }
    }
}
