import { describe, expect, test } from '@jest/globals';
import { type CodeOptions, errorCodes } from '../../dialogs/understanding/error-codes.ts';

const KNOWN = new Set(
  '1 3 6 9 10 11 14 17 20 21 26 27 28 29 36 37 40 53 54 56 1600 1601 1671 2001 2002 2005 2006 2009 2015 3004 3014 3194 3200 3503 4005 4013 4014 9006 -18 -36 -54 -50 100 203 205 0xE8000015 0xE800000A DF-DFERH-01 RH-01 495'.split(
    ' ',
  ),
);
const NAMED: Readonly<Record<string, string>> = { dfdferh01: 'DF-DFERH-01', rh01: 'RH-01', e8000015: '0xE8000015' };
const OPTIONS: CodeOptions = {
  isKnown: (code) => KNOWN.has(code),
  named: (squeezed) => (Object.hasOwn(NAMED, squeezed) ? NAMED[squeezed] : undefined),
  taken: [],
  asked: true,
  otherOpen: false,
};

const read = (text: string, options: Partial<CodeOptions> = {}) => errorCodes(text, { ...OPTIONS, ...options }).map((code) => code.code);

describe('codes in every spelling', () => {
  test.each([
    ['err 4013', ['4013']],
    ['ERROR 9 ON THE COMPUTER PLS HELP', ['9']],
    ['Error: 4013', ['4013']],
    ['error #4013', ['4013']],
    ['error=4013', ['4013']],
    ['error (4013)', ['4013']],
    ['error4013', ['4013']],
    ['err4013!!!', ['4013']],
    ['error code nine', ['9']],
    ['error code is 9', ['9']],
    ['error number 21 or 26', ['21', '26']],
    ['err 40 13', ['4013']],
    ['error 4 0 1 3', ['4013']],
    ['error forty thirteen', ['4013']],
    ['error four zero one three', ['4013']],
    ['error code four thousand and thirteen', ['4013']],
    ['four zero one three error', ['4013']],
    ['error sixteen seventy one', ['1671']],
    ['error 4O13', ['4013']],
    ['error l4', ['14']],
    ['(0xE8000015)', ['0xE8000015']],
    ['0xe8000015', ['0xE8000015']],
    ['0xE8OOOO15', ['0xE8000015']],
    ['code E8000015', ['0xE8000015']],
    ['windows 11 shows 0xE800000A', ['0xE800000A']],
    ['error -54', ['-54']],
    ['could not copy the file (-36)', ['-36']],
    ['ERROR: could not receive (-4)', ['-4']],
    ['errors 3194/17', ['3194', '17']],
    ['3194/17', ['3194', '17']],
    ['errors are: 75, 14, 11/1100; device not found', ['75', '14', '11', '1100']],
    ['a mix of errors 21, 2006 and 4013', ['21', '2006', '4013']],
    ['with 2001 and 3002 errors', ['2001', '3002']],
    ['anyone else getting 3014 error?', ['3014']],
    ['an unknown error occurred (9).', ['9']],
    ['Restore Failed (Error Code 205). ErrorCode 205: (SomeErrorDomain/205)', ['205']],
    ['Error Domain=Cocoa Code=4097', ['4097']],
    ['error code DF-DFERH-01', ['DF-DFERH-01']],
    ['df dferh 01', ['DF-DFERH-01']],
    ['[RH-01]', ['RH-01']],
    ['tried 3 cables still 4014', ['4014']],
    ['its 413 i think or 4013 cant remember', ['413', '4013']],
    ['it says 4013', ['4013']],
    ['4013', ['4013']],
    ['4013?', ['4013']],
    ['14', ['14']],
    ['error 404', ['404']],
    ['Fehler 4013', ['4013']],
    ['código de error 14', ['14']],
    ['i have a phone and error 9', ['9']],
    ['errors 9, 10 and 14', ['9', '10', '14']],
    ['error 2015', ['2015']],
    ['error 4013 4013 4013', ['4013']],
  ])('%s', (text, codes) => {
    expect(read(text)).toEqual(codes);
  });
});

describe('what only looks like a code', () => {
  test.each([
    ['my mac is from 2015'],
    ['late 2015 model'],
    ['system 17.4.1 error'],
    ['stuck at 50%'],
    ['stuck at 14 percent'],
    ['128gb and 64 gb'],
    ['i have 4013 photos'],
    ['got 2001 photos'],
    ['call 1-800-275-2273'],
    ['my number is 555-4013'],
    ['error at 9:41'],
    ['error after 3 hours'],
    ['got an error 3 days ago'],
    ['error 9 times in a row'],
    ['i tried it 9 times, error'],
    ['verification code 123456'],
    ['my passcode is 4014'],
    ['order #40134'],
    ['ticket 4013 please'],
    ['12/05/2024 error'],
    ['24/7 support error'],
    ['2 errors'],
    ['3 error messages'],
    ['got two errors'],
    ['windows 10 error'],
    ['error since 2019'],
    ['i am 14 and get an error'],
    ['no error code'],
    ['error one of my phones'],
    ['it cost $14'],
    ['43 of 210 for hours'],
    ['4013@example.com'],
    ['99999999999'],
    ['version 14'],
    ['page 9'],
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('numbers that answer another question', () => {
  test('a short number is the answer, a long known one is a code all the same', () => {
    expect(read('2', { asked: false, otherOpen: true })).toEqual([]);
    expect(read('4013', { asked: false, otherOpen: true })).toEqual(['4013']);
  });

  test('places read as something else are left alone', () => {
    const text = 'NAME 14 error';
    expect(read(text)).toEqual(['14']);
    expect(read(text, { taken: [{ start: 0, end: 7 }] })).toEqual([]);
  });
});

test('a wall of numbers is read up to a limit', () => {
  expect(read(`error ${'7 '.repeat(20_000)}`).length).toBeLessThanOrEqual(24);
});
