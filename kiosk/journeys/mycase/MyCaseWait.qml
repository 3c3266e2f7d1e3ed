import Doorstep.Session

WaitPage {
    pageId: "mycase/wait"
}
