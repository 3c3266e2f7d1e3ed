// Over any page: how large the text is, how strong its contrast, how it is read aloud. Each touch shows at once; the page below stays as it
// is.
import QtQuick
import Doorstep.App
import Doorstep.Design
import Doorstep.Speech

PageFrame {
    id: page

    required property Comfort comfort
    required property Speaker speaker

    backText: ""
    finishText: ""
    helpText: ""
    nextPictogram: "done"
    nextText: qsTr("Done")
    pageId: "comfort"
    title: qsTr("Text and sound")

    onNext: comfort.close()
    Keys.onEscapePressed: comfort.close()

    ChoiceList {
        columns: Units.portrait ? 2 : 4
        label: qsTr("Text size")
        options: [
            {
                value: 0,
                text: qsTr("Normal")
            },
            {
                value: 1,
                text: qsTr("Large")
            },
            {
                value: 2,
                text: qsTr("Larger")
            },
            {
                value: 3,
                text: qsTr("Largest")
            }
        ]
        value: page.comfort.textSize
        width: parent.width

        onChosen: size => page.comfort.textSize = size
    }
    ChoiceList {
        columns: Units.portrait ? 1 : 3
        label: qsTr("Contrast")
        options: [
            {
                value: "normal",
                text: qsTr("Normal")
            },
            {
                value: "high",
                text: qsTr("Stronger")
            },
            {
                value: "highest",
                text: qsTr("White on black")
            }
        ]
        value: page.comfort.theme
        width: parent.width

        onChosen: theme => page.comfort.theme = theme
    }
    SoundSettings {
        comfort: page.comfort
        speaker: page.speaker
        visible: page.speaker.usable
        width: parent.width
    }
    SecondaryButton {
        text: qsTr("As at the beginning")

        onClicked: {
            page.comfort.reset();
        }
    }
}
