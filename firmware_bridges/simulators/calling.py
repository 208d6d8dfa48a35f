"""What goes wrong with the calls of a simulated printer that asks for its jobs itself, in words."""

import http
import http.client


def unanswered(error: OSError | http.client.HTTPException) -> str:
    """Why a call got no answer."""
    if isinstance(error, http.client.HTTPException):
        return "what answers speaks no HTTP"
    return f"nobody answers: {error.strerror or error}"


def refused(status: int) -> str:
    """What an answer's status says against the call; "" when it was taken."""
    if 200 <= status < 300:
        return ""
    try:
        return f"the answer is {status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return f"the answer is {status}"
