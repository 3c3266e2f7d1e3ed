// The camera is on.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Stop")
    nextText: ""
    pageId: "facestore/camera"
    title: qsTr("Please look into the camera")

    onBack: journey.leave()

    filling: [
        CameraView {
            anchors.bottom: hint.top
            anchors.bottomMargin: Units.gap
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: parent.top
            frame: page.journey.picture
            on: true
            width: Math.min(parent.width, height * 4 / 3)
        },
        BodyText {
            id: hint

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            text: page.journey.hint !== "" ? page.journey.hint : qsTr("Stay still for a moment.")
            Accessible.role: Accessible.AlertMessage
        }
    ]
}
