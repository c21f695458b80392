; The Windows installer, for Inno Setup 6. build.ps1 makes dist\foyer first, and gives Version.
;
; For one person without administrator's rights, or for everybody; it asks which. Without a question:
;
;   foyer-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /CURRENTUSER
;   foyer-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /ALLUSERS
;     /TASKS="kiosk"       starts the kiosk whenever the person who installs (/ALLUSERS: anybody) signs in
;     /DIR="D:\Foyer"      puts it elsewhere
;     /LOG="setup.log"     writes down what was done
;
; A newer version goes over the older one, by AppId, and closes a Foyer that runs. Uninstalling asks whether the
; person's data is removed too, and keeps it when nobody can be asked:
;
;   unins000.exe /VERYSILENT                  leaves the data
;   unins000.exe /VERYSILENT /REMOVEDATA      removes it: of the account that uninstalls, in %LOCALAPPDATA%\Foyer

#ifndef Version
  #error Version is missing: build.ps1 gives it, or /DVersion=1.2.3
#endif

[Setup]
AppId={{8E0A2C5B-6E0D-4B5B-9B1F-2F5C0D7A4F61}
AppName=Foyer
AppVersion={#Version}
AppPublisher=The Foyer developers
DefaultDirName={autopf}\Foyer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
; A kiosk doesn't close when it is asked to: staff leave it with their PIN. What was entered is on the disk.
CloseApplications=force
RestartApplications=no
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\dist\build\foyer.ico
UninstallDisplayIcon={app}\foyer.exe
OutputDir=..\..\dist
OutputBaseFilename=foyer-{#Version}-setup
Compression=lzma2
SolidCompression=yes
#ifdef Signed
SignTool=foyer
SignedUninstaller=yes
#endif

[Tasks]
Name: kiosk; Description: "This is a kiosk: start it at every sign-in"; Flags: unchecked

[InstallDelete]
; What an older version brought along and the new one doesn't
Type: filesandordirs; Name: "{app}\_internal"

[Files]
#ifdef Signed
Source: "..\..\dist\foyer\*.exe"; DestDir: "{app}"; Flags: ignoreversion signonce
#endif
Source: "..\..\dist\foyer\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\kiosk\README.md"; DestDir: "{app}\kiosk"; Flags: ignoreversion
Source: "..\kiosk\windows\*"; DestDir: "{app}\kiosk\windows"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Foyer"; Filename: "{app}\foyer.exe"
Name: "{autostartup}\Foyer kiosk"; Filename: "{app}\foyer.exe"; Parameters: "--kiosk"; Tasks: kiosk

[Run]
Filename: "{app}\foyer.exe"; Description: "Open Foyer"; Flags: nowait postinstall skipifsilent

[UninstallRun]
; Unlike Setup, the uninstaller closes nothing: what runs would keep its files, and the data that was to go
Filename: "{sys}\taskkill.exe"; Parameters: "/f /im foyer.exe /im foyer-console.exe"; Flags: runhidden; RunOnceId: "Close"

[Code]
function DataIsToGo: Boolean;
var
  Number: Integer;
begin
  Result := False;
  for Number := 1 to ParamCount do
    if CompareText(ParamStr(Number), '/REMOVEDATA') = 0 then
      Result := True;
  if not (Result or UninstallSilent) then
    Result := MsgBox('Remove what was entered at this desk too? It can''t be brought back.' + #13#10
      + 'No keeps it for a later installation.', mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and DataIsToGo then
    DelTree(ExpandConstant('{localappdata}\Foyer'), True, True, True);
end;
