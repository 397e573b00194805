/**
 * How people write error codes, and what only looks like one. A line is the codes that are meant (none: –), then ways of
 * writing them.
 */
export const CODE_TABLE = `
4013: err 4013 | error 4013 | ERROR 4013 | Error: 4013 | error #4013 | error=4013 | error (4013) | error4013 | err4013!!! | error code 4013 | code 4013
4013: error code: 4013 | errorcode 4013 | error no 4013 | error number 4013 | err. 4013 | eror 4013 | erorr 4013 | errror 4013 | error "4013" | error '4013'
4013: err 40 13 | error 4 0 1 3 | error forty thirteen | error four zero one three | error code four thousand and thirteen | four zero one three error
4013: error 4O13 | error 4o13 | it says 4013 | 4013 | 4013? | 4013 error | 4013 again | still 4013 | getting 4013 | i get 4013 what now | itunes 4013
4013: an unknown error occurred (4013) | An unknown error occurred (4013). | could not be restored. An unknown error occurred (4013) | #4013 error | Fehler 4013
4013: código de error 4013 | error 4013 on my mac with ios 17.4 | my iphone 12 pro says error 4013 | 4013 when i restore with itunes 12.10 | error ４０１３
4014: err 4014 | error 4014 | (4014) error | tried 3 cables still 4014 | error code 4014 after 2 hours | 4014
4005: error 4005 | itunes error 4005 on windows 11 | unknown error 4005 | error code four thousand and five
9: error 9 | err 9 | error code nine | error code is 9 | ERROR 9 ON THE COMPUTER PLS HELP | error (9) | an unknown error occurred (9). | error nine | i have an iphone 8 and error 9
10: error 10 | err 10 | error code ten | error 10 when updating
14: an error occurred while restoring (14) | the error when it restores [14] | error 14 | error l4 | error fourteen | err 14 on my ipad 9 | error 14 at 50% | código de error 14
21: error 21 | error twenty one | recovery mode error 21 | error code 21
1671: error 1671 | error sixteen seventy one | 1671 forever | itunes says 1671
3194: error 3194 | 3194 | itunes error 3194 again | error 3l94 | hosts file error 3194
3014: anyone else getting 3014 error? | error 3014 | 3014
2015: error 2015 | 2015 error in itunes
-54: error -54 | error (-54) | -54 error | an error occurred (-54) | error −54
-36: could not copy the file (-36) | error -36
0xE8000015: (0xE8000015) | 0xe8000015 | 0xE8OOOO15 | 0xE8000015 appears | error 0xe8000015 windows
0xE800000A: windows 11 shows 0xE800000A | 0xe800000a
DF-DFERH-01: error code DF-DFERH-01 | df dferh 01 | [DF-DFERH-01] | dfdferh01
3194,17: errors 3194/17 | 3194/17 | errors 3194 and 17
9,10,14: errors 9, 10 and 14 | error 9, 10, 14 | errors 9/10/14
21,2006,4013: a mix of errors 21, 2006 and 4013
–: an error on my iphone (14) | my mac is from 2015 | late 2015 model | macbook pro 2013 | bought in 2019 | error since 2019 | since may 2021 nothing works
–: ios 17.4.1 | system 17.4.1 error | itunes 12.10.3 | android 14 | version 14 | windows 10 error | i am on ios 14 | ios 9 | macos 10.15
–: iphone 11 | iphone 14 pro max | iphone 6 | galaxy s9 | galaxy s21 | pixel 9 | ipad 9 | my iphone 9 | nexus 5 | a 10 year old phone
–: stuck at 50% | stuck at 14 percent | 99% for hours | at 21 % since noon | battery 9%
–: 128gb and 64 gb | 9 gb left | 10 gigs | 2001 mb | 48 of 50 gb | 43 of 210 for hours | 17 of 64 used
–: i have 4013 photos | got 2001 photos | 9 pictures are gone | 3014 songs | lost 21 contacts
–: call 1-800-275-2273 | my number is 555-4013 | +1 555 010 4013 | 0176 4013 3194
–: error at 9:41 | at 10:14 it stopped | since 9 am | 9 o'clock | 12/05/2024 error | 2024-05-09
–: error after 3 hours | got an error 3 days ago | stuck for 9 hours | it took 14 days | 21 minutes left | 10 hours remaining
–: error 9 times in a row | i tried it 9 times, error | tried 10 cables | tried 3 computers | 14 attempts
–: verification code 123456 | my passcode is 4014 | code 482913 came by text | enter the 6 digit code
–: order #40134 | ticket 4013 please | case number 10298334 | page 9 | my ticket is 21
–: 24/7 support error | 2 errors | 3 error messages | got two errors | no error code | error one of my phones | it cost $14 | 4013@example.com
–: 99999999999 | i am 14 and get an error | my son is 9 | room 21 | nr 10 downing street | top 10 tips | 5g | wifi 6 | usb 3 | usb 2.0 port
`;
