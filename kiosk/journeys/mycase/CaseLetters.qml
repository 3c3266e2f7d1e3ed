// What a person may write about a case now.
import QtQuick
import Doorstep.Design

Column {
    id: letters

    // The application is before its decision; the person has taken it back, and that is not taken up yet.
    property bool undecided: false
    property bool withdrawing: false

    signal ask
    signal correct
    signal keep
    signal withdraw

    spacing: Units.gapSmall

    Notice {
        kind: "info"
        text: qsTr("You have taken this application back. Somebody at the township takes it up; until then you can keep it after all.")
        visible: letters.withdrawing
        width: letters.width
    }
    Flow {
        spacing: Units.gap
        width: letters.width

        SecondaryButton {
            pictogram: "help"
            text: qsTr("Ask the township a question")

            onClicked: letters.ask()
        }
        SecondaryButton {
            pictogram: "edit"
            text: qsTr("Something is wrong or missing")
            visible: letters.undecided && !letters.withdrawing

            onClicked: letters.correct()
        }
        SecondaryButton {
            pictogram: "back"
            text: qsTr("Keep it after all")
            visible: letters.withdrawing

            onClicked: letters.keep()
        }
        SecondaryButton {
            pictogram: "close"
            text: qsTr("Take the application back")
            visible: letters.undecided && !letters.withdrawing

            onClicked: letters.withdraw()
        }
    }
}
