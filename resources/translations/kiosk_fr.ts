<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Continue in English</source>
        <translation>Continuer en français</translation>
    </message>
    <message>
        <source>We found your visit</source>
        <translation>Nous avons trouvé votre visite</translation>
    </message>
    <message>
        <source>We found one invitation</source>
        <translation>Nous avons trouvé une invitation</translation>
    </message>
    <message>
        <source>Only your own meeting is ever shown here.</source>
        <translation>Seul votre propre rendez-vous est affiché ici.</translation>
    </message>
    <message>
        <source>Here since {time}</source>
        <translation>Sur place depuis {time}</translation>
    </message>
    <message>
        <source>Invited since {day}, {time}</source>
        <translation>Invitation depuis le {day}, {time}</translation>
    </message>
    <message>
        <source>Invited for {time} today</source>
        <translation>Rendez-vous aujourd’hui à {time}</translation>
    </message>
    <message>
        <source>Invited for today</source>
        <translation>Invitation pour aujourd’hui</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Yes, that’s me</source>
        <translation>Oui, c’est moi</translation>
    </message>
    <message>
        <source>More letters</source>
        <translation>Plus de lettres</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Trait d’union</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>Apostrophe</translation>
    </message>
    <message>
        <source>Fewer letters</source>
        <translation>Moins de lettres</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>Ampersand</source>
        <translation>Esperluette</translation>
    </message>
    <message>
        <source>Underscore</source>
        <translation>Tiret bas</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>Arobase</translation>
    </message>
    <message>
        <source>Plus sign</source>
        <translation>Signe plus</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Majuscules</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer un caractère</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Sign here</source>
        <translation>Signez ici</translation>
    </message>
    <message>
        <source>Please take a seat.</source>
        <translation>Veuillez prendre place.</translation>
    </message>
    <message>
        <source>You’re checked in, {name}</source>
        <translation>Arrivée enregistrée, {name}</translation>
    </message>
    <message>
        <source>You’re checked in</source>
        <translation>Arrivée enregistrée</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Prenez votre badge</translation>
    </message>
    <message>
        <source>It is being printed.</source>
        <translation>Il est en cours d’impression.</translation>
    </message>
    <message>
        <source>Your host knows that you are here</source>
        <translation>Votre hôte sait que vous êtes là</translation>
    </message>
    <message>
        <source>Told at {time}. {seat}</source>
        <translation>Message transmis à {time}. {seat}</translation>
    </message>
    <message>
        <source>We are telling your host</source>
        <translation>Nous prévenons votre hôte</translation>
    </message>
    <message>
        <source>Your host</source>
        <translation>Votre hôte</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here.</source>
        <translation>Veuillez signaler votre arrivée à l’accueil.</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here. {seat}</source>
        <translation>Veuillez signaler votre arrivée à l’accueil. {seat}</translation>
    </message>
    <message>
        <source>It comes out of the printer now.</source>
        <translation>Il sort de l’imprimante.</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Votre badge</translation>
    </message>
    <message>
        <source>It could not be printed. Please ask for one at the front desk.</source>
        <translation>Il n’a pas pu être imprimé. Demandez-en un à l’accueil.</translation>
    </message>
    <message>
        <source>Take your badges</source>
        <translation>Prenez vos badges</translation>
    </message>
    <message>
        <source>They are being printed.</source>
        <translation>Ils sont en cours d’impression.</translation>
    </message>
    <message>
        <source>They come out of the printer now.</source>
        <translation>Ils sortent de l’imprimante.</translation>
    </message>
    <message>
        <source>Your badges</source>
        <translation>Vos badges</translation>
    </message>
    <message>
        <source>Not all were printed. Please ask at the front desk.</source>
        <translation>Il en manque. Adressez-vous à l’accueil.</translation>
    </message>
    <message>
        <source>Goodbye, and thank you for coming</source>
        <translation>Au revoir et merci de votre visite</translation>
    </message>
    <message>
        <source>You are checked out</source>
        <translation>Votre départ est enregistré</translation>
    </message>
    <message>
        <source>Please leave your badge at the front desk.</source>
        <translation>Veuillez laisser votre badge à l’accueil.</translation>
    </message>
    <message>
        <source>Please leave it at the front desk</source>
        <translation>Veuillez la laisser à l’accueil</translation>
    </message>
    <message>
        <source>Reception has been called</source>
        <translation>L’accueil a été prévenu</translation>
    </message>
    <message>
        <source>Nobody there knows of it yet.</source>
        <translation>Personne n’y est encore au courant.</translation>
    </message>
    <message>
        <source>We are telling {name}</source>
        <translation>Nous prévenons {name}</translation>
    </message>
    <message>
        <source>Please wait here</source>
        <translation>Veuillez patienter ici</translation>
    </message>
    <message>
        <source>Please ask at the front desk</source>
        <translation>Veuillez vous adresser à l’accueil</translation>
    </message>
    <message>
        <source>We can’t do this here</source>
        <translation>Ce n’est pas possible ici</translation>
    </message>
    <message>
        <source>Somebody at the front desk will help you.</source>
        <translation>L’accueil se fera un plaisir de vous aider.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Guest Wi-Fi</source>
        <translation>Wi-Fi invités</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>Est-ce bien vous&#x202f;?</translation>
    </message>
    <message>
        <source>Nobody of that name was found.</source>
        <translation>Nous ne trouvons personne de ce nom.</translation>
    </message>
    <message>
        <source>More people fit. Type more of the name.</source>
        <translation>D’autres personnes conviennent. Tapez plus de lettres.</translation>
    </message>
    <message>
        <source>Who are you here to see?</source>
        <translation>Qui venez-vous voir&#x202f;?</translation>
    </message>
    <message>
        <source>Who is the delivery for?</source>
        <translation>Pour qui est la livraison&#x202f;?</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Hôte</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Une autre personne</translation>
    </message>
    <message>
        <source>Call reception</source>
        <translation>Appeler l’accueil</translation>
    </message>
    <message>
        <source>Leave it at the desk</source>
        <translation>Laisser à l’accueil</translation>
    </message>
    <message>
        <source>Choose: {names}</source>
        <translation>Choisissez&#xa0;: {names}</translation>
    </message>
    <message>
        <source>Type the first letters of the name.</source>
        <translation>Saisissez les premières lettres du nom.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Plus de temps</translation>
    </message>
    <message>
        <source>This page clears itself in one second</source>
        <translation>Cette page se fermera dans une seconde</translation>
    </message>
    <message>
        <source>This page clears itself in {seconds} seconds</source>
        <translation>Cette page se fermera dans {seconds} secondes</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Entreprise</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Immatriculation</translation>
    </message>
    <message>
        <source>Accents don’t matter. Type the whole name.</source>
        <translation>Saisissez-le en entier. Les accents ne comptent pas.</translation>
    </message>
    <message>
        <source>The whole name, or scan your code.</source>
        <translation>Nom entier, ou scannez votre code.</translation>
    </message>
    <message>
        <source>You may leave this empty.</source>
        <translation>Vous pouvez laisser ce champ vide.</translation>
    </message>
    <message>
        <source>What is your last name?</source>
        <translation>Quel est votre nom de famille&#x202f;?</translation>
    </message>
    <message>
        <source>What is your first name?</source>
        <translation>Quel est votre prénom&#x202f;?</translation>
    </message>
    <message>
        <source>Which company are you from?</source>
        <translation>De quelle entreprise venez-vous&#x202f;?</translation>
    </message>
    <message>
        <source>As it is written in your invitation.</source>
        <translation>Comme indiqué sur votre invitation.</translation>
    </message>
    <message>
        <source>Did others come with you?</source>
        <translation>D’autres personnes vous accompagnent-elles&#x202f;?</translation>
    </message>
    <message>
        <source>Then type your first name. Else leave this empty.</source>
        <translation>Si oui, saisissez votre prénom. Sinon, laissez ce champ vide.</translation>
    </message>
    <message>
        <source>What is your mobile number?</source>
        <translation>Quel est votre numéro de portable&#x202f;?</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Numéro de portable</translation>
    </message>
    <message>
        <source>What is your email address?</source>
        <translation>Quelle est votre adresse e‑mail&#x202f;?</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>What is your licence plate?</source>
        <translation>Quelle est votre immatriculation&#x202f;?</translation>
    </message>
    <message>
        <source>You may leave this empty if you came without a car.</source>
        <translation>Sans voiture, laissez ce champ vide.</translation>
    </message>
    <message>
        <source>As on your ID card.</source>
        <translation>Comme sur votre pièce d’identité.</translation>
    </message>
    <message>
        <source>Who came with you?</source>
        <translation>Qui vous accompagne&#x202f;?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Touch their names, or continue if you came alone.</source>
        <translation>Touchez les noms, ou continuez si vous êtes seul.</translation>
    </message>
    <message>
        <source>Please read and sign</source>
        <translation>Veuillez lire et signer</translation>
    </message>
    <message>
        <source>{name}, please read and sign</source>
        <translation>{name}, veuillez lire et signer</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>J’accepte</translation>
    </message>
    <message>
        <source>Agree without drawing</source>
        <translation>Accepter sans signer</translation>
    </message>
    <message>
        <source>I have a meeting</source>
        <translation>J’ai un rendez-vous</translation>
    </message>
    <message>
        <source>Check in with your last name</source>
        <translation>Annoncez-vous avec votre nom</translation>
    </message>
    <message>
        <source>I was not invited</source>
        <translation>Je viens sans rendez-vous</translation>
    </message>
    <message>
        <source>Tell us who you are here to see</source>
        <translation>Dites-nous qui vous venez voir</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>Je pars</translation>
    </message>
    <message>
        <source>Check out and return your badge</source>
        <translation>Signalez votre départ et rendez le badge</translation>
    </message>
    <message>
        <source>I have a delivery</source>
        <translation>J’ai une livraison</translation>
    </message>
    <message>
        <source>Tell us who it is for</source>
        <translation>Dites-nous pour qui</translation>
    </message>
    <message>
        <source>Large text, more time</source>
        <translation>Grands caractères, plus de temps</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Texte normal</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenue</translation>
    </message>
    <message>
        <source>What brings you here today?</source>
        <translation>Que pouvons-nous faire pour vous&#x202f;?</translation>
    </message>
    <message>
        <source>Need a hand? Ask at the front desk.</source>
        <translation>Besoin d’aide&#x202f;? Adressez-vous à l’accueil.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>Êtes-vous toujours là&#x202f;?</translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>Je suis toujours là</translation>
    </message>
    <message>
        <source>What you entered is cleared in one second.</source>
        <translation>Votre saisie sera effacée dans une seconde.</translation>
    </message>
    <message>
        <source>What you entered is cleared in {seconds} seconds.</source>
        <translation>Votre saisie sera effacée dans {seconds} secondes.</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Vers le haut</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Vers le bas</translation>
    </message>
    <message>
        <source>We can’t find that. Check how it is spelled, or ask at the front desk.</source>
        <translation>Nous ne trouvons rien. Vérifiez l’orthographe ou adressez-vous à l’accueil.</translation>
    </message>
    <message>
        <source>Your visit is tomorrow at {time}.</source>
        <translation>Votre visite est prévue demain à {time}.</translation>
    </message>
    <message>
        <source>Your visit is on {day} at {time}.</source>
        <translation>Votre visite est prévue le {day} à {time}.</translation>
    </message>
    <message>
        <source>Please type it first.</source>
        <translation>Veuillez d’abord remplir ce champ.</translation>
    </message>
    <message>
        <source>That can’t be a phone number. Begin with + and the country code.</source>
        <translation>Ce n’est pas un numéro de téléphone. Commencez par + et l’indicatif du pays.</translation>
    </message>
    <message>
        <source>That can’t be an email address.</source>
        <translation>Ce n’est pas une adresse e‑mail.</translation>
    </message>
    <message>
        <source>You are checked in already. Please take a seat.</source>
        <translation>Votre arrivée est déjà enregistrée. Veuillez prendre place.</translation>
    </message>
    <message>
        <source>We don’t know this code. Please type your last name.</source>
        <translation>Nous ne connaissons pas ce code. Veuillez saisir votre nom de famille.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Retour à la borne</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Changer le code PIN</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Signaler un problème</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Ouvrir l’accueil</translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>Fermer Foyer</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Tout va bien</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>PIN for staff</source>
        <translation>Code PIN du personnel</translation>
    </message>
    <message>
        <source>Choose a new PIN for staff</source>
        <translation>Choisissez un nouveau code PIN du personnel</translation>
    </message>
    <message>
        <source>{least} to {most} digits.</source>
        <translation>De {least} à {most} chiffres.</translation>
    </message>
    <message>
        <source>It is needed to leave the kiosk. {least} to {most} digits.</source>
        <translation>Il sert à quitter la borne. De {least} à {most} chiffres.</translation>
    </message>
    <message>
        <source>Choose a PIN for staff</source>
        <translation>Choisissez un code PIN du personnel</translation>
    </message>
    <message>
        <source>Digits typed: {count}</source>
        <translation>Chiffres saisis&#xa0;: {count}</translation>
    </message>
    <message>
        <source>Type the new PIN once more</source>
        <translation>Saisissez encore le nouveau code PIN</translation>
    </message>
    <message>
        <source>The two PINs differ. Choose one again.</source>
        <translation>Les deux codes diffèrent. Choisissez-en un à nouveau.</translation>
    </message>
    <message>
        <source>Wrong PIN. One try left.</source>
        <translation>Code PIN erroné. Il reste un essai.</translation>
    </message>
    <message>
        <source>Wrong PIN. {count} tries left.</source>
        <translation>Code PIN erroné. Il reste {count} essais.</translation>
    </message>
    <message>
        <source>The PIN&apos;s file can&apos;t be read. Choose another PIN in Settings.</source>
        <translation>Le fichier du code PIN est illisible. Choisissez un autre code dans les réglages (Settings).</translation>
    </message>
    <message>
        <source>That PIN is guessed at once. Choose another one.</source>
        <translation>Ce code se devine tout de suite. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Too many tries. Try again at {at}, in {left}.</source>
        <translation>Trop d’essais. Réessayez à {at}, dans {left}.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be checked: the disk of this kiosk takes nothing.</source>
        <translation>Impossible de vérifier le code PIN&#xa0;: le disque de cette borne n’accepte rien.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the disk of this kiosk takes nothing.</source>
        <translation>Impossible d’enregistrer le code PIN&#xa0;: le disque de cette borne n’accepte rien.</translation>
    </message>
    <message>
        <source>The screen did not react for a while.</source>
        <translation>L’écran n’a pas réagi pendant un moment.</translation>
    </message>
    <message>
        <source>The disk is nearly full, or can’t be written to.</source>
        <translation>Le disque est presque plein ou ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>The badge printer does not print.</source>
        <translation>L’imprimante de badges n’imprime pas.</translation>
    </message>
    <message>
        <source>The server could not be reached for a while.</source>
        <translation>Le serveur est resté injoignable un moment.</translation>
    </message>
    <message>
        <source>The server does not take this kiosk’s access token any more.</source>
        <translation>Le serveur n’accepte plus le jeton d’accès de cette borne.</translation>
    </message>
    <message>
        <source>The server did not take what a visitor entered here.</source>
        <translation>Le serveur n’a pas accepté ce qu’un visiteur a saisi ici.</translation>
    </message>
    <message>
        <source>Nobody is told of who checks in here: there is no mail server, and no desk hears it.</source>
        <translation>Personne n’est prévenu des arrivées ici&#xa0;: il n’y a pas de serveur de messagerie, et aucun accueil n’en est informé.</translation>
    </message>
    <message>
        <source>The list of hosts could not be read whole.</source>
        <translation>La liste des hôtes n’a pas pu être lue en entier.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Un instant, s’il vous plaît</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>fr_FR</translation>
    </message>
    <message>
        <source>{count} of {people} people are checked in</source>
        <translation>{count} arrivées sur {people} enregistrées</translation>
    </message>
    <message>
        <source>{people} people are checked in</source>
        <translation>{people} arrivées enregistrées</translation>
    </message>
    <message>
        <source>Please ask at the front desk about the others.</source>
        <translation>Adressez-vous à l’accueil pour les autres.</translation>
    </message>
    <message>
        <source>Please ask at the front desk about {names}.</source>
        <translation>Adressez-vous à l’accueil pour {names}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Touch your answer.</source>
        <translation>Touchez votre réponse.</translation>
    </message>
    <message>
        <source>Touch your answer, or go on without one.</source>
        <translation>Touchez votre réponse, ou continuez sans répondre.</translation>
    </message>
    <message>
        <source>{name}: {question}</source>
        <translation>{name} : {question}</translation>
    </message>
</context>
</TS>
