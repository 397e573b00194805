/** The words around numbers that tell error codes from everything else that is written in digits. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** A number after (or before) one of these is a code. */
export const CUES =
  /^(?:(?:[a-z_]*(?:error|fehler|erreur|errore|erro)[a-z_]*)|errs?|errno|codes?|c[oó]digos?|fehlernummer|hata|errorcode|failcode)$/i;
/** What may stand between a cue and its number. */
export const FILLERS = list(
  'code codes number numbers no nr num is was are were of a an the it its says say said saying message messages msg occurred appeared unknown like just now always keeps coming up popping with which called reads still domain : # = ( [ " \' - , . “ ” ‘ ’ * / and or id nummer numero número',
);
/** A weak hint that the number is what a screen shows. */
export const HINTS = list(
  'says say said saying shows show showing showed gives give giving gave got get gets getting its still number # ( again displays displaying reads fails failed throws',
);
/** A number after one of these counts or names something else. */
export const NOT_AFTER = list(
  'order case ticket invoice room apt flight serial phone call tel mobile pin passcode zip version v ver build since from in year early mid late until till around about after before for another only last next past over under than nearly almost within step page chapter part series gen generation model sim bus line platform floor route usb win windows',
);
/** A code of one of these kinds is no error code. */
export const OTHER_CODES = list(
  'verification security pin zip promo area post postal country sms 2fa qr coupon discount otp login confirmation unlock access pass puk dialing dialling authentication auth activation recovery six 6 digit factor',
);
/** A number before one of these is an amount. */
export const UNITS = list(
  '% percent gb g gig gigs gigabyte gigabytes gbs mb mbs meg megs megabytes megabyte kb tb tbs terabyte terabytes kbps mbps mbit mbits gbps hz ghz mah w watt watts volt volts v h hr hrs hour hours hourly m min mins minute minutes s sec secs second seconds d day days night nights week weeks wk wks month months mo year years yr yrs yo am pm oclock o times time x k th st nd rd of out photos photo pics pictures picture images videos video songs contacts messages texts emails files file items apps app documents notes people users friends kids phones phone devices computers laptops cables cable ports tries attempts attempt dollars dollar bucks euro euros pounds pound quid usd eur gbp cents $ € £ p fps px mp megapixel megapixels inch inches cm mm km miles ft feet degrees c f bars bar different separate ppl persons characters digits digit letters star stars pro max plus mini ultra se bit bits gen generation page pages step steps backups backup stunden minuten tage jahre horas minutos días heures jours',
);
export const CODE_JOINERS = list(', / & + ; and or then und oder y o et ou e also plus');

/** Number words by value: what is said below ten, below a hundred, and what multiplies. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value): [string, number] => [word, value])
    .concat('twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i): [string, number] => [word, (i + 2) * 10]))
    .concat([
      ['oh', 0],
      ['fourty', 40],
      ['forteen', 14],
      ['hundred', 100],
      ['thousand', 1000],
    ]),
);
