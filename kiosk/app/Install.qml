// The one page of an install stick: choose a disk, say yes once, wait, and set four things in the firmware. Every choice
// can be taken back until the question is answered with yes.
import QtQuick
import Doorstep.App
import Doorstep.Design
import Doorstep.Session

Window {
    id: window

    required property Installing installing
    required property Language language
    property int chosen: -1

    readonly property string step: installing.step
    readonly property bool choosing: step === "choose"
    readonly property bool working: step === "writing" || step === "checking"
    readonly property var disk: chosen >= 0 && chosen < installing.disks.length ? installing.disks[chosen] : null
    readonly property bool fits: disk !== null && disk.kind !== "small"

    function sizeOf(disk) {
        return qsTr("%1 GB").arg(disk.size);
    }
    function hintOf(disk) {
        const kinds = {
            empty: qsTr("Empty"),
            used: qsTr("Something is stored on it. It will be erased."),
            station: qsTr("A station is on it already. What it has not sent yet would be lost for ever."),
            small: qsTr("Too small for a station")
        };
        return [disk.model, qsTr("Number %1").arg(disk.serial === "" ? "–" : disk.serial), kinds[disk.kind] ?? ""].filter(text => text !== "").join(" · ");
    }
    function failureText() {
        const texts = {
            gone: qsTr("The disk that you chose is not there any more. Nothing was written."),
            small: qsTr("The disk is too small for a station. Nothing was written."),
            write: qsTr("The disk took no more. It may be broken, or its cable loose. Nothing starts from it now."),
            check: qsTr("What was read back is not what was written. The disk is broken and must be replaced.")
        };
        return texts[installing.failure] ?? qsTr("It did not work, and nobody knows why. Try again.");
    }
    function secureBootText() {
        const texts = {
            on: qsTr("Secure Boot is on: only signed systems start here."),
            setup: qsTr("Secure Boot waits for keys. They are put in when the machine starts from this stick the next time."),
            off: qsTr("Secure Boot is off. Switch it on in the firmware, or somebody could start another system."),
            none: qsTr("This machine knows no Secure Boot. Whoever has it in hand could start another system.")
        };
        return texts[installing.secureBoot] ?? "";
    }

    color: Colours.page
    visible: false

    PageFrame {
        id: page

        anchors.fill: parent
        backText: ""
        finishText: ""
        helpText: window.choosing ? qsTr("Look for disks again") : ""
        nextEnabled: !window.choosing || window.fits
        nextPictogram: window.step === "finished" ? "finish" : "next"
        nextText: window.choosing ? qsTr("Write to this disk") : window.step === "failed" ? qsTr("Back to the disks") : window.step === "finished" ? qsTr("Switch off") : ""
        pageId: "install/" + window.step
        title: window.working ? qsTr("The station is being written") : window.step === "finished" ? qsTr("The station is on the disk") : window.step === "failed" ? qsTr("The station could not be written") : qsTr("Put a station onto this machine")

        header: SecondaryButton {
            text: window.language.otherName

            onClicked: window.language.toggle()
        }

        onHelpAsked: {
            window.chosen = -1;
            window.installing.look();
        }
        onNext: {
            if (window.choosing) {
                sure.open = true;
            } else if (window.step === "failed") {
                window.chosen = -1;
                window.installing.look();
            } else {
                window.installing.switchOff();
            }
        }

        CalmWait {
            running: window.step === "waiting"
            text: qsTr("Looking for disks")
            visible: running
            width: parent.width
        }
        Notice {
            kind: "warn"
            text: qsTr("Check that the disk of this machine is connected, then look again.")
            title: qsTr("There is no disk that a station could be written to")
            visible: window.choosing && window.installing.disks.length === 0
            width: parent.width
        }
        ChoiceList {
            columns: 1
            label: qsTr("Which disk? Everything on it will be erased.")
            options: window.installing.disks.map((disk, index) => ({
                        value: index,
                        text: window.sizeOf(disk),
                        hint: window.hintOf(disk),
                        enabled: disk.kind !== "small"
                    }))
            value: window.chosen
            visible: window.choosing && window.installing.disks.length > 0
            width: parent.width

            onChosen: index => window.chosen = index
        }
        Progress {
            part: window.installing.part
            text: window.step === "checking" ? qsTr("Reading it back: %1 %").arg(Math.floor(part * 100)) : qsTr("Writing: %1 %").arg(Math.floor(part * 100))
            visible: window.working
            width: parent.width
        }
        BodyText {
            text: qsTr("Leave the stick in and the machine on.")
            visible: window.working
            width: parent.width
        }
        Notice {
            kind: "error"
            text: window.failureText()
            visible: window.step === "failed"
            width: parent.width
        }
        BodyText {
            text: qsTr("Set four things in the firmware, at the next start (mostly by F2 or Del):")
            visible: window.step === "finished"
            width: parent.width
        }
        Repeater {
            model: window.step === "finished" ? [qsTr("1. A password, so that nobody changes the settings. Keep it in the township, not at the station."), qsTr("2. Start from the built-in disk first."), qsTr("3. Do not start from USB."), qsTr("4. Switch on by itself when the power comes back (“Restore on AC power loss”).")] : []

            BodyText {
                required property string modelData

                text: modelData
                width: parent.width
            }
        }
        SmallText {
            text: window.secureBootText()
            visible: window.step === "finished" || window.choosing
            width: parent.width
        }
        SmallText {
            text: qsTr("Pull out the stick when the screen is dark, then switch the machine on.")
            visible: window.step === "finished"
            width: parent.width
        }
    }
    Question {
        id: sure

        dangerous: true
        noText: qsTr("No, go back")
        text: window.disk === null ? "" : window.sizeOf(window.disk) + " · " + window.hintOf(window.disk)
        title: qsTr("Erase this disk and write a station to it?")
        yesText: qsTr("Yes, erase and write")

        onNo: open = false
        onYes: {
            open = false;
            window.installing.write(window.chosen);
        }
    }
}
