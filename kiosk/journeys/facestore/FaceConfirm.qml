// The clerk looks at the scan: signed by this person?
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Not signed, scan again")
    nextText: qsTr("Signed by this person")
    pageId: "facestore/confirm"
    title: qsTr("Clerk: is the sheet signed by this person?")

    onBack: journey.notSigned()
    onNext: journey.signedByPerson()

    PageImage {
        encoded: page.journey.sheetPicture
        height: Units.mm(130)
        title: qsTr("Signed sheet")
        width: Units.mm(95)
    }
}
