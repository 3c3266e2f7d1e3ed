// The code of a receipt is waited for.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "mycase/code"
    title: qsTr("Hold the code on your receipt before the reader")

    onBack: journey.back()

    CalmWait {
        text: qsTr("Waiting for the code. Without a code: back.")
        width: page.room
    }
}
