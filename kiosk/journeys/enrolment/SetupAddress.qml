// Step 2, by hand: address, the way out, the name server, one after the other.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    readonly property bool own: journey.field === "address"
    readonly property string label: own ? qsTr("Address of this machine, e.g. 192.168.1.20") : journey.field === "gateway" ? qsTr("Gateway, e.g. 192.168.1.1. Empty: none") : qsTr("Name server, e.g. 114.114.114.114. Empty: none")

    mayLeaveOut: false
    nextEnabled: journey.enough && !journey.busy
    pageId: "setup/address"
    title: qsTr("The network, typed by hand")

    NumberPad {
        extraKey: "."
        label: page.label
        maximumLength: 15
        text: page.journey.fieldText
        width: page.room

        onEdited: text => page.journey.type(text)
    }
    ChoiceList {
        columns: 3
        label: qsTr("Its mask")
        options: [
            {
                value: 24,
                text: "255.255.255.0"
            },
            {
                value: 16,
                text: "255.255.0.0"
            },
            {
                value: 8,
                text: "255.0.0.0"
            }
        ]
        value: page.journey.prefix
        visible: page.own
        width: page.room

        onChosen: value => page.journey.choosePrefix(value)
    }
}
