// As what somebody comes for another person.
import QtQuick
import Doorstep.Session

ActingChoice {
    label: qsTr("You and the person you come for")
    pageId: "acting/as"
    title: qsTr("How do you come for somebody else?")
}
