// Service mode wants the technician's own card beside the PIN.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service

    finishText: qsTr("Sign out")
    helpText: ""
    nextEnabled: !service.busy
    nextText: qsTr("The card is on the reader")
    pageId: "clerk/service-card"
    title: qsTr("Lay down your card")

    onBack: journey.back()
    onNext: service.readCard()

    CalmWait {
        text: qsTr("One moment, please.")
        visible: page.service.busy
        width: page.room
    }
    Notice {
        kind: "warn"
        text: page.service.faultHelp
        title: page.service.fault
        visible: page.service.fault !== ""
        width: page.room
    }
    BodyText {
        text: qsTr("Service mode is opened with the ID card that belongs to this account. Lay it on the reader; take it away again afterwards.")
        width: page.room
    }
}
