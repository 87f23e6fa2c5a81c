"""Odd requests to `onrecord serve --demo`: schemathesis over its OpenAPI document, and odd forms to /add.

    python suite/desk/fuzz.py target/release/onrecord [REQUESTS]

Ends with 0 where no answer was a fault of the desk's own (500 and above, but 503), and it still runs.
"""

import random
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PIECES = [
    "Iceland has asked Ireland for ships, officials said.", "“", "”", '"', "\n\n", "\0", "\ufeff", "<", "<html>",
    "<!DOCTYPE html><p>", "</p>" * 50, "<script>", "&amp;&#0;&#x110000;", "{", "[" * 200, '{"text":', "a" * 5000,
    "said " * 300, "\u202e", "漢" * 200, "e\u0301" * 100, "%00", "http://", "http://[::1", "https://localhost/",
    "file:///etc/passwd", "2022-13-45", "-1", "9" * 30, "WARC/1.0\r\n", "<?xml version='1.0'?><rss>", "\x1f\x8b",
]
FIELDS = ["text", "address", "title", "outlet", "url", "published", "files", "form", "seen", "text"]


def ask(request):
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def multipart(random, form):
    border = "x" * random.randint(1, 40)
    parts = [("form", None, form.encode())]
    for _ in range(random.randint(0, 6)):
        words = "".join(random.choices(PIECES, k=random.randint(0, 8))).encode("utf-8", "surrogatepass")
        name = random.choice(["a.txt", "a.html", "a.json", "a.jsonl", "a.gz", "a.warc", "", "../../x", "a\".txt"])
        parts.append((random.choice(FIELDS), random.choice([None, name]), words))
    body = b""
    for name, file, value in parts:
        head = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
        body += f"--{border}\r\n{head}\r\n\r\n".encode() + value + b"\r\n"
    body += f"--{border}--\r\n".encode()
    if random.random() < 0.1:
        body = body[: random.randint(0, len(body))]
    return f"multipart/form-data; boundary={border}", body


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    desk = subprocess.Popen([program, "serve", "--demo", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
    base = desk.stdout.readline().strip()
    faults = []
    try:
        form = re.search(r'name="form" value="(\w+)"', ask(base + "/add")[1].decode())[1]
        dice = random.Random(4)
        for n in range(count):
            if dice.random() < 0.3:
                kind = "application/x-www-form-urlencoded"
                pairs = [(dice.choice(FIELDS), dice.choice(PIECES)) for _ in range(4)] + [("form", form)]
                body = urllib.parse.urlencode(pairs, errors="replace").encode()
            else:
                kind, body = multipart(dice, form)
            path = dice.choice(["/add", "/add", "/add", "/keep", "/corrections", "/corrections/take-back"])
            status, answer = ask(urllib.request.Request(base + path, body, {"Content-Type": kind}))
            if status >= 500 and status != 503:
                faults.append((n, path, status, body[:300], answer[-300:]))
        schemathesis = Path(sys.executable).with_name("schemathesis")
        run = [schemathesis, "run", base + "/api", "--checks", "not_a_server_error", "--max-examples", "40",
               "--seed", "4", "--request-timeout", "60", "--no-color"]
        tested = subprocess.run(run, check=False)
        alive = desk.poll() is None and ask(base + "/claims")[0] == 200
    finally:
        desk.terminate()
    for fault in faults:
        print(*fault, sep="\n  ")
    print(f"{count} forms, {len(faults)} faults; schemathesis ended with {tested.returncode}; the desk runs: {alive}")
    return 1 if faults or tested.returncode or not alive else 0


if __name__ == "__main__":
    sys.exit(main())
