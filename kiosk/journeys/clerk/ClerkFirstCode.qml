import Doorstep.Clerk

PinPage {
    label: qsTr("One-time code from the township's paper")
    longest: 12
    masked: false
    pageId: "clerk/first-code"
    spokenTitle: ""
    title: qsTr("First sign-in: %1").arg(journey.accountName)
}
