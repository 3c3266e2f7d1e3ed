// The text that will be signed.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("I do not want this")
    nextText: qsTr("Go on to sign")
    pageId: "facestore/notice"
    title: journey.title

    onBack: journey.leave()
    onNext: journey.agree()

    NoticeText {
        paragraphs: page.journey.paragraphs
        width: page.room
    }
}
