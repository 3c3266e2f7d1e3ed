import Doorstep.Session

WaitPage {
    pageId: "identity/wait"
}
