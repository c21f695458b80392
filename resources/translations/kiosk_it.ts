<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it_IT" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Lingua</translation>
    </message>
    <message>
        <source>Continue in English</source>
        <translation>Continua in italiano</translation>
    </message>
    <message>
        <source>We found your visit</source>
        <translation>Abbiamo trovato la Sua visita</translation>
    </message>
    <message>
        <source>We found one invitation</source>
        <translation>Abbiamo trovato un invito</translation>
    </message>
    <message>
        <source>Only your own meeting is ever shown here.</source>
        <translation>Qui si vede solo il Suo appuntamento.</translation>
    </message>
    <message>
        <source>Here since {time}</source>
        <translation>Qui dalle {time}</translation>
    </message>
    <message>
        <source>Invited since {day}, {time}</source>
        <translation>Invito dal giorno {day}, {time}</translation>
    </message>
    <message>
        <source>Invited for {time} today</source>
        <translation>Appuntamento oggi alle {time}</translation>
    </message>
    <message>
        <source>Invited for today</source>
        <translation>Invito per oggi</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes, that’s me</source>
        <translation>Sì, sono io</translation>
    </message>
    <message>
        <source>More letters</source>
        <translation>Altre lettere</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Trattino</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>Apostrofo</translation>
    </message>
    <message>
        <source>Fewer letters</source>
        <translation>Meno lettere</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Ampersand</source>
        <translation>E commerciale</translation>
    </message>
    <message>
        <source>Underscore</source>
        <translation>Trattino basso</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>Chiocciola</translation>
    </message>
    <message>
        <source>Plus sign</source>
        <translation>Segno più</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Maiuscole</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spazio</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Cancella un carattere</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Cancella</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fatto</translation>
    </message>
    <message>
        <source>Sign here</source>
        <translation>Firmi qui</translation>
    </message>
    <message>
        <source>Please take a seat.</source>
        <translation>Prego, si accomodi.</translation>
    </message>
    <message>
        <source>You’re checked in, {name}</source>
        <translation>Arrivo registrato, {name}</translation>
    </message>
    <message>
        <source>You’re checked in</source>
        <translation>Arrivo registrato</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Ritiri il Suo badge</translation>
    </message>
    <message>
        <source>It is being printed.</source>
        <translation>È in corso di stampa.</translation>
    </message>
    <message>
        <source>Your host knows that you are here</source>
        <translation>Chi La attende sa che è qui</translation>
    </message>
    <message>
        <source>Told at {time}. {seat}</source>
        <translation>Avviso inviato alle {time}. {seat}</translation>
    </message>
    <message>
        <source>We are telling your host</source>
        <translation>Stiamo avvisando chi La attende</translation>
    </message>
    <message>
        <source>Your host</source>
        <translation>La attende</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here.</source>
        <translation>La preghiamo di avvisare la reception del Suo arrivo.</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here. {seat}</source>
        <translation>La preghiamo di avvisare la reception del Suo arrivo. {seat}</translation>
    </message>
    <message>
        <source>It comes out of the printer now.</source>
        <translation>Sta uscendo dalla stampante.</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Il Suo badge</translation>
    </message>
    <message>
        <source>It could not be printed. Please ask for one at the front desk.</source>
        <translation>Non è stato possibile stamparlo. Ne chieda uno alla reception.</translation>
    </message>
    <message>
        <source>Take your badges</source>
        <translation>Ritirate i vostri badge</translation>
    </message>
    <message>
        <source>They are being printed.</source>
        <translation>Sono in corso di stampa.</translation>
    </message>
    <message>
        <source>They come out of the printer now.</source>
        <translation>Stanno uscendo dalla stampante.</translation>
    </message>
    <message>
        <source>Your badges</source>
        <translation>I vostri badge</translation>
    </message>
    <message>
        <source>Not all were printed. Please ask at the front desk.</source>
        <translation>Non tutti sono stampati. Chieda alla reception.</translation>
    </message>
    <message>
        <source>Goodbye, and thank you for coming</source>
        <translation>Arrivederci e grazie della visita</translation>
    </message>
    <message>
        <source>You are checked out</source>
        <translation>La Sua uscita è registrata</translation>
    </message>
    <message>
        <source>Please leave your badge at the front desk.</source>
        <translation>Lasci il badge alla reception, per favore.</translation>
    </message>
    <message>
        <source>Please leave it at the front desk</source>
        <translation>La lasci alla reception, per favore</translation>
    </message>
    <message>
        <source>Reception has been called</source>
        <translation>La reception è stata avvisata</translation>
    </message>
    <message>
        <source>Nobody there knows of it yet.</source>
        <translation>Lì nessuno lo sa ancora.</translation>
    </message>
    <message>
        <source>We are telling {name}</source>
        <translation>Stiamo avvisando {name}</translation>
    </message>
    <message>
        <source>Please wait here</source>
        <translation>Attenda qui, per favore</translation>
    </message>
    <message>
        <source>Please ask at the front desk</source>
        <translation>Si rivolga alla reception, per favore</translation>
    </message>
    <message>
        <source>We can’t do this here</source>
        <translation>Qui purtroppo non è possibile</translation>
    </message>
    <message>
        <source>Somebody at the front desk will help you.</source>
        <translation>Alla reception saranno lieti di aiutarLa.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Guest Wi-Fi</source>
        <translation>Wi-Fi per gli ospiti</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>È Lei?</translation>
    </message>
    <message>
        <source>Nobody of that name was found.</source>
        <translation>Non troviamo nessuno con questo nome.</translation>
    </message>
    <message>
        <source>More people fit. Type more of the name.</source>
        <translation>Ci sono altre persone. Digiti più lettere.</translation>
    </message>
    <message>
        <source>Who are you here to see?</source>
        <translation>Chi desidera vedere?</translation>
    </message>
    <message>
        <source>Who is the delivery for?</source>
        <translation>Per chi è la consegna?</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Chi La attende</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Un’altra persona</translation>
    </message>
    <message>
        <source>Call reception</source>
        <translation>Chiamare la reception</translation>
    </message>
    <message>
        <source>Leave it at the desk</source>
        <translation>Lasciare alla reception</translation>
    </message>
    <message>
        <source>Choose: {names}</source>
        <translation>Scelga: {names}</translation>
    </message>
    <message>
        <source>Type the first letters of the name.</source>
        <translation>Scriva le prime lettere del nome.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Più tempo</translation>
    </message>
    <message>
        <source>This page clears itself in one second</source>
        <translation>Questa pagina si chiuderà tra un secondo</translation>
    </message>
    <message>
        <source>This page clears itself in {seconds} seconds</source>
        <translation>Questa pagina si chiuderà tra {seconds} secondi</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Cognome</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Azienda</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Targa</translation>
    </message>
    <message>
        <source>Accents don’t matter. Type the whole name.</source>
        <translation>Lo scriva per intero. Gli accenti non contano.</translation>
    </message>
    <message>
        <source>The whole name, or scan your code.</source>
        <translation>Cognome intero, o scansioni il codice.</translation>
    </message>
    <message>
        <source>You may leave this empty.</source>
        <translation>Può lasciarlo vuoto.</translation>
    </message>
    <message>
        <source>What is your last name?</source>
        <translation>Qual è il Suo cognome?</translation>
    </message>
    <message>
        <source>What is your first name?</source>
        <translation>Qual è il Suo nome?</translation>
    </message>
    <message>
        <source>Which company are you from?</source>
        <translation>Da quale azienda viene?</translation>
    </message>
    <message>
        <source>As it is written in your invitation.</source>
        <translation>Come indicato nel Suo invito.</translation>
    </message>
    <message>
        <source>Did others come with you?</source>
        <translation>È venuto qualcuno con Lei?</translation>
    </message>
    <message>
        <source>Then type your first name. Else leave this empty.</source>
        <translation>In tal caso digiti il Suo nome. Altrimenti lo lasci vuoto.</translation>
    </message>
    <message>
        <source>What is your mobile number?</source>
        <translation>Qual è il Suo numero di cellulare?</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Numero di cellulare</translation>
    </message>
    <message>
        <source>What is your email address?</source>
        <translation>Qual è il Suo indirizzo e‑mail?</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>What is your licence plate?</source>
        <translation>Qual è la sua targa?</translation>
    </message>
    <message>
        <source>You may leave this empty if you came without a car.</source>
        <translation>Se è senza auto, lasci vuoto.</translation>
    </message>
    <message>
        <source>As on your ID card.</source>
        <translation>Come sul Suo documento d’identità.</translation>
    </message>
    <message>
        <source>Who came with you?</source>
        <translation>Chi è venuto con Lei?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continua</translation>
    </message>
    <message>
        <source>Touch their names, or continue if you came alone.</source>
        <translation>Tocchi i nomi, o continui se non è in compagnia.</translation>
    </message>
    <message>
        <source>Please read and sign</source>
        <translation>Legga e firmi, per favore</translation>
    </message>
    <message>
        <source>{name}, please read and sign</source>
        <translation>{name}, legga e firmi, per favore</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Ripeti</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Accetto</translation>
    </message>
    <message>
        <source>Agree without drawing</source>
        <translation>Accetta senza firmare</translation>
    </message>
    <message>
        <source>I have a meeting</source>
        <translation>Ho un appuntamento</translation>
    </message>
    <message>
        <source>Check in with your last name</source>
        <translation>Si registri con il Suo cognome</translation>
    </message>
    <message>
        <source>I was not invited</source>
        <translation>Non ho un appuntamento</translation>
    </message>
    <message>
        <source>Tell us who you are here to see</source>
        <translation>Ci dica chi desidera vedere</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>Sto uscendo</translation>
    </message>
    <message>
        <source>Check out and return your badge</source>
        <translation>Registri l’uscita e restituisca il badge</translation>
    </message>
    <message>
        <source>I have a delivery</source>
        <translation>Ho una consegna</translation>
    </message>
    <message>
        <source>Tell us who it is for</source>
        <translation>Ci dica per chi è</translation>
    </message>
    <message>
        <source>Large text, more time</source>
        <translation>Testo grande, più tempo</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Testo normale</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Benvenuti</translation>
    </message>
    <message>
        <source>What brings you here today?</source>
        <translation>Come possiamo aiutarLa?</translation>
    </message>
    <message>
        <source>Need a hand? Ask at the front desk.</source>
        <translation>Serve aiuto? Chieda alla reception.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>È ancora qui?</translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>Sono ancora qui</translation>
    </message>
    <message>
        <source>What you entered is cleared in one second.</source>
        <translation>I dati inseriti saranno cancellati tra un secondo.</translation>
    </message>
    <message>
        <source>What you entered is cleared in {seconds} seconds.</source>
        <translation>I dati inseriti saranno cancellati tra {seconds} secondi.</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Scorri in su</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Scorri in giù</translation>
    </message>
    <message>
        <source>We can’t find that. Check how it is spelled, or ask at the front desk.</source>
        <translation>Non lo troviamo. Controlli come è scritto o chieda alla reception.</translation>
    </message>
    <message>
        <source>Your visit is tomorrow at {time}.</source>
        <translation>La Sua visita è domani alle {time}.</translation>
    </message>
    <message>
        <source>Your visit is on {day} at {time}.</source>
        <translation>La Sua visita è {day} alle {time}.</translation>
    </message>
    <message>
        <source>Please type it first.</source>
        <translation>Compili prima questo campo, per favore.</translation>
    </message>
    <message>
        <source>That can’t be a phone number. Begin with + and the country code.</source>
        <translation>Non sembra un numero di telefono. Inizi con + e il prefisso del Paese.</translation>
    </message>
    <message>
        <source>That can’t be an email address.</source>
        <translation>Non sembra un indirizzo e‑mail.</translation>
    </message>
    <message>
        <source>You are checked in already. Please take a seat.</source>
        <translation>Il Suo arrivo è già registrato. Prego, si accomodi.</translation>
    </message>
    <message>
        <source>We don’t know this code. Please type your last name.</source>
        <translation>Non conosciamo questo codice. Inserisca il Suo cognome.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Torna al chiosco</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Cambia il PIN</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Segnala un problema</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Apri la reception</translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>Chiudi Foyer</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Tutto a posto</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>PIN for staff</source>
        <translation>PIN del personale</translation>
    </message>
    <message>
        <source>Choose a new PIN for staff</source>
        <translation>Scelga un nuovo PIN per il personale</translation>
    </message>
    <message>
        <source>{least} to {most} digits.</source>
        <translation>Da {least} a {most} cifre.</translation>
    </message>
    <message>
        <source>It is needed to leave the kiosk. {least} to {most} digits.</source>
        <translation>Serve per uscire dal chiosco. Da {least} a {most} cifre.</translation>
    </message>
    <message>
        <source>Choose a PIN for staff</source>
        <translation>Scelga un PIN per il personale</translation>
    </message>
    <message>
        <source>Digits typed: {count}</source>
        <translation>Cifre inserite: {count}</translation>
    </message>
    <message>
        <source>Type the new PIN once more</source>
        <translation>Inserisca ancora il nuovo PIN</translation>
    </message>
    <message>
        <source>The two PINs differ. Choose one again.</source>
        <translation>I due PIN sono diversi. Ne scelga uno di nuovo.</translation>
    </message>
    <message>
        <source>Wrong PIN. One try left.</source>
        <translation>PIN errato. Resta un tentativo.</translation>
    </message>
    <message>
        <source>Wrong PIN. {count} tries left.</source>
        <translation>PIN errato. Restano {count} tentativi.</translation>
    </message>
    <message>
        <source>The PIN&apos;s file can&apos;t be read. Choose another PIN in Settings.</source>
        <translation>Il file del PIN è illeggibile. Scelga un altro PIN nelle impostazioni (Settings).</translation>
    </message>
    <message>
        <source>That PIN is guessed at once. Choose another one.</source>
        <translation>Questo PIN si indovina subito. Ne scelga un altro.</translation>
    </message>
    <message>
        <source>Too many tries. Try again at {at}, in {left}.</source>
        <translation>Troppi tentativi. Riprovi alle {at}, tra {left}.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be checked: the disk of this kiosk takes nothing.</source>
        <translation>Impossibile verificare il PIN: il disco di questo chiosco non accetta dati.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the disk of this kiosk takes nothing.</source>
        <translation>Impossibile salvare il PIN: il disco di questo chiosco non accetta dati.</translation>
    </message>
    <message>
        <source>The screen did not react for a while.</source>
        <translation>Lo schermo non ha risposto per un po’ di tempo.</translation>
    </message>
    <message>
        <source>The disk is nearly full, or can’t be written to.</source>
        <translation>Il disco è quasi pieno o non scrivibile.</translation>
    </message>
    <message>
        <source>The badge printer does not print.</source>
        <translation>La stampante dei badge non stampa.</translation>
    </message>
    <message>
        <source>The server could not be reached for a while.</source>
        <translation>Il server non è stato raggiungibile per un po’ di tempo.</translation>
    </message>
    <message>
        <source>The server does not take this kiosk’s access token any more.</source>
        <translation>Il server non accetta più il token di accesso di questo chiosco.</translation>
    </message>
    <message>
        <source>The server did not take what a visitor entered here.</source>
        <translation>Il server non ha accettato ciò che un visitatore ha inserito qui.</translation>
    </message>
    <message>
        <source>Nobody is told of who checks in here: there is no mail server, and no desk hears it.</source>
        <translation>Nessuno viene avvisato di chi si registra qui: non c’è un server di posta e nessuna reception lo sa.</translation>
    </message>
    <message>
        <source>The list of hosts could not be read whole.</source>
        <translation>L’elenco degli ospitanti non ha potuto essere letto per intero.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Un momento, per favore</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>it_IT</translation>
    </message>
    <message>
        <source>{count} of {people} people are checked in</source>
        <translation>{count} arrivi su {people} registrati</translation>
    </message>
    <message>
        <source>{people} people are checked in</source>
        <translation>{people} arrivi registrati</translation>
    </message>
    <message>
        <source>Please ask at the front desk about the others.</source>
        <translation>Per gli altri si rivolga alla reception.</translation>
    </message>
    <message>
        <source>Please ask at the front desk about {names}.</source>
        <translation>Si rivolga alla reception per {names}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sì</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Touch your answer.</source>
        <translation>Tocchi la Sua risposta.</translation>
    </message>
    <message>
        <source>Touch your answer, or go on without one.</source>
        <translation>Tocchi la Sua risposta, o continui senza rispondere.</translation>
    </message>
    <message>
        <source>{name}: {question}</source>
        <translation>{name}: {question}</translation>
    </message>
</context>
</TS>
