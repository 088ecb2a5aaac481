@echo off
rem Installs the program from the wheels beside this file, without a network, and puts its icons on the desktop.
setlocal
set "HOME_=%LOCALAPPDATA%\bulletin-tools"
set "PYTHON="
for %%V in ({spaced}) do py -%%V -c "" >nul 2>nul && set "PYTHON=py -%%V"
if not defined PYTHON goto nopython
%PYTHON% -m venv "%HOME_%" || goto failed
"%HOME_%\Scripts\python.exe" -m pip install --quiet --no-index --find-links "%~dp0wheels" --upgrade bulletin-tools || goto failed
for %%F in (检查稿件 改正稿件 导出Word) do copy /y "%~dp0%%F.bat" "%USERPROFILE%\Desktop\" >nul
"%HOME_%\Scripts\bulletin.exe" doctor
echo.
echo 装好了。把稿件拖到桌面上的“检查稿件”图标上即可。
pause
exit /b 0
:nopython
echo 没有找到Python（需要{versions}之一）。请先安装Python，安装时勾选“py launcher”，再运行本文件。
pause
exit /b 2
:failed
echo 没有装成，请把上面的话抄给技术人员。
pause
exit /b 2
