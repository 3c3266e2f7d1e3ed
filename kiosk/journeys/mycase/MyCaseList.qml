// The person's own cases, each as the way it has gone and what comes next.
import QtQuick
import Doorstep.Design
import Doorstep.Session

JourneyPage {
    id: page

    nextPictogram: ""
    nextText: qsTr("Look again")
    pageId: "mycase/list"
    title: journey.forAnother ? qsTr("Cases you handed in for this person") : qsTr("My cases")

    onBack: journey.leave()
    onNext: journey.retry()

    CalmWait {
        text: qsTr("One moment, please.")
        visible: page.journey.busy
        width: page.room
    }
    CalmWait {
        text: qsTr("Asking the township for your cases …")
        visible: page.journey.lookingElsewhere
        width: page.room
    }
    Notice {
        kind: "info"
        spokenText: text
        text: page.journey.elsewhere
        title: qsTr("Cases handed in elsewhere")
        visible: page.journey.elsewhere !== "" && !page.journey.empty
        width: page.room
    }
    Notice {
        kind: "info"
        spokenText: text
        text: page.journey.forAnother ? qsTr("You have handed in nothing for this person at this station. You can write about a case by the number on its receipt.") : page.journey.elsewhere !== "" ? page.journey.elsewhere : qsTr("You have handed in nothing at this station so far. What was handed in elsewhere, the clerk can ask the township for.")
        title: qsTr("No cases yet")
        visible: page.journey.empty
        width: page.room
    }
    SecondaryButton {
        pictogram: "apply"
        text: qsTr("Apply for help now")
        visible: page.journey.empty

        onClicked: page.journey.apply()
    }
    SecondaryButton {
        pictogram: "edit"
        text: qsTr("Write about another case of this person")
        visible: page.journey.forAnother && !page.journey.busy

        onClicked: page.journey.openOther()
    }
    SecondaryButton {
        pictogram: "receipt"
        text: qsTr("Find a case by the code on my receipt")
        visible: page.journey.codeHelps && !page.journey.onlyOne

        onClicked: page.journey.readCode()
    }
    Notice {
        kind: "info"
        spokenText: text
        text: page.journey.strayCode
        visible: text !== ""
        width: page.room
    }
    SecondaryButton {
        pictogram: "cases"
        text: qsTr("Show all my cases")
        visible: page.journey.onlyOne

        onClicked: page.journey.showAll()
    }
    PrintNotice {
        printer: page.printer
        width: page.room
    }
    Repeater {
        model: page.journey.cases

        CaseCard {
            width: page.room

            onAnswerHearing: answer => page.journey.answerHearing(index, answer)
            onAsk: page.journey.ask(index)
            onCorrect: page.journey.correct(index)
            onKeep: page.journey.keep(index)
            onPrintAnswer: answer => page.journey.printAnswer(index, answer)
            onWithdraw: page.journey.withdraw(index)
        }
    }
    SecondaryButton {
        pictogram: "line-up"
        text: qsTr("Ask for cases handed in elsewhere")
        visible: page.journey.mayLookElsewhere && !page.journey.empty && !page.journey.lookingElsewhere && !page.journey.busy

        onClicked: page.journey.lookElsewhere()
    }
    SmallText {
        text: qsTr("As the township said at %1").arg(page.journey.asOf)
        visible: page.journey.asOf !== "" && !page.journey.busy
        width: page.room
    }
}
