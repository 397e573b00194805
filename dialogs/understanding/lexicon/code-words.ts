/** The words around numbers that tell error codes from everything else that is written in digits. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** A number after (or before) one of these is a code. */
export const CUES =
  /^(?:(?:[a-z_]*(?:error|fehler|erreur|errore|erro)[a-z_]*)|errs?|errno|codes?|c[oó]digos?|fehlernummer|hata|errorcode|failcode)$/i;
/** What may stand between a cue and its number. */
export const FILLERS = list(
  'code codes number numbers no nr num is was are were of a an the it its says say said saying message messages msg occurred appeared unknown like just now always keeps coming up popping with which called reads still domain : # = ( [ " \' - , . “ ” ‘ ’ * / and or id nummer numero número el de es con del sale pone dice lautet ist der das mit steht',
);
/** A weak hint that the number is what a screen shows. */
export const HINTS = list(
  'says say said saying shows show showing showed gives give giving gave got get gets getting its still number # ( again displays displaying reads fails failed throws',
);
/** A number after one of these counts or names something else. */
export const NOT_AFTER = list(
  'order case ticket invoice room apt flight serial phone call tel mobile pin passcode zip version v ver build since from in year early mid late until till around about after before for another only last next past over under than nearly almost within step page chapter part series gen generation model sim bus line platform floor route usb win windows desde hace hasta casi unas unos versión pedido factura seit vor nach bis fast etwa ungefähr bestellung rechnung',
);
/** A code of one of these kinds is no error code. */
export const OTHER_CODES = list(
  'verification security pin zip promo area post postal country sms 2fa qr coupon discount otp login confirmation unlock access pass puk dialing dialling authentication auth activation recovery six 6 digit factor',
);
/** A number before one of these is an amount. */
export const UNITS = list(
  'hora horas día días dias minuto minutos segundos semana semanas meses año años veces fotos gigas megas euros stunde stunden tag tage tagen minuten sekunden woche wochen monat monate monaten jahr jahre jahren mal prozent uhr euro bilder % percent gb g gig gigs gigabyte gigabytes gbs mb mbs meg megs megabytes megabyte kb tb tbs terabyte terabytes kbps mbps mbit mbits gbps hz ghz mah w watt watts volt volts v h hr hrs hour hours hourly m min mins minute minutes s sec secs second seconds d day days night nights week weeks wk wks month months mo year years yr yrs yo am pm oclock o times time x k th st nd rd of out photos photo pics pictures picture images videos video songs contacts messages texts emails files file items apps app documents notes people users friends kids phones phone devices computers laptops cables cable ports tries attempts attempt dollars dollar bucks euro euros pounds pound quid usd eur gbp cents $ € £ p fps px mp megapixel megapixels inch inches cm mm km miles ft feet degrees c f bars bar different separate ppl persons characters digits digit letters star stars pro max plus mini ultra se bit bits gen generation page pages step steps backups backup stunden minuten tage jahre horas minutos días heures jours',
);
export const CODE_JOINERS = list(', / & + ; and or then und oder y o et ou e also plus');

const numbered = (words: string, first: number, step = 1): [string, number][] =>
  words.split(' ').map((word, i): [string, number] => [word, first + i * step]);

/**
 * Number words by value: what is said below ten, below a hundred, and what multiplies; in English, Spanish and German. Left out is what means
 * something else in English or in a log: the Spanish eleven, the German zero, both articles that are also a one.
 */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...numbered(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    0,
  ),
  ...numbered('twenty thirty forty fifty sixty seventy eighty ninety hundred', 20, 10),
  ...numbered('oh', 0),
  ...numbered('fourty', 40),
  ...numbered('forteen', 14),
  ...numbered('thousand mil tausend', 1000, 0),
  ...numbered('cero uno dos tres cuatro cinco seis siete ocho nueve diez', 0),
  ...numbered('doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte', 12),
  ...numbered('dieciseis', 16),
  ...numbered('treinta cuarenta cincuenta sesenta setenta ochenta noventa cien', 30, 10),
  ...numbered('ciento hundert', 100, 0),
  ...numbered(
    'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    1,
  ),
  ...numbered('dreißig vierzig fünfzig sechzig siebzig achtzig neunzig', 30, 10),
  ...numbered('fuenf', 5),
  ...numbered('zwoelf', 12),
  ...numbered('dreissig', 30),
  ...numbered('fuenfzig', 50),
]);
