import Doorstep.Session

WaitPage {
    pageId: "complaint/wait"
}
