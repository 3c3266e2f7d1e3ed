// Service mode: each device with its state, the self-test and its report on paper.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service

    backEnabled: true
    finishText: ""
    helpText: ""
    nextEnabled: !service.busy
    nextText: qsTr("Test all devices")
    otherPictogram: "printer"
    otherText: service.tested !== "" && !service.busy ? qsTr("Print the report") : ""
    pageId: "clerk/service"
    title: qsTr("Service mode")

    onBack: journey.back()
    onNext: service.selfTest()
    onOther: service.printReport()

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
    Notice {
        kind: "done"
        text: page.service.report === "printed" ? qsTr("The report is printed.") : qsTr("Printing …")
        visible: page.service.report !== "" && page.service.fault === ""
        width: page.room
    }
    Flow {
        spacing: Units.gap
        width: page.room

        SecondaryButton {
            text: qsTr("Light and sound")

            onClicked: page.journey.openLevels()
        }
        SecondaryButton {
            text: qsTr("Touch test")

            onClicked: page.journey.openTouchTest()
        }
        SecondaryButton {
            text: qsTr("Log")

            onClicked: page.journey.openLog()
        }
        SecondaryButton {
            text: qsTr("Proof of what runs")

            onClicked: page.journey.openProof()
        }
        SecondaryButton {
            text: qsTr("Restart")

            onClicked: page.journey.openRestart()
        }
    }
    BodyText {
        text: page.service.tested !== "" ? qsTr("Tested at %1").arg(page.service.tested) : qsTr("Not tested since this sign-in: the states are as the devices told by themselves.")
        width: page.room
    }
    BodyText {
        text: page.journey.queue
        width: page.room
    }
    Repeater {
        model: page.service.devices

        DeviceLine {
            required property var modelData

            device: modelData
            width: page.room
        }
    }
}
