"""Runs the installed pcs without importing it anew for every command.

A pcs command spends nine tenths of its time on Python's imports. This process
imports pcs once, listens on a socket, and forks a child for each request; the
child takes over the caller's arguments, folder, environment and standard
streams and calls pcs's own main function. Nothing of pcs is replaced.

usage: server.py SOCKET
"""
import array
import json
import os
import select
import signal
import socket
import sys

import pcs.app


def receive(conn):
    """One request: a JSON line with three file descriptors attached."""
    fds = array.array("i")
    data = b""
    while not data.endswith(b"\n"):
        part, ancillary, _, _ = conn.recvmsg(1 << 20, socket.CMSG_SPACE(3 * fds.itemsize))
        if not part:
            return None, []
        data += part
        for level, kind, payload in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
    return json.loads(data), list(fds)


def be_pcs(request, fds):
    """In the child: become the pcs process the caller asked for."""
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
    os.chdir(request["dir"])
    os.environ.clear()
    for pair in request["env"]:
        name, _, value = pair.partition("=")
        os.environ[name] = value
    sys.argv = ["pcs"] + request["args"]
    # Fresh text streams: the inherited ones belong to the server's own files.
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
    code = 0
    try:
        pcs.app.main(request["args"])
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else (0 if e.code is None else 1)
        if isinstance(e.code, str):
            print(e.code, file=sys.stderr)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def serve(conn):
    request, fds = receive(conn)
    if request is None:
        return
    child = os.fork()
    if child == 0:
        os._exit(be_pcs(request, fds))
    for fd in fds:
        os.close(fd)
    _, status = os.waitpid(child, 0)
    conn.sendall(bytes([os.waitstatus_to_exitcode(status) & 0xFF]))


def main():
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen(16)
    print("ready", flush=True)
    while True:
        # The test holds the other end of our stdin: its end is ours, too.
        if sys.stdin in select.select([listener, sys.stdin], [], [])[0]:
            return
        conn, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            serve(conn)
            os._exit(0)
        conn.close()


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
main()
