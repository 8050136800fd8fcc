"""Sends events and users to Convograph with `requests` alone.

    CONVOGRAPH_URL=http://127.0.0.1:8002 CONVOGRAPH_KEY=cg_... python3 track.py

A call waits for the answer, and is tried three times. It sends the same id and time each time, so that the server counts
the event once. `event_queue.py` sends in the background instead.
"""

import os
import time
import uuid
from datetime import datetime, timezone

import requests

TRACK = """
mutation ($input: TrackInput!) {
  track(input: $input) { receipts { eventId status code field message } }
}
"""
IDENTIFY = """
mutation ($input: IdentifyInput!) {
  identify(input: $input) { userErrors { code field message } }
}
"""


class Analytics:
    def __init__(self, url, key):
        self.url = url.rstrip("/") + "/graphql"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"

    def track(self, name, properties=None, **fields):
        """Sends an event; `fields` are such as user_id="user123" or bot_id="support-bot". Returns its receipt."""
        event = {"eventId": str(uuid.uuid4()), "timestamp": now(), "name": name, "properties": properties or {}}
        event.update({camel_case(field): value for field, value in fields.items()})
        return self.send(TRACK, {"events": [{"event": event}], "sentAt": now()})["track"]["receipts"][0]

    def identify(self, user_id, traits):
        """Sets traits of a user. Returns the objections of the server, usually none."""
        return self.send(IDENTIFY, {"userId": user_id, "traits": traits})["identify"]["userErrors"]

    def send(self, query, input):
        for pause in (1, 2, None):
            try:
                response = self.session.post(self.url, json={"query": query, "variables": {"input": input}}, timeout=10)
                if response.status_code != 429 and response.status_code < 500:
                    response.raise_for_status()
                    return response.json()["data"]
                pause = pause and max(pause, float(response.headers.get("Retry-After", 0)))
            except (requests.ConnectionError, requests.Timeout):
                if pause is None:
                    raise
            if pause is None:
                response.raise_for_status()
            time.sleep(pause)


def now():
    return datetime.now(timezone.utc).isoformat()


def camel_case(name):
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


if __name__ == "__main__":
    analytics = Analytics(os.environ["CONVOGRAPH_URL"], os.environ["CONVOGRAPH_KEY"])
    analytics.identify("user123", {"name": "John Doe", "email": "john@example.com", "plan": "premium"})
    receipt = analytics.track(
        "button_clicked",
        {"button_name": "subscribe", "plan": "premium", "value": 99.99},
        user_id="user123",
    )
    print(receipt["status"])
