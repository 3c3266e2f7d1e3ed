// What one is to the person one comes for.
import QtQuick
import Doorstep.Session

ActingChoice {
    label: qsTr("I am this person's …")
    pageId: "acting/relation"
    title: qsTr("What are you to this person?")
}
