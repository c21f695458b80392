<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Continue in English</source>
        <translation>Auf Deutsch weiter</translation>
    </message>
    <message>
        <source>We found your visit</source>
        <translation>Wir haben Ihren Besuch gefunden</translation>
    </message>
    <message>
        <source>We found one invitation</source>
        <translation>Wir haben eine Einladung gefunden</translation>
    </message>
    <message>
        <source>Only your own meeting is ever shown here.</source>
        <translation>Hier ist nur Ihr eigener Termin zu sehen.</translation>
    </message>
    <message>
        <source>Here since {time}</source>
        <translation>Hier seit {time}&#xa0;Uhr</translation>
    </message>
    <message>
        <source>Invited since {day}, {time}</source>
        <translation>Eingeladen seit {day}, {time}&#xa0;Uhr</translation>
    </message>
    <message>
        <source>Invited for {time} today</source>
        <translation>Eingeladen für heute, {time}&#xa0;Uhr</translation>
    </message>
    <message>
        <source>Invited for today</source>
        <translation>Für heute eingeladen</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Yes, that’s me</source>
        <translation>Ja, das bin ich</translation>
    </message>
    <message>
        <source>More letters</source>
        <translation>Weitere Buchstaben</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Bindestrich</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>Apostroph</translation>
    </message>
    <message>
        <source>Fewer letters</source>
        <translation>Weniger Buchstaben</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Ampersand</source>
        <translation>Und-Zeichen</translation>
    </message>
    <message>
        <source>Underscore</source>
        <translation>Unterstrich</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>At-Zeichen</translation>
    </message>
    <message>
        <source>Plus sign</source>
        <translation>Pluszeichen</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalttaste</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Zeichen löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Sign here</source>
        <translation>Hier unterschreiben</translation>
    </message>
    <message>
        <source>Please take a seat.</source>
        <translation>Bitte nehmen Sie Platz.</translation>
    </message>
    <message>
        <source>You’re checked in, {name}</source>
        <translation>Sie sind angemeldet, {name}</translation>
    </message>
    <message>
        <source>You’re checked in</source>
        <translation>Sie sind angemeldet</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Bitte Ausweis nehmen</translation>
    </message>
    <message>
        <source>It is being printed.</source>
        <translation>Er wird gerade gedruckt.</translation>
    </message>
    <message>
        <source>Your host knows that you are here</source>
        <translation>Ihre Kontaktperson weiß, dass Sie da sind</translation>
    </message>
    <message>
        <source>Told at {time}. {seat}</source>
        <translation>Um {time}&#xa0;Uhr informiert. {seat}</translation>
    </message>
    <message>
        <source>We are telling your host</source>
        <translation>Wir informieren Ihre Kontaktperson</translation>
    </message>
    <message>
        <source>Your host</source>
        <translation>Ihre Kontaktperson</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here.</source>
        <translation>Bitte sagen Sie am Empfang, dass Sie da sind.</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here. {seat}</source>
        <translation>Bitte sagen Sie am Empfang, dass Sie da sind. {seat}</translation>
    </message>
    <message>
        <source>It comes out of the printer now.</source>
        <translation>Er kommt jetzt aus dem Drucker.</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Ihr Besucherausweis</translation>
    </message>
    <message>
        <source>It could not be printed. Please ask for one at the front desk.</source>
        <translation>Er konnte nicht gedruckt werden. Bitte fragen Sie am Empfang danach.</translation>
    </message>
    <message>
        <source>Take your badges</source>
        <translation>Bitte Ausweise nehmen</translation>
    </message>
    <message>
        <source>They are being printed.</source>
        <translation>Sie werden gerade gedruckt.</translation>
    </message>
    <message>
        <source>They come out of the printer now.</source>
        <translation>Sie kommen jetzt aus dem Drucker.</translation>
    </message>
    <message>
        <source>Your badges</source>
        <translation>Ihre Besucherausweise</translation>
    </message>
    <message>
        <source>Not all were printed. Please ask at the front desk.</source>
        <translation>Nicht alle wurden gedruckt. Bitte fragen Sie am Empfang.</translation>
    </message>
    <message>
        <source>Goodbye, and thank you for coming</source>
        <translation>Auf Wiedersehen und danke für Ihren Besuch</translation>
    </message>
    <message>
        <source>You are checked out</source>
        <translation>Sie sind abgemeldet</translation>
    </message>
    <message>
        <source>Please leave your badge at the front desk.</source>
        <translation>Bitte geben Sie Ihren Besucherausweis am Empfang ab.</translation>
    </message>
    <message>
        <source>Please leave it at the front desk</source>
        <translation>Bitte am Empfang abgeben</translation>
    </message>
    <message>
        <source>Reception has been called</source>
        <translation>Der Empfang wurde gerufen</translation>
    </message>
    <message>
        <source>Nobody there knows of it yet.</source>
        <translation>Dort weiß noch niemand davon.</translation>
    </message>
    <message>
        <source>We are telling {name}</source>
        <translation>Wir sagen {name} Bescheid</translation>
    </message>
    <message>
        <source>Please wait here</source>
        <translation>Bitte warten Sie hier</translation>
    </message>
    <message>
        <source>Please ask at the front desk</source>
        <translation>Bitte fragen Sie am Empfang</translation>
    </message>
    <message>
        <source>We can’t do this here</source>
        <translation>Das geht hier leider nicht</translation>
    </message>
    <message>
        <source>Somebody at the front desk will help you.</source>
        <translation>Am Empfang hilft man Ihnen gern weiter.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Guest Wi-Fi</source>
        <translation>Gäste-WLAN</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>Sind Sie das?</translation>
    </message>
    <message>
        <source>Nobody of that name was found.</source>
        <translation>Unter diesem Namen finden wir niemanden.</translation>
    </message>
    <message>
        <source>More people fit. Type more of the name.</source>
        <translation>Es passen mehrere. Geben Sie mehr vom Namen ein.</translation>
    </message>
    <message>
        <source>Who are you here to see?</source>
        <translation>Wen möchten Sie besuchen?</translation>
    </message>
    <message>
        <source>Who is the delivery for?</source>
        <translation>Für wen ist die Lieferung?</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Kontaktperson</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anderes</translation>
    </message>
    <message>
        <source>Call reception</source>
        <translation>Empfang rufen</translation>
    </message>
    <message>
        <source>Leave it at the desk</source>
        <translation>Am Empfang abgeben</translation>
    </message>
    <message>
        <source>Choose: {names}</source>
        <translation>Zur Auswahl: {names}</translation>
    </message>
    <message>
        <source>Type the first letters of the name.</source>
        <translation>Bitte geben Sie den Anfang des Namens ein.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mehr Zeit</translation>
    </message>
    <message>
        <source>This page clears itself in one second</source>
        <translation>Diese Seite schließt sich in einer Sekunde</translation>
    </message>
    <message>
        <source>This page clears itself in {seconds} seconds</source>
        <translation>Diese Seite schließt sich in {seconds} Sekunden</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>Accents don’t matter. Type the whole name.</source>
        <translation>Bitte vollständig eingeben. Akzente sind nicht nötig.</translation>
    </message>
    <message>
        <source>The whole name, or scan your code.</source>
        <translation>Ganzer Name – oder Code scannen.</translation>
    </message>
    <message>
        <source>You may leave this empty.</source>
        <translation>Sie können dieses Feld leer lassen.</translation>
    </message>
    <message>
        <source>What is your last name?</source>
        <translation>Wie lautet Ihr Nachname?</translation>
    </message>
    <message>
        <source>What is your first name?</source>
        <translation>Wie lautet Ihr Vorname?</translation>
    </message>
    <message>
        <source>Which company are you from?</source>
        <translation>Von welcher Firma kommen Sie?</translation>
    </message>
    <message>
        <source>As it is written in your invitation.</source>
        <translation>So, wie es in Ihrer Einladung steht.</translation>
    </message>
    <message>
        <source>Did others come with you?</source>
        <translation>Sind noch andere mit Ihnen gekommen?</translation>
    </message>
    <message>
        <source>Then type your first name. Else leave this empty.</source>
        <translation>Dann geben Sie Ihren Vornamen ein. Sonst lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>What is your mobile number?</source>
        <translation>Wie lautet Ihre Handynummer?</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Handynummer</translation>
    </message>
    <message>
        <source>What is your email address?</source>
        <translation>Wie lautet Ihre E‑Mail-Adresse?</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>What is your licence plate?</source>
        <translation>Wie lautet Ihr Kennzeichen?</translation>
    </message>
    <message>
        <source>You may leave this empty if you came without a car.</source>
        <translation>Ohne Auto lassen Sie dieses Feld leer.</translation>
    </message>
    <message>
        <source>As on your ID card.</source>
        <translation>Wie im Personalausweis.</translation>
    </message>
    <message>
        <source>Who came with you?</source>
        <translation>Wer ist mit Ihnen gekommen?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Touch their names, or continue if you came alone.</source>
        <translation>Berühren Sie die Namen, oder gehen Sie weiter, wenn Sie allein sind.</translation>
    </message>
    <message>
        <source>Please read and sign</source>
        <translation>Bitte lesen und unterschreiben</translation>
    </message>
    <message>
        <source>{name}, please read and sign</source>
        <translation>{name}, bitte lesen und unterschreiben</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Ich stimme zu</translation>
    </message>
    <message>
        <source>Agree without drawing</source>
        <translation>Ohne Zeichnen zustimmen</translation>
    </message>
    <message>
        <source>I have a meeting</source>
        <translation>Ich habe einen Termin</translation>
    </message>
    <message>
        <source>Check in with your last name</source>
        <translation>Anmelden mit Ihrem Nachnamen</translation>
    </message>
    <message>
        <source>I was not invited</source>
        <translation>Ich komme ohne Termin</translation>
    </message>
    <message>
        <source>Tell us who you are here to see</source>
        <translation>Sagen Sie uns, wen Sie besuchen möchten</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>Ich gehe jetzt</translation>
    </message>
    <message>
        <source>Check out and return your badge</source>
        <translation>Abmelden und Besucherausweis abgeben</translation>
    </message>
    <message>
        <source>I have a delivery</source>
        <translation>Ich bringe eine Lieferung</translation>
    </message>
    <message>
        <source>Tell us who it is for</source>
        <translation>Sagen Sie uns, für wen sie ist</translation>
    </message>
    <message>
        <source>Large text, more time</source>
        <translation>Große Schrift, mehr Zeit</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Normale Schrift</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>What brings you here today?</source>
        <translation>Was führt Sie heute zu uns?</translation>
    </message>
    <message>
        <source>Need a hand? Ask at the front desk.</source>
        <translation>Brauchen Sie Hilfe? Fragen Sie am Empfang.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>Sind Sie noch da?</translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>Ich bin noch da</translation>
    </message>
    <message>
        <source>What you entered is cleared in one second.</source>
        <translation>Ihre Angaben werden in einer Sekunde gelöscht.</translation>
    </message>
    <message>
        <source>What you entered is cleared in {seconds} seconds.</source>
        <translation>Ihre Angaben werden in {seconds} Sekunden gelöscht.</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>We can’t find that. Check how it is spelled, or ask at the front desk.</source>
        <translation>Dazu finden wir nichts. Bitte prüfen Sie die Schreibweise oder fragen Sie am Empfang.</translation>
    </message>
    <message>
        <source>Your visit is tomorrow at {time}.</source>
        <translation>Ihr Besuch ist morgen um {time}&#xa0;Uhr.</translation>
    </message>
    <message>
        <source>Your visit is on {day} at {time}.</source>
        <translation>Ihr Besuch ist am {day} um {time}&#xa0;Uhr.</translation>
    </message>
    <message>
        <source>Please type it first.</source>
        <translation>Bitte füllen Sie zuerst dieses Feld aus.</translation>
    </message>
    <message>
        <source>That can’t be a phone number. Begin with + and the country code.</source>
        <translation>Das ist keine Telefonnummer. Bitte beginnen Sie mit + und der Landesvorwahl.</translation>
    </message>
    <message>
        <source>That can’t be an email address.</source>
        <translation>Das ist keine E‑Mail-Adresse.</translation>
    </message>
    <message>
        <source>You are checked in already. Please take a seat.</source>
        <translation>Sie sind bereits angemeldet. Bitte nehmen Sie Platz.</translation>
    </message>
    <message>
        <source>We don’t know this code. Please type your last name.</source>
        <translation>Diesen Code kennen wir nicht. Bitte geben Sie Ihren Nachnamen ein.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Zurück zum Kiosk</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Problem melden</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Empfang öffnen</translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>Foyer beenden</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>PIN for staff</source>
        <translation>PIN für das Personal</translation>
    </message>
    <message>
        <source>Choose a new PIN for staff</source>
        <translation>Neue PIN für das Personal wählen</translation>
    </message>
    <message>
        <source>{least} to {most} digits.</source>
        <translation>{least} bis {most} Ziffern.</translation>
    </message>
    <message>
        <source>It is needed to leave the kiosk. {least} to {most} digits.</source>
        <translation>Sie wird gebraucht, um den Kiosk zu verlassen. {least} bis {most} Ziffern.</translation>
    </message>
    <message>
        <source>Choose a PIN for staff</source>
        <translation>PIN für das Personal wählen</translation>
    </message>
    <message>
        <source>Digits typed: {count}</source>
        <translation>Eingegebene Ziffern: {count}</translation>
    </message>
    <message>
        <source>Type the new PIN once more</source>
        <translation>Neue PIN noch einmal eingeben</translation>
    </message>
    <message>
        <source>The two PINs differ. Choose one again.</source>
        <translation>Die beiden PINs sind verschieden. Bitte wählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Wrong PIN. One try left.</source>
        <translation>Falsche PIN. Noch ein Versuch.</translation>
    </message>
    <message>
        <source>Wrong PIN. {count} tries left.</source>
        <translation>Falsche PIN. Noch {count} Versuche.</translation>
    </message>
    <message>
        <source>The PIN&apos;s file can&apos;t be read. Choose another PIN in Settings.</source>
        <translation>Die Datei der PIN ist nicht lesbar. Wählen Sie in den Einstellungen (Settings) eine andere PIN.</translation>
    </message>
    <message>
        <source>That PIN is guessed at once. Choose another one.</source>
        <translation>Diese PIN ist sofort erraten. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Too many tries. Try again at {at}, in {left}.</source>
        <translation>Zu viele Versuche. Wieder möglich um {at}&#xa0;Uhr, in {left}.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be checked: the disk of this kiosk takes nothing.</source>
        <translation>Die PIN kann nicht geprüft werden: Die Festplatte dieses Kiosks nimmt nichts an.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the disk of this kiosk takes nothing.</source>
        <translation>Die PIN kann nicht gespeichert werden: Die Festplatte dieses Kiosks nimmt nichts an.</translation>
    </message>
    <message>
        <source>The screen did not react for a while.</source>
        <translation>Der Bildschirm hat eine Weile nicht reagiert.</translation>
    </message>
    <message>
        <source>The disk is nearly full, or can’t be written to.</source>
        <translation>Die Festplatte ist fast voll oder nicht beschreibbar.</translation>
    </message>
    <message>
        <source>The badge printer does not print.</source>
        <translation>Der Ausweisdrucker druckt nicht.</translation>
    </message>
    <message>
        <source>The server could not be reached for a while.</source>
        <translation>Der Server war eine Weile nicht erreichbar.</translation>
    </message>
    <message>
        <source>The server does not take this kiosk’s access token any more.</source>
        <translation>Der Server nimmt das Zugangstoken dieses Kiosks nicht mehr an.</translation>
    </message>
    <message>
        <source>The server did not take what a visitor entered here.</source>
        <translation>Der Server hat nicht angenommen, was ein Besucher hier eingegeben hat.</translation>
    </message>
    <message>
        <source>Nobody is told of who checks in here: there is no mail server, and no desk hears it.</source>
        <translation>Niemand erfährt, wer sich hier anmeldet: Es gibt keinen Mailserver, und kein Empfang hört davon.</translation>
    </message>
    <message>
        <source>The list of hosts could not be read whole.</source>
        <translation>Die Liste der Gastgeber konnte nicht vollständig gelesen werden.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Einen Moment, bitte</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>de_DE</translation>
    </message>
    <message>
        <source>{count} of {people} people are checked in</source>
        <translation>{count} von {people} Personen sind angemeldet</translation>
    </message>
    <message>
        <source>{people} people are checked in</source>
        <translation>{people} Personen sind angemeldet</translation>
    </message>
    <message>
        <source>Please ask at the front desk about the others.</source>
        <translation>Bitte fragen Sie am Empfang nach den anderen.</translation>
    </message>
    <message>
        <source>Please ask at the front desk about {names}.</source>
        <translation>Bitte fragen Sie am Empfang nach: {names}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Touch your answer.</source>
        <translation>Bitte tippen Sie auf Ihre Antwort.</translation>
    </message>
    <message>
        <source>Touch your answer, or go on without one.</source>
        <translation>Tippen Sie auf Ihre Antwort, oder fahren Sie ohne fort.</translation>
    </message>
    <message>
        <source>{name}: {question}</source>
        <translation>{name}: {question}</translation>
    </message>
</context>
</TS>
