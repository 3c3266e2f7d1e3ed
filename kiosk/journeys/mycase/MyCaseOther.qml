// Whoever comes for another writes about a case that was not handed in here by the own hand: by its number, which shows
// nothing of it.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    pageId: "mycase/other"
    spokenPrivate: true
    title: qsTr("Write about a case by its number")

    onBack: journey.back()
    onNext: journey.writeOther()

    ChoiceList {
        error: page.journey.otherChoice === "" ? page.journey.error : ""
        label: qsTr("What do you want to write?")
        options: [
            {
                "value": "ask",
                "text": qsTr("A question")
            },
            {
                "value": "correct",
                "text": qsTr("Something is wrong or missing")
            },
            {
                "value": "hearing",
                "text": qsTr("An answer to a hearing notice")
            },
            {
                "value": "withdraw",
                "text": qsTr("The application is taken back")
            },
            {
                "value": "keep",
                "text": qsTr("The application is kept after all")
            }
        ]
        value: page.journey.otherChoice
        width: page.room

        onChosen: value => page.journey.chooseOther(value)
    }
    NumberPad {
        error: page.journey.otherChoice === "" ? "" : page.journey.error
        label: qsTr("The case number on the receipt: twelve digits, in three groups of four.")
        maximumLength: 12
        text: page.journey.otherNumber
        takesFocus: false
        width: page.room

        onEdited: text => page.journey.typeOther(text)
    }
}
