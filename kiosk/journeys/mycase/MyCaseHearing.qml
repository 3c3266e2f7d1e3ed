// The township wants to hear the person before it decides: comes, cannot come, sends words, or says them here.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    readonly property bool speaks: journey.hearingAnswer === "voice"
    readonly property bool writes: journey.hearingAnswer === "words" || journey.hearingAnswer === "cannot-come"

    nextText: handIn(qsTr("Send"))
    pageId: "mycase/hearing"
    spokenPrivate: true
    title: qsTr("Will you come to the hearing?")

    onBack: journey.back()
    onNext: journey.send()

    BodyText {
        text: page.journey.hearing
        width: page.room
    }
    ChoiceList {
        error: page.writes || page.speaks ? "" : page.journey.error
        label: qsTr("Your answer about %1").arg(page.journey.letterNumber)
        options: [
            {
                "value": "comes",
                "text": qsTr("I come")
            },
            {
                "value": "cannot-come",
                "text": qsTr("I cannot come"),
                "hint": qsTr("The township looks for another day or comes to you.")
            },
            {
                "value": "words",
                "text": qsTr("I send my words instead"),
                "hint": qsTr("They count as if you had said them there.")
            }
        ].concat(page.journey.microphone.usable || page.speaks ? [
            {
                "value": "voice",
                "text": qsTr("I say my words here"),
                "hint": qsTr("They are recorded and sealed like all that you hand in.")
            }
        ] : [])
        value: page.journey.hearingAnswer
        // Who speaks sees the microphone and nothing else.
        visible: !page.speaks
        width: page.room

        onChosen: value => page.journey.chooseAnswer(value)
    }
    RecordVoice {
        error: page.journey.error
        microphone: page.journey.microphone
        visible: page.speaks
        width: page.room
    }
    SecondaryButton {
        pictogram: "back"
        text: qsTr("Another answer")
        visible: page.speaks && !page.journey.microphone.open

        onClicked: page.journey.chooseAnswer("")
    }
    TextEntry {
        Component.onCompleted: text = page.journey.words
        error: page.journey.error
        label: page.journey.hearingAnswer === "words" ? qsTr("What you want to say") : qsTr("Why, or which day would do (need not be said)")
        maximumLength: page.journey.longestWords
        visible: page.writes
        width: page.room

        onAccepted: page.journey.send()
        onEdited: text => page.journey.write(text)
    }
    BodyText {
        text: page.journey.words
        visible: page.writes && text !== ""
        width: page.room
    }
}
