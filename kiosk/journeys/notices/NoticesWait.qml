import Doorstep.Session

WaitPage {
    pageId: "notices/wait"
}
