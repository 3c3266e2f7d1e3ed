import Doorstep.Session

WaitPage {
    pageId: "apply/wait"
    words: qsTr("Your application is being saved.")
}
