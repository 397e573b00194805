import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecrets, mask, maskDeep } from '../../bot/masking.ts';

const SEED = 'witch collapse practice feed shame open despair creek road again ice least';

const MASKED: readonly (readonly [string, string])[] = [
  // passwords as people tell them
  ['my password is hunter2', 'my password is [password]'],
  ['My password is: Fluffy99!', 'My password is: [password]'],
  ['pw: qwerty', 'pw: [password]'],
  ['PW=letmein please help', 'PW=[password] please help'],
  ['heres her password: sunshine1', 'heres her password: [password]'],
  ['here’s my password sunshine1 can you check', 'here’s my password [password] can you check'],
  ['passcode 123456', 'passcode [password]'],
  ['the passcode is 0412 and it still says wrong', 'the passcode is [password] and it still says wrong'],
  ['my pin is 4711', 'my pin is [password]'],
  ['backup password is "correct horse battery"', 'backup password is "[password]"'],
  ['my passwrd is fluffy help me', 'my passwrd is [password] help me'],
  ['password for my backup is Tr0ub4dor&3', 'password for my backup is [password]'],
  ['the password i set back then is bluebird', 'the password i set back then is [password]'],
  ['hunter2 is my password', '[password] is my password'],
  ['1234 is the passcode', '[password] is the passcode'],
  ['i changed my password to Winter2025 and now it fails', 'i changed my password to [password] and now it fails'],
  ['pass: abc123 / error 4013', 'pass: [password] / error 4013'],
  ['password -> s3cret', 'password -> [password]'],
  ['mein passwort ist hallo123', 'mein passwort ist [password]'],
  ['mi contraseña es perro123', 'mi contraseña es [password]'],
  ['mot de passe : soleil77', 'mot de passe : [password]'],
  ['пароль: привет1', 'пароль: [password]'],
  ['passphrase: correct horse battery staple lamp', 'passphrase: [password]'],
  ["mom's password is fluffy, she forgot the other", "mom's password is [password], she forgot the other"],
  ['password was set to rainbow7', 'password was set to [password]'],
  ['password: пароль', 'password: [password]'],
  ['unlock code 2580', 'unlock code [password]'],
  ['username bob password hunter2', 'username bob password [password]'],
  ['user bob pass hunter2', 'user bob pass [password]'],
  ['login: bob / hunter2', 'login: bob / [password]'],
  ['i typed hunter2 as my password', 'i typed [password] as my password'],
  ['998877 as passcode is refused', '[password] as passcode is refused'],
  ['password (hunter2)', 'password ([password])'],
  ["password 'hunter2'", "password '[password]'"],
  ['password - hunter2', 'password - [password]'],
  ['password... hunter2', 'password... [password]'],
  ['password ==> hunter2', 'password ==> [password]'],
  ['Password\nhunter2', 'Password\n[password]'],
  ['password: [hunter two]', 'password: [password] two]'],
  ['the pw for backups: backUp2020', 'the pw for backups: [password]'],
  ['i get error 4013, my passcode is 123456', 'i get error 4013, my passcode is [password]'],
  ['the codes do not help and my pin is 4711', 'the codes do not help and my pin is [password]'],
  ['my pin is 4 7 1 1', 'my pin is [password]'],
  ['my passcode is one two three four', 'my passcode is [password]'],
  ['mijn wachtwoord is fiets123', 'mijn wachtwoord is [password]'],
  ["parola d'ordine: ciao123", "parola d'ordine: [password]"],
  ['la mia password è ciao123', 'la mia password è [password]'],
  ['パスワードはabc123です', 'パスワードは[password]です'],
  ['密码: abc123', '密码: [password]'],
  ['p@ssw0rd: hunter2', 'p@ssw0rd: [password]'],
  ['p\u0430ssword: hunter2', 'p\u0430ssword: [password]'],
  ['router key: abcd1234efgh', 'router key: [password]'],
  ['<password>hunter2</password>', '<password>[password]</password>'],
  ['?x=password%3Dhunter2&y=1', '?x=password%3D[password]&y=1'],
  // one-time codes
  ['the verification code is 482913', 'the verification code is [verification code]'],
  ['they texted me a code 482913 but it says expired', 'they texted me a code [verification code] but it says expired'],
  ['G-123456 is what google sent', '[verification code] is what google sent'],
  ['482 913 is your verification code', '[verification code] is your verification code'],
  ['otp 5521', 'otp [verification code]'],
  ['my 2fa code: 771 204', 'my 2fa code: [verification code]'],
  ['Your code is 90871234. Do not share it.', 'Your code is [verification code]. Do not share it.'],
  ['six digit code 118822', 'six digit code [verification code]'],
  ['Your Chat code: 482-913', 'Your Chat code: [verification code]'],
  [
    'Ihr Konto-Code lautet: 482913. Teilen Sie ihn mit niemandem.',
    'Ihr Konto-Code lautet: [verification code]. Teilen Sie ihn mit niemandem.',
  ],
  ['Dein Bestätigungscode lautet 482913', 'Dein Bestätigungscode lautet [verification code]'],
  ['Su código de cuenta es: 482913', 'Su código de cuenta es: [verification code]'],
  ['the code they sent is 482913', 'the code they sent is [verification code]'],
  ['the code from the text is 482913', 'the code from the text is [verification code]'],
  ['verification code ٤٨٢٩١٣', 'verification code [verification code]'],
  // cards and accounts
  ['card 4111 1111 1111 1111 exp 12/27', 'card [card number] exp 12/27'],
  ['4111-1111-1111-1111', '[card number]'],
  ['pay with 5555555555554444', 'pay with [card number]'],
  ['amex 3782 822463 10005', 'amex [card number]'],
  ['４１１１ １１１１ １１１１ １１１１', '[card number]'],
  ['4111\u200b1111\u200b1111\u200b1111', '[card number]'],
  ['error code 4111111111111111', 'error code [card number]'],
  ['4111111111111111,123', '[card number],123'],
  ['4111_1111_1111_1111', '[card number]'],
  ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '[card number]'],
  ['my credit card is 4111 1111 1111 1112', 'my credit card is [card number]'],
  ['cvv 123', 'cvv [card code]'],
  ['DE89 3704 0044 0532 0130 00 is my account', '[bank account] is my account'],
  ['iban gb82west12345698765432', 'iban [bank account]'],
  // devices
  ['imei 490154203237518', 'imei [IMEI]'],
  ['IMEI: 49-015420-323751-8', 'IMEI: [IMEI]'],
  ['490154203237518', '[IMEI]'],
  ['imei1 is 356938035643800', 'imei1 is [IMEI]'],
  ['serial number C39JQ2R9DTWF', 'serial number [serial number]'],
  ['Serial No.: R58M12ABCDE', 'Serial No.: [serial number]'],
  ['s/n dnqvx1abcd12', 's/n [serial number]'],
  ['udid 00008030-001A2B3C4D5E802E', 'udid [device ID]'],
  ['iccid 8944500102198304826', 'iccid [SIM number]'],
  // people
  ['write to ann.smith+x@example.co.uk', 'write to [e-mail]'],
  ['ann@example.com:hunter22', '[e-mail]:[password]'],
  ['jörg@müller.de', '[e-mail]'],
  ['ann (at) example (dot) com', '[e-mail]'],
  ['ann [at] example [dot] com', '[e-mail]'],
  ['ann(at)example.com', '[e-mail]'],
  ['ann.smith @ example.com', '[e-mail]'],
  ['call 555 234 5678', 'call [phone number]'],
  ['call me on (555) 234-5678', 'call me on [phone number]'],
  ['555-234-5678', '[phone number]'],
  ['+49 171 1234567', '[phone number]'],
  ['+1-555-234-5678 thanks', '[phone number] thanks'],
  ['07700 900123', '[phone number]'],
  ['my number is 5552345678', 'my number is [phone number]'],
  ['06 12 34 56 78', '[phone number]'],
  ['ssn 123-45-6789', 'ssn [social security number]'],
  ['social security number 123456789', 'social security number [social security number]'],
  // keys
  ['key sk-abcdefghijklmnop1234567890', 'key [access key]'],
  ['token ghp_0123456789abcdefghijABCDEFGHIJ012345', 'token [access key]'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF', '[access key]'],
  ['Authorization: Bearer abcdef1234567890abcdef', 'Authorization: Bearer [access key]'],
  ['api key: 9f8e7d6c5b4a39281706', 'api key: [access key]'],
  ['https://ann:hunter2@example.com/x', 'https://[password]@example.com/x'],
  ['https://example.com/r?token=abcdef123456&x=1', 'https://example.com/r?token=[access key]&x=1'],
  ['recovery key ABCD-1EFG-H2IJ-KL3M-NOP4-QRST-5UVW', 'recovery key [recovery key]'],
  [`it is ${'0123456789'.repeat(6)}1234 ok`, 'it is [recovery key] ok'],
  [`${Array.from({ length: 16 }, (_, i) => 1000 + i).join(' ')}`, '[recovery key]'],
  ['recovery key ABCDEFGH1234IJKLMNOP5678QRST', 'recovery key [recovery key]'],
  ['my recovery code is 8H2K-99QX', 'my recovery code is [recovery key]'],
  ['backup codes: 1234 5678, 2345 6789', 'backup codes: [recovery key]'],
  ['Cookie: sid=abcdef0123456789', 'Cookie: [access key]'],
  ['AccountKey=abcdef0123456789abcdef==', 'AccountKey=[access key]'],
  ['bot 123456789:AAEhBOweik9ai2o01234567890abcdefghi', 'bot [access key]'],
  [`my seed phrase is ${SEED}`, 'my seed phrase is [recovery key]'],
  [`here are my 12 words: ${SEED}. what now`, 'here are my 12 words: [recovery key]. what now'],
  [
    SEED.split(' ')
      .map((word, i) => `${i + 1}. ${word}`)
      .join(' '),
    '[recovery key]',
  ],
  ['12345 67890 12345 67890 12345 67890', '[recovery key]'],
];

