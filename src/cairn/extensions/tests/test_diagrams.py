"""Diagrams are drawn by other people's code, so it gets a document that can reach nothing."""

from tests.cast import SignIn


def test_the_frame_reaches_nothing(db: None, as_: SignIn) -> None:
    answer = as_(None).get("/diagrams/frame/")
    policy = {
        part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";") if part.strip()
    }
    assert policy["sandbox"] == ["allow-scripts"]  # not allow-same-origin: an origin of its own
    assert policy["default-src"] == ["'none'"] and policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"] and answer["X-Frame-Options"] == "SAMEORIGIN"
    assert not answer.cookies
    assert "unsafe" not in as_(None).get("/accounts/login/")["Content-Security-Policy"]
