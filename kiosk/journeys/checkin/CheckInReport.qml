// Somebody is here for a person who cannot come: the township is told, nobody is checked in.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: handIn(qsTr("Tell the township"))
    pageId: "checkin/report"
    title: qsTr("The person cannot come to check in")

    onBack: journey.leave()
    onNext: journey.sendReport()

    HeadingText {
        text: page.session ? page.session.actingName : ""
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("Nobody can check in for another. You tell the township that this person cannot come; somebody will call or visit. Assistance does not stop because of it.")
        width: page.room
    }
}
