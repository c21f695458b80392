<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Continue in English</source>
        <translation>Continuar en español</translation>
    </message>
    <message>
        <source>We found your visit</source>
        <translation>Hemos encontrado su visita</translation>
    </message>
    <message>
        <source>We found one invitation</source>
        <translation>Hemos encontrado una invitación</translation>
    </message>
    <message>
        <source>Only your own meeting is ever shown here.</source>
        <translation>Aquí solo se muestra su propia cita.</translation>
    </message>
    <message>
        <source>Here since {time}</source>
        <translation>Aquí desde las {time}</translation>
    </message>
    <message>
        <source>Invited since {day}, {time}</source>
        <translation>Invitado desde el {day}, {time}</translation>
    </message>
    <message>
        <source>Invited for {time} today</source>
        <translation>Cita hoy a las {time}</translation>
    </message>
    <message>
        <source>Invited for today</source>
        <translation>Invitación para hoy</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes, that’s me</source>
        <translation>Sí, soy yo</translation>
    </message>
    <message>
        <source>More letters</source>
        <translation>Más letras</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Guion</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>Apóstrofo</translation>
    </message>
    <message>
        <source>Fewer letters</source>
        <translation>Menos letras</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Punto</translation>
    </message>
    <message>
        <source>Ampersand</source>
        <translation>Y comercial</translation>
    </message>
    <message>
        <source>Underscore</source>
        <translation>Guion bajo</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>Arroba</translation>
    </message>
    <message>
        <source>Plus sign</source>
        <translation>Signo más</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayúsculas</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Borrar un carácter</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Sign here</source>
        <translation>Firme aquí</translation>
    </message>
    <message>
        <source>Please take a seat.</source>
        <translation>Tome asiento, por favor.</translation>
    </message>
    <message>
        <source>You’re checked in, {name}</source>
        <translation>Llegada registrada, {name}</translation>
    </message>
    <message>
        <source>You’re checked in</source>
        <translation>Llegada registrada</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Recoja su pase</translation>
    </message>
    <message>
        <source>It is being printed.</source>
        <translation>Se está imprimiendo.</translation>
    </message>
    <message>
        <source>Your host knows that you are here</source>
        <translation>Su contacto sabe que ha llegado</translation>
    </message>
    <message>
        <source>Told at {time}. {seat}</source>
        <translation>Aviso enviado a las {time}. {seat}</translation>
    </message>
    <message>
        <source>We are telling your host</source>
        <translation>Estamos avisando a su contacto</translation>
    </message>
    <message>
        <source>Your host</source>
        <translation>Su contacto</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here.</source>
        <translation>Por favor, avise en recepción de que está aquí.</translation>
    </message>
    <message>
        <source>Please tell the front desk that you are here. {seat}</source>
        <translation>Por favor, avise en recepción de que está aquí. {seat}</translation>
    </message>
    <message>
        <source>It comes out of the printer now.</source>
        <translation>Ya sale de la impresora.</translation>
    </message>
    <message>
        <source>Your badge</source>
        <translation>Su pase</translation>
    </message>
    <message>
        <source>It could not be printed. Please ask for one at the front desk.</source>
        <translation>No se ha podido imprimir. Pida uno en recepción, por favor.</translation>
    </message>
    <message>
        <source>Take your badges</source>
        <translation>Recojan sus pases</translation>
    </message>
    <message>
        <source>They are being printed.</source>
        <translation>Se están imprimiendo.</translation>
    </message>
    <message>
        <source>They come out of the printer now.</source>
        <translation>Ya salen de la impresora.</translation>
    </message>
    <message>
        <source>Your badges</source>
        <translation>Sus pases</translation>
    </message>
    <message>
        <source>Not all were printed. Please ask at the front desk.</source>
        <translation>No se han impreso todos. Pregunte en recepción.</translation>
    </message>
    <message>
        <source>Goodbye, and thank you for coming</source>
        <translation>Hasta pronto y gracias por su visita</translation>
    </message>
    <message>
        <source>You are checked out</source>
        <translation>Su salida está registrada</translation>
    </message>
    <message>
        <source>Please leave your badge at the front desk.</source>
        <translation>Deje su pase en recepción, por favor.</translation>
    </message>
    <message>
        <source>Please leave it at the front desk</source>
        <translation>Por favor, déjela en recepción</translation>
    </message>
    <message>
        <source>Reception has been called</source>
        <translation>Hemos avisado a recepción</translation>
    </message>
    <message>
        <source>Nobody there knows of it yet.</source>
        <translation>Allí todavía nadie lo sabe.</translation>
    </message>
    <message>
        <source>We are telling {name}</source>
        <translation>Estamos avisando a {name}</translation>
    </message>
    <message>
        <source>Please wait here</source>
        <translation>Espere aquí, por favor</translation>
    </message>
    <message>
        <source>Please ask at the front desk</source>
        <translation>Pregunte en recepción, por favor</translation>
    </message>
    <message>
        <source>We can’t do this here</source>
        <translation>Aquí no es posible, lo sentimos</translation>
    </message>
    <message>
        <source>Somebody at the front desk will help you.</source>
        <translation>En recepción le atenderán con gusto.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Guest Wi-Fi</source>
        <translation>Wifi para visitas</translation>
    </message>
    <message>
        <source>Is this you?</source>
        <translation>¿Es usted?</translation>
    </message>
    <message>
        <source>Nobody of that name was found.</source>
        <translation>No encontramos a nadie con ese nombre.</translation>
    </message>
    <message>
        <source>More people fit. Type more of the name.</source>
        <translation>Hay más personas. Escriba más letras.</translation>
    </message>
    <message>
        <source>Who are you here to see?</source>
        <translation>¿A quién viene a ver?</translation>
    </message>
    <message>
        <source>Who is the delivery for?</source>
        <translation>¿Para quién es la entrega?</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Otra persona</translation>
    </message>
    <message>
        <source>Call reception</source>
        <translation>Llamar a recepción</translation>
    </message>
    <message>
        <source>Leave it at the desk</source>
        <translation>Dejarla en recepción</translation>
    </message>
    <message>
        <source>Choose: {names}</source>
        <translation>Elija: {names}</translation>
    </message>
    <message>
        <source>Type the first letters of the name.</source>
        <translation>Escriba las primeras letras del nombre.</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Más tiempo</translation>
    </message>
    <message>
        <source>This page clears itself in one second</source>
        <translation>Esta página se cerrará en un segundo</translation>
    </message>
    <message>
        <source>This page clears itself in {seconds} seconds</source>
        <translation>Esta página se cerrará en {seconds} segundos</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Apellido</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Empresa</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>Matrícula</translation>
    </message>
    <message>
        <source>Accents don’t matter. Type the whole name.</source>
        <translation>Escríbalo completo. Los acentos no importan.</translation>
    </message>
    <message>
        <source>The whole name, or scan your code.</source>
        <translation>Apellido completo, o escanee su código.</translation>
    </message>
    <message>
        <source>You may leave this empty.</source>
        <translation>Puede dejarlo vacío.</translation>
    </message>
    <message>
        <source>What is your last name?</source>
        <translation>¿Cuál es su apellido?</translation>
    </message>
    <message>
        <source>What is your first name?</source>
        <translation>¿Cuál es su nombre?</translation>
    </message>
    <message>
        <source>Which company are you from?</source>
        <translation>¿De qué empresa viene?</translation>
    </message>
    <message>
        <source>As it is written in your invitation.</source>
        <translation>Como figura en su invitación.</translation>
    </message>
    <message>
        <source>Did others come with you?</source>
        <translation>¿Ha venido alguien más con usted?</translation>
    </message>
    <message>
        <source>Then type your first name. Else leave this empty.</source>
        <translation>Si es así, escriba su nombre. Si no, déjelo vacío.</translation>
    </message>
    <message>
        <source>What is your mobile number?</source>
        <translation>¿Cuál es su número de móvil?</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>Número de móvil</translation>
    </message>
    <message>
        <source>What is your email address?</source>
        <translation>¿Cuál es su correo electrónico?</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>What is your licence plate?</source>
        <translation>¿Cuál es su matrícula?</translation>
    </message>
    <message>
        <source>You may leave this empty if you came without a car.</source>
        <translation>Si vino sin coche, déjelo vacío.</translation>
    </message>
    <message>
        <source>As on your ID card.</source>
        <translation>Como en su documento de identidad.</translation>
    </message>
    <message>
        <source>Who came with you?</source>
        <translation>¿Quién ha venido con usted?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Touch their names, or continue if you came alone.</source>
        <translation>Toque los nombres, o continúe si ha venido sin compañía.</translation>
    </message>
    <message>
        <source>Please read and sign</source>
        <translation>Lea y firme, por favor</translation>
    </message>
    <message>
        <source>{name}, please read and sign</source>
        <translation>{name}, lea y firme, por favor</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Acepto</translation>
    </message>
    <message>
        <source>Agree without drawing</source>
        <translation>Aceptar sin firmar</translation>
    </message>
    <message>
        <source>I have a meeting</source>
        <translation>Tengo una cita</translation>
    </message>
    <message>
        <source>Check in with your last name</source>
        <translation>Regístrese con su apellido</translation>
    </message>
    <message>
        <source>I was not invited</source>
        <translation>Vengo sin cita</translation>
    </message>
    <message>
        <source>Tell us who you are here to see</source>
        <translation>Díganos a quién viene a ver</translation>
    </message>
    <message>
        <source>I am leaving</source>
        <translation>Ya me voy</translation>
    </message>
    <message>
        <source>Check out and return your badge</source>
        <translation>Registre su salida y devuelva el pase</translation>
    </message>
    <message>
        <source>I have a delivery</source>
        <translation>Traigo una entrega</translation>
    </message>
    <message>
        <source>Tell us who it is for</source>
        <translation>Díganos para quién es</translation>
    </message>
    <message>
        <source>Large text, more time</source>
        <translation>Letra grande, más tiempo</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Letra normal</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenidos</translation>
    </message>
    <message>
        <source>What brings you here today?</source>
        <translation>¿En qué podemos ayudarle?</translation>
    </message>
    <message>
        <source>Need a hand? Ask at the front desk.</source>
        <translation>¿Necesita ayuda? Pregunte en recepción.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>¿Sigue ahí?</translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>Sigo aquí</translation>
    </message>
    <message>
        <source>What you entered is cleared in one second.</source>
        <translation>Sus datos se borrarán en un segundo.</translation>
    </message>
    <message>
        <source>What you entered is cleared in {seconds} seconds.</source>
        <translation>Sus datos se borrarán en {seconds} segundos.</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>We can’t find that. Check how it is spelled, or ask at the front desk.</source>
        <translation>No lo encontramos. Compruebe cómo está escrito o pregunte en recepción.</translation>
    </message>
    <message>
        <source>Your visit is tomorrow at {time}.</source>
        <translation>Su visita es mañana a las {time}.</translation>
    </message>
    <message>
        <source>Your visit is on {day} at {time}.</source>
        <translation>Su visita es el {day} a las {time}.</translation>
    </message>
    <message>
        <source>Please type it first.</source>
        <translation>Escríbalo primero, por favor.</translation>
    </message>
    <message>
        <source>That can’t be a phone number. Begin with + and the country code.</source>
        <translation>No parece un número de teléfono. Empiece con + y el prefijo del país.</translation>
    </message>
    <message>
        <source>That can’t be an email address.</source>
        <translation>No parece una dirección de correo.</translation>
    </message>
    <message>
        <source>You are checked in already. Please take a seat.</source>
        <translation>Su llegada ya está registrada. Tome asiento, por favor.</translation>
    </message>
    <message>
        <source>We don’t know this code. Please type your last name.</source>
        <translation>No conocemos este código. Escriba su apellido, por favor.</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Volver al quiosco</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Change PIN</source>
        <translation>Cambiar el PIN</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Avisar de un problema</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Abrir la recepción</translation>
    </message>
    <message>
        <source>Close Foyer</source>
        <translation>Cerrar Foyer</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Todo en orden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>PIN for staff</source>
        <translation>PIN del personal</translation>
    </message>
    <message>
        <source>Choose a new PIN for staff</source>
        <translation>Elija un nuevo PIN del personal</translation>
    </message>
    <message>
        <source>{least} to {most} digits.</source>
        <translation>De {least} a {most} cifras.</translation>
    </message>
    <message>
        <source>It is needed to leave the kiosk. {least} to {most} digits.</source>
        <translation>Hace falta para salir del quiosco. De {least} a {most} cifras.</translation>
    </message>
    <message>
        <source>Choose a PIN for staff</source>
        <translation>Elija un PIN del personal</translation>
    </message>
    <message>
        <source>Digits typed: {count}</source>
        <translation>Cifras escritas: {count}</translation>
    </message>
    <message>
        <source>Type the new PIN once more</source>
        <translation>Escriba otra vez el nuevo PIN</translation>
    </message>
    <message>
        <source>The two PINs differ. Choose one again.</source>
        <translation>Los dos PIN no coinciden. Elija uno de nuevo.</translation>
    </message>
    <message>
        <source>Wrong PIN. One try left.</source>
        <translation>PIN incorrecto. Queda un intento.</translation>
    </message>
    <message>
        <source>Wrong PIN. {count} tries left.</source>
        <translation>PIN incorrecto. Quedan {count} intentos.</translation>
    </message>
    <message>
        <source>The PIN&apos;s file can&apos;t be read. Choose another PIN in Settings.</source>
        <translation>El archivo del PIN no se puede leer. Elija otro PIN en los ajustes (Settings).</translation>
    </message>
    <message>
        <source>That PIN is guessed at once. Choose another one.</source>
        <translation>Ese PIN se adivina enseguida. Elija otro.</translation>
    </message>
    <message>
        <source>Too many tries. Try again at {at}, in {left}.</source>
        <translation>Demasiados intentos. Vuelva a intentarlo a las {at}, en {left}.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be checked: the disk of this kiosk takes nothing.</source>
        <translation>No se puede comprobar el PIN: el disco de este quiosco no admite datos.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the disk of this kiosk takes nothing.</source>
        <translation>No se puede guardar el PIN: el disco de este quiosco no admite datos.</translation>
    </message>
    <message>
        <source>The screen did not react for a while.</source>
        <translation>La pantalla no respondió durante un rato.</translation>
    </message>
    <message>
        <source>The disk is nearly full, or can’t be written to.</source>
        <translation>El disco está casi lleno o no admite escritura.</translation>
    </message>
    <message>
        <source>The badge printer does not print.</source>
        <translation>La impresora de pases no imprime.</translation>
    </message>
    <message>
        <source>The server could not be reached for a while.</source>
        <translation>No se pudo contactar con el servidor durante un rato.</translation>
    </message>
    <message>
        <source>The server does not take this kiosk’s access token any more.</source>
        <translation>El servidor ya no acepta el token de acceso de este quiosco.</translation>
    </message>
    <message>
        <source>The server did not take what a visitor entered here.</source>
        <translation>El servidor no ha aceptado lo que un visitante introdujo aquí.</translation>
    </message>
    <message>
        <source>Nobody is told of who checks in here: there is no mail server, and no desk hears it.</source>
        <translation>Nadie se entera de quién se registra aquí: no hay servidor de correo y ninguna recepción lo sabe.</translation>
    </message>
    <message>
        <source>The list of hosts could not be read whole.</source>
        <translation>La lista de anfitriones no se pudo leer por completo.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Un momento, por favor</translation>
    </message>
    <message>
        <source>en_GB</source>
        <translation>es_ES</translation>
    </message>
    <message>
        <source>{count} of {people} people are checked in</source>
        <translation>{count} de {people} llegadas registradas</translation>
    </message>
    <message>
        <source>{people} people are checked in</source>
        <translation>{people} llegadas registradas</translation>
    </message>
    <message>
        <source>Please ask at the front desk about the others.</source>
        <translation>Pregunte en recepción por los demás.</translation>
    </message>
    <message>
        <source>Please ask at the front desk about {names}.</source>
        <translation>Pregunte en recepción por {names}.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Touch your answer.</source>
        <translation>Toque su respuesta.</translation>
    </message>
    <message>
        <source>Touch your answer, or go on without one.</source>
        <translation>Toque su respuesta, o continúe sin responder.</translation>
    </message>
    <message>
        <source>{name}: {question}</source>
        <translation>{name}: {question}</translation>
    </message>
</context>
</TS>
