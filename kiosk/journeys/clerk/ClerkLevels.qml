// Light of the screen and sound, as every visit begins with them.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service

    finishText: qsTr("Sign out")
    helpText: ""
    nextText: ""
    pageId: "clerk/levels"
    title: qsTr("Light and sound")

    onBack: journey.back()

    Notice {
        kind: "warn"
        text: page.service.faultHelp
        title: page.service.fault
        visible: page.service.fault !== ""
        width: page.room
    }
    BodyText {
        text: qsTr("What is set here stays, also after a restart.")
        width: page.room
    }
    LevelRow {
        lessText: qsTr("Darker")
        moreText: qsTr("Brighter")
        name: qsTr("Screen")
        percent: page.service.screenPercent
        resting: !page.service.busy
        width: page.room

        onChange: steps => page.service.changeScreen(steps)
    }
    LevelRow {
        lessText: qsTr("Quieter")
        moreText: qsTr("Louder")
        name: qsTr("Loudspeaker")
        percent: page.service.speakerPercent
        resting: !page.service.busy
        width: page.room

        onChange: steps => page.service.changeSpeaker(steps)
    }
}
