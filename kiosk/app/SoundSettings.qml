// How pages are read aloud: each page or only when asked, how fast, how loud. A touch lets it be heard.
import QtQuick
import Doorstep.App
import Doorstep.Design
import Doorstep.Speech

Column {
    id: sound

    required property Comfort comfort
    required property Speaker speaker

    spacing: Units.gap

    CheckRow {
        checked: sound.comfort.readAloud
        hint: sound.speaker.alone ? qsTr("Headphones are in: only you hear it.") : qsTr("People near you can hear it too. What you enter is never read.")
        text: qsTr("Read every page aloud")
        width: parent.width

        onClicked: sound.comfort.readAloud = !sound.comfort.readAloud
    }
    ChoiceList {
        columns: Units.portrait ? 2 : 4
        label: qsTr("Whose voice reads")
        options: sound.speaker.voices
        value: sound.comfort.voice || sound.speaker.usualVoice
        visible: sound.speaker.voices.length > 1
        width: parent.width

        onChosen: voice => {
            sound.comfort.voice = voice;
            sound.speaker.sample();
        }
    }
    ChoiceList {
        columns: Units.portrait ? 2 : 4
        label: qsTr("How fast it is read")
        options: [
            {
                value: 0,
                text: qsTr("Slowly")
            },
            {
                value: 1,
                text: qsTr("As usual")
            },
            {
                value: 2,
                text: qsTr("Fast")
            },
            {
                value: 3,
                text: qsTr("Very fast")
            }
        ]
        value: sound.comfort.speechTempo
        width: parent.width

        onChosen: step => {
            sound.comfort.speechTempo = step;
            sound.speaker.sample();
        }
    }
    ChoiceList {
        columns: 3
        label: qsTr("How loud it is read")
        options: [
            {
                value: 0,
                text: qsTr("Quietly")
            },
            {
                value: 1,
                text: qsTr("Normally")
            },
            {
                value: 2,
                text: qsTr("Loudly")
            }
        ]
        value: sound.comfort.speechLoudness
        width: parent.width

        onChosen: step => {
            sound.comfort.speechLoudness = step;
            sound.speaker.sample();
        }
    }
}