const KEPT: readonly string[] = [
  'error 4013',
  'errors 4013 4014 3194 1110 9',
  'error 4013 4014 2009 3194',
  'error code is 482913',
  'The iPhone "iPhone" could not be restored. An unknown error occurred (4013).',
  '0xE8000015 and -54 and 0x80070005',
  'my password is wrong',
  'my password is not accepted',
  'the password was never set',
  'it says password incorrect',
  'Incorrect password: try again',
  'Enter the password to unlock your iPhone backup',
  'The password you entered to unlock your iPhone backup was incorrect. Please try again.',
  'i forgot my password iphone13',
  'forgot the backup password, error 4013',
  'password is required',
  'passcode is 6 digits',
  'tried the password 10 times',
  'password is totally lost',
  'I never set a password but it asks for one',
  'what is my password',
  'passcode changed since the last backup',
  'pin is not working',
  'pass the test 4013',
  'verification failed 4013',
  'the verification code never arrives, error 4013',
  'could not verify update, error code 100006',
  'sign in fails with code 4013',
  'build 21F90 on iOS 17.4.1',
  'iOS 17.4.1, Android 14, One UI 6.1, version 12.13.1.3',
  'SM-G991B and SM-S918U1',
  'iphone 13 pro max 256gb',
  'Pixel 8a, Galaxy S23 Ultra, Redmi Note 12',
  '48 of 50 GB used',
  '128000000000 bytes',
  '4294967296 bytes free, 1073741824 needed',
  '4111111111111111 bytes',
  'options 256 512 1024 2048',
  'since 2026-01-31 10:15:22',
  '31.01.2026 14:05',
  '01/02/2024 10:30',
  '20251122 backup',
  '192.168.100.200',
  'gs.apple.com:443',
  'at 14:05 it said 3 hours left, at 17:30 it said 5 hours left',
  'look at example.com',
  'serial number not found',
  'where is the imei',
  '@support my backup fails',
  'restored 12,345 of 67,890 photos',
  'slow: 0.8 Mbit/s, 50 Mbps down',
  'https://support.example.com/en-us/108308',
  'https://example.com/?code=4013',
  'error 2005/2009, also 4005-4013',
  'code 4013 after the verification step',
  'AMRestorePerformRecoveryModeRestore failed with error: 21',
  'log 1763798893000 ms',
  'i have 2 backups, 2023 and 2024, 13000 photos',
  'case number 12345678',
  'error 14 15 16 20 21 22 23',
  'this-is-what-they-said-when-asked',
  'password protected zip',
  'Could not back up: not enough space (507)',
  'backup code 4013 shows up',
  'backup codes 4013 4014',
  'needs the password to restore',
  'I have no passcode to access the app',
  'My passcode was denied.',
  'the password for the backup fails with error: 4013',
  'Settings > Password > Change',
  'a 6-digit passcode 4-digit before',
  'password 6-digit',
  'your error code is 482913',
  'Ihr Fehlercode lautet 482913',
  'recovery code 0xE8000015',
  'recovery words were lost when the device fell down and now nothing here works again',
  'the 12 words are gone',
  'login: settings / accounts',
  'did not pass check 2005',
  'error 4013 as password screen',
  'options: 1. restart 2. update 3. restore',
  '[at] this place',
];

