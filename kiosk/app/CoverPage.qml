// Hides everything behind a calm page until somebody touches it. The visit's idle time goes on.
import QtQuick
import Doorstep.App
import Doorstep.Design

FocusScope {
    id: page

    required property Comfort comfort

    objectName: "cover"

    Keys.onPressed: event => {
        event.accepted = true;
        comfort.close();
    }

    Rectangle {
        anchors.fill: parent
        color: Colours.page
    }
    MouseArea {
        anchors.fill: parent

        onClicked: page.comfort.close()
    }
    SecondaryButton {
        anchors.centerIn: parent
        focus: true
        pictogram: "show"
        room: page.width - Units.gapLarge * 4
        text: qsTr("The screen is covered. Touch it to go on.")

        onClicked: page.comfort.close()
    }
}
