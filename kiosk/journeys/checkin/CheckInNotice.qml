// Notice and separate consent; whoever refuses goes the clerk's way with the same result.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextPictogram: "face"
    nextText: qsTr("I agree, compare my face")
    otherPictogram: "clerk"
    otherText: qsTr("I do not agree, the clerk confirms")
    pageId: "checkin/notice"
    title: journey.title

    onBack: journey.leave()
    onNext: journey.agree()
    onOther: journey.refuse()

    NoticeText {
        paragraphs: page.journey.paragraphs
        width: page.room
    }
}
