// What the complaint is about, in three plain choices; or the answer to an earlier one.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextText: qsTr("Next")
    pageId: "complaint/choose"
    title: qsTr("I do not agree, or want to complain")

    onBack: journey.leave()
    onNext: journey.next()

    Notice {
        kind: "info"
        spokenText: text
        text: qsTr("What you write goes sealed to those at the township who handle complaints. The clerk here can neither read it nor see that it is yours.")
        width: page.room
    }
    ChoiceList {
        error: page.journey.error
        label: qsTr("What is it about?")
        options: [
            {
                "value": "decision",
                "text": qsTr("A decision about me or my family"),
                "hint": qsTr("Refused, reduced, stopped, or the amount is wrong")
            },
            {
                "value": "treatment",
                "text": qsTr("How I was treated"),
                "hint": qsTr("By a clerk, in the office, or on the telephone")
            },
            {
                "value": "listing",
                "text": qsTr("Somebody on a public list"),
                "hint": qsTr("A household that should not be there, or another amount")
            }
        ]
        value: page.journey.about
        width: page.room

        onChosen: value => page.journey.choose(value)
    }
    CheckRow {
        checked: page.journey.nameless
        hint: qsTr("The answer comes to whoever has the receipt.")
        text: qsTr("Without my name")
        visible: page.journey.mayNameless
        width: page.room

        onClicked: page.journey.setNameless(!page.journey.nameless)
    }
    SecondaryButton {
        pictogram: "receipt"
        text: qsTr("I have a receipt: show the answer")

        onClicked: page.journey.lookUp()
    }
}
