// What runs here, signed by the station: a code to be photographed, and its text. The township verifies it without a line.
import QtQuick
import Doorstep.Clerk
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property ServiceDesk service: journey.service
    readonly property var proved: service.proved
    readonly property bool wide: room > Units.mm(300)

    finishText: qsTr("Sign out")
    helpText: ""
    nextEnabled: !service.busy
    nextPictogram: ""
    nextText: qsTr("Make it anew")
    pageId: "clerk/proof"
    title: qsTr("Proof of what runs here")

    onBack: journey.back()
    onNext: service.prove()

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
    Flow {
        spacing: Units.gapLarge
        visible: page.service.proofText !== ""
        width: page.room

        Picture {
            id: code

            encoded: page.service.proof
            height: Units.mm(100)
            width: height

            Accessible.name: qsTr("The proof as a code")
            Accessible.role: Accessible.Graphic
        }
        Column {
            spacing: Units.gap
            width: page.wide ? page.room - code.width - Units.gapLarge : page.room

            BodyText {
                text: qsTr("Read the code, or copy the text, and have it verified at the township within an hour: doorstep-township attest verify. It proves that whoever holds this station's key said so.")
                width: parent.width
            }
            BodyText {
                text: qsTr("Station %1, version %2, made %3").arg(page.proved.station).arg(page.proved.version).arg(page.proved.when)
                width: parent.width
            }
            BodyText {
                text: page.proved.rootHash !== "" ? qsTr("Root hash of the image: %1").arg(page.proved.rootHash) : qsTr("No image of ours runs here: there is no root hash.")
                width: parent.width
                wrapMode: Text.WrapAnywhere
            }
            SmallText {
                text: page.service.proofText
                width: parent.width
                wrapMode: Text.WrapAnywhere
            }
        }
    }
}
