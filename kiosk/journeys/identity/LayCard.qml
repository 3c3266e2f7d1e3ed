// The card on the reader.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Back")
    nextText: ""
    pageId: "identity/card"
    title: qsTr("Please lay your ID card on the reader")

    onBack: journey.back()

    Pictogram {
        colour: Colours.primary
        height: Units.mm(40)
        name: "card"
        width: height
    }
    BodyText {
        spokenText: text
        text: qsTr("Leave the card there until you see your name.")
        width: page.room
    }
    CalmWait {
        text: qsTr("Reading the card …")
        visible: page.journey.reading
        width: page.room
    }
    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("A card is lying on the reader from before. Please lift it and lay down your own card.")
        visible: page.session && page.session.cardLeft && !page.journey.reading && page.journey.fault === ""
        width: page.room
    }
    SecondaryButton {
        pictogram: "edit"
        text: qsTr("No card, or it cannot be read")
        visible: page.journey.mayType && !page.journey.reading

        onClicked: page.journey.typeInstead()
    }
}
