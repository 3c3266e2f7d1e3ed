"""What is done inside a machine whose image only tests start (testing/guest), over its port."""
import base64

from results import ANSWER_S, FIRST_FRAME_S, until

AGENT = 'runuser -u doorstep-agent -- '


def answering(machine):
    """The port, once the system does what it is told."""
    guest = machine.guest()
    until(lambda: guest.do('true', 20)[0] == 0, FIRST_FRAME_S, machine)
    return guest


def agent_is_up(guest, machine):
    return until(lambda: guest.do(f'{AGENT}doorstep-agent-ctl status --json', 60)[0] == 0, ANSWER_S, machine)


def put(guest, text, path):
    """A small file, in pieces that a line takes."""
    words = base64.b64encode(text.encode()).decode()
    guest.do(f'rm -f {path}.64')
    for start in range(0, len(words), 900):
        guest.do(f'printf %s {words[start:start + 900]} >> {path}.64')
    return guest.do(f'base64 -d {path}.64 > {path} && chmod 644 {path}')[0] == 0
