// At the end of a journey that was only practised; nothing otherwise.
import QtQuick
import Doorstep.Design

Notice {
    kind: "warn"
    spokenText: visible ? title + "\n" + text : ""
    text: qsTr("Nothing was sent and nothing is kept. The number is valid nowhere.")
    title: qsTr("This was practice")
}
