// A calm wait with an end: the controller's deadlines end it.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    property string words: qsTr("One moment, please.")

    backText: ""
    nextText: ""
    helpText: ""
    finishText: ""
    title: words

    CalmWait {
        text: page.words
        width: page.room
    }
}
