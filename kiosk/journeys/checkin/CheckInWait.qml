import Doorstep.Session

WaitPage {
    pageId: "checkin/wait"
}
