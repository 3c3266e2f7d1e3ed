// Until it is known how far this station is set up.
import Doorstep.Session

WaitPage {
    pageId: "setup/wait"
}
