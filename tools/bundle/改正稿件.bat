@echo off
rem Takes manuscripts and folders that are dropped on it.
if "%~1"=="" goto none
"%LOCALAPPDATA%\bulletin-tools\Scripts\bulletin.exe" lint --fix --backup --show-fixes %*
echo.
pause
exit /b
:none
echo 请把稿件或文件夹拖到这个图标上。
pause