test.each(MASKED)('masks %j', (text, expected) => {
  expect(mask(text)).toBe(expected);
});

test.each(KEPT)('keeps %j', (text) => {
  expect(mask(text)).toBe(text);
});

test('a find names the secret and where it stands in the text as given', () => {
  const text = 'ﷺ my pin is ٤٧١١ ok';
  const [found] = findSecrets(text);
  expect(found?.kind).toBe('password');
  expect(text.slice(found?.start, found?.end)).toBe('٤٧١١');
});

const pieces = fc.constantFrom(
  'password',
  ' is ',
  ': ',
  '4111 1111 1111 1111',
  'ann@b.co',
  '[password]',
  ' code ',
  '482913',
  '+49 171 1234567',
  ' error ',
  '"',
  '\n',
  '٤',
  '\u200b',
  '-',
  ' my ',
  'G-123456',
  'imei ',
  '490154203237518',
  'x9',
  '😀',
  '\ud800',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
);

test('a short word alone is none of the secrets that are looked for, so nothing is missed by not looking', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const word = fc.string({ unit: letter, maxLength: 15 });
  fc.assert(
    fc.property(word, (text) => findSecrets(text).length === 0),
    { numRuns: 2000 },
  );
  for (const text of ['password', 'PIN', 'secret', 'hunter', 'Bearer', 'token']) expect(findSecrets(text)).toEqual([]);
});

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(anyText, (text) => mask(mask(text)) === mask(text)),
    { numRuns: 3000 },
  );
});

