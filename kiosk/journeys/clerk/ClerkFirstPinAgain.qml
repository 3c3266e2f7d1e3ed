import Doorstep.Clerk

PinPage {
    label: qsTr("The same PIN again")
    nextText: qsTr("Sign in")
    pageId: "clerk/first-pin-again"
    spokenTitle: ""
    title: journey.accountName
}
