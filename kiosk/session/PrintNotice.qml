// What the printer is doing for this visit.
import QtQuick
import Doorstep.Design
import Doorstep.Session

Column {
    id: desk

    property PrintDesk printer: null
    property string printedText: qsTr("Printed. Please take the paper.")

    spacing: Units.gapSmall

    Notice {
        kind: "info"
        text: qsTr("Printing …")
        visible: desk.printer && desk.printer.printing && desk.printer.fault === ""
        width: desk.width
    }
    Notice {
        kind: "warn"
        text: desk.printer ? desk.printer.faultHelp : ""
        title: desk.printer ? desk.printer.fault : ""
        visible: desk.printer && desk.printer.fault !== ""
        width: desk.width
    }
    Notice {
        kind: "done"
        text: desk.printedText
        visible: desk.printer && desk.printer.printed
        width: desk.width
    }
    SecondaryButton {
        pictogram: "printer"
        text: qsTr("Print again")
        visible: desk.printer && desk.printer.failed

        onClicked: desk.printer.printAgain()
    }
}