test('a masked text is not longer than a name a secret allows, and finds lie in order inside the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const found = findSecrets(text);
      found.forEach(({ start, end }, i) => {
        expect(start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      });
      expect(mask(text).length).toBeLessThanOrEqual(text.length * 8 + 24);
    }),
    { numRuns: 2000 },
  );
});

test('a secret is found whatever innocent words stand around it', () => {
  const words = fc.array(fc.constantFrom('restore', 'fails', 'again', 'tonight', 'hello'), { maxLength: 6 }).map((list) => list.join(' '));
  const secret = fc.constantFrom('4111 1111 1111 1111', 'ann@example.com', '490154203237518', 'my password is hunter2', 'G-123456');
  fc.assert(fc.property(words, secret, words, (before, it, after) => !mask(`${before} ${it} ${after}`).includes(it)));
});

test.each([
  'a',
  '1',
  '@',
  ' ',
  '1 ',
  '1-',
  'a@',
  'A1B2-',
  'password ',
  'password is ',
  'pin 1',
  'is my ',
  'code 482913 ',
  '[password]',
  'https://a:',
  'eyJ',
  '\u0661',
  '\u200b',
  '"',
  'changed my ',
  'serial ',
  'your code ',
  'your a code de a ',
  'login: a/',
  'user a pass ',
  'account ',
  'seed phrase ',
  'seed abc ',
  '1. abc ',
  '1 abc 2 abc ',
  'パスワード',
  'パスワード: ',
  'backup codes 1234 5678, ',
  'recovery key AB-',
  'cookie: ',
  'password one ',
  'password 1 2 3 ',
  'pin for a ',
  'a @ ',
  'a(at)b.',
  '<password>',
  '12345678:a',
])('a megabyte of %j is read in linear time', (unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
  expect(mask(text).length).toBeLessThanOrEqual(text.length * 3);
});

test('JSON is masked all through, ids and times stay, what is too deep goes', () => {
  const activity = {
    id: '490154203237518',
    text: 'pw: qwerty',
    value: { pick: 'slot:network=yes', password: 'abc', card: 4111111111111111, n: 4013, list: ['ann@example.com', null, true] },
    channelData: { clientActivityID: '490154203237518' },
  };
  expect(maskDeep(activity)).toEqual({
    id: '490154203237518',
    text: 'pw: [password]',
    value: { pick: 'slot:network=yes', password: '[password]', card: '[card number]', n: 4013, list: ['[e-mail]', null, true] },
    channelData: { clientActivityID: '490154203237518' },
  });
  const ring: Record<string, unknown> = {};
  ring.again = ring;
  expect(() => JSON.stringify(maskDeep(ring))).not.toThrow();
  expect(Object.keys(maskDeep(JSON.parse('{"__proto__": {"x": 1}, "a": 1}')) as object)).toEqual(['a']);
});
