// The first page: what one can do here.
import QtQuick
import Doorstep.App
import Doorstep.Design

PageFrame {
    id: page

    required property Kiosk kiosk

    backText: ""
    finishText: kiosk.session.open ? qsTr("Finish") : ""
    helpText: ""
    nextText: ""
    pageId: "home"
    spokenTitle: kiosk.session.open ? qsTr("Hello") : title
    title: kiosk.session.open ? qsTr("Hello, %1").arg(kiosk.session.maskedName) : qsTr("What would you like to do?")

    CalmWait {
        text: qsTr("Reading the card …")
        visible: page.kiosk.session.opening
        width: tiles.width
    }
    Notice {
        kind: "warn"
        spokenText: title + "\n" + text
        text: page.kiosk.homeFaultHelp
        title: page.kiosk.homeFault
        visible: page.kiosk.homeFault !== ""
        width: tiles.width
    }
    Notice {
        kind: "info"
        spokenText: title + "\n" + text
        text: qsTr("You can apply and check in as always: it is kept here, sealed, and sent as soon as the line is back. What is known here of earlier visits is not shown until then. For questions call %1.").arg(page.kiosk.hotline)
        title: qsTr("No contact with the township for %1 days").arg(page.kiosk.silentDays)
        visible: page.kiosk.silentDays > 0
        width: tiles.width
    }
    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("A card is lying on the reader. Whose is it? Please take it away.")
        visible: page.kiosk.session.cardLeft && page.kiosk.homeFault === ""
        width: tiles.width
    }
    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("The date on this card has passed. You can go on. Please renew your card when you can.")
        visible: page.kiosk.session.open && page.kiosk.session.expired
        width: tiles.width
    }
    Notice {
        kind: "info"
        text: qsTr("You come for %1. What you choose now is for this person.").arg(page.kiosk.session.actingName)
        visible: page.kiosk.session.actingName !== ""
        width: tiles.width
    }
    Flow {
        id: tiles

        readonly property int across: width > Units.mm(420) ? 5 : width > Units.mm(280) ? 3 : width > Units.mm(200) ? 2 : 1

        readonly property real each: (width - (across - 1) * Units.gap) / across
        // All alike, and larger where one row of them is all there is.
        readonly property real tall: Math.max(across === 5 ? Units.mm(80) : 0, apply.implicitHeight, checkIn.implicitHeight, cases.implicitHeight, notices.implicitHeight, complain.implicitHeight)

        spacing: Units.gap
        width: parent.width

        Tile {
            id: apply

            height: tiles.tall
            hint: qsTr("Ask for help when life is hard")
            pictogram: "apply"
            title: qsTr("Apply")
            width: tiles.each

            onClicked: page.kiosk.openApply()
        }
        Tile {
            id: checkIn

            height: tiles.tall
            hint: qsTr("Show that you are well and here")
            pictogram: "checkin"
            title: qsTr("Check in")
            width: tiles.each

            onClicked: page.kiosk.openCheckIn()
        }
        Tile {
            id: cases

            height: tiles.tall
            hint: qsTr("See how far your application is")
            pictogram: "cases"
            title: qsTr("My case")
            width: tiles.each

            onClicked: page.kiosk.openMyCase()
        }
        Tile {
            id: notices

            height: tiles.tall
            hint: qsTr("For everybody, without a card")
            pictogram: "page"
            title: qsTr("Notices")
            width: tiles.each

            onClicked: page.kiosk.openNotices()
        }
        Tile {
            id: complain

            height: tiles.tall
            hint: qsTr("Complain or object, sealed, without a card")
            pictogram: "warn"
            title: qsTr("I do not agree")
            width: tiles.each

            onClicked: page.kiosk.openComplaint()
        }
    }
    BodyText {
        spokenText: text
        text: page.kiosk.session.training ? qsTr("Touch what you would like to practise.") : qsTr("Lay your ID card on the reader, or touch what you want to do.")
        visible: !page.kiosk.session.open
        width: tiles.width
    }
    Flow {
        spacing: Units.gap
        width: tiles.width

        SecondaryButton {
            pictogram: "clerk"
            text: qsTr("For clerks")

            onClicked: page.kiosk.openClerk()
        }
        SecondaryButton {
            pictogram: "people"
            text: qsTr("I come for somebody else")
            visible: page.kiosk.session.open && page.kiosk.session.maskedName !== "" && page.kiosk.session.actingName === ""

            onClicked: page.kiosk.openActing()
        }
        SecondaryButton {
            pictogram: "home"
            text: qsTr("For myself again")
            visible: page.kiosk.session.actingName !== ""

            onClicked: page.kiosk.actForOneself()
        }
        SecondaryButton {
            pictogram: "face"
            text: qsTr("Take back my face consent")
            visible: page.kiosk.faceKept

            onClicked: page.kiosk.openWithdraw()
        }
    }
}
