"""Sends events to Convograph in batches, in the background, with `requests` alone.

    CONVOGRAPH_URL=http://127.0.0.1:8002 CONVOGRAPH_KEY=cg_... python3 event_queue.py 1000

`track` only notes the event, with its id and time, and returns. A thread sends up to 500 events at once, one request at a
time, and tries again until the server has answered: the same ids are sent again, and the server counts each once.
The file is not called queue.py, because `requests` needs the module of that name in Python's library.
"""

import atexit
import os
import random
import sys
import threading
import time
import uuid
from collections import deque
from datetime import datetime, timezone

import requests

TRACK = "mutation ($input: TrackInput!) { track(input: $input) { receipts { eventId status code field message } } }"
MOST_PER_REQUEST = 500
MOST_QUEUED = 10_000


class EventQueue:
    def __init__(self, url, key, on_receipt=lambda receipt: None, on_error=print):
        self.url = url.rstrip("/") + "/graphql"
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.on_receipt, self.on_error = on_receipt, on_error
        self.events = deque()
        self.changed = threading.Condition()
        self.is_closing = False
        self.thread = threading.Thread(target=self._send_all, daemon=True)
        self.thread.start()
        atexit.register(self.close)

    def track(self, name, properties=None, **fields):
        """Queues an event, such as track("signup", {"plan": "pro"}, userId="user123"), and returns its id."""
        event = {"eventId": str(uuid.uuid4()), "timestamp": now(), "name": name, "properties": properties or {}, **fields}
        with self.changed:
            if len(self.events) == MOST_QUEUED:
                self.on_error(f"The queue is full: {name} is dropped.")
            else:
                self.events.append({"event": event})
                self.changed.notify()
        return event["eventId"]

    def close(self, timeout=10):
        """Sends what is queued, for at most so many seconds."""
        with self.changed:
            self.is_closing = True
            self.changed.notify()
        self.thread.join(timeout)

    def _send_all(self):
        failures = 0
        while batch := self._next_batch():
            wait = self._send(batch)
            if wait is None:
                failures = 0
                with self.changed:
                    for _ in batch:
                        self.events.popleft()
            else:
                failures += 1
                time.sleep(max(wait, random.uniform(0, min(300, 2 ** (failures - 1)))))

    def _next_batch(self):
        with self.changed:
            while not self.events and not self.is_closing:
                self.changed.wait()
            return list(self.events)[:MOST_PER_REQUEST]

    def _send(self, batch):
        """Returns None once the server has judged the batch, or the seconds to wait at least before the next attempt."""
        body = {"query": TRACK, "variables": {"input": {"events": batch, "sentAt": now()}}}
        try:
            response = self.session.post(self.url, json=body, timeout=10)
            if response.status_code == 429 or response.status_code >= 500:
                return float(response.headers.get("Retry-After", 0))
            response.raise_for_status()
            receipts = response.json()["data"]["track"]["receipts"]
        except requests.HTTPError as error:
            self.on_error(f"{len(batch)} events are dropped: {error}")
            return None
        except (requests.RequestException, KeyError, TypeError, ValueError):
            # No answer, a part of one, or one of something else, such as the page of a proxy.
            return 0
        for receipt in receipts:
            self.on_receipt(receipt)
        return None


def now():
    return datetime.now(timezone.utc).isoformat()


if __name__ == "__main__":
    outcomes = {}

    def count(receipt):
        outcomes[receipt["status"]] = outcomes.get(receipt["status"], 0) + 1

    queue = EventQueue(os.environ["CONVOGRAPH_URL"], os.environ["CONVOGRAPH_KEY"], on_receipt=count)
    for number in range(int(sys.argv[1])):
        queue.track("counted", {"number": number}, userId=f"user-{number % 10}")
    queue.close(timeout=60)
    print(sum(outcomes.values()))
