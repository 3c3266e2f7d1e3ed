import QtQuick
import Doorstep.Design

PinPage {
    id: page

    label: journey.pinsDiffer ? qsTr("The two were not the same. Choose a PIN, 6 digits") : qsTr("Choose a PIN, 6 digits")
    pageId: "clerk/first-pin"
    spokenTitle: ""
    title: journey.accountName
}
