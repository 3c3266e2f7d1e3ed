// Deletes, refuses or ends something.
import Doorstep.Design

BigButton {
    ground: Colours.danger
    groundPressed: Colours.dangerPressed
}
