// The person's own voice: one touch begins, another ends; the microphone is open only in between, and that is seen. Then
// it can be heard, said again or thrown away.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Column {
    id: record

    required property VoiceDesk microphone
    property string error: ""
    readonly property int secondsLeft: Math.ceil((microphone.longestMs - microphone.ms) / 1000)

    spacing: Units.gap

    Notice {
        kind: "warn"
        title: qsTr("The microphone is on")
        text: qsTr("Please speak. Seconds left: %1").arg(record.secondsLeft)
        visible: record.microphone.open
        width: record.width
    }
    Notice {
        kind: record.microphone.faint ? "warn" : "done"
        spokenText: title + "\n" + text
        text: record.microphone.faint ? qsTr("Hardly anything was heard. Please say it again, nearer to the microphone.") : qsTr("It is handed in when you touch Send. Until then you can say it again or throw it away.")
        title: qsTr("Your words are recorded")
        visible: record.microphone.recorded && !record.microphone.open
        width: record.width
    }
    BodyText {
        spokenText: text
        text: qsTr("The microphone is off. Touch the button and speak; touch it again when you have said everything. Three minutes at most.")
        visible: !record.microphone.open && !record.microphone.recorded
        width: record.width
    }
    BodyText {
        color: Colours.danger
        spokenText: text
        text: record.error
        visible: text !== "" && !record.microphone.open && !record.microphone.recorded
        width: record.width
        Accessible.role: Accessible.AlertMessage
    }
    Flow {
        spacing: Units.gap
        width: record.width

        SecondaryButton {
            pictogram: "microphone"
            text: record.microphone.open ? qsTr("I have said everything") : record.microphone.recorded ? qsTr("Say it again") : qsTr("Speak now")

            onClicked: record.microphone.open ? record.microphone.stop() : record.microphone.start()
        }
        SecondaryButton {
            pictogram: "back"
            text: qsTr("Keep what I said before")
            visible: record.microphone.open && record.microphone.recorded

            onClicked: record.microphone.cancel()
        }
        SecondaryButton {
            pictogram: record.microphone.playing ? "silence" : "speak"
            text: record.microphone.playing ? qsTr("Stop") : qsTr("Listen to it")
            visible: record.microphone.recorded && !record.microphone.open

            onClicked: record.microphone.play()
        }
        SecondaryButton {
            pictogram: "remove"
            text: qsTr("Throw it away")
            visible: record.microphone.recorded && !record.microphone.open

            onClicked: record.microphone.forget()
        }
    }
    Progress {
        part: record.microphone.ms / record.microphone.longestMs
        visible: record.microphone.open
        width: record.width
    }
    Progress {
        part: record.microphone.peak / 100
        text: qsTr("How loud you are")
        visible: record.microphone.open
        width: record.width
    }
    BodyText {
        spokenText: text
        text: qsTr("People near you can hear it when you listen to it.")
        visible: record.microphone.recorded && !record.microphone.open
        width: record.width
    }
}
