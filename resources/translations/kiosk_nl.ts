<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Continue in English</source>
        <translation>Verder in het Nederlands</translation>
    </message>
    <message>
        <source>We found your visit</source>
        <translation>We hebben uw bezoek gevonden</translation>
    </message>
    <message>
        <source>We found one invitation</source>
        <translation>We hebben één uitnodiging gevonden</translation>
    </message>
    <message>
        <source>Only your own meeting is ever shown here.</source>
        <translation>Hier is alleen uw eigen afspraak te zien.</translation>
    </message>
    <message>
        <source>Here since {time}</source>
        <translation>Hier sinds {time}&#xa0;uur</translation>
    </message>
    <message>
        <source>Invited since {day}, {time}</source>
        <translation>Uitgenodigd sinds {day}, {time}&#xa0;uur</translation>
    </message>
    <message>
        <source>Invited for {time} today</source>
        <translation>Afspraak vandaag om {time}&#xa0;uur</translation>
    </message>
    <message>
        <source>Invited for today</source>
        <translation>Uitgenodigd voor vandaag</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Nee</translation>
    </message>
    <message>
        <source>Yes, that’s me</source>
        <translation>Ja, dat ben ik</translation>
    </message>
    <message>
        <source>More letters</source>
        <translation>Meer letters</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Koppelteken</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>Apostrof</translation>
    </message>
    <message>
        <source>Fewer letters</source>
        <translation>Minder letters</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Punt</translation>
    </message>
    <message>
        <source>Ampersand</source>
        <translation>En-teken</translation>
    </message>
    <message>
        <source>Underscore</source>
        <translation>Liggend streepje</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>Apenstaartje</translation>
    </message>
    <message>
        <source>Plus sign</source>
        <translation>Plusteken</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Hoofdletters</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spatie</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Eén teken wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Sign here</source>
        <translation>Hier tekenen</translation>
    </message>
    <message>
        <source>Please take a seat.</source>
        <translation>Neemt u plaats.</translation>
    </message>
    <message>
        <source>You’re checked in, {name}</source>
        <translation>U bent aangemeld, {name}</translation>
    </message>
    <message>
        <source>You’re checked in</source>
        <translation>U bent aangemeld</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Neem uw badge</translation>
    </message>
    <message>
        <source>It is being printed.</source>
        <translation>Uw badge wordt geprint.</translation>
    </message>
    <message>
        <source>Your host knows that you are here</source>
        <translation>Uw contactpersoon weet dat u er bent</translation>
    </message>
    <message>
        <source>Told at {time}. {seat}</source>
        <translation>Om {time}&#xa0;uur ingelicht. {seat}</translation>
    </message>
    <message>
        <source>We are telling your host</source>
        <translation>We lichten uw contactpersoon in</translation>
    </message>
    <message>
        <source>Your host</source>
        <translation>Uw contactpersoon</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here.</source>
        <translation>Meld aan de balie dat u er bent.</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here. {seat}</source>
        <translation>Meld aan de balie dat u er bent. {seat}</translation>
    </message>
    <message>
        <source>It comes out of the printer now.</source>
        <translation>Hij komt nu uit de printer.</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Uw badge</translation>
    </message>
    <message>
        <source>It could not be printed. Please ask for one at the front desk.</source>
        <translation>Printen is niet gelukt. Vraag er een aan de receptie.</translation>
    </message>
    <message>
        <source>Take your badges</source>
        <translation>Neem uw badges</translation>
    </message>
    <message>
        <source>They are being printed.</source>
        <translation>Ze worden geprint.</translation>
    </message>
    <message>
        <source>They come out of the printer now.</source>
        <translation>Ze komen nu uit de printer.</translation>
    </message>
    <message>
        <source>Your badges</source>
        <translation>Uw badges</translation>
    </message>
    <message>
        <source>Not all were printed. Please ask at the front desk.</source>
        <translation>Niet alles is geprint. Vraag ernaar aan de receptie.</translation>
    </message>
    <message>
        <source>Goodbye, and thank you for coming</source>
        <translation>Tot ziens en bedankt voor uw bezoek</translation>
    </message>
    <message>
        <source>You are checked out</source>
        <translation>U bent afgemeld</translation>
    </message>
    <message>
        <source>Please leave your badge at the front desk.</source>
        <translation>Lever uw badge in bij de receptie, alstublieft.</translation>
    </message>
    <message>
        <source>Please leave it at the front desk</source>
        <translation>Geef het af bij de receptie, alstublieft</translation>
    </message>
    <message>
        <source>Reception has been called</source>
        <translation>De receptie is geroepen</translation>
    </message>
    <message>
        <source>Nobody there knows of it yet.</source>
        <translation>Daar weet nog niemand ervan.</translation>
    </message>
    <message>
        <source>We are telling {name}</source>
        <translation>We laten het {name} weten</translation>
    </message>
    <message>
        <source>Please wait here</source>
        <translation>Wacht hier alstublieft</translation>
    </message>
    <message>
        <source>Please ask at the front desk</source>
        <translation>Vraag het aan de receptie, alstublieft</translation>
    </message>
    <message>
        <source>We can’t do this here</source>
        <translation>Dat lukt hier helaas niet</translation>
    </message>
    <message>
        <source>Somebody at the front desk will help you.</source>
        <translation>Bij de receptie helpen ze u graag verder.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netwerk</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>Guest Wi-Fi</source>
        <translation>Wifi voor gasten</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>Bent u dit?</translation>
    </message>
    <message>
        <source>Nobody of that name was found.</source>
        <translation>We vinden niemand met die naam.</translation>
    </message>
    <message>
        <source>More people fit. Type more of the name.</source>
        <translation>Er passen meer mensen. Typ meer van de naam.</translation>
    </message>
    <message>
        <source>Who are you here to see?</source>
        <translation>Voor wie komt u?</translation>
    </message>
    <message>
        <source>Who is the delivery for?</source>
        <translation>Voor wie is het?</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Contactpersoon</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Iemand anders</translation>
    </message>
    <message>
        <source>Call reception</source>
        <translation>Receptie roepen</translation>
    </message>
    <message>
        <source>Leave it at the desk</source>
        <translation>Bij de receptie afgeven</translation>
    </message>
    <message>
        <source>Choose: {names}</source>
        <translation>Kies: {names}</translation>
    </message>
    <message>
        <source>Type the first letters of the name.</source>
        <translation>Typ de eerste letters van de naam.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Meer tijd</translation>
    </message>
    <message>
        <source>This page clears itself in one second</source>
        <translation>Deze pagina sluit over één seconde</translation>
    </message>
    <message>
        <source>This page clears itself in {seconds} seconds</source>
        <translation>Deze pagina sluit over {seconds} seconden</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Achternaam</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Voornaam</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Bedrijf</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Kenteken</translation>
    </message>
    <message>
        <source>Accents don’t matter. Type the whole name.</source>
        <translation>Typ de hele naam. Accenten maken niet uit.</translation>
    </message>
    <message>
        <source>The whole name, or scan your code.</source>
        <translation>Hele naam, of scan uw code.</translation>
    </message>
    <message>
        <source>You may leave this empty.</source>
        <translation>U mag dit leeg laten.</translation>
    </message>
    <message>
        <source>What is your last name?</source>
        <translation>Wat is uw achternaam?</translation>
    </message>
    <message>
        <source>What is your first name?</source>
        <translation>Wat is uw voornaam?</translation>
    </message>
    <message>
        <source>Which company are you from?</source>
        <translation>Van welk bedrijf bent u?</translation>
    </message>
    <message>
        <source>As it is written in your invitation.</source>
        <translation>Zoals het in uw uitnodiging staat.</translation>
    </message>
    <message>
        <source>Did others come with you?</source>
        <translation>Zijn er anderen met u meegekomen?</translation>
    </message>
    <message>
        <source>Then type your first name. Else leave this empty.</source>
        <translation>Typ dan uw voornaam. Laat dit anders leeg.</translation>
    </message>
    <message>
        <source>What is your mobile number?</source>
        <translation>Wat is uw mobiele nummer?</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Mobiel nummer</translation>
    </message>
    <message>
        <source>What is your email address?</source>
        <translation>Wat is uw e‑mailadres?</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>What is your licence plate?</source>
        <translation>Wat is uw kenteken?</translation>
    </message>
    <message>
        <source>You may leave this empty if you came without a car.</source>
        <translation>Zonder auto laat u dit leeg.</translation>
    </message>
    <message>
        <source>As on your ID card.</source>
        <translation>Zoals op uw identiteitsbewijs.</translation>
    </message>
    <message>
        <source>Who came with you?</source>
        <translation>Wie is er met u meegekomen?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Verder</translation>
    </message>
    <message>
        <source>Touch their names, or continue if you came alone.</source>
        <translation>Raak de namen aan, of ga verder als u alleen bent.</translation>
    </message>
    <message>
        <source>Please read and sign</source>
        <translation>Graag lezen en tekenen</translation>
    </message>
    <message>
        <source>{name}, please read and sign</source>
        <translation>{name}, graag lezen en tekenen</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Opnieuw</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Ik ga akkoord</translation>
    </message>
    <message>
        <source>Agree without drawing</source>
        <translation>Zonder tekenen akkoord</translation>
    </message>
    <message>
        <source>I have a meeting</source>
        <translation>Ik heb een afspraak</translation>
    </message>
    <message>
        <source>Check in with your last name</source>
        <translation>Meld u aan met uw achternaam</translation>
    </message>
    <message>
        <source>I was not invited</source>
        <translation>Ik heb geen afspraak</translation>
    </message>
    <message>
        <source>Tell us who you are here to see</source>
        <translation>Vertel ons voor wie u komt</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>Ik vertrek</translation>
    </message>
    <message>
        <source>Check out and return your badge</source>
        <translation>Meld u af en lever uw badge in</translation>
    </message>
    <message>
        <source>I have a delivery</source>
        <translation>Ik kom iets afleveren</translation>
    </message>
    <message>
        <source>Tell us who it is for</source>
        <translation>Zeg ons voor wie het is</translation>
    </message>
    <message>
        <source>Large text, more time</source>
        <translation>Grote letters, meer tijd</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Gewone letters</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Welkom</translation>
    </message>
    <message>
        <source>What brings you here today?</source>
        <translation>Waarmee kunnen we u helpen?</translation>
    </message>
    <message>
        <source>Need a hand? Ask at the front desk.</source>
        <translation>Hulp nodig? Vraag het aan de receptie.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>Bent u er nog?</translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>Ik ben er nog</translation>
    </message>
    <message>
        <source>What you entered is cleared in one second.</source>
        <translation>Uw gegevens worden over één seconde gewist.</translation>
    </message>
    <message>
        <source>What you entered is cleared in {seconds} seconds.</source>
        <translation>Uw gegevens worden over {seconds} seconden gewist.</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Omhoog</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Omlaag</translation>
    </message>
    <message>
        <source>We can’t find that. Check how it is spelled, or ask at the front desk.</source>
        <translation>Dat vinden we niet. Controleer de spelling of vraag het aan de receptie.</translation>
    </message>
    <message>
        <source>Your visit is tomorrow at {time}.</source>
        <translation>Uw bezoek is morgen om {time}&#xa0;uur.</translation>
    </message>
    <message>
        <source>Your visit is on {day} at {time}.</source>
        <translation>Uw bezoek is op {day} om {time}&#xa0;uur.</translation>
    </message>
    <message>
        <source>Please type it first.</source>
        <translation>Vul dit eerst in, alstublieft.</translation>
    </message>
    <message>
        <source>That can’t be a phone number. Begin with + and the country code.</source>
        <translation>Dit is geen telefoonnummer. Begin met + en het landnummer.</translation>
    </message>
    <message>
        <source>That can’t be an email address.</source>
        <translation>Dit is geen e‑mailadres.</translation>
    </message>
    <message>
        <source>You are checked in already. Please take a seat.</source>
        <translation>U bent al aangemeld. Neemt u plaats.</translation>
    </message>
    <message>
        <source>We don’t know this code. Please type your last name.</source>
        <translation>We kennen deze code niet. Typ uw achternaam, alstublieft.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Terug naar de kiosk</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Pincode wijzigen</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Probleem melden</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Receptie openen</translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>Foyer sluiten</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in orde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>PIN for staff</source>
        <translation>Pincode voor personeel</translation>
    </message>
    <message>
        <source>Choose a new PIN for staff</source>
        <translation>Kies een nieuwe pincode voor personeel</translation>
    </message>
    <message>
        <source>{least} to {most} digits.</source>
        <translation>{least} tot {most} cijfers.</translation>
    </message>
    <message>
        <source>It is needed to leave the kiosk. {least} to {most} digits.</source>
        <translation>Nodig om de kiosk te verlaten. {least} tot {most} cijfers.</translation>
    </message>
    <message>
        <source>Choose a PIN for staff</source>
        <translation>Kies een pincode voor personeel</translation>
    </message>
    <message>
        <source>Digits typed: {count}</source>
        <translation>Ingevoerde cijfers: {count}</translation>
    </message>
    <message>
        <source>Type the new PIN once more</source>
        <translation>Voer de nieuwe pincode nog eens in</translation>
    </message>
    <message>
        <source>The two PINs differ. Choose one again.</source>
        <translation>De pincodes verschillen. Kies er opnieuw een.</translation>
    </message>
    <message>
        <source>Wrong PIN. One try left.</source>
        <translation>Onjuiste pincode. Nog één poging.</translation>
    </message>
    <message>
        <source>Wrong PIN. {count} tries left.</source>
        <translation>Onjuiste pincode. Nog {count} pogingen.</translation>
    </message>
    <message>
        <source>The PIN&apos;s file can&apos;t be read. Choose another PIN in Settings.</source>
        <translation>Het bestand van de pincode is onleesbaar. Kies een andere pincode in de instellingen (Settings).</translation>
    </message>
    <message>
        <source>That PIN is guessed at once. Choose another one.</source>
        <translation>Deze pincode is meteen geraden. Kies een andere.</translation>
    </message>
    <message>
        <source>Too many tries. Try again at {at}, in {left}.</source>
        <translation>Te veel pogingen. Probeer het opnieuw om {at}&#xa0;uur, over {left}.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be checked: the disk of this kiosk takes nothing.</source>
        <translation>De pincode kan niet worden gecontroleerd: de schijf van deze kiosk neemt niets op.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the disk of this kiosk takes nothing.</source>
        <translation>De pincode kan niet worden bewaard: de schijf van deze kiosk neemt niets op.</translation>
    </message>
    <message>
        <source>The screen did not react for a while.</source>
        <translation>Het scherm heeft een tijdje niet gereageerd.</translation>
    </message>
    <message>
        <source>The disk is nearly full, or can’t be written to.</source>
        <translation>De schijf is bijna vol of niet beschrijfbaar.</translation>
    </message>
    <message>
        <source>The badge printer does not print.</source>
        <translation>De badgeprinter print niet.</translation>
    </message>
    <message>
        <source>The server could not be reached for a while.</source>
        <translation>De server was een tijdje niet bereikbaar.</translation>
    </message>
    <message>
        <source>The server does not take this kiosk’s access token any more.</source>
        <translation>De server aanvaardt het toegangstoken van deze kiosk niet meer.</translation>
    </message>
    <message>
        <source>The server did not take what a visitor entered here.</source>
        <translation>De server heeft niet aanvaard wat een bezoeker hier heeft ingevoerd.</translation>
    </message>
    <message>
        <source>Nobody is told of who checks in here: there is no mail server, and no desk hears it.</source>
        <translation>Niemand hoort wie zich hier aanmeldt: er is geen mailserver en geen enkele balie verneemt het.</translation>
    </message>
    <message>
        <source>The list of hosts could not be read whole.</source>
        <translation>De lijst met gastheren kon niet volledig worden gelezen.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Een ogenblik, alstublieft</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>nl_NL</translation>
    </message>
    <message>
        <source>{count} of {people} people are checked in</source>
        <translation>{count} van {people} personen zijn aangemeld</translation>
    </message>
    <message>
        <source>{people} people are checked in</source>
        <translation>{people} personen zijn aangemeld</translation>
    </message>
    <message>
        <source>Please ask at the front desk about the others.</source>
        <translation>Vraag aan de receptie naar de anderen.</translation>
    </message>
    <message>
        <source>Please ask at the front desk about {names}.</source>
        <translation>Vraag aan de receptie naar {names}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nee</translation>
    </message>
    <message>
        <source>Touch your answer.</source>
        <translation>Raak uw antwoord aan.</translation>
    </message>
    <message>
        <source>Touch your answer, or go on without one.</source>
        <translation>Raak uw antwoord aan, of ga verder zonder.</translation>
    </message>
    <message>
        <source>{name}: {question}</source>
        <translation>{name}: {question}</translation>
    </message>
</context>
</TS>
