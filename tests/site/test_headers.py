"""The headers of a published site, asked of the servers themselves with the files that are written for them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

from macros.site import headers
from macros.site.policy import DIRECTIVES
from tests.support.tools import missing

BASES = ("/", "/sub/path/")
SERVERS = ("nginx", "caddy", "apache2")


def write_site(root: Path, base: str) -> None:
    """Writes a small site where its host has it."""
    site = root / base.strip("/")
    (site / "files").mkdir(parents=True)
    (site / "compare" / "other" / "files").mkdir(parents=True)
    (site / "compare" / "other" / "files" / "label.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (site / "index.html").write_text("<!doctype html><title>Home</title>", encoding="utf-8")
    (site / "404.html").write_text("<!doctype html><title>Lost</title>", encoding="utf-8")
    (site / "files" / "label.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command(server: str, folder: Path, root: Path, base: str, port: int) -> list[str]:
    """Writes the configuration of a server around our file; returns the words that start it in the foreground."""
    program = shutil.which(server) or shutil.which(server, path="/usr/sbin:/usr/local/sbin")
    if program is None:
        missing(server)
    assert program is not None
    if server == "nginx":
        (folder / "ours.conf").write_text(headers.nginx(base), encoding="utf-8")
        temporary = "".join(f"{name}_temp_path {folder}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        types = "types { text/html html; image/svg+xml svg; }"
        served = f"server {{ listen 127.0.0.1:{port}; root {root}; include {folder}/ours.conf; }}"
        text = f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {temporary} {types} {served} }}"
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        return [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    if server == "caddy":
        text = f"{{\n  admin off\n  auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n  root * {root}\n  file_server\n{headers.caddy(base)}}}\n"
        (folder / "Caddyfile").write_text(text, encoding="utf-8")
        return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    (root / base.strip("/") / ".htaccess").write_text(headers.apache(base), encoding="utf-8")
    modules = next((path for path in (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules")) if path.is_dir()), None)
    if modules is None:
        missing("modules of apache2")
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "dir", "mime", "headers"))
    text = f"""ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
Mutex file:{folder} default
ErrorLog {folder}/error.log
{loaded}User www-data
Group www-data
TypesConfig /dev/null
AddType text/html .html
AddType image/svg+xml .svg
DocumentRoot {root}
DirectoryIndex index.html
<Directory {root}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    return [program, "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


@contextmanager
def running(words: list[str], folder: Path, port: int) -> Iterator[str]:
    """Runs a server for as long as the context lasts, and gives its address."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            words, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        )
        try:
            for _ in range(100):
                if process.poll() is not None:
                    break
                with socket.socket() as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        yield f"http://127.0.0.1:{port}"
                        return
                time.sleep(0.1)
            pytest.fail(f"{words[0]} did not start: {(folder / 'log').read_text()[-2000:]}")
        finally:
            process.terminate()
            process.wait(20)


def asked(address: str) -> tuple[int, Message, bytes]:
    """Returns status, headers and content of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return int(answer.status), answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.slow
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("server", SERVERS)
def test_a_server_sends_the_headers_of_its_file(tmp_path: Path, server: str, base: str) -> None:
    root, folder, port = tmp_path / "root", tmp_path / "server", free_port()
    folder.mkdir()
    write_site(root, base)
    for path in (tmp_path, *tmp_path.rglob("*")):  # a server gives up its rights and must still read
        path.chmod(0o755 if path.is_dir() else 0o644)
    for above in tmp_path.parents:
        if above.owner() == tmp_path.owner() and any("pytest" in one.name for one in (above, *above.parents)):
            above.chmod(0o755)
    with running(command(server, folder, root, base, port), folder, port) as address:
        answers = {path: asked(address + base + path) for path in ("", "files/label.svg", "compare/other/files/label.svg", "no/such/page/")}
    assert {path: answer[0] for path, answer in answers.items()} == {
        "": 200,
        "files/label.svg": 200,
        "compare/other/files/label.svg": 200,
        "no/such/page/": 404,
    }
    assert b"Lost" in answers["no/such/page/"][2]
    for _, found, _ in answers.values():
        assert {name: found.get_all(name) for name in headers.ALWAYS} == {name: [value] for name, value in headers.ALWAYS.items()}
    policies = {path: found.get_all("Content-Security-Policy") for path, (_, found, _) in answers.items()}
    attached = {key: [headers.ATTACHMENTS] for key in ("files/label.svg", "compare/other/files/label.svg")}
    assert policies == {"": [headers.PAGES], **attached, "no/such/page/": [headers.PAGES]}


def test_the_header_says_what_the_pages_say_and_more() -> None:
    said = dict(one.split(" ", 1) for one in headers.PAGES.split("; "))
    assert {name: value for name, value in DIRECTIVES if name not in headers.BY_HASH} == {name: said[name] for name, _ in DIRECTIVES if name in said}
    assert said["frame-ancestors"] == "'none'"  # which a meta tag cannot say
    assert "script-src" not in said  # the hashes of the scripts differ from page to page


@pytest.mark.parametrize("base", BASES)
def test_every_host_gets_every_header(base: str) -> None:
    for name, write in headers.HOSTS.items():
        text = write(base)
        assert [one for one in headers.ALWAYS if one not in text and name != "cloudfront.json"] == [], name
        assert headers.PAGES in text, name
    config = json.loads(headers.cloudfront(base))["ResponseHeadersPolicyConfig"]
    assert config["CustomHeadersConfig"]["Quantity"] == len(config["CustomHeadersConfig"]["Items"])
    assert {*(one["Header"] for one in config["CustomHeadersConfig"]["Items"]), "X-Content-Type-Options", "Referrer-Policy"} == {*headers.ALWAYS}
