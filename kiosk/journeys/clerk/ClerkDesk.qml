// The township's messages; the outbox in plain words and as a plot.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property bool wide: room > Units.mm(300)

    backText: qsTr("Sign out")
    finishText: ""
    helpText: ""
    nextPictogram: "help"
    nextText: qsTr("Help")
    pageId: "clerk/desk"
    spokenTitle: ""
    title: journey.name

    onBack: journey.leave()
    onNext: journey.openHelp()

    HeadingText {
        text: page.journey.queue
        width: page.room
    }
    Notice {
        kind: "warn"
        text: qsTr("Please call the township. When it lasts longer, what is kept here about people is locked until the township is heard again; applications and check-ins go on.")
        title: qsTr("No contact with the township for %1 days").arg(page.journey.silentDays)
        visible: page.journey.silentDays > 0
        width: page.room
    }
    Repeater {
        model: page.journey.updates

        Notice {
            required property var modelData

            kind: modelData.kind
            text: modelData.text
            width: page.room
        }
    }
    SecondaryButton {
        pictogram: page.journey.unread > 0 ? "info" : "page"
        spokenText: ""
        text: page.journey.unread > 0 ? qsTr("Messages from the township: %1 new").arg(page.journey.unread) : qsTr("Messages from the township")

        onClicked: page.journey.openMessages()
    }
    SecondaryButton {
        pictogram: page.journey.readiness.wanted > 0 ? "warn" : "page"
        spokenText: ""
        text: page.journey.readiness.wanted > 0 ? qsTr("Is the station ready? To be done: %1").arg(page.journey.readiness.wanted) : qsTr("Is the station ready?")
        visible: !page.training

        onClicked: page.journey.openReadiness()
    }
    SecondaryButton {
        pictogram: "people"
        spokenText: ""
        text: qsTr("Practise with made-up persons")
        visible: !page.training

        onClicked: page.journey.practise()
    }
    SecondaryButton {
        pictogram: "printer"
        spokenText: ""
        text: qsTr("Service mode")
        visible: page.journey.technician

        onClicked: page.journey.openService()
    }
    // Side by side where there is room.
    Flow {
        spacing: Units.gapLarge
        width: page.room

        Column {
            spacing: Units.gap
            width: page.wide ? (parent.width - Units.gapLarge) / 2 : parent.width

            BodyText {
                text: page.journey.plotWords
                width: parent.width
            }
            OutboxChart {
                days: page.journey.plotDays
                most: page.journey.plotMost
                text: page.journey.plotText
                width: parent.width
            }
            SecondaryButton {
                text: qsTr("Look again")

                onClicked: page.journey.retry()
            }
        }
        Column {
            spacing: Units.gap
            width: page.wide ? (parent.width - Units.gapLarge) / 2 : parent.width

            Repeater {
                model: page.journey.items

                Column {
                    id: item

                    required property var modelData

                    spacing: Units.gapSmall
                    width: parent.width

                    BodyText {
                        font.bold: true
                        text: item.modelData.kind + "  " + item.modelData.number
                        width: parent.width
                    }
                    BodyText {
                        text: item.modelData.words + "  " + item.modelData.when
                        width: parent.width
                    }
                    SmallText {
                        text: qsTr("Tried %1 times, next try %2").arg(item.modelData.tries).arg(item.modelData.next)
                        visible: item.modelData.next !== ""
                        width: parent.width
                    }
                    Rectangle {
                        color: Colours.edge
                        height: Units.line
                        width: parent.width
                    }
                }
            }
        }
    }
}
