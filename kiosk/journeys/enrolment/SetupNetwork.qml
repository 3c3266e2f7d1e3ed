// Step 2: how the machine gets its address.
import QtQuick
import Doorstep.Design
import Doorstep.Enrolment

SetupPage {
    id: page

    pageId: "setup/network"
    title: qsTr("The network")

    Repeater {
        model: page.journey.links

        Notice {
            required property var modelData

            kind: modelData.well ? "done" : "info"
            text: modelData.state
            title: modelData.name
            width: page.room
        }
    }
    Notice {
        kind: "warn"
        text: qsTr("This machine has no network port. Ask for another machine, or go on without a line.")
        visible: page.journey.links.length === 0
        width: page.room
    }
    ChoiceList {
        label: qsTr("The address of this machine")
        options: [
            {
                value: false,
                text: qsTr("By itself (DHCP)"),
                hint: qsTr("Plug the cable in and wait ten seconds. Right nearly everywhere.")
            },
            {
                value: true,
                text: qsTr("Typed by hand"),
                hint: qsTr("When the township's paper names an address.")
            }
        ]
        value: page.journey.fixedAddress
        width: page.room

        onChosen: value => page.journey.chooseFixed(value)
    }
}
