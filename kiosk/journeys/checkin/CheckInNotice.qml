// Notice and separate consent; whoever refuses goes the clerk's way with the same result.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: ""
    pageId: "checkin/notice"
    title: journey.title

    onBack: journey.leave()

    NoticeText {
        paragraphs: page.journey.paragraphs
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        PrimaryButton {
            pictogram: "face"
            text: qsTr("I agree, compare my face")

            onClicked: page.journey.agree()
        }
        SecondaryButton {
            pictogram: "clerk"
            text: qsTr("I do not agree, the clerk confirms")

            onClicked: page.journey.refuse()
        }
    }
}
