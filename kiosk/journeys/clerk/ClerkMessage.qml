// One message, whole.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("All messages")
    finishText: qsTr("Sign out")
    helpText: ""
    nextText: ""
    pageId: "clerk/message"
    title: qsTr("Message from the township")

    onBack: journey.back()

    SmallText {
        text: page.journey.when
        width: page.room
    }
    NoticeText {
        paragraphs: page.journey.paragraphs
        width: page.room
    }
}
