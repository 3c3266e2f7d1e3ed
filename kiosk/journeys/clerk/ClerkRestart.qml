// All processes of the station anew: what it means first.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service

    finishText: qsTr("Sign out")
    helpText: ""
    nextDangerous: true
    nextEnabled: !service.busy && !service.restarting
    nextPictogram: ""
    nextText: qsTr("Restart now")
    pageId: "clerk/restart"
    title: qsTr("Restart the station")

    onBack: journey.back()
    onNext: service.restart()

    Notice {
        kind: "warn"
        text: page.service.faultHelp
        title: page.service.fault
        visible: page.service.fault !== ""
        width: page.room
    }
    CalmWait {
        text: qsTr("The station begins anew. Please wait a moment.")
        visible: page.service.restarting
        width: page.room
    }
    BodyText {
        text: qsTr("The screen goes dark for some seconds and you are signed out. What was handed in and what was begun stays.")
        width: page.room
    }
}
