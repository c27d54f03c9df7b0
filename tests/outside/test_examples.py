"""The examples of the README work."""

import re
import subprocess
import sys

from conftest import ROOT

# The server address in the examples.
ADDRESS = "http://127.0.0.1:8080"


def examples(language):
    text = (ROOT / "README.md").read_text()
    text = text.partition("\n## Use the data\n")[2].partition("\n## ")[0]
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert blocks
    return blocks


def run(command, example, server):
    done = subprocess.run([*command, example.replace(ADDRESS, server.address)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_on_the_command_line(server):
    prisons, gaps = [run(["bash", "-euc"], example, server) for example in examples("sh")]
    assert prisons.splitlines()[0] == "HM Inspectorate of Prisons"
    assert len(gaps.splitlines()) == len(server.json("/gaps.json")["data"]["no_member"])
    assert "Northern Ireland: none-listed" in gaps


def test_in_python(server):
    [example] = examples("python")
    printed = run([sys.executable, "-c"], example, server)
    table = server.json("/matrix.json")["data"]
    assert f"[{len(table['rows'])} rows x {len(table['jurisdictions'])} columns]" in printed


def test_a_link_to_a_body(server):
    [example] = examples("html")
    [address] = re.findall(r'href="https://example.org(/[^"]+)"', example)
    [name] = re.findall(r">([^<]+)</a>", example)
    assert f"<h1>{name}" in server.text(address)
