import Doorstep.Session

WaitPage {
    pageId: "clerk/wait"
}
