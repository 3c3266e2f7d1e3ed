import Doorstep.Clerk

PinPage {
    label: qsTr("PIN, 6 digits")
    nextText: qsTr("Sign in")
    pageId: "clerk/pin"
    spokenTitle: ""
    title: journey.accountName
}
