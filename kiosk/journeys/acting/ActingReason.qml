// Why the person does not come.
import QtQuick
import Doorstep.Session

ActingChoice {
    label: qsTr("The reason")
    pageId: "acting/reason"
    title: qsTr("Why does this person not come?")
}
