"""LibreOffice as the judge: it opens what was written, and accepts or rejects tracked changes by its own lights."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from bulletin_tools import libreoffice

_TIMEOUT = 120  # seconds
_DTD = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
_LIBRARIES = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DTD.format("library:libraries", "libraries")}
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
library:link="false"/></library:libraries>"""
_LIBRARY = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DTD.format("library:library", "library")}
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
library:passwordprotected="false"><library:element library:name="Settling"/></library:library>"""
_MODULE = f"""<?xml version="1.0" encoding="UTF-8"?>
{_DTD.format("script:module", "module")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" script:language="StarBasic">%s
</script:module>"""
_SETTLE = """
Sub Settle(command As String, source As String, target As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  If command <> "" Then
    Dim none()
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(document.CurrentController.Frame, ".uno:" & command, "", 0, none())
  End If
  Dim store(0) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName"
  store(0).Value = IIf(Right(target, 5) = ".docx", "MS Word 2007 XML", "OpenDocument Text Flat XML")
  document.storeToURL(target, store())
  document.close(True)
End Sub
"""
ACCEPT, REJECT, AS_IT_IS = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""


class Job(NamedTuple):
    """A file to open, what to do with its changes, and where to store it: as .docx or .fodt."""

    source: Path
    command: str
    target: Path


def settle(jobs: Sequence[Job], folder: Path) -> None:
    """Do all in one run of LibreOffice, with a profile of its own in the folder."""
    profile = folder / "profile"
    start = [libreoffice.required(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    libreoffice.run([*start, "--terminate_after_init"], os.environ, _TIMEOUT)
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES, "utf-8")
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY, "utf-8")
    calls = "".join(
        f'  Settle("{command}", "{source.as_uri()}", "{target.as_uri()}")\n' for source, command, target in jobs
    )
    code = f"{_SETTLE}Sub Main\n{calls}  StarDesktop.terminate()\nEnd Sub\n"
    (basic / "Standard" / "Settling.xba").write_text(_MODULE % escape(code), "utf-8")
    libreoffice.run([*start, "macro:///Standard.Settling.Main"], os.environ, _TIMEOUT)
