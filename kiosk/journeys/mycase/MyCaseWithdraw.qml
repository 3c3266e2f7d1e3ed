// Taking an application back: what it means, before anything is done.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextDangerous: true
    nextText: handIn(qsTr("Take it back"))
    pageId: "mycase/withdraw"
    title: qsTr("Take this application back?")

    onBack: journey.back()
    onNext: journey.send()

    BodyText {
        spokenText: text
        text: qsTr("The township stops working on application %1. Nothing is lost for good: you can apply again at any time.").arg(page.journey.letterNumber)
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("An allowance that you already receive is not touched.")
        width: page.room
    }
    BodyText {
        spokenText: text
        text: qsTr("As long as the township has not taken it up, you can change your mind here. If only something is wrong in it, correct it instead.")
        width: page.room
    }
    SmallText {
        text: qsTr("In the rules: withdrawal of the application")
        width: page.room
    }
}
