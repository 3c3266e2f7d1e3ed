// Step 1: the language of the first page.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    backText: ""
    pageId: "setup/language"
    title: qsTr("Set up this station: the language")

    BodyText {
        text: qsTr("This machine is not a station yet. It takes about ten minutes and eight steps. You can stop at any time, also by pulling the plug: it goes on where you were.")
        width: page.room
    }
    ChoiceList {
        label: qsTr("Language of the first page")
        options: [
            {
                value: "zh_CN",
                text: "中文"
            },
            {
                value: "en",
                text: "English"
            }
        ]
        value: page.journey.languageCode
        width: page.room

        onChosen: value => page.journey.chooseLanguage(value)
    }
}
