// Every other step.
import Doorstep.Design

BigButton {
    ground: Colours.surface
    groundPressed: Colours.surfacePressed
    ink: Colours.primary
    outline: Colours.primary
}
