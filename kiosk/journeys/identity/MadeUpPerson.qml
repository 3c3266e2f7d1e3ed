// Who comes to the exercise: persons who do not exist, instead of a card.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    backText: qsTr("Back")
    nextText: ""
    pageId: "identity/made-up"
    title: qsTr("Who comes to the exercise?")

    onBack: journey.back()

    BodyText {
        spokenText: text
        text: qsTr("These persons do not exist. Choose one instead of laying a card on the reader.")
        width: page.room
    }
    Repeater {
        model: page.journey.madeUp

        SecondaryButton {
            required property int index
            required property var modelData

            enabled: !page.journey.reading
            pictogram: "person"
            text: qsTr("%1, %2 years old").arg(modelData.name).arg(modelData.years)

            onClicked: page.journey.chooseMadeUp(index)
        }
    }
    SecondaryButton {
        enabled: !page.journey.reading
        pictogram: "edit"
        text: qsTr("No card, or it cannot be read")
        visible: page.journey.mayType

        onClicked: page.journey.typeInstead()
    }
    SmallText {
        text: qsTr("A number that is typed begins with 99 in an exercise; other numbers are not taken.")
        visible: page.journey.mayType
        width: page.room
    }
}
