/** Words around a password that are not the password: data for passwords.ts. */

/** What calls a secret by its name, in the languages that people write to support in. */
export const CUE = `(?:${[
  'pass(?=\\s{0,2}[:=]|\\s(?:is|was)\\s)',
  'pass[ -]?(?:words?|worts?|codes?|phrases?|wrds?|wds?|key)',
  // Written with a sign in place of a letter, by those who think that it hides something.
  'p[a@4áàа]ss?[ -]?w[o0óоö]r[dt]s?',
  'pas+wo?r?ds?|pas+w[ou]rds?|passowrds?|paswrds?|pswrd|pswd|psw|passwd|pwd|pw',
  'pin(?:[ -]?(?:code|number|nummer))?|puk',
  '(?:un)?lock(?:[ -]?screen)?[ -]?(?:code|pin)|screen ?lock(?: code| pin)?',
  '(?:network|wpa[23]?|wlan|router|hotspot)[ -]?key',
  'kennwort|wachtwoord|toegangscode|contrase(?:ñ|n)a|clave|mot de passe|mdp|senha|palavra[ -]passe',
  "parola (?:d'ordine|chiave)|hasło|şifre|lösenord|passord|adgangskode|heslo|salasana|парол[ья]",
].join('|')})`;

/** Words that a sentence about a password goes on with, and that nobody has as a password. */
export const NOT_A_VALUE: ReadonlySet<string> = new Set(
  `a about above accepted actually added again all allowed already also always an and any anyway apparently are as ask asked asking asks at available
back bad be because blocked been before being blank both broken but by came can cannot cant case-sensitive changed completely compromised correct could
damaged definitely deleted denied did didnt different disabled do does doesn't doesnt don't dont either empty enabled encrypted entered error even ever exactly expired
failed failing fails false fine for forgot forgotten from gave get gets given go goes going gone good got greyed
had hard has have having he help her here hers hidden his how i i'm if im important impossible in inaccurate incorrect ineffective invalid is isn't isnt it it's its just
keep keeps kept known lately literally locked longer looks lost mandatory may maybe might me mine missing most must my near necessary need needed needs never new no
nobody none nope not nothing now null obviously of off ok okay old on one only optional or other our out over
part pending possible prefilled present probably problem protected protection question random really recent refused rejected remembered removed required reset retrieved right
safe same saved screen set she short should showing simple since so some somehow someone something sometimes somewhere stays still stolen stored strange strong stuck such supposed sure synced
than that that's the their them then there they thing this though to too totally tried true try turned two typed
unavailable unchanged unclear under unlock unlocking unknown unlocked unset until up updated useless using usually valid verified very via visible
was wasn't wasnt we weak weird well were what when where whether which while who why will with without won't wont working works would written wrong wrote yes yet you your
abgelaufen auch bei das dem den der die ein eine falsch gesperrt ich ist mein meine nicht nie noch nur richtig sie und unbekannt vergessen verloren von weg wird zu
como con cuando de el en es era esta está incorrecta la lo mi mía muy no olvidada para pero perdida por que se si sin un una y ya
avec bon ce dans est et faux ici incorrect je ma mais mauvais mon oublié pas perdu plus pour que qui sur toujours un une`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** A word that ends like these and is followed by more says something about the password. */
export const TELLING_END = /(?:ly|ing|ed|able|ible|n't)$/;

/** Just before the cue: somebody gives the password away, or owns it. */
export const GIVING =
  /(?:^|[^\p{L}])(?:here|here'?s|heres|here is|take|try|use|using|it'?s|its|this is|with|my|her|his|our|their|mom'?s|mum'?s|dad'?s|wife'?s|son'?s|\p{L}{2,12}'s|mein|meine|mi|mon|ma)(?: (?:is|the|her|his|my|our|their|a|new|old|current|account|backup|login|phone|screen|encryption|\p{L}{3,10})){0,3}[ :]{1,2}$/iu;

/** Just before the cue: the words of a screen, or of somebody who has not got the password. */
export const ON_SCREEN =
  /(?:incorrect|wrong|invalid|bad|enter(?:ing)?|type|input|forgot(?:ten)?|forget|lost|change|changing|reset(?:ting)?|remove|need|needs|without|no|require[sd]?|confirm|verify|unlock|ask(?:s|ed|ing)? (?:me )?(?:for|about)|know|what'?s|what is|which)(?: (?:your|my|the|a|an|any|old|new|backup|account|device|current|encryption|her|his|\p{L}{3,10})){0,3}[ :"'“-]{1,3}$/iu;

/** The same in scripts that write words without spaces: what follows in Latin letters and figures is the secret. */
export const CUE_WITHOUT_SPACES =
  '(?:パスワード|パスコード|暗証番号|密码|密碼|口令|비밀번호|암호|รหัสผ่าน|पासवर्ड|كلمة (?:المرور|السر))\\s{0,2}(?:は|是|为|為|가|이|은|는|है|هي)?\\s{0,2}[:=]?\\s{0,2}';

/** Figures as they are spelled out, in the languages in which people read them to each other. */
export const SPELLED =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)';

/** A number that counts the signs of a password, or how often it was tried. */
export const SIGNS_COUNTED = /^\d{1,3}-?(?:digits?|letters?|char\w{0,8}|numbers?|stellig\w{0,2}|times?|x|st|nd|rd|th)$/i;
