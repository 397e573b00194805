/** Small words by which a language is known. Words shared by several languages say little and are mostly left out. */
export const STOP_WORDS: Readonly<Record<string, string>> = {
  en: 'the and is are was were to of it i my me you your this that in on for with not do does did have has can could will would what how why when where which from but if at be been an all no yes so just still now please help there they them when after before only then too same again says keeps cannot need want get got going lost back a never made make',
  es: 'el los las una unos que de del y es está esta están son fue mi mis tu su se lo le me te por para con sin no sí si ya pero como cómo cuando qué dónde donde porque muy más mas hay tengo tiene puedo puede quiero necesito ayuda hacer hago desde hasta todo todos nada nuevo nueva después antes ahora también gracias hola mensaje copia teléfono telefono móvil movil fotos perdí perdido sale dice aparece funciona espacio seguridad este esto ese eso al ha han he estaba era cada vez otra otro otros algo alguien mejor peor copias respaldo respaldar restaurar restauración restaura restauro contraseña clave olvidé pide piden lleno llena almacenamiento nube ordenador computadora celular pantalla actualizar actualización actualiza actualizo conecta reconoce detecta apareció desaparecieron desapareció borré borró quiere tarda lleva llevo horas día días atascado quedó quedado sigue igual cuánto cuál cuáles hablar persona bloqueado bloqueo cuenta código codigo batería adiós luego mañana noches tardes buenas buenos semana compré viejo vieja antiguo antigua pasar paso pasos datos mensajes contactos notas vídeos intento falla falló fallado salió dañada dañado desactivado olvido enciende arranca reinicia mí así aquí eres tienes puedes quieres estoy tan según entre sobre deja dejó intentar hizo hice hacen',
  de: 'der die das den dem des ein eine einen einem einer und ist sind war nicht kein keine ich mein meine meinen meinem mir mich du sie es er wir ihr auf aus bei mit nach seit von zu zum zur für fuer über ueber im in am an wie was warum wo wann wenn dass aber auch noch nur schon mehr sehr kann kannst können koennen will habe hab hat haben wird werden geht gehts jetzt bitte danke hallo hilfe handy fotos bilder sicherung wiederherstellen weg alles nichts immer neue neues neuen telefon speicher voll fehler meldung bist seid dieser diese dieses diesen welche welcher welches vom beim ins aufs ans euch ihn ihm ihnen sein seine seinen ihre ihren jemand niemand etwas gibt gab machen mache macht gemacht kommt kommen komme lässt lassen bleibt bleiben startet starten erkennt findet finden lädt dauert hängt steht zeigt sagt fragt sehe sehen wiederherstellung wiederhergestellt sichern gesichert sicherungen passwort kennwort vergessen gesperrt konto kontakte nachrichten notizen verloren gelöscht verschwunden wieder beschädigt defekt kaputt rechner festplatte platz verbindung wlan netz bildschirm schwarz menschen mitarbeiter sprechen reden tschüss bis später morgen guten abend wetter rezept bedeutet fehlercode fehlernummer fehlermeldung stunden tage tagen minuten gestern heute ständig dauernd ohne gegen sollte soll muss musste wollte möchte eure unser dein deine deinen hatte hatten wurde wurden unter zwei drei jedes jeder jede mal dumme dumm geräte gerät aktivierungssperre fertig krieg kriege drauf',
  fr: "le la les un une des du de et est sont était je j ai mon ma mes tu ton il elle nous vous se ce cette ces que qui quoi ne pas plus pour par avec sans sur dans mais ou où comment quand pourquoi très aussi tout tous toute rien peux peut veux faire fait depuis après avant maintenant merci bonjour aide téléphone sauvegarde restauré restaurer récupérer réussi perdu photos à puis donc n l d c qu s'il été avoir",
  pt: 'o os a as um uma uns umas e é está estão são foi meu minha meus minhas seu sua eu ele ela nós você vocês que de do da dos das no na nos nas em por para com sem não sim mas como quando onde porque por muito mais também já só tenho tem posso pode quero preciso ajuda fazer faço desde até tudo nada novo nova depois antes agora obrigado obrigada olá celular telefone cópia fotos perdi consigo aparece funciona espaço',
  it: 'il lo la gli le un uno una di del della dei degli delle e è sono era mio mia miei mie tuo suo io lui lei noi voi che chi cosa non più per con senza su nel nella ma come quando dove perché molto anche già solo ho ha hai posso può voglio devo aiuto fare faccio da dal tutto tutti niente nuovo nuova dopo prima adesso ora grazie ciao telefono cellulare foto perso riesco funziona spazio ripristino',
  nl: 'de het een en is zijn was niet geen ik mijn mij je jij jouw hij zij wij we jullie dat dit die op uit bij met naar sinds van voor over in aan hoe wat waarom waar wanneer als maar ook nog alleen al meer heel kan kunt kunnen wil heb hebt heeft hebben wordt worden gaat nu bedankt hallo hulp telefoon mijn foto alles niets altijd nieuwe kwijt werkt staat vol geen reservekopie terugzetten',
  pl: 'i w z na do nie to jest są był mój moja moje mi mnie ty się co jak kiedy gdzie dlaczego czy ale też tylko już bardzo mam masz ma mogę może chcę proszę dziękuję cześć pomoc telefon zdjęcia kopia wszystko nic nowy po przed teraz ze dla od przez przywrócić kopii zapasowej działa',
  tr: 've bir bu şu o ben benim sen sizin için ile ama çok daha da de mi mı ne nasıl neden nerede var yok değil olarak gibi sonra önce şimdi merhaba teşekkür yardım telefon telefonum yedek yedekleme fotoğraf fotoğraflar gitti silindi çalışmıyor alamıyorum istiyorum lütfen',
  id: 'yang dan di ke dari ini itu saya aku kamu anda tidak bisa ada untuk dengan sudah belum akan apa bagaimana kenapa mengapa kalau tapi juga lagi hp saya foto hilang cadangan tolong terima kasih gimana gak nggak mau cara semua baru setelah',
  sv: 'och att det är en ett som på av för med den inte jag min mitt mina du din han hon vi ni har hade kan vill ska hur vad varför var när men också bara nu hjälp tack hej telefon bilder säkerhetskopia borta allt inget ny efter från till återställa fungerar',
};

/** Letters that hardly any other of these languages uses. */
export const TELLING_LETTERS: readonly (readonly [RegExp, string, number])[] = [
  [/[ñ¿¡]/u, 'es', 3],
  [/ß/u, 'de', 3],
  [/[äöü]/u, 'de', 1],
  [/[áíóú]/u, 'es', 0.6],
  [/[ãõ]/u, 'pt', 2],
  [/[êçàùœ]|\b[jlndcs]['’]/u, 'fr', 1],
  [/[èòù]/u, 'it', 0.5],
  [/[ąęłńśźż]/u, 'pl', 3],
  [/[ğış]/u, 'tr', 3],
  [/å/u, 'sv', 3],
];

/** Scripts that settle the language by themselves; Latin is not among them. */
export const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{sc=Hira}\p{sc=Kana}]/gu, 'ja'],
  [/\p{sc=Hang}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/\p{sc=Arab}/gu, 'ar'],
  [/\p{sc=Hebr}/gu, 'he'],
  [/\p{sc=Grek}/gu, 'el'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Deva}/gu, 'hi'],
  [/\p{sc=Cyrl}/gu, 'ru'],
];
