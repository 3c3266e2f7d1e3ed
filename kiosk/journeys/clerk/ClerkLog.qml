// The last lines that each process logged; no names and no numbers in them.
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
    nextText: qsTr("Look again")
    pageId: "clerk/log"
    title: qsTr("Log")

    onBack: journey.back()
    onNext: service.readLogs()

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
        text: qsTr("The newest first, since each process was started. Names and numbers are masked.")
        width: page.room
    }
    Repeater {
        model: page.service.logs

        Column {
            id: part

            required property var modelData

            spacing: Units.gapSmall
            width: page.room

            HeadingText {
                text: part.modelData.process
                width: parent.width
            }
            SmallText {
                text: part.modelData.lines.length > 0 ? part.modelData.lines.join("\n") : qsTr("Nothing yet")
                width: parent.width
                wrapMode: Text.WrapAnywhere
            }
        }
    }
}
