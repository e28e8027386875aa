"""The framing table: corpora.py URL [OTHER]. Each row is a head, a body and whether a server may take them."""
import re
import socket
import sys
import urllib.parse

HOST = "Host: localhost\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"
LAST = "0\r\n\r\n"

# What a server must do: take what is in no doubt (fine), refuse a head that is (refuse), end the connection at a
# body that is, even behind an answer (cut); where both are right, either.
ROWS = [
    ("no body", "", "", "fine"),
    ("a length", "Content-Length: 3\r\n", "abc", "fine"),
    ("a length of zero", "Content-Length: 0\r\n", "", "fine"),
    ("chunks", CHUNKED, "3\r\nabc\r\n" + LAST, "fine"),
    ("a chunk extension", CHUNKED, "3;a=b\r\nabc\r\n" + LAST, "fine"),
    ("a quoted chunk extension", CHUNKED, '3;a="b;c"\r\nabc\r\n' + LAST, "fine"),
    ("chunk sizes in capitals", CHUNKED, "A\r\n0123456789\r\n" + LAST, "fine"),
    ("trailers", CHUNKED, "3\r\nabc\r\n0\r\nX-A: b\r\n\r\n", "fine"),
    ("Chunked in capitals", "Transfer-Encoding: Chunked\r\n", LAST, "fine"),
    ("a length and chunks", "Content-Length: 3\r\n" + CHUNKED, LAST, "refuse"),
    ("two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n", "abcd", "refuse"),
    ("one length twice", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc", "either"),
    ("a list of lengths", "Content-Length: 3, 4\r\n", "abcd", "refuse"),
    ("a length with a sign", "Content-Length: +3\r\n", "abc", "refuse"),
    ("a negative length", "Content-Length: -1\r\n", "", "refuse"),
    ("a length in hexadecimal", "Content-Length: 0x3\r\n", "abc", "refuse"),
    ("a length with a blank inside", "Content-Length: 1 0\r\n", "0123456789", "refuse"),
    ("a length beyond all numbers", "Content-Length: 99999999999999999999\r\n", "", "refuse"),
    ("no length's value", "Content-Length: \r\n", "", "refuse"),
    ("a blank in chunked", "Transfer-Encoding: chunk ed\r\n", LAST, "refuse"),
    ("a tab in chunked", "Transfer-Encoding: chunk\ted\r\n", LAST, "refuse"),
    ("chunked is not last", "Transfer-Encoding: chunked, gzip\r\n", LAST, "refuse"),
    ("chunked twice", "Transfer-Encoding: chunked, chunked\r\n", LAST, "refuse"),
    ("chunked in two fields", CHUNKED + CHUNKED, LAST, "refuse"),
    ("an unknown coding", "Transfer-Encoding: xchunked\r\n", LAST, "refuse"),
    ("identity", "Transfer-Encoding: identity\r\n", "", "refuse"),
    ("a quoted coding", 'Transfer-Encoding: "chunked"\r\n', LAST, "refuse"),
    ("a blank before the colon", "Transfer-Encoding : chunked\r\n", LAST, "refuse"),
    ("a folded field", "Transfer-Encoding:\r\n chunked\r\n", LAST, "refuse"),
    ("a field that begins with a blank", " X: y\r\n", "", "refuse"),
    ("a field without a colon", "X\r\n", "", "refuse"),
    ("a field without a name", ": x\r\n", "", "refuse"),
    ("a zero byte in a field", "X: a\0b\r\n", "", "refuse"),
    ("a bare CR in a field", "X: a\rb\r\n", "", "refuse"),
    ("a chunk size with a sign", CHUNKED, "+3\r\nabc\r\n" + LAST, "cut"),
    ("a chunk size with 0x", CHUNKED, "0x3\r\nabc\r\n" + LAST, "cut"),
    ("a chunk size of nothing", CHUNKED, "\r\nabc\r\n" + LAST, "cut"),
    ("a chunk size beyond all numbers", CHUNKED, "fffffffffffffffff\r\nabc\r\n" + LAST, "cut"),
    ("a chunk that is longer than it says", CHUNKED, "3\r\nabcd\r\n" + LAST, "cut"),
    ("an open quote in a chunk extension", CHUNKED, '3;a="b\r\nabc\r\n' + LAST, "cut"),
    ("a control in a chunk extension", CHUNKED, "3;a=\x01\r\nabc\r\n" + LAST, "cut"),
    ("a bare line feed behind a chunk size", CHUNKED, "3\nabc\r\n" + LAST, "cut"),
    ("two hosts", HOST, "", "refuse"),
    ("an unknown expectation", "Expect: magic\r\n", "", "refuse"),
]

# A second request stands behind each: a server that has taken the first one's end for another sees it.
SECOND = "GET /second HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def statuses(url, head, body):
    place = urllib.parse.urlsplit(url)
    wire = socket.create_connection((place.hostname, place.port), timeout=10)
    # What waits for more must not wait here.
    wire.settimeout(3)
    text = f"POST /first HTTP/1.1\r\n{HOST}{head}\r\n{body}{SECOND}"
    wire.sendall(text.encode("latin-1"))
    answer = b""
    try:
        while part := wire.recv(65536):
            answer += part
    except OSError:
        pass
    wire.close()
    found = [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]
    return [status for status in found if status != 100]


def holds(verdict, found):
    refused = bool(found) and found[0] in range(400, 502) and len(found) == 1
    taken = len(found) == 2 and found[0] < 300
    cut = len(found) <= 1
    return {"fine": taken, "refuse": refused or not found, "cut": cut, "either": refused or taken}[verdict]


def main(urls):
    wrong = [0] * len(urls)
    for name, head, body, verdict in ROWS:
        found = [statuses(url, head, body) for url in urls]
        marks = [holds(verdict, one) for one in found]
        wrong = [count + (not mark) for count, mark in zip(wrong, marks)]
        if not all(marks):
            shown = ", ".join(f"{one}{'' if mark else ' !'}" for one, mark in zip(found, marks))
            print(f"  {name} ({verdict}): {shown}")
    for url, count in zip(("ours", "nginx"), wrong):
        print(f"{url}: {len(ROWS) - count} of {len(ROWS)} framings as they should be")
    sys.exit("ours differs" if wrong[0] else None)


main(sys.argv[1:])
